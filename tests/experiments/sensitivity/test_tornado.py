"""The tornado of a line that crosses zero."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from experiments.sensitivity.inputs import inputs_of
from experiments.sensitivity.question import Question
from experiments.sensitivity.telling import reversal
from experiments.sensitivity.tornado import tornado
from tests.experiments.known import Known, of, plan

INPUTS = inputs_of([plan().scenario], over=["trust.gain", "trust.loss"])
USUAL = {i.key: i.usual for i in INPUTS}


def lead(trial, reading) -> float:
    """The plan with a policy leads by 1, less 150 for each unit by which trust.gain exceeds its value."""
    if not trial.scenario().policies:
        return 0.5 * trial.seed
    gain = of(trial, "trust.gain", USUAL["trust.gain"]) - USUAL["trust.gain"]
    return 1 - 200 * gain + 0.5 * trial.seed


def test_an_assumption_that_changes_the_sign_turns_the_ranking():
    question = Question(plan("more", "data_subsidy"), ("payments",), plan("base"))
    found = tornado(Known(lead), question, INPUTS, [1, 2, 3])
    assert found.usual.mean == pytest.approx(1)
    assert [swing.input.key for swing in found.reversals] == ["trust.gain"]
    first, second = found.swings
    assert (first.at_low.mean, first.at_high.mean) == pytest.approx((2.2, -0.2))
    assert second.width == 0


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        (0, "No assumption that was tried changes the answer."),
        (1, "The most important assumption could not turn the ranking round by itself."),
        (2, "None of the 2 most important assumptions could turn the ranking round by itself."),
    ],
)
def test_what_cannot_turn_the_ranking_is_counted_in_words(inputs: int, said: str):
    question = Question(plan("more", "data_subsidy"), ("payments",), plan("base"))
    found = tornado(
        Known(lambda trial, _: float(bool(trial.scenario().policies))), question, INPUTS[:inputs], [1, 2, 3]
    )
    assert reversal(SimpleNamespace(question=question, tornado=found)) == said


def test_one_plan_alone_has_no_ranking_to_turn():
    found = tornado(Known(lead), Question(plan("more", "data_subsidy"), ("payments",)), INPUTS, [1, 2])
    assert found.reversals == ()
    assert found.swings[0].width > 0
