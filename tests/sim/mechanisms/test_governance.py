"""Who runs the infrastructure."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sim.mechanisms.governance import BUNDLES, Governance
from sim.registry import registry
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city
from tests.test_rules import changes

MODELS = {"centralised": 1, "city-led": 2, "federated": 3, "partnership": 4}


@pytest.mark.parametrize("weight", [0.5, 1.5])
def test_no_model_changes_nothing(weight: float):
    for seed in range(4):
        city = random_city(seed)
        before = city.fork()
        assert run_rule(Governance, city, model=0, weight=weight) is None
        assert not changes(before, city)


def test_nothing_moves_while_a_centre_is_being_set_up():
    """Six months of waiting, then 1.3 times the pace."""
    for month, push in ((6, 0.0), (7, 1.3)):
        city = tiny_city()
        run_rule(Governance, city, month, model=1)
        g = city.government
        assert_allclose([g.digitise_push[0], g.modernise_push[0], g.link_push[0]], push)


def test_a_city_that_leads_serves_its_people_better_and_is_trusted_more():
    """Local fit 1.2, trust + .03; standards .3 + .02 · (.4 − .3); 10 % of 2.4 million a year is 20,000 a month."""
    city = tiny_city(agencies__paid=1_200_000)
    (running,) = run_rule(Governance, city, month=3, model=2, pace=0.02)
    assert_allclose(city.government.local_fit, [1.2])
    assert_allclose(city.government.institutions, [0.03])
    assert_allclose(city.agencies.standards, 0.302, rtol=1e-6)
    assert_allclose(running.cost, 20_000)


def test_half_the_weight_is_half_the_bundle():
    city = tiny_city()
    run_rule(Governance, city, month=13, model=3, weight=0.5)
    assert_allclose(city.government.institutions, [0.01])
    assert_allclose(city.government.local_fit, [1.0])


def test_a_partnership_gives_contracts_that_end_to_the_largest_vendor():
    """Values 3 : 1 make an index of .625, under .7; the small contract moves and pays its switching cost."""
    city = tiny_city(agencies__vendor=[0, 1], agencies__value=[3e6, 1e6], agencies__contract_end=[60, 5],
                     agencies__switching_cost=2e5, vendors__price=[1.1, 1.0])  # fmt: skip
    _, moving = run_rule(Governance, city, month=5, model=4)
    a = city.agencies
    assert a.vendor.tolist() == [0, 0]
    assert a.contract_end.tolist() == [60, 65]
    assert_allclose(a.paid[1], 1.1e6, rtol=1e-6)
    assert (moving.cost, moving.capital) == (2e5, True)


def test_a_federation_takes_contracts_that_end_away_from_a_single_vendor():
    city = tiny_city(agencies__vendor=0, agencies__contract_end=[5, 60])
    run_rule(Governance, city, month=5, model=3)
    assert city.agencies.vendor.tolist() == [1, 0]


def test_the_table_of_the_docstring_is_the_one_in_force():
    rows = [
        line
        for line in (Governance.__doc__ or "").splitlines()
        if line.strip()[:2] in {"1 ", "2 ", "3 ", "4 "}
    ]
    assert len(rows) == len(MODELS)
    for (name, number), row in zip(MODELS.items(), rows, strict=True):
        figures = row.replace("−", "-").split("(")[0].split()
        assert figures[:2] == [str(number), name]
        assert_allclose(np.array(figures[2:], float), BUNDLES[number])


def test_the_choice_is_a_whole_number_from_none_to_four():
    param = registry().params["governance.model"]
    assert param.default == 0
    assert param.problem(5)
    assert param.problem(1.5)
    assert param.problem(4) is None
