"""Projects prepared on one platform."""

from __future__ import annotations

import pytest

from sim.services.shared_projects import SharedProjects
from tests.cities import run_rule, tiny_city


def test_templates_close_a_share_of_the_gap_to_open_standards():
    city = tiny_city(online=True, agencies__standards=[0.5, 1.0], government__works_exchange=1.0)
    run_rule(SharedProjects, city, taught=0.1)
    assert city.agencies.standards.tolist() == pytest.approx([0.55, 1.0])
