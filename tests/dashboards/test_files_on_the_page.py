"""Files that people open on the page: what is right is kept with its comments, what is wrong is told."""

from __future__ import annotations

import json
import time
from dataclasses import replace

import pytest

from dashboards.plans import drafts
from dashboards.plans.files import opened, read, saved
from dashboards.plans.link import from_copy, to_address, to_copy
from dashboards.plans.place import moved_to, placed, with_own_districts
from experiments.language import speaking
from experiments.telling.names import city_name
from sim.errors import DPICityError, ScenarioError

MINE = """\
# from the meeting in May
title: Our plan
extends: connect-first
policies:
  - use: ombudsperson  # asked for by the council
    months: [12]
"""
TABLE = "name,population,income,coverage,area\nNorth,1000,300,0.9,centre\nSouth,2000,200,0.7,informal\n"


def outline(name: str, south: float) -> dict:
    ring = [[0, south], [0, south + 0.1], [0.1, south + 0.1], [0.1, south], [0, south]]
    return {"properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


MAP = json.dumps({"type": "FeatureCollection", "features": [outline("North", 0.0), outline("South", -0.1)]})


def test_an_opened_plan_is_saved_with_its_comments() -> None:
    view = opened(drafts.opening(), "Our Plan.yaml", MINE)
    assert view.draft.scenario.title == "Our plan"
    assert saved(view.draft) == ("Our-Plan.yaml", MINE)
    later = drafts.changed(view, drafts.with_use(view.draft.scenario, "ombudsperson", {"start": 24}))
    name, text = saved(later.draft)
    assert "# from the meeting in May" in text
    assert "# asked for by the council" in text
    assert read(name, text).hash == later.draft.scenario.hash


def test_the_other_plans_follow_an_opened_plan_to_its_city() -> None:
    view = opened(drafts.opening(), "r.yaml", "title: R\ncity: recife\nmonths: 60\n")
    assert {d.scenario.city.title for d in view.drafts} == {"Recife"}
    assert {d.scenario.months for d in view.drafts} == {60}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("x.yaml", "title: X\nmonthss: 3\n", "x.yaml:2:1"),
        ("x.yaml", "extends: ../../etc/passwd\n", "is another file. Opened here"),
        ("x.yaml", "city: /etc/hosts.yaml\n", "x.yaml:1"),
        ("x.zip", "PK\x03\x04\x00\x00", "x.zip is not a text file. Unpack it"),
        ("x.yaml", "a" * 1_000_001, "too long"),
        ("x.yaml", "title: [", "x.yaml:1"),
    ],
)
def test_a_broken_file_is_told_in_a_sentence(name: str, text: str, words: str) -> None:
    with pytest.raises(DPICityError) as told:
        opened(drafts.opening(), name, text)
    assert words in str(told.value)
    assert "/tmp" not in str(told.value)


def test_a_seventh_plan_finds_no_room() -> None:
    view = drafts.opening()
    for _ in range(drafts.MOST - len(view.drafts)):
        view = drafts.added(view)
    with pytest.raises(DPICityError, match="There is room for 6 plans"):
        opened(view, "x.yaml", "title: X\n")


def test_all_plans_move_to_another_city_and_keep_what_they_do() -> None:
    view = moved_to(drafts.opening(), city="recife", months=60)
    before = drafts.opening().drafts[2].scenario
    after = view.drafts[2].scenario
    assert (after.city.title, after.months, after.policies) == ("Recife", 60, before.policies)


def test_a_plan_that_names_a_district_is_not_moved_to_a_city_without_it() -> None:
    base = drafts.packaged("baseline")
    aimed = read("q.yaml", "title: Q\npolicies:\n  - {use: telecentres, target: {districts: [Quarry]}}\n")
    alone = replace(drafts.opening(), drafts=(drafts.Draft(0, "baseline", base),))
    like = moved_to(alone, city="recife").drafts[0].scenario
    with pytest.raises(DPICityError, match=r"“Q” cannot be tried in Recife: .*Quarry"):
        placed(aimed, like)


def test_own_districts_take_the_place_of_the_citys_and_travel_in_the_file() -> None:
    view = with_own_districts(drafts.opening(), TABLE, MAP)
    city = view.draft.scenario.city
    assert [d.name for d in city.districts] == ["North", "South"]
    assert city.title == "Your districts, with the other figures of Marenga (fictional)"
    with speaking("es"):
        assert city_name(city.title) == "Sus barrios, con las demás cifras de Marenga (ciudad ficticia)"
    again = with_own_districts(view, TABLE, "")
    assert again.draft.scenario.city.title == city.title
    name, text = saved(view.draft)
    assert read(name, text).hash == view.draft.scenario.hash


@pytest.mark.parametrize(
    ("table", "outlines", "words"),
    [
        ("name,population\nx,1\n", "", "the column 'income' is missing"),
        (TABLE.replace("0.9", "9"), "", "row 2, coverage"),
        (TABLE, MAP.replace("North", "Nord"), "the map has no district 'North'"),
        (TABLE, "PK\x03\x04", "this is not JSON"),
    ],
)
def test_broken_districts_are_told_by_row(table: str, outlines: str, words: str) -> None:
    with pytest.raises(ScenarioError, match=words):
        with_own_districts(drafts.opening(), table, outlines)


def test_five_hundred_outlines_are_linked_moved_and_saved_again_without_writing_them_out_as_yaml() -> None:
    """Written out and read again, twenty thousand corners took a minute at every rest of a lever."""
    rows = "".join(f"d{i},1,1,0.5\n" for i in range(500))
    shapes = []
    for i in range(500):
        west, south = 0.02 * (i % 25), 0.02 * (i // 25)
        edge = [[west + 0.01 * k / 18, south] for k in range(19)]
        ring = [*edge, *([x, south + 0.01] for x, _ in reversed(edge)), edge[0]]
        shapes.append(
            {"properties": {"name": f"d{i}"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        )
    outlines = json.dumps({"type": "FeatureCollection", "features": shapes})
    begun = time.process_time()
    view = with_own_districts(drafts.opening(), "name,population,income,coverage\n" + rows, outlines)
    taken = time.process_time()
    assert to_address(view, "time") == ""
    assert from_copy(to_copy(view)).draft.scenario.hash == view.draft.scenario.hash
    assert moved_to(view, months=60).draft.scenario.city == view.draft.scenario.city
    again = opened(view, *saved(view.draft))  # a file holds the map, with fewer corners
    assert again.draft.scenario.hash == view.draft.scenario.hash
    assert time.process_time() - taken < 10 * (taken - begun)  # about twice as long as taking the map once
