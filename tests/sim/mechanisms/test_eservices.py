"""The choice to use services online."""

from __future__ import annotations

from typing import Any

import pytest
from numpy.testing import assert_array_equal

from sim.choice import LOCK_IN, NOT_DIGITAL, REGISTERED, USES
from sim.mechanisms.eservices import Eservices
from tests.cities import run_rule, tiny_city

PLAIN = {
    "base": 0, "skill": 0, "income": 0, "female": 0, "education": 0, "trust": 0, "peers": 0, "usefulness": 0,
    "habit": 0, "papers": 0, "least": 0, "rate": 1,
}  # fmt: skip


def deciding(**columns: Any) -> Any:
    """Residents who pass every gate of e-services."""
    return tiny_city(
        **{"access": 0, "identity": "active", "stage_eservices": "aware", **columns},
        government__live_eservices=True,
    )


@pytest.mark.parametrize(
    ("column", "amount", "weight"),
    [
        ("taste_eservices", 0.6, {}),
        ("government__service_push", 0.6, {}),
        ("government__usefulness", 0.6, {"usefulness": 1}),
        ("skill", 0.8, {"skill": 2}),
        ("rank", 0.8, {"income": 2}),
        ("trust", 0.8, {"trust": 2}),
        ("education", 2, {"education": 1.2}),
        ("peers_eservices", 3, {"peers": 0.8}),
    ],
)
def test_each_reason_for_use_adds_its_own_utils(column: str, amount: float, weight: dict[str, float]):
    """Each adds .6 utils: enough against −.59, not against −.61."""
    for base, stage in ((-0.59, USES), (-0.61, REGISTERED)):
        city = deciding(contacts=4, **{column: amount})
        run_rule(Eservices, city, **PLAIN | {"base": base} | weight)
        assert_array_equal(city.residents.stage_eservices, stage)


def test_each_paper_asked_takes_utils_away():
    """.5 less .15 a paper: three papers are borne, four are not."""
    for papers, stage in ((3, USES), (4, REGISTERED)):
        city = deciding(government__papers_asked=papers)
        run_rule(Eservices, city, **PLAIN | {"base": 0.5, "papers": 0.15})
        assert_array_equal(city.residents.stage_eservices, stage)


def test_poor_services_are_blamed_on_lock_in_where_contracts_lock_the_city_in():
    for index, blamed in ((0.4, NOT_DIGITAL), (0.6, LOCK_IN)):
        city = deciding(government__usefulness=0.04, government__lock_in=index)
        run_rule(Eservices, city, **PLAIN | {"base": 9, "least": 0.05, "locked": 0.5})
        assert_array_equal(city.residents.barrier_eservices, blamed)


def test_nobody_decides_on_what_is_not_live():
    city = tiny_city(access=0, identity="active", stage_eservices="aware")
    run_rule(Eservices, city, **PLAIN | {"base": 9})
    assert_array_equal(city.residents.stage_eservices, 1)
