"""Series of a case beside curves that know less, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.running.runner import Run
from experiments.validating.scoring import score, series_of
from sim.scenario import scenario_from_dict
from tests.experiments.made_up import record

SHARES = {"2024-03": 0.02, "2024-06": 0.06, "2024-09": 0.16, "2024-12": 0.34, "2025-06": 0.72}


def scenario():
    points = [
        {
            "series": "payments",
            "date": date,
            "value": value,
            "role": "validate" if date > "2025" else "calibrate",
        }
        for date, value in SHARES.items()
    ]
    volume = {"series": "payments_per_adult", "role": "validate", "date": "2025-01", "value": 10}
    few = {"series": "online", "date": "2024-06", "value": 0.5, "role": "calibrate"}
    return scenario_from_dict(
        {"city": "marenga", "start": "2024-01", "months": 24, "observed": [*points, volume, few]}
    )


def run(share: float, seed: int = 1) -> Run:
    level = np.linspace(0, share, 25)
    return Run(
        "town", seed, record(share), {"payments": level, "payments_per_adult": 20 * level, "online": level}
    )


def test_points_are_gathered_by_series_and_role():
    found = {series.name: series for series in series_of(scenario())}
    assert [p.month for p in found["payments"].of("calibrate")] == [2, 5, 8, 11]
    assert [p.month for p in found["payments"].of("validate")] == [17]
    assert found["payments"].in_points
    assert not found["payments_per_adult"].in_points


def test_errors_by_hand():
    """At month 17 a line to .6 is at .425: 29.5 points below .72. At month 12 it is at 6: 40 % below 10."""
    plan = scenario()
    found = {s.series.name: s for s in score("town", plan, [run(0.6)], [run(0.3)])}
    payments = found["payments"]
    assert payments.model.error.mean == pytest.approx(100 * (0.72 - 0.425))
    assert payments.rivals[0].name == "without its network"
    assert payments.rivals[0].error.mean == pytest.approx(100 * (0.72 - 0.2125))
    assert payments.beaten("without its network") is True
    assert payments.beaten("logistic") is False
    assert {rival.name for rival in payments.rivals} == {"without its network", "Bass", "logistic"}
    assert next(r for r in payments.rivals if r.name == "logistic").error.mean < 12
    assert found["payments_per_adult"].model.error.mean == pytest.approx(40)
    assert found["payments_per_adult"].beaten("Bass") is None
    assert np.isnan(found["online"].model.error.mean)


def test_the_interval_is_that_of_the_cities():
    found = score("town", scenario(), [run(0.6, 1), run(0.7, 2)], [run(0.3, 1), run(0.3, 2)])
    known = found[0].model.error
    assert known.n == 2
    assert known.mean == pytest.approx(100 * (0.72 - 17 / 24 * 0.65))
