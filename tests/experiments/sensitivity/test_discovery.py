"""A box that was put there is found again; where there is none, none is told."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.sensitivity.discovery import discover, inside, quality
from experiments.sensitivity.inputs import Input

INPUTS = [Input(name, name, "share", 0, 1, 0.5) for name in "abcd"]


def draws(seed: int, count: int = 300) -> np.ndarray:
    return np.random.default_rng(seed).random((count, 4))


def test_a_corner_of_failures_is_found_on_draws_it_has_not_seen():
    x = draws(1)
    found = discover(INPUTS, x, (x[:, 0] < 0.4) & (x[:, 2] > 0.5))
    sides = {(limit.input.key, limit.below): limit.value for limit in found.limits}
    assert sides[("a", True)] == pytest.approx(0.4, abs=0.1)
    assert sides[("c", False)] == pytest.approx(0.5, abs=0.1)
    assert len(found.limits) == 2
    assert found.density > 0.8
    assert found.coverage > 0.8
    assert found.better
    assert (found.draws, found.held_out) == (200, 100)


def test_failures_that_hang_on_nothing_are_not_explained():
    told = 0
    for seed in range(20):
        fails = np.random.default_rng(1000 + seed).random(300) < 0.2
        told += discover(INPUTS, draws(seed), fails).better
    assert told <= 6, "held-out draws unmask most rules found in noise"


def test_nothing_fails_or_everything_does():
    x = draws(3, 60)
    for fails in (np.zeros(60, bool), np.ones(60, bool)):
        found = discover(INPUTS, x, fails)
        assert found.limits == ()
        assert not found.better


def test_density_and_coverage_by_hand():
    x = np.array([[0.1], [0.2], [0.3], [0.9]])
    y = np.array([True, False, True, True])
    assert inside(((0, True, 0.25),), x).tolist() == [True, True, False, False]
    assert quality(((0, True, 0.25),), x, y) == (0.5, 1 / 3)
