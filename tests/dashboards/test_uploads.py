"""Tables and maps as people's programs save them: read where that can be done, told in a sentence where not."""

from __future__ import annotations

import json

import pytest

from dashboards.plans import drafts
from dashboards.plans.place import with_own_districts
from dashboards.plans.uploads import legible
from dashboards.plans.whereabouts import whereabouts
from experiments.language import speaking
from sim.errors import DPICityError, ScenarioError
from tests.dashboards.conftest import small

ROWS = (
    ("name", "population", "income", "coverage", "area"),
    ("Nord, haut", "1000", "300", "0,9", "centre"),
    ("Sul São", "2000", "200,5", "0,7", "informal"),
)
EUROPEAN = "\n".join(";".join(row) for row in ROWS)


@pytest.mark.parametrize("sign", [";", "\t"])
def test_a_table_of_a_spreadsheet_with_decimal_commas_is_read(sign: str) -> None:
    view = with_own_districts(drafts.opening(), "\n".join(sign.join(row) for row in ROWS), "")
    found = view.draft.scenario.city.districts
    assert [(d.name, d.coverage, round(d.share, 2)) for d in found] == [
        ("Nord, haut", 0.9, 0.33),
        ("Sul São", 0.7, 0.67),
    ]


def test_a_mistake_is_told_by_the_row_and_under_the_name_of_the_persons_own_file() -> None:
    broken = EUROPEAN.replace("0,7", "7")
    with pytest.raises(ScenarioError, match=r"^Our-town\.CSV, row 3, coverage = '7'"):
        with_own_districts(drafts.opening(), broken, "", names=("C:\\me\\Our town.CSV", "map.geojson"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "t.csv is empty. Open"),
        (" \n", "t.csv is empty. Open"),
        ("PK\x03\x04\x08\x00", "t.csv is not a text file. Save the table as CSV"),
        ("name\x00", "t.csv is not a text file"),
        ("\N{REPLACEMENT CHARACTER}" * 30 + "x" * 50, "t.csv is not a text file"),
    ],
)
def test_what_is_no_table_is_told(text: str, words: str) -> None:
    with pytest.raises(DPICityError, match=words):
        legible("t.csv", text)


def test_text_with_a_letter_that_was_lost_is_text() -> None:
    table = "name,population,income,coverage\n" + "S\N{REPLACEMENT CHARACTER}o,1,1,0.5\n" * 9
    assert legible("t.csv", table) == table


def outlined(west: float, south: float) -> str:
    """A map with two districts, each 0.1 degrees wide and 0.05 high, one beside the other."""
    shapes = []
    for name, x in (("Nord, haut", west), ("Sul São", (west + 180.1) % 360 - 180)):
        there = (x + 180.1) % 360 - 180  # beyond 180 the numbers begin anew
        ring = [(x, south), (there, south), (there, south + 0.05), (x, south + 0.05), (x, south)]
        shapes.append({"properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    return json.dumps({"type": "FeatureCollection", "features": shapes})


def test_where_a_map_lies_is_told_in_numbers_that_show_what_was_exchanged() -> None:
    told = whereabouts(outlined(9.9, 49.975), "m.geojson").told()
    assert "14 km from west to east and 5.5 km from south to north, around 50.0° N, 10.0° E." in told
    assert "around 10.0° N, 50.0° E." in whereabouts(outlined(49.9, 9.975), "m.geojson").told()
    assert "around 18.0° S, 180.0° W." in whereabouts(outlined(179.92, -18.025), "m.geojson").told()
    with speaking("fr"):
        assert "autour de 33,4° S, 70,6° O." in whereabouts(outlined(-70.7, -33.425), "m.geojson").told()


def test_a_map_tells_on_the_page_where_it_lies_until_the_plans_move_elsewhere(visit) -> None:
    page = (seen := visit(small())).page
    page.click("summary:has-text('Files, period and size')")
    page.click("summary:has-text('Your own districts')")
    for kind, name, text in (
        ("csv", "t.csv", EUROPEAN),
        ("geojson,.json", "m.geojson", outlined(49.9, 9.975)),
    ):
        chosen = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        page.set_input_files(f".left input[accept='.{kind}']", chosen)
        page.wait_for_function("document.querySelector('.caveat').innerText.startsWith('Your districts')")
    told = page.locator(".left [role=status]:has-text('around 10.0° N, 50.0° E')")
    told.wait_for()
    assert told.inner_text().startswith(
        "Your map reaches 22 km from west to east and 5.5 km from south to north, "
    )
    seen.rested()
    assert told.is_visible()
    page.select_option(".left .choice:has-text('City') select", "Recife")
    page.wait_for_selector(".caveat:has-text('Recife')")
    told.wait_for(state="detached")
    assert "Your map reaches" not in page.inner_text(".left")


def test_files_are_opened_as_they_come_from_a_spreadsheet(visit) -> None:
    """In the bytes of Windows, with semicolons; then an empty one, and a spreadsheet itself: the city stays."""
    page = (seen := visit(small())).page
    page.click("summary:has-text('Files, period and size')")
    page.click("summary:has-text('Your own districts')")
    figures = (
        "All other figures, also the number of adults and so the costs, are those of Marenga (fictional)."
    )
    assert figures in page.inner_text(".left")

    def opened(name: str, content: bytes) -> None:
        page.set_input_files(
            ".left input[accept='.csv']", {"name": name, "mimeType": "text/csv", "buffer": content}
        )

    large = {"name": "large.yaml", "mimeType": "text/yaml", "buffer": b"#" * 1_000_001}
    page.set_input_files(".left input[accept='.yaml,.yml']", large)
    page.wait_for_selector(".opener .warn:has-text('large.yaml has 1 MB; at most 1 MB can be opened here')")
    opened("old.csv", EUROPEAN.encode("cp1252"))
    page.wait_for_function("document.querySelector('.caveat').innerText.startsWith('Your districts')")
    assert page.locator(".opener .warn").count() == 0  # what was said of the file before
    seen.rested()
    assert figures in page.inner_text(".left")
    page.click("#tab-who")
    page.wait_for_selector(
        "#tab-panel option:has-text('people in Sul São')", state="attached", timeout=300_000
    )

    for name, content, words in (
        ("none.csv", b"", "none.csv is empty. Open a file with districts in it."),
        (
            "book.csv",
            b"PK\x03\x04\xff\xfe\x00",
            "book.csv is not a text file. Save the table as CSV or the map as GeoJSON",
        ),
    ):
        opened(name, content)
        page.wait_for_selector(f"#problem-table:has-text('{words}')")
        assert page.inner_text(".caveat").startswith("Your districts")
