"""Registries that connect, and the papers that need not be carried."""

from __future__ import annotations

from numpy.testing import assert_allclose

from sim.mechanisms.exchange import Exchange
from tests.cities import run_rule, tiny_city


def test_open_standards_decide_how_quickly_registries_connect():
    """.2 + .1 · .5 · push 2 · .8 = .28; without standards nothing connects."""
    city = tiny_city(
        agencies__links=0.2, agencies__standards=[0.5, 0], government__link_push=2,
        government__live_exchange=True,
    )  # fmt: skip
    run_rule(Exchange, city, pace=0.1)
    assert_allclose(city.agencies.links, [0.28, 0.2], rtol=1e-6)


def test_registries_never_connect_beyond_all_of_them():
    city = tiny_city(
        agencies__links=0.5, agencies__standards=1, government__link_push=1000, government__live_exchange=True
    )
    run_rule(Exchange, city, pace=0.1)
    assert_allclose(city.agencies.links, 1)


def test_papers_asked_fall_with_links_and_with_what_may_not_be_asked():
    """(.25 · 4 · (1 − .5) + .75 · 8) · (1 − .5) = 3.25, and nothing connects while the layer is not live."""
    city = tiny_city(
        agencies__caseload=[0.25, 0.75], agencies__papers=[4, 8], agencies__links=[0.5, 0],
        agencies__standards=1, government__asking_waived=0.5,
    )  # fmt: skip
    run_rule(Exchange, city, pace=0.1)
    assert_allclose(city.government.papers_asked, 3.25)
