"""Questions: every point is run under every plan, with the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.sensitivity.question import Question, ask, turns
from tests.experiments.known import Known, of, plan


def test_a_difference_is_taken_in_the_same_city_under_the_same_assumptions():
    bench = Known(
        lambda trial, reading: of(trial, "trust.gain") * (1 + len(trial.scenario().policies)) + trial.seed
    )
    question = Question(plan("more", "data_subsidy"), ("payments", "trust"), plan("base"))
    found = ask(bench, question, [{"trust.gain": 0.01}, {"trust.gain": 0.03}], [5, 6], "")
    assert found == pytest.approx(np.array([[0.01, 0.01], [0.03, 0.03]]))
    assert [trial.seed for trial in bench.asked] == [5, 5, 6, 6]


def test_a_failed_run_leaves_a_hole():
    bench = Known(lambda trial, reading: None if trial.seed == 2 else 1.0)
    found = ask(bench, Question(plan(), ("payments",)), [{}, {}], [1, 2], "")
    assert found[0] == 1.0
    assert np.isnan(found[1])


def test_less_of_a_bad_thing_is_good():
    question = Question(plan(), ("payments",))
    assert (question.good("payments"), question.good("lock_in"), question.good("cost")) == (1, -1, -1)


def test_seeds_take_turns_by_block():
    assert turns([1, 2], 6, 2) == [1, 1, 2, 2, 1, 1]
