"""Each error names the place, the rule broken and the next thing to type; whole sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.scenario import check_file, load_scenario, scenario_from_dict
from sim.scenario.nodes import Findings
from sim.scenario.yaml_reader import parse_yaml
from tests.sim.scenario.files import INDICATOR, LEVER, PARAM, POLICY, SHOCK, between, problems, write

LOW, HIGH = LEVER.bounds
RANGE = f"'{LEVER.key}' accepts {LOW:g} to {HIGH:g} {LEVER.unit}."
P, L, S = POLICY.name, LEVER.name, SHOCK.name
USE = f"policies:\n  - use: {P}\n"
GOAL = between(PARAM, 0.5)
MOVE = f"{{param: {PARAM.key}, months: [4, 8], to: {GOAL}"

CASES = [
    ("an unknown key", "moths: 60\n", "plan.yaml:1:1, moths: 'moths' is not a known key; did you mean 'months'?"),
    ("a key given twice", "months: 60\nmonths: 70\n",
     "plan.yaml:2:1, months: 'months' is already given in line 1. Delete one of the two."),
    ("a key that is no word", "[a]: 1\n", "plan.yaml:1:1: a key must be a word. Write `word: value`."),
    ("a number out of range", "months: 601\n",
     "plan.yaml:1:9, months = 601: this takes a whole number from 1 to 600."),
    ("too few residents", "residents: -5\n",
     "plan.yaml:1:12, residents = -5: this takes a whole number from 1,000 to 10,000,000."),
    ("half a month", "months: 2.5\n",
     "plan.yaml:1:9, months = 2.5: this takes a whole number. Leave out the decimals."),
    ("a number in quotes", "months: '60'\n",
     "plan.yaml:1:9, months = '60': this takes a whole number, not the word '60'. "
     "Write 60, without quotes or commas."),
    ("a word for a number", "months: no\n",
     "plan.yaml:1:9, months = 'no': this takes a whole number, not the word 'no'. "
     "Write digits, such as 40 or 0.5."),
    ("yes for a number", "months: true\n",
     "plan.yaml:1:9, months = true: this takes a whole number, not true. Write digits, such as 40 or 0.5."),
    ("not a number", "months: .nan\n", "plan.yaml:1:9, months = nan: this takes a whole number from 1 to 600."),
    ("a number for a text", "title: 5\n",
     "plan.yaml:1:8, title = 5: this takes text, not 5. Put quotes around it."),
    ("nothing for a list", "policies:\n",
     "plan.yaml:1:1, policies = nothing: this takes a list, not nothing. "
     "Begin each entry with `- `, or delete the key."),
    ("a list for keys", "parameters: [1]\n",
     "plan.yaml:1:13, parameters: this takes keys, not a list. "
     "Write `name: value` lines under it, or delete it."),
    ("a bad date", "start: 2026-13\n",
     "plan.yaml:1:8, start = '2026-13': this takes a year and a month. Write it as 2026-03."),
    ("an unknown parameter", f"parameters:\n  {PARAM.key}x: 1\n",
     f"plan.yaml:2:3, parameters.{PARAM.key}x: '{PARAM.key}x' is not a known parameter; "
     f"did you mean '{PARAM.key}'?"),
    ("an infinite parameter", f"parameters: {{{LEVER.key}: .inf}}\n",
     f"plan.yaml:1:{16 + len(LEVER.key)}, parameters.{LEVER.key} = inf: '{LEVER.key}' takes a finite number."),
    ("a lever too low", f"{USE}    {L}: {LOW - 5}\n",
     f"plan.yaml:3:{7 + len(L)}, policies[0].{L} = {LOW - 5}: {RANGE} "
     f"To switch {P} off, delete this entry from policies."),
    ("a lever too high", f"{USE}    {L}: {HIGH + 5}\n",
     f"plan.yaml:3:{7 + len(L)}, policies[0].{L} = {HIGH + 5}: {RANGE}"),
    ("a lever in percent", f"{USE}    {L}: 40%\n",
     f"plan.yaml:3:{7 + len(L)}, policies[0].{L} = '40%': '{LEVER.key}' takes a number. Write 0.4."),
    ("a lever of another policy", f"{USE}    {L}x: 1\n",
     f"plan.yaml:3:5, policies[0].{L}x: '{L}x' is not a known key; did you mean '{L}'?"),
    ("an unknown policy", f"policies: [{{use: {P}x}}]\n",
     f"plan.yaml:1:18, policies[0].use = '{P}x': this is not a known policy; did you mean '{P}'?"),
    ("intensity above one", f"{USE}    intensity: 2\n",
     "plan.yaml:3:16, policies[0].intensity = 2: this takes a number from 0 to 1."),
    ("an end before the start", f"{USE}    months: [24, 12]\n",
     "plan.yaml:3:13, policies[0].months: the end, 12, must be later than the start, 24."),
    ("an end before the start, dated", f"{USE}    from: 2027-01\n    until: 2026-06\n",
     "plan.yaml:4:12, policies[0].until = '2026-06': this must be later than 2027-01."),
    ("three months", f"{USE}    months: [1, 2, 3]\n",
     "plan.yaml:3:13, policies[0].months: this takes one or two months. Write [12, 24], or [12] for no end."),
    ("a month that is no list", f"{USE}    months: 12\n",
     "plan.yaml:3:13, policies[0].months = 12: this takes one or two months. "
     "Write [12, 24], or [12] for no end."),
    ("months and dates", f"{USE}    months: [12]\n    from: 2027-01\n",
     "plan.yaml:3:5, policies[0].months: give either `months` or dates (`from`, `until`), not both."),
    ("a policy after the run", f"{USE}    months: [121]\n",
     "plan.yaml:3:14, policies[0].months[0] = 121: this is after the last month of the run, 120 (2036-01). "
     "Raise `months`, or change this."),
    ("a policy before the run", f"{USE}    from: 2025-12\n",
     "plan.yaml:3:11, policies[0].from = '2025-12': the run starts in 2026-01. "
     "Set `start` earlier, or change this."),
    ("an unknown district", f"{USE}    target: {{districts: [Quary]}}\n",
     "plan.yaml:3:26, policies[0].target.districts[0] = 'Quary': Marenga (fictional) has no such district "
     "or kind of area; did you mean 'Quarry'?"),
    ("an unknown group", f"{USE}    target: {{groups: [womem]}}\n",
     "plan.yaml:3:23, policies[0].target.groups[0]: 'womem' is not a group of residents; did you mean 'women'?"),
    ("an unknown division", f"{USE}    target: {{groups: [agee: 60+]}}\n",
     "plan.yaml:3:23, policies[0].target.groups[0]: 'agee' does not divide residents into groups; "
     "did you mean 'age'?"),
    ("a shock without a month", f"shocks: [{{use: {S}}}]\n",
     "plan.yaml:1:10, shocks[0]: a shock needs one month. Write `month: 24` or `date: 2028-01`."),
    ("a shock before anything happens", f"shocks: [{{use: {S}, month: 0}}]\n",
     f"plan.yaml:1:{25 + len(S)}, shocks[0].month = 0: month 0 is the city as it starts, before anything happens. "
     "The first shock can be in month 1."),
    ("a shock after the run", f"shocks: [{{use: {S}, month: 130}}]\n",
     f"plan.yaml:1:{25 + len(S)}, shocks[0].month = 130: this is after the last month of the run, 120 (2036-01). "
     "Raise `months`, or change this."),
    ("a shift of nothing", "shifts: [{months: [4, 8], to: 1}]\n",
     "plan.yaml:1:10, shifts[0]: 'param' is missing. The parameter that moves, by dotted name. "
     "Write `param: …`."),
    ("a shift two ways", f"shifts: [{MOVE}, by: 1}}]\n",
     "plan.yaml:1:10, shifts[0]: a shift needs exactly one of `to`, `by` and `times`. Write `to: 0.5`."),
    ("shifts that overlap", f"shifts:\n  - {MOVE}}}\n  - {{param: {PARAM.key}, months: [7], to: {GOAL}}}\n",
     f"plan.yaml:3:5, shifts[1]: '{PARAM.key}' is moved in some of the same months by plan.yaml:2:5, shifts[0]. "
     "Change the months of one of the two."),
    ("a shift of what a policy sets",
     f"{USE}    {L}: {between(LEVER, 0.5)}\nshifts:\n  - {{param: {LEVER.key}, months: [4], to: {LEVER.default}}}\n",
     f"plan.yaml:5:5, shifts[0]: '{LEVER.key}' is set by plan.yaml:3:5, policies[0].{L}. "
     f"Move that value to `parameters`, as `{LEVER.key}: …`."),
    ("a shift out of bounds", f"shifts: [{{param: {LEVER.key}, months: [4], to: {HIGH + 5}}}]\n",
     f"plan.yaml:1:{37 + len(LEVER.key)}, shifts[0].to = {HIGH + 5}: {RANGE}"),
    ("an unknown indicator", f"observed: [{{series: {INDICATOR}x, date: 2027-01, value: 1}}]\n",
     f"plan.yaml:1:21, observed[0].series = '{INDICATOR}x': this is not a known indicator; "
     f"did you mean '{INDICATOR}'?"),
    ("a group of nobody", "observed: [{series: payments, date: 2027-01, value: 1, group: womem}]\n",
     "plan.yaml:1:63, observed[0].group: 'womem' is not a group of residents; did you mean 'women'?"),
    ("groups that overlap", "observed: [{series: payments, date: 2027-01, value: 1, group: [women, 60+]}]\n",
     "plan.yaml:1:63, observed[0].group: these groups overlap. Name groups of one kind, each once."),
    ("a group of what no group has", "observed: [{series: merchants, date: 2027-01, value: 1, group: women}]\n",
     "plan.yaml:1:64, observed[0].group = 'women': 'merchants' is not told by group. Leave `group` out."),
    ("an unknown role", f"observed:\n  - series: {INDICATOR}\n    date: 2027-01\n    value: 1\n    role: fit\n",
     "plan.yaml:5:11, observed[0].role = 'fit': this is one of calibrate, validate."),
    ("an inherited list that is none", "replace: [policy]\nextends: baseline\n",
     "plan.yaml:1:11, replace[0] = 'policy': this is not an inherited list; did you mean 'policies'?"),
    ("an unknown base", "extends: baselin\n",
     "plan.yaml:1:10, extends: there is no scenario 'baselin'; did you mean 'baseline'?"),
    ("an unknown city", "city: marengo\n",
     "plan.yaml:1:7, city: there is no city 'marengo'; did you mean 'marenga'? "
     "A file of your own ends in .yaml."),
    ("an unknown figure of a city", "city: {use: marenga, margins: {femle: 0.5}}\n",
     "plan.yaml:1:39, city.margins.femle: this key is unknown; did you mean 'female'?"),
    ("an empty file", "", "plan.yaml:1:1: the file is empty. Start with `title:`."),
    ("only a comment", "# nothing\n", "plan.yaml:1:1: the file is empty. Start with `title:`."),
    ("a list at the top", "- a\n", "plan.yaml:1:1: the file holds a list, not keys. Start with `title:`."),
    ("a word at the top", "hello\n", "plan.yaml:1:1: the file holds the word 'hello', not keys. Start with `title:`."),
    ("two documents", "months: 60\n---\nmonths: 70\n",
     "plan.yaml:2:1: a file holds one scenario. Delete the second `---`."),
    ("broken YAML", "months: [60\n",
     "plan.yaml:2:1: this is not YAML: expected ',' or ']', but got '<stream end>'."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_an_error_is_one_whole_sentence(tmp_path, text, sentence):
    assert problems(tmp_path, text) == [sentence]


def test_an_error_in_the_scenario_is_raised_with_the_same_sentence(tmp_path):
    path = write(tmp_path, f"{USE}    {L}: {LOW - 5}\n")
    (problem,) = check_file(path)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path)
    assert str(caught.value) == str(problem)


def test_all_problems_are_reported_at_once_in_the_order_of_lines(tmp_path):
    text = f"moths: 5\nresidents: 5\npolicies:\n  - use: {P}\n    ramp: -1\n  - use: nothing_like_it\nmonths: 1e9\n"
    assert [problem.place.line for problem in check_file(write(tmp_path, text))] == [1, 2, 5, 6, 7]


def test_a_problem_in_an_inherited_file_names_that_file(tmp_path):
    write(tmp_path, "title: Base\nmonths: 999\n", "base.yaml")
    assert problems(tmp_path, "extends: base\nmoths: 1\n") == [
        "base.yaml:2:9, months = 999: this takes a whole number from 1 to 600.",
        "plan.yaml:2:1, moths: 'moths' is not a known key; did you mean 'months'?",
    ]


def test_python_data_meet_the_same_checks():
    with pytest.raises(ScenarioError) as caught:
        scenario_from_dict({"policies": [{"use": P, L: LOW - 5}]}, "plan")
    assert str(caught.value) == (
        f"plan, policies[0].{L} = {LOW - 5}: {RANGE} To switch {P} off, delete this entry from policies."
    )


def test_a_number_too_large_for_a_computer_is_infinite():
    with pytest.raises(ScenarioError, match=r"^scenario, parameters.* = inf: .* takes a finite number.$"):
        scenario_from_dict({"parameters": {PARAM.key: 10**5000}})


def test_an_unknown_name_offers_the_nearest():
    with pytest.raises(ScenarioError) as caught:
        load_scenario("baselin")
    assert str(caught.value) == "'baselin': there is no such scenario; did you mean 'baseline'?"


def test_a_missing_file_offers_its_neighbour(tmp_path):
    write(tmp_path, "title: x\n")
    with pytest.raises(
        ScenarioError, match=r"plans\.yaml: there is no such file; did you mean 'plan\.yaml'\?$"
    ):
        load_scenario(tmp_path / "plans.yaml")


WORDS = st.sampled_from(
    [
        "title",
        "policies",
        "use",
        P,
        L,
        PARAM.key,
        "months",
        "shifts",
        "target",
        "city",
        "extends",
        "baseline",
        "marenga",
    ]
)
PIECES = st.one_of(
    WORDS, st.sampled_from([": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", "'", '"', "|", ">", "&a", "*a", "!x",
                            "%", "---\n", "...\n", "#", "? ", "\t", "1", "-5", "1e999", ".nan", "0x1f", "\\x"]),
    st.text(max_size=4), st.integers().map(str), st.floats().map(str),
)  # fmt: skip
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.one_of(WORDS, st.text(max_size=3)), inner, max_size=4)
    ),
    max_leaves=12,
)
KEYS = ["title", "city", "start", "months", "residents", "parameters", "policies", "shifts", "shocks", "observed",
        "sources", "replace", "extends"]  # fmt: skip
often = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def refusal(read: Callable[[], object]) -> str:
    """What a `ScenarioError` says, or "accepted"; any other exception fails the test."""
    try:
        read()
    except ScenarioError as error:
        return str(error)
    return "accepted"


@often
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_text_raises_anything_but_a_scenario_error(text):
    assert refusal(lambda: parse_yaml(text, "plan.yaml", Findings())).startswith(("plan.yaml:", "accepted"))


@often
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=4))
def test_no_data_raise_anything_but_a_scenario_error(data):
    assert refusal(lambda: scenario_from_dict(data)).startswith(("scenario", "accepted"))
