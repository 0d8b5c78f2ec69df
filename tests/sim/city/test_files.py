"""The cities that come with the project can be read, and say where their figures come from."""

from __future__ import annotations

import pytest

from sim.city.files import city_names, load_city
from sim.city.spec import sources
from sim.city.synthesis import synthesise
from sim.errors import ScenarioError


@pytest.mark.parametrize("name", city_names())
def test_every_city_can_be_synthesised(name):
    spec = load_city(name)
    city = synthesise(spec, 1_000, 1)
    assert spec.name == name
    assert city.weight == spec.adults.value / 1_000


@pytest.mark.parametrize("name", [n for n in city_names() if n != "marenga"])
def test_a_real_city_gives_its_sources_and_its_year(name):
    spec = load_city(name)
    assert not spec.fictional
    assert str(spec.year) in spec.note
    assert all(len(source) >= len("assumption") for _, source in sources(spec))


def test_only_the_default_city_is_fictional_and_says_so():
    assert [n for n in city_names() if load_city(n).fictional] == ["marenga"]
    assert "fictional" in load_city("marenga").title


def test_a_misspelt_city_is_answered_with_the_nearest_one():
    with pytest.raises(ScenarioError) as caught:
        load_city("nairoby")
    assert str(caught.value) == "There is no city 'nairoby'; did you mean 'nairobi'?"


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "marenga.yaml"])
def test_a_city_is_a_name_and_not_a_path(name):
    with pytest.raises(ScenarioError, match="There is no city"):
        load_city(name)
