"""Targets files: what they may say, and what is said when they say something else."""

from __future__ import annotations

import pytest

from experiments.necessity.file import load_question, shipped
from sim.errors import ScenarioError

GOOD = """\
scenario: connect-first
targets:
  - {indicator: payments, at_least: 0.6, group: women, by: 2030-01}
  - {indicator: cost, at_most: 200_000_000}
components: [identity, assisted]
governance: [city-led]
draws: 4
months: 60
"""


def written(tmp_path, text: str) -> str:
    path = tmp_path / "mine.yaml"
    path.write_text(text)
    return str(path)


def test_a_file_is_read(tmp_path):
    found = load_question(written(tmp_path, GOOD))
    assert found.targets[0].reading == "payments/women@48"
    assert not found.targets[1].at_least
    assert (found.components, found.governance, found.draws) == (("identity", "assisted"), (2,), 4)
    assert found.plan.scenario.months == 60
    assert found.runs == 16


@pytest.mark.parametrize("name", sorted(shipped()))
def test_the_files_that_come_along_pass(name):
    assert load_question(name).targets


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("indicator: payments", "indicator: paymets", "this is no indicator; did you mean 'payments'?"),
        ("at_least: 0.6", "at_least: 60", "'payments' is a share: no plan can be above 1 or below 0"),
        ("at_least: 0.6", "at_least: 0.6, at_most: 0.7", "a target needs one limit"),
        ("group: women", "group: womn", "there is no such group; did you mean 'women'?"),
        ("by: 2030-01", "by: 2040-01", "the run lasts from 2026-01 to 2031-01"),
        ("[identity, assisted]", "[identity, asisted]", "this is no component; did you mean 'assisted'?"),
        ("[identity, assisted]", "[]", "this takes at least one component"),
        ("[city-led]", "[city-lead]", "this is no governance model; did you mean 'city-led'?"),
        ("scenario: connect-first", "scenario: connect-frist", "no such scenario; did you mean 'connect-first'?"),
        ("draws: 4", "draw: 4", "'draw' is not a known key; did you mean 'draws'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path, old, new, said):
    with pytest.raises(ScenarioError) as error:
        load_question(written(tmp_path, GOOD.replace(old, new)))
    line = next(k for k, text in enumerate(GOOD.replace(old, new).splitlines(), 1) if new in text)
    assert f"mine.yaml:{line}:" in str(error.value)
    assert said in str(error.value)


def test_an_unknown_name_is_told_with_the_nearest():
    with pytest.raises(ScenarioError, match="there is no such targets file; did you mean 'marenga'"):
        load_question("marengo")
