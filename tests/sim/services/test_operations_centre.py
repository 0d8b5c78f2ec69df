"""Departments run from one centre."""

from __future__ import annotations

import pytest

from sim.services.operations_centre import OperationsCentre
from tests.cities import run_rule, tiny_city


def test_struck_systems_fail_less_often():
    city = tiny_city(online=True, agencies__struck=[0.8, 0.0], government__works_exchange=1.0)
    run_rule(OperationsCentre, city, replaced=0.5)
    assert city.agencies.struck.tolist() == pytest.approx([0.4, 0.0])
