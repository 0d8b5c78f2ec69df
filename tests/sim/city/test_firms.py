"""Businesses, jobs and shopping."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.city.firms import pick, running_total
from sim.city.synthesis import synthesise


def test_there_is_a_business_for_ten_residents_and_one_in_every_district(city):
    assert len(city.businesses) == 2_000
    assert np.bincount(city.businesses.district, minlength=12).min() >= 1


def test_sizes_and_registration_are_those_of_the_file(city, spec):
    b = city.businesses
    assert np.bincount(b.size) / len(b) == pytest.approx(spec.businesses.sizes.value, abs=1e-3)
    assert b.formal.mean() == pytest.approx(spec.businesses.formal.value, abs=1e-3)
    assert b.formal[b.size == 2].mean() > b.formal[b.size == 0].mean() + 0.3


def test_the_centre_has_more_businesses_for_its_residents(city):
    per_adult = np.bincount(city.businesses.district) / np.bincount(city.residents.district)
    centre = city.districts.area == 0
    assert per_adult[centre].min() > per_adult[~centre].max()


def test_workers_work_in_a_business_of_their_kind_and_others_in_none(city):
    r, b = city.residents, city.businesses
    assert_array_equal(r.firm >= 0, r.work > 0)
    working = r.work > 0
    assert_array_equal(b.formal[r.firm[working]], r.work[working] == 2)


def test_half_of_the_workers_and_a_few_more_work_at_home_district(city):
    r = city.residents
    working = r.firm >= 0
    near = np.mean(city.businesses.district[r.firm[working]] == r.district[working])
    assert near == pytest.approx(0.5 + 0.5 / 12, abs=0.03)


def test_residents_spend_mostly_nearby_and_larger_shops_have_more_customers(city):
    r, b = city.residents, city.businesses
    assert city.shops.shape == (20_000, 4)
    assert city.shops.dtype == np.int32
    home = b.district[city.shops] == r.district[:, None]
    assert home[:, :3].mean() == pytest.approx(0.8, abs=0.01)
    assert home[:, 3].mean() < 0.15
    customers = np.bincount(city.shops.ravel(), minlength=len(b))
    mean = [customers[b.size == k].mean() for k in range(3)]
    assert 2 < mean[1] / mean[0] < 4
    assert 8 < mean[2] / mean[0] < 16


@pytest.mark.parametrize(("luck", "row"), [(0.0, 0), (0.24, 0), (0.26, 2), (0.999999, 2)])
def test_pick_goes_by_weight(luck, row):
    """Weights 1, 0, 3: the first quarter of the luck is row 0, the rest row 2, none row 1."""
    assert pick(running_total(np.array([1.0, 0.0, 3.0])), 0, 3, luck) == row


def test_pick_finds_nothing_where_there_is_no_weight():
    assert pick(running_total(np.array([1.0, 0.0, 0.0])), 1, 3, 0.5) == -1


def test_a_city_without_registered_businesses_has_formal_workers_without_a_workplace(spec):
    city = synthesise(spec.revised({"businesses": {"formal": {"value": 0.0}}}), 500, 1)
    assert (city.residents.firm[city.residents.work == 2] == -1).all()
