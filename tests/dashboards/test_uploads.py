"""Tables and maps as people's programs save them: read where that can be done, told in a sentence where not."""

from __future__ import annotations

import pytest

from dashboards.plans import drafts
from dashboards.plans.place import with_own_districts
from dashboards.plans.uploads import legible
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
