"""A user brings districts as a CSV and their outlines as GeoJSON."""

from __future__ import annotations

import json

import pytest
import shapely

from sim.city.districts import lay_out, shape
from sim.city.own_districts import own_city, read_districts, read_polygons
from sim.city.synthesis import synthesise
from sim.draws import Draws
from sim.errors import ScenarioError

TABLE = "name,population,income,coverage,area\nEast,3000,200,0.9,centre\nWest,1000,50,0.6,informal\n"


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def square(name, west, south, size=0.1):
    ring = [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
    ]
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def geojson(*features):
    return json.dumps({"type": "FeatureCollection", "features": list(features)})


def refusal(call, *args):
    with pytest.raises(ScenarioError) as caught:
        call(*args)
    return str(caught.value)


def test_shares_and_relative_incomes_are_worked_out(tmp_path):
    """Typical income exp(¾ ln 200 + ¼ ln 50) = 141.4, so 200 is √2 and 50 is .354."""
    east, west = read_districts(write(tmp_path, "d.csv", TABLE))
    assert (east.share, west.share) == (0.75, 0.25)
    assert (east.income, west.income) == pytest.approx((1.4142, 0.35355), abs=1e-4)
    assert (east.area, west.coverage, west.source) == ("centre", 0.6, "the user's file d.csv")


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ("0.9", "often", "d.csv, row 2, coverage = 'often': write a number from 0 to 1."),
    ("1000", "-4", "d.csv, row 3, population = '-4': write a number from 1e-09 to 1e+09."),
    ("1000", "nan", "d.csv, row 3, population = 'nan': write a number from 1e-09 to 1e+09."),
    ("informal", "slum", "d.csv, row 3, area = 'slum': known: centre, informal, periphery"),
    ("West", "East", "d.csv, row 3: 'East' is already in row 2. Rename one of the two."),
    ("West", "", "d.csv, row 3: a name has 1 to 60 letters. Write one."),
    ("coverage", "covrage", "d.csv, row 1: the column 'coverage' is missing; did you mean 'covrage'?"),
])  # fmt: skip
def test_a_bad_cell_is_named_by_row_and_column(tmp_path, old, new, sentence):
    assert refusal(read_districts, write(tmp_path, "d.csv", TABLE.replace(old, new, 1))) == sentence


def test_a_row_that_is_too_short_is_named(tmp_path):
    text = "name,population,income,coverage\nEast,3000\n"
    assert refusal(read_districts, write(tmp_path, "d.csv", text)) == (
        "d.csv, row 2, income = '': write a number from 1e-09 to 1e+12."
    )


@pytest.mark.parametrize(("text", "sentence"), [
    (TABLE.replace("East", '"East'), "d.csv, row 2: this cannot be read as a table (unexpected end of data). "
     "Look for a quotation mark without its partner."),
    (TABLE + "x" * 200_000 + ",1,1,1\n", "d.csv, row 4: this cannot be read as a table "
     "(field larger than field limit (131072)). Look for a quotation mark without its partner."),
    (TABLE.replace("West", "\u202eWest"), "d.csv, row 3: the file holds a control character. Delete it."),
    (TABLE.replace("West", "\n\n,,,\nEast"), "d.csv, row 6: 'East' is already in row 2. Rename one of the two."),
])  # fmt: skip
def test_a_table_that_cannot_be_read_is_told_by_the_row_as_a_spreadsheet_counts_it(tmp_path, text, sentence):
    assert refusal(read_districts, write(tmp_path, "d.csv", text)) == sentence


def test_a_table_of_another_program_is_read(tmp_path):
    """Capitals in the header, lines of an old Mac, empty rows on top, cells too many, a name in two lines."""
    path = tmp_path / "d.csv"
    path.write_bytes(b'\r,,\rNAME,Population,Income,Coverage\r"Old\rPort",10,1,0.5,7,8\r')
    assert [(d.name, d.coverage) for d in read_districts(path)] == [("Old Port", 0.5)]


def test_an_empty_or_missing_table_is_refused(tmp_path):
    path = write(tmp_path, "d.csv", "name,population,income,coverage\n")
    assert refusal(read_districts, path) == "d.csv: 0 districts. Give 1 to 500."
    assert refusal(read_districts, tmp_path / "no.csv") == (
        "no.csv: the file cannot be opened (No such file or directory)."
    )


def test_degrees_become_kilometres(tmp_path):
    """A tenth of a degree at 60° north is 11.06 km northwards and 5.56 km eastwards."""
    rings = read_polygons(write(tmp_path, "m.geojson", geojson(square("North", 20, 59.95))))["North"]
    assert shape(rings).bounds == pytest.approx((0, 0, 5.566, 11.057), abs=0.01)


