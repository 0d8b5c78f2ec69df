"""The stand-in finds a curved surface again, and knows how badly it foretells what is not one."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.calibrating.design import spread
from experiments.calibrating.emulator import fit, terms


def test_terms_by_hand():
    """x = (.75, 0) is z = (.5, −1): 1, .5, −1, .25, −.5, 1."""
    np.testing.assert_allclose(terms(np.array([[0.75, 0.0]])), [[1, 0.5, -1, 0.25, -0.5, 1]])


def test_a_quadratic_is_found_again():
    x = spread(60, 4, 1)
    y = np.column_stack([1 + x[:, 0] - 2 * x[:, 1] * x[:, 2], x[:, 3] ** 2])
    new = spread(30, 4, 2)
    found = fit(x, y)
    truth = np.column_stack([1 + new[:, 0] - 2 * new[:, 1] * new[:, 2], new[:, 3] ** 2])
    np.testing.assert_allclose(found.at(new), truth, atol=1e-3)
    assert found.error.max() < 1e-3


def test_the_error_is_that_of_runs_it_has_not_seen():
    x, new = spread(200, 3, 1), spread(500, 3, 2)
    wave = lambda z: np.sin(9 * z[:, :1])  # noqa: E731
    found = fit(x, wave(x))
    assert found.error[0] == pytest.approx(np.sqrt(((found.at(new) - wave(new)) ** 2).mean()), rel=0.15)


def test_fewer_runs_than_terms_are_no_accident():
    """With 10 runs and 28 terms the surface is held down by its penalty, and its error says so."""
    x = spread(10, 6, 1)
    y = np.random.default_rng(1).normal(size=(10, 1))
    found = fit(x, y)
    assert found.error[0] > 0.5
