"""Complaints that are put right."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.policies.grievance_redress import GrievanceRedress
from tests.cities import run_rule, tiny_city


def test_half_the_denied_complain_at_eight_dollars_each():
    city = tiny_city(need=["denied", "denied", "served online", "no need"])
    cases, desk = run_rule(GrievanceRedress, city, redress=0.2, lodged=0.5, case=8.0)
    assert_allclose(city.government.redress, [0.3])
    assert (cases.units, cases.cost, desk.cost) == (1, 8.0, 5_000)


def test_redress_stops_at_all_harm():
    city = tiny_city(government__redress=0.9)
    run_rule(GrievanceRedress, city, redress=0.8)
    assert city.government.redress[0] == 1