def test_a_city_on_both_sides_of_the_line_of_dates_is_one_city(tmp_path):
    rings = read_polygons(write(tmp_path, "m.geojson", geojson(square("W", 179.9, 0), square("E", -180, 0))))
    assert shape(rings["W"]).bounds == pytest.approx((0, 0, 11.13, 11.06), abs=0.01)
    assert shape(rings["E"]).bounds == pytest.approx((11.13, 0, 22.26, 11.06), abs=0.01)


@pytest.mark.parametrize(("text", "sentence"), [
    ("{", "m.geojson: this is not JSON. Export the map as GeoJSON."),
    ("[" * 100_000, "m.geojson: this is not JSON. Export the map as GeoJSON."),
    ("[]", "m.geojson: a FeatureCollection of 1 to 500 districts is needed."),
    (geojson({"type": "Feature", "properties": {}}),
     "m.geojson, feature 1: it needs the property 'name' and a geometry."),
    (geojson({"properties": {"name": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}),
     "m.geojson, feature 1: the geometry is a Point. Draw a Polygon or a MultiPolygon."),
    (geojson({"properties": {"name": "A"}, "geometry": {"type": "Polygon", "coordinates": [[["a", 2]]]}}),
     "m.geojson, feature 1: a corner is not [longitude, latitude]. Export the map again."),
    (geojson(square("A", 500_000, 20)),
     "m.geojson, feature 1: a corner is outside ±180, ±85. Export in longitude and latitude (WGS 84)."),
    (geojson(square("A", 10**400, 20, 0)), "m.geojson, feature 1: a corner is not [longitude, latitude]. "
     "Export the map again."),
    (geojson(square("A", 0, 0), square("B", 100, 0)), "m.geojson: the map is 1.114e+04 km across; a city has "
     "0.1 to 1,000 km. Export in longitude and latitude (WGS 84)."),
    (geojson(square("A", 0, 0, 1e-7)), "m.geojson: the map is 1.113e-05 km across; a city has "
     "0.1 to 1,000 km. Export in longitude and latitude (WGS 84)."),
    (geojson(square("A", 1, 1), square("A", 2, 1)),
     "m.geojson, feature 2: 'A' is already on the map. Rename one of the two."),
])  # fmt: skip
def test_a_bad_map_is_refused_with_the_feature_that_is_wrong(tmp_path, text, sentence):
    assert refusal(read_polygons, write(tmp_path, "m.geojson", text)) == sentence


def test_a_city_of_the_users_own_districts_can_be_lived_in(tmp_path, spec):
    table = write(tmp_path, "d.csv", TABLE)
    outlines = write(tmp_path, "m.geojson", geojson(square("West", 20.0, 10.0), square("East", 20.1, 10.0)))
    own = own_city(spec, table, outlines)
    assert [d.name for d in own.districts] == ["East", "West"]
    city = synthesise(own, 500, 1)
    assert city.names["districts"] == ("East", "West")
    assert city.districts.x[0] > city.districts.x[1]
    for d, polygon in enumerate(lay_out(own, Draws(1)).polygons):
        mine = city.residents.district == d
        near = polygon.buffer(1e-3)
        assert shapely.contains_xy(near, city.residents.x[mine], city.residents.y[mine]).all()


def test_a_district_that_is_not_on_the_map_is_named(tmp_path, spec):
    table = write(tmp_path, "d.csv", TABLE)
    outlines = write(tmp_path, "m.geojson", geojson(square("Wst", 20.0, 10.0), square("East", 20.1, 10.0)))
    assert refusal(own_city, spec, table, outlines) == (
        "m.geojson: the map has no district 'West'; did you mean 'Wst'?"
    )


def test_an_outline_without_an_area_is_refused(tmp_path, spec):
    flat = square("East", 20.1, 10.0, size=0.0)
    outlines = write(tmp_path, "m.geojson", geojson(square("West", 20.0, 10.0), flat))
    assert refusal(own_city, spec, write(tmp_path, "d.csv", TABLE), outlines) == (
        "m.geojson, 'East': the outline encloses no area. Draw it again."
    )


def test_a_table_with_semicolons_and_decimal_commas_gives_the_same_districts(tmp_path):
    european = TABLE.replace(",", ";").replace(".", ",")
    known = read_districts(write(tmp_path, "d.csv", TABLE))
    assert read_districts(write(tmp_path, "d.csv", european)) == known
