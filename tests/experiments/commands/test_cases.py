"""`dpi-city cases` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.cases import results
from experiments.cases.entries import entries
from experiments.commands import cases as command
from tests.experiments.command_line import dpi_city


def test_the_list_names_every_case_with_its_status(capsys: pytest.CaptureFixture[str]):
    assert dpi_city("cases", "--json") == 0
    out, _ = capsys.readouterr()
    rows = {row["name"]: row for row in json.loads(out)}
    assert list(rows) == list(entries())
    assert rows["pix"]["scenario"] == "pix"
    assert all(row["status"] in ("reproduced", "illustrative", "not yet") for row in rows.values())
    assert {row["kind"] for row in rows.values()} == {"cases", "services"}


def test_one_case_is_shown_beside_what_was_measured(capsys: pytest.CaptureFixture[str]):
    assert dpi_city("cases", "show", "nin") == 0
    _, err = capsys.readouterr()
    assert "48M+ women" in err
    assert "Scenario: nin" in err
    assert "id_enrolled" in err
    assert "2022-02" in err
    assert dpi_city("cases", "show", "rio-dengue-warning", "--json") == 0
    out, _ = capsys.readouterr()
    assert json.loads(out)["service"] == "disease_warning"


@pytest.mark.parametrize(("words", "sentence"), [
    (["shew", "pix"], "cases shew pix: write `dpi-city cases` or `dpi-city cases show NAME`."),
    (["show", "pixx"], "there is no case 'pixx'; did you mean 'pix'?"),
    (["pixx", "--update"], "there is no case 'pixx'; did you mean 'pix'?"),
])  # fmt: skip
def test_what_cannot_be_meant_is_told_before_anything_is_run(
    capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
):
    assert dpi_city("cases", *words) == 2
    _, err = capsys.readouterr()
    assert err.strip() == sentence


def test_an_update_with_nothing_out_of_date_only_writes_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(command, "PAGE", tmp_path / "CASES.md")
    monkeypatch.setattr(results, "STATUS", tmp_path / "status.json")
    known = {name: results.keys(entry) | {"status": "illustrative", "why": "it runs", "checks": [], "points": []}
             for name, entry in entries().items()}  # fmt: skip
    (tmp_path / "status.json").write_text(json.dumps({"cases": known}), "utf-8")
    assert dpi_city("cases", "--update") == 0
    _, err = capsys.readouterr()
    assert "0 cases were run; docs/CASES.md is written." in err
    assert "Of 42 cases: 0 reproduced, 42 illustrative, 0 not yet." in (tmp_path / "CASES.md").read_text(
        "utf-8"
    )
