"""Phones, accounts, papers, IDs and signal at the start."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.city.assumptions import P
from sim.city.synthesis import synthesise


def test_shares_of_the_file_hold_to_within_one_resident(city, spec):
    r, m, n = city.residents, spec.margins, len(city.residents)
    wanted = {
        "phone": r.device >= 1, "smartphone": r.device == 2, "banked": r.banked, "documents": r.documents,
        "id_enrolled": r.identity >= 1, "id_active": r.identity == 2,
    }  # fmt: skip
    for name, found in wanted.items():
        assert abs(np.count_nonzero(found) - getattr(m, name).value * n) <= 1, name


def test_wages_and_benefits_arrive_in_accounts_as_often_as_the_file_says(city, spec):
    r, m = city.residents, spec.margins
    wage = (r.work == 2) & ~r.benefits
    benefit = r.benefits & (r.work != 2)
    assert np.mean(r.paid_digitally[wage]) == pytest.approx(m.wages_into_account.value, abs=0.03)
    assert np.mean(r.paid_digitally[benefit]) == pytest.approx(m.benefits_into_account.value, abs=0.03)
    assert not r.paid_digitally[~r.benefits & (r.work != 2)].any()


def test_nobody_is_paid_into_an_account_without_one_nor_enrolled_without_papers(city):
    r = city.residents
    assert not (r.paid_digitally & ~r.banked).any()
    assert not ((r.identity > 0) & ~r.documents).any()


def test_the_poor_women_and_migrants_have_less(city):
    r = city.residents
    for name in ("banked", "documents"):
        column = r.array(name)
        assert column[r.fifth == 4].mean() > column[r.fifth == 0].mean() + 0.05
        assert column[~r.migrant].mean() > column[r.migrant].mean() + 0.1
    assert np.mean(r.device[~r.female] == 2) > np.mean(r.device[r.female] == 2)


def log_odds(column, group) -> float:
    """How much likelier those of `group` are than the others to have what `column` says, in log-odds."""
    inside, outside = column[group].mean(), column[~group].mean()
    return float(np.log(inside / (1 - inside)) - np.log(outside / (1 - outside)))


def test_little_schooling_leaves_with_fewer_phones_accounts_and_papers(city):
    """Global Findex 2017 and ID4D-Findex 2017: gaps in log-odds of about one half to one and a half."""
    r = city.residents
    for column in (r.device == 2, r.banked, r.documents):
        assert -1.6 < log_odds(column, r.education == 0) < -0.4


def test_age_decides_who_has_a_smartphone_and_youth_who_has_an_account_and_papers(city):
    """Pew Research Center 2019: 85 of 100 Brazilians of 18 to 34 own a smartphone, 32 from 50 on."""
    r = city.residents
    assert -3.0 < log_odds(r.device == 2, r.age == 3) < -1.2
    assert log_odds(r.banked, r.age == 0) < -0.3
    assert log_odds(r.documents, r.age == 0) < -0.1


def test_whoever_has_a_phone_is_likelier_to_have_an_account_and_papers_whatever_the_schooling(city):
    """Of Indians without an account half have a phone, of all 69 in 100 (Global Findex 2017): log-odds of 1."""
    r = city.residents
    for level in range(3):
        alike = r.education == level
        for column in (r.banked, r.documents):
            assert 0.2 < log_odds(column[alike], r.device[alike] >= 1) < 2.0


def test_a_signal_reaches_the_share_of_each_district_that_is_covered(city):
    """cover_rank is uniform in every district, so coverage .7 reaches 70 % of it, to one resident."""
    r = city.residents
    for d in range(12):
        need = np.sort(r.cover_rank[r.district == d])
        assert np.abs(need - (np.arange(need.size) + 0.5) / need.size).max() < 1e-5


def test_poorer_homes_need_more_coverage_than_richer_neighbours(city):
    r = city.residents
    ties = [np.corrcoef(r.rank[r.district == d], r.cover_rank[r.district == d])[0, 1] for d in range(12)]
    assert np.mean(ties) < -0.02


def test_a_household_gets_its_signal_together(city):
    r = city.residents
    together = r.household[1:] == r.household[:-1]
    assert np.abs(np.diff(r.cover_rank)[together]).max() < 0.02


def test_tastes_are_standard_logistic_and_unrelated(city):
    """Standard logistic: mean 0, standard deviation π/√3; 20,000 residents."""
    r = city.residents
    tastes = [r.taste_payments, r.taste_eservices, r.taste_assistant]
    for taste in tastes:
        assert abs(taste.mean()) < 4 * 1.814 / np.sqrt(20_000)
        assert taste.std() == pytest.approx(1.8138, rel=0.03)
    assert np.abs(np.corrcoef([*tastes, r.rank]) - np.eye(4)).max() < 4 / np.sqrt(20_000)


def test_half_of_the_residents_spend_at_most_a_twentieth_of_income_on_being_online(city):
    assert np.median(city.residents.price_limit) == pytest.approx(0.05, rel=0.02)


def test_a_city_where_everybody_has_everything_or_nothing_is_possible(spec):
    everything = {
        name: {"value": 1.0} for name in ("phone", "smartphone", "banked", "documents", "id_enrolled")
    }
    r = synthesise(spec.revised({"margins": everything}), 500, 1).residents
    assert (r.device == 2).all()
    assert_array_equal(r.banked, r.guardian_place <= P.minors_signed)
    assert (r.identity > 0).all()
    names = ("smartphone", "phone", "banked", "documents", "id_enrolled", "id_active", "wages_into_account")
    nothing = {name: {"value": 0.0} for name in (*names, "benefits_into_account")}
    r = synthesise(spec.revised({"margins": nothing}), 500, 1).residents
    for name in ("device", "banked", "identity", "paid_digitally"):
        assert not r.array(name).any(), name


def test_limits_on_the_price_of_phones_continue_the_logit_of_who_has_one(city, spec):
    """At a price p the share is that of odds · p^−2.1 against today's, to within what people unlike each other cost."""
    r = city.residents
    assert_array_equal(r.smartphone_limit >= 1, r.device == 2)
    assert_array_equal(r.phone_limit >= 1, r.device >= 1)
    odds = spec.margins.smartphone.value / (1 - spec.margins.smartphone.value)
    cheap = np.mean(r.smartphone_limit >= 0.5)
    assert 1 < cheap / (1 - cheap) / odds < 2**P.device_price


def test_limits_to_trips_and_to_sharing_are_uniform(city):
    for limit in (city.residents.trip_limit, city.residents.share_limit):
        assert np.quantile(limit, [0.25, 0.5, 0.75]) == pytest.approx([0.25, 0.5, 0.75], abs=0.02)


def test_women_are_enrolled_as_often_as_a_file_says_that_tells_them_apart(spec):
    """30 of 100 women and, with 40 of 100 of all, the rest of them men; nobody without papers."""
    margins = {"id_enrolled": {"value": 0.4}, "id_enrolled_women": {"value": 0.3, "source": "register"}}
    r = synthesise(spec.revised({"margins": margins}), 5000, 1).residents
    enrolled, women = r.identity >= 1, r.female
    assert abs(np.count_nonzero(enrolled & women) - 0.3 * np.count_nonzero(women)) <= 1
    assert abs(np.count_nonzero(enrolled) - 0.4 * len(r)) <= 1
    assert not (enrolled & ~r.documents).any()
