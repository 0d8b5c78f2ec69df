"""One city of 20,000 residents for all tests of the synthesis."""

from __future__ import annotations

from typing import Any

import pytest

from sim.city.files import load_city
from sim.city.spec import CitySpec
from sim.city.synthesis import synthesise
from sim.tables import City


@pytest.fixture(scope="session")
def spec() -> CitySpec:
    return load_city("marenga")


@pytest.fixture(scope="session")
def city(spec: CitySpec) -> City:
    return synthesise(spec, 20_000, 7)


@pytest.fixture
def given(spec: CitySpec) -> dict[str, Any]:
    """The content of a city file, to be spoiled by a test."""
    return spec.model_dump()
