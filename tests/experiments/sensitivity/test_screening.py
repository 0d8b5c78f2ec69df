"""Morris screening of a straight line: every elementary effect is the slope."""

from __future__ import annotations

import pytest

from experiments.sensitivity.inputs import inputs_of
from experiments.sensitivity.question import Question
from experiments.sensitivity.screening import screen
from tests.experiments.known import Known, of, plan

QUESTION = Question(plan(), ("payments",))
INPUTS = inputs_of([plan().scenario], over=["trust.gain", "trust.loss", "trust.talk"])
WIDTH = {i.key: i.high - i.low for i in INPUTS}


def line(trial, reading) -> float:
    return 100 * of(trial, "trust.gain") - of(trial, "trust.loss") + 7 * trial.seed


def test_the_effect_is_slope_times_range_whatever_the_luck():
    (found,) = screen(Known(line), QUESTION, INPUTS, [1, 2, 3], trajectories=5)
    effects = {known.input.key: known for known in found.influences}
    assert effects["trust.gain"].size == pytest.approx(100 * WIDTH["trust.gain"])
    assert effects["trust.loss"].mean == pytest.approx(-WIDTH["trust.loss"])
    assert effects["trust.loss"].spread == pytest.approx(0, abs=1e-9)
    assert effects["trust.talk"].size == pytest.approx(0, abs=1e-9)
    assert found.influences[0].input.key == "trust.gain"


def test_a_trajectory_with_a_failed_run_is_left_out():
    bench = Known(lambda trial, reading: None if trial.seed == 2 else line(trial, reading))
    (found,) = screen(bench, QUESTION, INPUTS, [1, 2, 3], trajectories=6)
    assert found.trajectories == 4
    assert found.influences[0].size == pytest.approx(100 * WIDTH["trust.gain"])


def test_a_design_in_which_all_runs_fail_finds_nothing():
    (found,) = screen(Known(lambda trial, reading: None), QUESTION, INPUTS, [1], trajectories=2)
    assert (found.trajectories, found.influences) == (0, ())
    assert found.leading(3) == ()
