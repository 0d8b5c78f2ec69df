"""Experiment files: what they can say, and what is said of those that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.designing.file import experiment_names, load_experiment
from experiments.running.jobs import Job, task_of
from experiments.running.recording.recorded import Recorded
from experiments.running.runner import Cities, Plan, run_plan
from sim.errors import ScenarioError

GOOD = """\
title: Fees
scenarios: [baseline, mine.yaml]
seeds: {number: 3, first: 5}
residents: 1000
months: 12
parameters:
  payments.fee: [0, 0.5]
  trust.loss: {from: 0, to: 0.4, steps: 3}
  skills.learn: {to: 0.1}
  data_subsidy.below: bounds
design: {method: latin, points: 7}
record: {tables: [series, groups], every: 6, indicators: [payments]}
"""


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text("extends: baseline\npolicies: [{use: data_subsidy, months: [3]}]\n")
    return tmp_path


def test_a_file_says_what_runs_where_and_what_is_kept(here):
    (here / "fees.yaml").write_text(GOOD)
    found = load_experiment("fees.yaml")
    assert [plan.name for plan in found.plans] == ["baseline", "mine"]
    assert {(plan.scenario.residents, plan.scenario.months) for plan in found.plans} == {(1000, 12)}
    assert found.seeds == (5, 6, 7)
    assert found.space.listed == {"payments.fee": (0.0, 0.5), "trust.loss": (0.0, 0.2, 0.4)}
    learn, below = found.space.sample.ranges
    assert (learn.low, learn.high) == (0.0, 0.1)
    assert (below.low, below.high) == (0.0, 1.0)
    assert len(found) == 2 * (2 * 3 * 7) * 3
    assert (found.recorded.tables, found.recorded.every) == (("series", "groups"), 6)
    jobs = list(found.jobs())
    assert len(jobs) == len(found)
    assert [job.seed for job in jobs[:: len(jobs) // 3]] == [5, 6, 7]
    for job in jobs:
        job.scenario()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("scenarois: [baseline]", ":1:1, scenarois: 'scenarois' is not a known key; did you mean 'scenarios'?"),
        ("scenarios: [basline]", ":1:13, scenarios[0] = 'basline': there is no such scenario; did you mean 'baseline'?"),
        ("scenarios: []", ":1:12, scenarios: this takes at least one scenario. Write [baseline]."),
        ("scenarios: [broken.yaml]", "this scenario has problems of its own:\nbroken.yaml:1:1, monhts"),
        ("scenarios: [baseline, baseline]", "this scenario is given twice"),
        ("parameters: {payments.fees: [0]}",
         ":2:14, parameters.payments.fees: 'payments.fees' is not a known parameter; did you mean 'payments.fee'?"),
        ("parameters: {payments.fee: [0, 11]}", ":2:32, parameters.payments.fee[1] = 11: 'payments.fee' accepts 0 to 10"),
        ("parameters: {payments.fee: [1, 1]}", "a value is given twice"),
        ("parameters: {payments.fee: []}", "this takes at least one value"),
        ("parameters: {payments.fee: 3}", "this takes values, such as [0, 0.5]"),
        ("parameters: {payments.fee: {from: 3, to: 2, steps: 4}}", "the range ends, at 2, where it starts or earlier, 3"),
        ("parameters: {payments.fee: {form: 0}}", "'form' is not a known key; did you mean 'from'?"),
        ("parameters: {payments.fee: bounds}", "Add `steps: 5`, or say how to sample"),
        ("parameters: {data_subsidy.below: [0.5]}", "no scenario here uses 'data_subsidy', so this changes nothing"),
        ("design: {method: latin, points: 5}", "there is no range to sample"),
        ("parameters: {payments.fee: bounds}\ndesign: {method: latin}", "'points' is missing"),
        ("parameters: {payments.fee: bounds}\ndesign: {method: latn, points: 3}",
         "this is one of grid, latin, sobol, morris"),
        ("parameters: {payments.fee: bounds}\ndesign: {method: sobol, points: 50}", "Write 32 or 64."),
        ("parameters: {payments.fee: bounds}\ndesign: {method: morris, points: 5, levels: 5}", "this takes an even number"),
        ("seeds: 0", ":2:8, seeds = 0: this takes a whole number from 1 to 10,000."),
        ("seeds: {first: 3}", "'number' is missing"),
        ("record: {tables: [serie]}", "this is not a known table; did you mean 'series'?"),
        ("record: {indicators: [payment]}", "this is not a known indicator; did you mean 'payments'?"),
        ("months: 0", "this takes a whole number from 1 to 600."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place_and_the_nearest_right_thing(here, line, said):
    (here / "broken.yaml").write_text("monhts: 12\n")
    text = line if line.startswith("scena") else f"scenarios: [baseline]\n{line}"
    (here / "try.yaml").write_text(text + "\n")
    with pytest.raises(ScenarioError) as error:
        load_experiment("try.yaml")
    assert str(error.value).startswith("try.yaml")
    assert said in str(error.value)


def test_all_problems_are_told_at_once(here):
    (here / "try.yaml").write_text("scenarios: [baselin]\nseeds: -1\nparameters: {trust.los: [0]}\n")
    with pytest.raises(ScenarioError) as error:
        load_experiment("try.yaml")
    assert len(str(error.value).splitlines()) == 3


def test_a_list_of_scenarios_that_is_none_does_not_hide_what_else_is_wrong(here):
    (here / "try.yaml").write_text("scenarios: baseline\nparameters: {trust.los: [0]}\n")
    with pytest.raises(ScenarioError, match="this takes a list") as error:
        load_experiment("try.yaml")
    assert "did you mean 'trust.loss'?" in str(error.value)


def test_starting_conditions_vary_within_what_the_city_allows(here):
    (here / "try.yaml").write_text(
        "scenarios: [baseline]\nparameters: {start.coverage: [0.4, 0.9], start.documents: bounds}\n"
        "design: {method: latin, points: 3}\n"
    )
    found = load_experiment("try.yaml")
    jobs = list(found.jobs())
    assert len(jobs) == 6
    city = found.plans[0].scenario.city
    for job in jobs:
        assert job.scenario().city != city
        assert job.values["start.documents"] >= float(
            getattr(city.margins.id_enrolled, "value", city.margins.id_enrolled)
        )
    (here / "try.yaml").write_text("scenarios: [baseline]\nparameters: {start.skill: [1.5]}\n")
    with pytest.raises(ScenarioError, match=r"'start\.skill' accepts 0\.03 to 0\.97 share"):
        load_experiment("try.yaml")


def test_a_city_that_cannot_be_fails_its_own_run_only():
    job = Job(load_experiment("doubts").plans[0], 1, {"start.documents": 0.03})
    assert "start.documents 0.03: no such city can be" in task_of(job, Recorded()).error


def test_the_experiment_of_the_manual_is_sound(here):
    manual = (Path(__file__).parents[3] / "docs" / "EXPERIMENTS.md").read_text("utf-8")
    (here / "try.yaml").write_text(manual.partition("```yaml\n")[2].partition("```")[0], "utf-8")
    assert len(load_experiment("try.yaml")) == 2 * 4 * 3 * 3 * 20


def test_an_unknown_experiment_gets_the_nearest_name(here):
    with pytest.raises(ScenarioError, match="did you mean 'doubts'"):
        load_experiment("doubt")


@pytest.mark.parametrize("name", sorted(experiment_names()))
def test_every_packaged_experiment_is_sound(name):
    found = load_experiment(name)
    assert found.title
    assert found.question.endswith("?")
    next(found.jobs()).scenario()


@pytest.mark.parametrize("name", experiment_names())
def test_everything_that_a_packaged_experiment_varies_still_matters_at_the_end(name):
    experiment = load_experiment(name)
    sample, plan, cities = experiment.space.sample, experiment.plans[-1], Cities()
    ranges = {own.name: (own.low, own.high) for own in sample.ranges} if sample else {}
    for parameter, values in {**experiment.space.listed, **ranges}.items():
        low, high = (
            run_plan(Plan(plan.name, Job(plan, 1, {parameter: value}).scenario()), 1, cities)
            for value in (values[0], values[-1])
        )
        aims = experiment.recorded.indicators or ("payments",)
        assert any(low.indicators[aim][-1] != high.indicators[aim][-1] for aim in aims), parameter
