"""Early warning of an epidemic."""

from __future__ import annotations

import pytest

from sim.services.disease_warning import DiseaseWarning
from tests.cities import run_rule, tiny_city


def test_half_the_city_warned_averts_half_of_what_a_warning_can():
    """Activity at .6 and footfall at .5; half are warned, and a full warning averts .2 of the loss."""
    city = tiny_city(device=["basic phone", "no phone"], covered=True, government__activity=0.6, government__footfall=0.5,
                     government__works_exchange=1.0, government__works_assistant=1.0)  # fmt: skip
    run_rule(DiseaseWarning, city, reach=1.0, averted=0.2)
    assert city.government.activity[0] == pytest.approx(0.6 + 0.1 * 0.4)
    assert city.government.footfall[0] == pytest.approx(0.5 + 0.1 * 0.5)
