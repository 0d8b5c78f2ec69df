"""The model beside measurements, against hand arithmetic."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.comparing.observed import Score, as_data, observed_points, scores, sentence
from experiments.language import speaking
from sim.errors import DPICityError
from sim.scenario.parts import Observed
from tests.experiments.made_up import plan, run

RUNS = [run("a", 1, 0.5), run("a", 2, 0.7)]  # mean 0.6 in month 24, 0.3 in month 12


def test_the_error_of_a_share_is_in_points():
    points = observed_points(plan("a", observed=(Observed("payments", 24, 0.65, "validate"),)), RUNS)
    assert points[0].error == pytest.approx(-5)
    assert points[0].date == "2028-01"


def test_a_relative_point_compares_with_its_base_month():
    """Half of month 24 was measured in month 12; the model has half as well: no error."""
    point = Observed("payments", 12, 0.5, "calibrate", base_month=24)
    assert observed_points(plan("a", observed=(point,)), RUNS)[0].error == pytest.approx(0)


def test_errors_are_averaged_by_role_and_series():
    observed = (
        Observed("payments", 24, 0.65, "calibrate"), Observed("payments", 12, 0.31, "calibrate"),
        Observed("payments", 24, 0.50, "validate"), Observed("trust", 24, 0.52, "validate"),
    )  # fmt: skip
    found = {(s.role, s.series): s.error for s in scores(observed_points(plan("a", observed=observed), RUNS))}
    assert found == {
        ("calibrate", "payments"): pytest.approx(3), ("validate", "payments"): pytest.approx(10),
        ("validate", "trust"): pytest.approx(2),
    }  # fmt: skip


def test_points_outside_the_run_and_other_plans_are_left_out():
    observed = (Observed("payments", 40, 0.65, "validate"), Observed("payments", 24, 0.65, "validate"))
    assert len(observed_points(plan("a", observed=observed), RUNS)) == 1
    assert observed_points(plan("b", observed=observed), RUNS) == ()


def test_a_measure_that_the_model_does_not_have_is_an_error():
    with pytest.raises(DPICityError, match="'paymints' is no indicator; did you mean 'payments'"):
        observed_points(plan("a", observed=(Observed("paymints", 3, 0.1, "validate"),)), RUNS)


def test_the_error_is_said_in_one_sentence():
    observed = (Observed("payments", 24, 0.65, "validate"), Observed("payments", 12, 0.31, "validate"))
    said = sentence(scores(observed_points(plan("a", observed=observed), RUNS))[0])
    assert said == "Use digital payments: 3.0 points off on average, 2 measured values (only scored)."
    one = sentence(
        scores(observed_points(plan("a", observed=(Observed("payments", 24, 0.61, "calibrate"),)), RUNS))[0]
    )
    assert one == "Use digital payments: 1.0 point off on average, 1 measured value (fitted)."


def test_points_and_scores_are_data():
    observed = (Observed("payments", 24, 0.65, "validate"),)
    data = as_data(observed_points(plan("a", observed=observed), RUNS))
    assert data["points"][0]["measured"] == 0.65
    assert data["scores"][0]["mean_absolute_error"] == pytest.approx(5)


def test_a_point_of_a_group_is_held_against_that_group():
    """Everybody ends at .5, women at .3: 100 women of whom 30 pay; the error is told of women."""
    lone = [run("a", 1, 0.5, women=0.3)]
    observed = (
        Observed("payments", 24, 0.35, "validate", groups=("women",)),
        Observed("payments", 24, 0.50, "validate"),
    )
    points = observed_points(plan("a", observed=observed), lone)
    assert [point.error for point in points] == [pytest.approx(-5), pytest.approx(0)]
    found = scores(points)
    assert [score.groups for score in found] == [(), ("women",)]
    assert sentence(found[1]).startswith("Use digital payments (women): 5.0 points off")
    assert as_data(points)["points"][0]["groups"] == ["women"]


def test_groups_taken_together_are_weighed_by_their_size():
    """100 women of whom 30 pay and 100 men of whom 70 do."""
    lone = [run("a", 1, 0.5, women=0.3)]
    point = Observed("payments", 24, 0.5, "validate", groups=("women", "men"))
    assert observed_points(plan("a", observed=(point,)), lone)[0].error == pytest.approx(0)


def test_the_plural_is_that_of_the_number_that_is_shown():
    """1.96 has a singular in Portuguese, 2.0 has not."""
    score = Score("payments", "validate", 1, 1.96, "points")
    with speaking("pt"):
        assert "2,0 pontos" in sentence(score)
        assert "1,9 ponto," in sentence(replace(score, error=1.9))
