"""A city file may take over the agencies and vendors of another city, and says so."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from sim.city.files import CITIES, check_city, load_city
from sim.errors import ScenarioError


def lagos(**changes: object) -> dict[str, object]:
    """The file of Lagos as plain data, with `changes`."""
    data = YAML(typ="safe", pure=True).load((CITIES / "lagos.yaml").read_text("utf-8"))
    return {**data, **changes}


def test_contracts_are_scaled_by_the_two_products():
    """Lagos makes 75 billion US$ a year, Nairobi 30: contracts are worth two and a half times as much."""
    here, there = check_city(lagos(), "lagos.yaml"), load_city("nairobi")
    assert [a.name for a in here.agencies] == [a.name for a in there.agencies]
    for mine, theirs in zip(here.agencies, there.agencies, strict=True):
        assert mine.value == round(theirs.value * 2.5)
        assert mine.source == "assumption; the rest as in Nairobi"
    assert [(v.name, v.price) for v in here.vendors] == [(v.name, v.price) for v in there.vendors]


def test_what_is_known_better_is_set_for_every_agency():
    spec = check_city(
        lagos(agencies={"like": "nairobi", "digitisation": 0, "source": "all on paper"}), "lagos.yaml"
    )
    assert {a.digitisation for a in spec.agencies} == {0}
    assert spec.agencies[0].source == "all on paper; the rest as in Nairobi"


WRONG = [
    ({"like": "nairoby"}, "lagos.yaml: agencies takes a list, or `like:` and the name of a city; "
                          "did you mean 'nairobi'?"),
    ({"like": "cairo"}, "lagos.yaml: agencies of cairo are themselves like nairobi. Name that city instead."),
]  # fmt: skip


@pytest.mark.parametrize(("agencies", "sentence"), WRONG)
def test_a_city_that_cannot_be_followed_is_named(agencies: object, sentence: str):
    with pytest.raises(ScenarioError) as caught:
        check_city(lagos(agencies=agencies), "lagos.yaml")
    assert str(caught.value) == sentence


def test_a_misspelt_change_is_refused_as_in_a_list():
    with pytest.raises(ScenarioError, match="did you mean 'legacy'"):
        check_city(lagos(agencies={"like": "nairobi", "legasy": 0.2}), "lagos.yaml")
