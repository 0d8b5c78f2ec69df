"""Someone who puts wrongs right."""

from __future__ import annotations

import pytest

from sim.policies.ombudsperson import Ombudsperson
from tests.cities import run_rule, tiny_city


def test_redress_and_standing_rise_and_the_posts_are_paid():
    """Two posts for 100,000 adults at 18,000 a year."""
    city = tiny_city(adults=100_000, government__redress=0.1)
    (posts,) = run_rule(Ombudsperson, city, redress=0.2, standing=0.01, posts=1.0)
    assert city.government.redress[0] == pytest.approx(0.3)
    assert city.government.institutions[0] == pytest.approx(0.01)
    assert posts.cost == pytest.approx(2 * 18_000 / 12)


def test_no_more_than_all_harm_is_made_good():
    city = tiny_city(government__redress=0.9)
    run_rule(Ombudsperson, city, redress=0.5)
    assert city.government.redress[0] == 1
