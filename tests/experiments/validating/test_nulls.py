"""Bass and logistic curves find the numbers that made the points."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.validating.nulls import bass, fit, logistic

MONTHS = np.array([2.0, 6, 12, 20, 30, 40, 50])


def test_bass_by_hand():
    """With p = q, m = 1: (1 − e^(−2pt)) ÷ (1 + e^(−2pt)) = tanh(pt)."""
    theta = np.log([1.0, 0.1, 0.1])
    np.testing.assert_allclose(bass(np.array([-3.0, 0, 5]), theta), [0, 0, np.tanh(0.5)])


def test_logistic_by_hand():
    theta = np.array([np.log(0.8), np.log(0.2), 2.0])
    np.testing.assert_allclose(logistic(np.array([24.0, 34.0]), theta), [0.4, 0.8 / (1 + np.exp(-2))])


@pytest.mark.parametrize(("name", "shape", "theta"), [
    ("Bass", bass, np.log([0.7, 0.004, 0.15])),
    ("logistic", logistic, np.array([np.log(0.6), np.log(0.12), 1.8])),
])  # fmt: skip
def test_a_curve_is_found_again_and_foretells(name, shape, theta):
    launch = 3
    curve = fit(name, MONTHS + launch, shape(MONTHS, theta), launch, most=1.0)
    later = np.array([55.0, 70.0, 90.0])
    np.testing.assert_allclose(curve.at(later + launch), shape(later, theta), rtol=2e-3)


def test_shares_never_rise_above_one():
    """Points on a straight line to 90 % would go on beyond everybody."""
    for name in ("Bass", "logistic"):
        curve = fit(name, [10, 20, 30], [0.3, 0.6, 0.9], 0, most=1.0)
        assert curve.at([400.0])[0] <= 1.0 + 1e-9


def test_two_points_do_not_make_an_s():
    assert fit("Bass", [1, 2], [0.1, 0.2], 0, most=1.0) is None


def test_an_unknown_curve_is_refused():
    with pytest.raises(ValueError, match="Gompertz"):
        fit("Gompertz", [1, 2, 3], [0.1, 0.2, 0.3], 0, most=1.0)
