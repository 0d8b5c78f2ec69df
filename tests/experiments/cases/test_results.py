"""Stored verdicts: kept with a key, out of date when what they rest on changes, the page as they say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.cases import results
from experiments.cases.entries import entries, entry
from experiments.cases.page import page
from experiments.cases.results import MODEL_CHANGED, NEVER_RUN, SCENARIO_CHANGED, keys, staleness, stored
from sim.errors import ResultsError
from sim.scenario import load_scenario

ROOT = Path(__file__).parents[3]


def test_the_page_is_what_the_stored_verdicts_say():
    """Refresh both with `dpi-city cases --update`."""
    assert (ROOT / "docs" / "CASES.md").read_text("utf-8") == page(entries(), stored())


def test_every_case_has_a_verdict_that_a_run_gave():
    assert list(stored()) == list(entries())
    for name, verdict in stored().items():
        assert verdict["status"] in ("reproduced", "illustrative", "not yet"), name
        assert verdict["seeds"] == list(range(1, max(verdict["seeds"]) + 1)), name
        assert len(verdict["seeds"]) >= 3, name


def test_a_verdict_is_out_of_date_when_what_it_rests_on_changes():
    pix = entry("pix")
    now = keys(pix)
    assert staleness(pix, None) == NEVER_RUN
    assert staleness(pix, now) == ""
    assert staleness(pix, now | {"model": "other"}) == MODEL_CHANGED
    other = pix.model_copy(update={"scenario": "upi"})
    assert staleness(other, now) == SCENARIO_CHANGED
    assert keys(pix.model_copy(update={"bands": entry("irembo").bands}))["case"] != now["case"]
    assert keys(pix.model_copy(update={"model": "Told anew."})) == now


def test_a_run_writes_its_verdict_and_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    small = entry("singapore").model_copy(update={"cities": 2})
    monkeypatch.setattr(results, "STATUS", tmp_path / "status.json")
    monkeypatch.setattr(results, "entries", lambda: {"one": small, "two": small})
    tiny = replace(load_scenario("singapore"), residents=1_000)
    monkeypatch.setattr(results, "scenario_called", lambda name: tiny)
    assert results.update(["two"], workers=1) == ["two"]
    written = json.loads((tmp_path / "status.json").read_text("utf-8"))["cases"]
    assert list(written) == ["two"]
    assert (written["two"]["residents"], written["two"]["seeds"]) == (1_000, [1, 2])
    (point,) = written["two"]["points"]
    assert (point["series"], point["date"], point["measured"]) == ("id_enrolled", "2022-03", 0.97)
    before = written["two"]
    assert results.outdated({"one": small, "two": small}) == ["one"]
    results.update(["one"], workers=1)
    assert stored()["two"] == before


def test_a_damaged_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(results, "STATUS", tmp_path / "status.json")
    (tmp_path / "status.json").write_text("{", "utf-8")
    with pytest.raises(ResultsError, match="this file is damaged"):
        stored()
