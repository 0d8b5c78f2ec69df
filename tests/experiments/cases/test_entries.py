"""The catalogue holds every case of the deck, and a wrong entry is told where and why it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.cases.entries import entries, entry, entry_files, read_entry, scenario_called
from sim.errors import ScenarioError
from sim.registry import registry
from sim.scenario.files import scenario_names

CASES = [
    "pix", "upi", "aadhaar", "m-pesa", "philsys", "instapay", "nin", "ikd", "irembo", "estonia", "kazakhstan",
    "makassar", "sao-paulo-telecentres", "new-york-broadband", "singapore", "barcelona-decidim",
    "new-administrative-capital", "brazil-registries", "traffy-fondue", "nairobi-braiding-app",
    "telangana-adex", "belem-beckn", "nordic-lock-in", "hong-kong-participation", "zurich-lucerne-budgeting",
]  # fmt: skip
SERVICES = [
    "aveiro", "copenhagen-cloudburst", "egypt-command-centre", "nature-id", "oasis", "germany-smart-grids",
    "porto-digital", "lisbon-bristol-operations-centre", "amsterdam-mobility", "sydney-digital-twin",
    "turkey-heritage", "estonia-precision-agriculture", "source-platform", "bengaluru-flood-warning",
    "singapore-flood-warning", "rio-dengue-warning", "yangtze-green-belt",
]  # fmt: skip
GOOD = """\
title: A case
country: Nowhere
deck: [{says: "It works."}]
model: Nothing much.
"""


def test_a_city_service_stands_for_entries_that_exist():
    for service in registry().services.values():
        assert set(service.examples) <= {*CASES, *SERVICES}, service.name


def test_every_name_of_the_deck_has_an_entry():
    names = {
        kind: [n for n, (own, _) in entry_files().items() if own == kind] for kind in ("cases", "services")
    }
    assert names == {"cases": sorted(CASES), "services": sorted(SERVICES)}


def test_every_entry_can_be_read_and_names_something_to_run():
    for name, found in entries().items():
        assert found.scenario, name
        assert found.deck[0].says


def test_entries_are_not_taken_for_scenarios():
    assert not {path for path in scenario_names().values() if "catalogue" in path.parts}


def test_every_example_of_a_city_service_is_in_the_catalogue():
    examples = {name for rule in registry().services.values() for name in rule.examples}
    assert examples <= set(entry_files())


def test_no_case_declares_more_than_three_parameters_of_its_own():
    own = [scenario_called(found.scenario).case_parameters for found in entries().values()]
    assert max(map(len, own)) == 3


def test_every_case_with_a_series_holds_points_back():
    scenarios = {e.scenario: scenario_called(e.scenario) for e in entries().values()}
    for name, scenario in scenarios.items():
        if len(scenario.observed) > 1:
            assert {p.role for p in scenario.observed} == {"calibrate", "validate"}, name
        assert all(point.source for point in scenario.observed), name


def test_a_misspelt_case_is_answered_with_the_nearest_one():
    with pytest.raises(ScenarioError) as caught:
        entry("m-pessa")
    assert str(caught.value) == "there is no case 'm-pessa'; did you mean 'm-pesa'?"


WRONG = [
    ("an unknown key", GOOD + "contry: X\n", "case.yaml:5:9, contry: this key is unknown; did you mean 'country'?"),
    ("no country", GOOD.replace("country: Nowhere\n", ""), "case.yaml:1:1, country: this key is missing. Add it."),
    ("nothing claimed", GOOD.replace('[{says: "It works."}]', "[]"),
     "case.yaml:3:7, deck: tuple should have at least 1 item after validation, not 0."),
    ("an unknown scenario", GOOD + "scenario: pixx\n",
     "case.yaml:1:1: 'pixx' is not a known scenario; did you mean 'pix'?"),
    ("an unknown service", GOOD + "scenario: pix\nservice: flod_warning\n",
     "case.yaml:1:1: 'flod_warning' is not a known service; did you mean 'flood_warning'?"),
    ("a service that the scenario does not use", GOOD + "scenario: pix\nservice: flood_warning\n",
     "case.yaml, service: 'pix' does not use 'flood_warning'. Add it to its policies."),
    ("a band without a run", GOOD + "bands: [{claim: much, series: online, date: 2021-01, at_least: 1, source: deck}]\n",
     "case.yaml:1:1: a band needs a run. Name the `scenario`."),
    ("a band without a limit",
     GOOD + "scenario: pix\nbands: [{claim: much, series: online, date: 2021-01, source: deck}]\n",
     "case.yaml:6:9, bands[0]: a band needs a limit. Write `at_least: …`, `at_most: …` or both."),
    ("a band of an unknown indicator",
     GOOD + "scenario: pix\nbands: [{claim: much, series: onlin, date: 2021-01, at_least: 1, source: deck}]\n",
     "case.yaml:6:9, bands[0]: 'onlin' is not a known indicator; did you mean 'online'?"),
    ("a band of a group that the indicator does not tell",
     GOOD + "scenario: pix\nbands: [{claim: much, series: merchants, group: [women], date: 2021-01, at_least: 1, "
     "source: deck}]\n",
     "case.yaml:6:9, bands[0]: 'merchants' is not told by group. Leave `group` out."),
    ("a band of an unknown group",
     GOOD + "scenario: pix\nbands: [{claim: much, series: online, group: [womem], date: 2021-01, at_least: 1, "
     "source: deck}]\n",
     "case.yaml:6:9, bands[0]: 'womem' is not a group of residents; did you mean 'women'?"),
    ("a band outside the run",
     GOOD + "scenario: pix\nbands: [{claim: much, series: online, date: 2019-01, at_least: 1, source: deck}]\n",
     "case.yaml, bands[0]: 2019-01 lies outside: 'pix' runs from 2020-09 to 2026-04."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_a_wrong_entry_is_told_in_one_sentence(tmp_path: Path, text: str, sentence: str):
    file = tmp_path / "case.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        read_entry(file, "case.yaml")
    assert str(caught.value) == sentence


def test_a_claim_that_nobody_checked_says_so(tmp_path: Path):
    file = tmp_path / "case.yaml"
    file.write_text(GOOD, encoding="utf-8")
    claim = read_entry(file).deck[0]
    assert (claim.known, claim.source) == ("Nothing was looked up.", "not checked")
