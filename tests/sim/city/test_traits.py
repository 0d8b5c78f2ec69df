"""Traits hang together as in the copula, and their totals are those of the file."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from sim.city.assumptions import PARAMS, P
from sim.city.traits import correlations, latent, logistic, probit_share, take
from sim.draws import Draws


def share_holds(found: np.ndarray, share: float) -> bool:
    """Whether a share is right to within one resident."""
    return abs(np.count_nonzero(found) - share * found.size) <= 1


def test_shares_of_the_file_hold_to_within_one_resident(city, spec):
    r, m = city.residents, spec.margins
    for name in ("disabled", "migrant", "benefits"):
        assert share_holds(r.array(name), getattr(m, name).value), name
    for k in range(3):
        assert abs(np.mean(r.education == k) - m.education.value[k]) < 2e-4
        assert share_holds(r.work == k, m.work.value[k])


def test_means_of_skill_and_trust_are_those_of_the_file(city, spec):
    r = city.residents
    assert r.skill.mean() == pytest.approx(spec.minds.skill.value, abs=1e-4)
    assert r.trust.mean() == pytest.approx(spec.minds.trust_government.value, abs=1e-4)
    assert r.trust_providers.mean() == pytest.approx(spec.minds.trust_providers.value, abs=1e-4)


def test_the_copula_has_the_declared_correlations():
    """50,000 residents: the standard error of a correlation is under .0045."""
    n = 50_000
    rank = np.random.default_rng(1).permutation((np.arange(n) + 0.5) / n)
    scores = [ndtri(rank), *latent({"rank": rank}, Draws(4))]
    assert np.abs(np.corrcoef(scores) - correlations()).max() < 4 * 0.0045


def test_the_rich_have_more_schooling_and_skill_and_the_old_less_skill(city):
    r = city.residents
    assert 0.30 < np.corrcoef(r.rank, r.education)[0, 1] < 0.45
    assert 0.25 < np.corrcoef(r.rank, r.skill)[0, 1] < 0.40
    assert 0.45 < np.corrcoef(r.education, r.skill)[0, 1] < 0.65
    assert 0.05 < np.corrcoef(r.rank, r.trust)[0, 1] < 0.15
    score = ndtri(r.skill.astype(float).clip(1e-6, 1 - 1e-6)) / P.skill_spread
    gap = score[r.female].mean() - score[~r.female].mean()
    assert gap == pytest.approx(P.women_skill, abs=0.08)
    assert score[r.age == 3].mean() < score[r.age == 1].mean() - 0.35


def test_formal_workers_are_richer_and_recipients_of_benefits_poorer(city):
    r = city.residents
    assert r.rank[r.work == 2].mean() > r.rank[r.work == 1].mean() + 0.1
    assert r.rank[r.benefits].mean() < 0.4
    assert np.mean(r.disabled[r.age == 3]) > 2 * np.mean(r.disabled[r.age == 1])


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 1), st.integers(0, 10**9))
def test_take_takes_the_share_it_was_asked_for(share, seed):
    luck = Draws(seed).uniform("luck", 501)
    assert np.count_nonzero(take(share, np.zeros(501), luck)) == int(np.floor(share * 501 + 0.5))


def test_take_leaves_out_those_who_are_not_asked():
    among = np.arange(100) < 30
    found = take(0.5, np.zeros(100), Draws(1).uniform("luck", 100), among)
    assert np.count_nonzero(found) == 15
    assert not found[~among].any()


def test_take_has_the_log_odds_of_its_utility():
    """A utility of 1.5 for half of the residents is a log-odds gap of 1.5 (s.e. about .02)."""
    one = np.arange(100_000) % 2 == 0
    found = take(0.4, 1.5 * one, Draws(2).uniform("luck", one.size))
    odds = [np.log(found[g].mean() / (1 - found[g].mean())) for g in (one, ~one)]
    assert odds[0] - odds[1] == pytest.approx(1.5, abs=0.07)


def test_logistic_is_the_log_of_the_odds_and_finite_at_the_ends():
    assert logistic(np.array([0.5, 0.75])).tolist() == pytest.approx([0, np.log(3)])
    assert np.isfinite(logistic(np.array([0.0, 1.0]))).all()


@pytest.mark.parametrize("mean", [0.03, 0.5, 0.9])
def test_probit_share_has_the_mean_it_was_asked_for(mean):
    score = ndtri((np.arange(5_000) + 0.5) / 5_000)
    assert probit_share(score.copy(), 0.7, mean).mean() == pytest.approx(mean, abs=1e-6)
    assert ndtr(0) == 0.5


def test_every_number_of_the_synthesis_says_where_it_comes_from():
    assert all(param.key == f"city.{name}" and param.source for name, param in PARAMS.items())
    assert np.linalg.eigvalsh(correlations()).min() > 0
