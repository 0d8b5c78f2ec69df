"""How many cities are enough, checked against Student's t by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from experiments.sensitivity.enough import enough, needed


def test_the_interval_is_students():
    found = enough("payments", [1.0, 3.0], 0.5)
    assert found.steps[-1].half == pytest.approx(12.706 * math.sqrt(2) / math.sqrt(2), rel=1e-3)
    assert found.steps[-1].variation == pytest.approx(math.sqrt(2) / 2)
    assert not found.enough


def test_so_many_cities_give_the_precision_asked_for():
    assert needed(1.0, 10.0) == 2
    n = needed(1.0, 0.1)
    assert 380 < n < 400  # (1.96 / 0.1)² = 384
    assert needed(0.0, 0.1) == 2


def test_the_spread_settles_when_it_stops_changing():
    values = np.tile([1.0, 2.0], 40)
    found = enough("payments", values, 1.0)
    assert found.enough
    assert 2 < found.settled < 30
    assert found.cities == 80
