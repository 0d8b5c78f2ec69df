"""A verdict follows from figures, by hand arithmetic."""

from __future__ import annotations

import pytest

from experiments.cases.entries import Band, Entry
from experiments.cases.judge import ILLUSTRATIVE, NOT_YET, REPRODUCED, judged
from experiments.running.runner import Run
from sim.scenario.parts import Observed
from tests.experiments.made_up import plan, run

RUNS = [run("a", 1, 0.5), run("a", 2, 0.7)]  # payments reach .3 in month 12 and .6 in month 24


def case(**rest: object) -> Entry:
    return Entry.model_validate({"title": "Case", "country": "Here", "deck": ({"says": "It works."},),
                                 "model": "A line.", "scenario": "pix", **rest})  # fmt: skip


def at(value: float, role: str = "validate", **rest: object) -> Observed:
    return Observed("payments", 24, value, role, **rest)


def test_without_a_scenario_there_is_nothing_to_reproduce():
    assert judged(case(scenario=""), None, []).status == NOT_YET


def test_a_run_without_figures_illustrates():
    assert judged(case(), plan("a"), RUNS).status == ILLUSTRATIVE


def test_a_run_that_fails_says_why():
    verdict = judged(case(), plan("a"), [Run("a", 1, error="ValueError: no")])
    assert (verdict.status, verdict.why) == (NOT_YET, "it does not run: ValueError: no")


@pytest.mark.parametrize(("measured", "status"), [(0.56, REPRODUCED), (0.54, NOT_YET)])
def test_shares_may_be_five_points_off(measured: float, status: str):
    """The model is at .60: 4 points off, or 6."""
    assert judged(case(), plan("a", observed=(at(measured),)), RUNS).status == status


def test_fitted_and_held_back_values_are_judged_apart():
    """Fitted: 1 point off. Held back: 9 off. Together they would be 5 off and pass."""
    verdict = judged(case(), plan("a", observed=(at(0.59, "calibrate"), at(0.51))), RUNS)
    assert [check.met for check in verdict.checks] == [True, False]
    assert verdict.why == "held-back shares, mean error in points: 9 (at most 5)"


def test_volumes_are_told_in_points_of_the_largest_measured():
    """The model doubles from month 12 to 24; measured: 2.2 times. .2 of 2.2 is 9.1 points of the largest."""
    verdict = judged(case(), plan("a", observed=(at(2.2, base_month=12),)), RUNS)
    (check,) = verdict.checks
    assert check.value == pytest.approx(100 * 0.2 / 2.2)
    assert not check.met


def test_a_band_is_met_from_its_limit_on():
    band = {"claim": "much", "series": "payments", "date": "2028-01", "source": "deck"}
    for limits, status in (
        ({"at_least": 0.6}, REPRODUCED),
        ({"at_least": 0.61}, NOT_YET),
        ({"at_most": 0.59}, NOT_YET),
    ):
        entry = case().model_copy(update={"bands": (Band.model_validate(band | limits),)})
        verdict = judged(entry, plan("a"), RUNS)
        assert verdict.status == status
        assert verdict.checks[0].value == pytest.approx(0.6)


def test_a_band_may_be_relative_to_a_month_and_told_of_a_group():
    """Women go from .2 in month 12 to .4 in month 24: twice as many."""
    band = Band.model_validate({"claim": "twice", "series": "payments", "date": "2028-01", "relative_to": "2027-01",
                                "group": ("women",), "at_least": 1.99, "at_most": 2.01, "source": "deck"})  # fmt: skip
    entry = case().model_copy(update={"bands": (band,)})
    assert judged(entry, plan("a"), [run("a", 1, 0.5, women=0.4)]).status == REPRODUCED


def test_a_service_that_nobody_can_use_illustrates_nothing():
    idle = [run("a", 1, 0.5)]
    for riders, status in ((0.0, NOT_YET), (0.1, ILLUSTRATIVE)):
        idle[0].indicators["service_riders"] = idle[0].indicators["payments"] * riders
        assert (
            judged(case().model_copy(update={"service": "flood_warning"}), plan("a"), idle).status == status
        )
