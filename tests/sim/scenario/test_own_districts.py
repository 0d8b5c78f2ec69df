"""A scenario brings districts of its own: a table, a map, or both."""

from __future__ import annotations

import json

import pytest

from sim.scenario import load_scenario
from sim.scenario.files import SCENARIOS
from tests.sim.scenario.files import problems, write

TABLE = "name,population,income,coverage\nEast,3000,200,0.9\nWest,1000,50,0.6\n"
CITY = "city:\n  use: marenga\n  districts: {{csv: {csv}{map}}}\n"


def square(name, west):
    ring = [[west, 10], [west + 0.1, 10], [west + 0.1, 10.1], [west, 10.1], [west, 10]]
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def bring(folder, table=TABLE, names=("East", "West")):
    write(folder, table, "d.csv")
    places = [square(name, 20 + k / 10) for k, name in enumerate(names)]
    write(folder, json.dumps({"type": "FeatureCollection", "features": places}), "m.geojson")


def test_districts_come_from_the_table_and_outlines_from_the_map(tmp_path):
    bring(tmp_path)
    city = load_scenario(write(tmp_path, CITY.format(csv="d.csv", map=", geojson: m.geojson"))).city
    assert [(d.name, d.share, d.coverage) for d in city.districts] == [
        ("East", 0.75, 0.9),
        ("West", 0.25, 0.6),
    ]
    assert all(d.polygon for d in city.districts)
    bare = load_scenario(write(tmp_path, CITY.format(csv="d.csv", map=""))).city
    assert [d.polygon for d in bare.districts] == [None, None]


def test_a_map_alone_draws_the_districts_of_the_city(tmp_path):
    names = [d.name for d in load_scenario("baseline").city.districts]
    bring(tmp_path, names=names)
    city = load_scenario(write(tmp_path, "city: {use: marenga, districts: {geojson: m.geojson}}\n")).city
    assert [d.name for d in city.districts] == names
    assert all(d.polygon for d in city.districts)


@pytest.mark.parametrize(("text", "sentence"), [
    (CITY.format(csv="e.csv", map=""), "e.csv: there is no such file; "),
    (CITY.format(csv="../d.csv", map=""), "plan.yaml:3:20, city.districts.csv: '../d.csv' leads out of the folder"),
    ("city: {use: marenga, districts: {cvs: d.csv}}\n",
     "plan.yaml:1:34, city.districts.cvs: 'cvs' is not a known key; did you mean 'csv'?"),
    (CITY.format(csv="bad.csv", map=""),
     "plan.yaml:3:14, city.districts: bad.csv, row 3, coverage = '60': write a number from 0 to 1."),
    (CITY.format(csv="d.csv", map=", geojson: wrong.geojson"),
     "plan.yaml:3:14, city.districts: wrong.geojson: this is not JSON. Export the map as GeoJSON."),
])  # fmt: skip
def test_each_error_names_the_file_and_the_row(tmp_path, text, sentence):
    bring(tmp_path)
    write(tmp_path, TABLE.replace("0.6", "60"), "bad.csv")
    write(tmp_path, "{", "wrong.geojson")
    found = problems(tmp_path, text)
    assert len(found) == 1
    assert found[0].startswith(sentence)


def test_the_town_that_comes_with_the_program_can_be_read():
    town = load_scenario(SCENARIOS / "towns" / "sandrake" / "sandrake.yaml")
    assert [d.name for d in town.city.districts][:2] == ["Old Port", "Market Hill"]
    assert all(d.polygon for d in town.city.districts)


DRAWN = (
    "city:\n  use: marenga\n  districts:\n"
    "    - {{name: A, share: 1, income: 1, coverage: 0.5, area: centre, polygon: [{ring}]}}\n"
)


@pytest.mark.parametrize(("ring", "sentence"), [
    ("[[0, 0], [1, 0], [2, 0]]", "plan.yaml:4:76, city.districts[0].polygon: the outline encloses no area. Draw it again."),
    ("[[0, 0], [1e300, 0], [1, 1]]",
     "plan.yaml:4:87, city.districts[0].polygon[0][1][0]: input should be less than or equal to 10000."),
])  # fmt: skip
def test_an_outline_that_stands_in_the_scenario_is_checked_and_told_once(tmp_path, ring, sentence):
    assert problems(tmp_path, DRAWN.format(ring=ring)) == [sentence]
