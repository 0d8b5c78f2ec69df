"""A city file says where every figure comes from, and its shares fit together."""

from __future__ import annotations

from typing import Any

import pytest

from sim.city.files import check_city
from sim.city.spec import CitySpec, sources
from sim.errors import ScenarioError


def complaint(given: dict[str, Any]) -> str:
    """What is said about a city file."""
    with pytest.raises(ScenarioError) as caught:
        check_city(given, "town.yaml")
    return str(caught.value)


def test_shares_of_ages_must_add_up(given):
    given["margins"]["ages"]["value"] = (0.2, 0.4, 0.2, 0.1)
    assert complaint(given) == (
        "town.yaml, margins: the shares of ages add up to 0.9. Make them add up to 1."
    )


def test_shares_of_districts_must_add_up(given):
    given["districts"][0]["share"] = 0.5
    assert complaint(given) == "town.yaml: the shares of districts add up to 1.43. Make them add up to 1."


def test_shares_copied_in_whole_percents_may_miss_one_by_a_point(given):
    given["margins"]["work"]["value"] = (0.38, 0.38, 0.25)
    assert check_city(given, "town.yaml").margins.work.value[2] == 0.25


def test_a_city_has_no_negative_number_of_offices(given):
    given["access"]["id_offices"]["value"] = -1
    assert complaint(given) == (
        "town.yaml, access.id_offices.value = -1: input should be greater than or equal to 0."
    )


def test_an_unknown_key_is_refused_with_the_nearest_one(given):
    given["margins"]["femal"] = 0.5
    assert complaint(given) == "town.yaml, margins.femal: this key is unknown; did you mean 'female'?"


def test_an_unknown_key_of_a_district_is_refused_at_its_row(given):
    given["districts"][2]["covrage"] = 0.5
    assert (
        complaint(given) == "town.yaml, districts[2].covrage: this key is unknown; did you mean 'coverage'?"
    )


def test_a_missing_key_is_named(given):
    del given["income"]["gini"]
    assert complaint(given) == "town.yaml, income.gini: this key is missing. Add it."


def test_nobody_has_a_smartphone_without_a_phone(given):
    given["margins"]["smartphone"]["value"] = 0.9
    assert complaint(given) == "town.yaml, margins: smartphone is 0.9 but phone only 0.8. Raise phone."


def test_a_real_city_gives_a_source_for_every_figure(given):
    given["fictional"] = False
    assert complaint(given) == (
        "town.yaml: adults has no source. Write {value: …, source: …}, or fictional: true."
    )


def test_a_bare_figure_in_a_fictional_city_is_an_assumption(spec):
    assert spec.margins.female.source == "assumption: invented for a fictional city"


def test_two_districts_of_one_name_are_refused(given):
    given["districts"][1]["name"] = given["districts"][0]["name"]
    assert complaint(given) == "town.yaml: the name 'Old Port' is given twice. Rename one of the two."


def test_a_map_is_drawn_whole_or_not_at_all(given):
    given["districts"][0]["polygon"] = [[[0, 0], [1, 0], [1, 1]]]
    assert complaint(given) == (
        "town.yaml: district 'Market Hill' has no polygon but others have. Draw all or none."
    )


def test_the_share_of_women_enrolled_fits_that_of_everybody(given):
    given["margins"]["female"]["value"], given["margins"]["id_enrolled"]["value"] = 0.5, 0.2
    given["margins"]["id_enrolled_women"] = {"value": 0.6, "source": "register"}
    assert complaint(given) == (
        "town.yaml, margins: id_enrolled_women is 0.6, but with id_enrolled 0.2 and 0.5 women it lies between 0 and 0.4."
    )


def test_an_agency_names_a_known_vendor(given):
    given["agencies"][0]["vendor"] = "Nobody"
    assert complaint(given) == (
        "town.yaml: agency 'Civil Registry' names the vendor 'Nobody'. Add it to vendors or use one of: "
        "Common Ground, Kestrel Systems, Orbita, Tidewater Digital."
    )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "many", None, True])
def test_the_number_of_adults_is_a_number(given, value):
    given["adults"]["value"] = value
    assert complaint(given).startswith("town.yaml, adults.value = ")


def test_a_case_lays_its_own_start_over_a_city(spec):
    then = spec.revised({"year": 2016, "margins": {"banked": {"value": 0.2, "source": "survey 2016"}}})
    assert (then.year, then.margins.banked.value, then.margins.phone) == (2016, 0.2, spec.margins.phone)


def test_sources_lists_every_figure_by_its_path(spec: CitySpec):
    found = dict(sources(spec))
    assert found["districts[0]"] == "assumption: invented for a fictional city"
    assert "Findex 2021" in found["margins.wages_into_account"]
