"""Registries that connect, and the papers that need not be carried."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

from sim.mechanisms.exchange import Exchange, connect, papers_to_bring
from tests.cities import run_rule, tiny_city
from tests.random_city import random_city


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


def test_the_loops_over_agencies_give_the_bits_of_the_same_lines_in_numpy():
    a = random_city(1, agencies=40).agencies
    asked = (a.caseload / a.caseload.sum() * a.papers * (1 - a.links)).sum() * (1 - 0.3)
    assert papers_to_bring(0.3, a.caseload, a.papers, a.links) == asked
    links = a.links.copy()
    links += np.minimum(0.1 * a.standards * np.float64(3.3), 1) * (1 - links)
    connect(np.float32(0.1), 3.3, a.standards, a.links)
    assert_array_equal(a.links, links)
