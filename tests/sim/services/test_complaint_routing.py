"""Complaints reach whoever can mend it."""

from __future__ import annotations

import pytest

from sim.services.complaint_routing import ComplaintRouting
from tests.cities import run_rule, tiny_city


def test_answers_add_trust_in_proportion_to_those_who_get_one():
    city = tiny_city(
        online=[True, True, False, False], government__works_exchange=1.0, government__works_assistant=1.0
    )
    run_rule(ComplaintRouting, city, reach=1.0, answered=0.1)
    assert city.government.institutions[0] == pytest.approx(0.05)
