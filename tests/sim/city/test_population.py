"""Residents are as the city file says, whatever their number and the seed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from sim.city.files import load_city
from sim.city.population import band_chances, fitted_shares, sample_people, shares, sigma
from sim.city.synthesis import synthesise
from sim.draws import Draws

SPEC = load_city("marenga")


def test_district_age_and_sex_are_right_to_within_one_resident(city, spec):
    r, n = city.residents, len(city.residents)
    wanted = shares(tuple(d.share for d in spec.districts))
    assert np.abs(np.bincount(r.district, minlength=12) - wanted * n).max() <= 1
    assert np.abs(np.bincount(r.age, minlength=4) - shares(spec.margins.ages.value) * n).max() <= 1
    assert abs(np.count_nonzero(r.female) - spec.margins.female.value * n) <= 1


@settings(max_examples=15, deadline=None)
@given(st.floats(0.1, 0.9), st.lists(st.floats(0.05, 1), min_size=4, max_size=4), st.integers(0, 10**9))
def test_random_margins_hold_in_a_small_city(female, ages, seed):
    ages = tuple(shares(tuple(ages)))
    spec = SPEC.revised({"margins": {"female": {"value": female}, "ages": {"value": ages}}})
    people = sample_people(spec, 700, Draws(seed))
    assert abs(np.count_nonzero(people["female"]) - female * 700) <= 2
    assert np.abs(np.bincount(people["age"], minlength=4) - np.array(ages) * 700).max() <= 2


def test_income_bands_are_equal_in_size_and_poor_districts_have_more_of_the_low_ones(spec):
    table = fitted_shares(spec)
    assert_allclose(table.sum(axis=(0, 2, 3)), np.full(10, 0.1), atol=1e-9)
    lowest = table[:, 0].sum(axis=(1, 2)) / table.sum(axis=(1, 2, 3))
    assert lowest[11] > 3 * lowest[3]  # Kilometre Nine and Garden City


def test_chances_of_bands_add_up_in_every_group(spec):
    assert_allclose(band_chances(spec).sum(axis=-1), 1)


def test_a_gini_of_a_half_is_a_spread_of_095():
    """√2 · Φ⁻¹(.75) = 1.4142 · .67449."""
    assert sigma(0.5) == pytest.approx(0.95387, abs=1e-5)


def test_shares_do_not_depend_on_how_many_residents_are_simulated(spec):
    """Five and fifty thousand agree by group within four standard errors."""
    small, large = (synthesise(spec, n, 3).residents for n in (5_000, 50_000))
    for name in ("banked", "documents", "disabled", "paid_digitally"):
        for group in range(5):
            a, b = (float(np.mean(r.array(name)[r.fifth == group])) for r in (small, large))
            assert abs(a - b) < 4 * np.sqrt(0.25 / 1_000), (name, group)
    for name in ("skill", "trust", "office_km", "agent_km", "centre_km"):
        a, b = (r.array(name) for r in (small, large))
        assert abs(a.mean() - b.mean()) < 4 * b.std() / np.sqrt(5_000 / 3.5), name
