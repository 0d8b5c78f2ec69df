"""Experiments: what a results folder holds is told point by point, and a damaged one in a sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import solara

from dashboards.charts.look import theme
from dashboards.engine.shelf import Shelf
from dashboards.plans.drafts import opening
from dashboards.state import Session
from dashboards.tabs import experiments
from experiments import sweep
from sim.errors import DPICityError
from tests.dashboards.drawn import widgets
from tests.experiments.made_up import plan, run
from tests.experiments.old_folder import save


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One folder with two plans in two cities."""
    plans = [plan("low"), plan("high")]
    runs = [
        run(p.name, seed, share + 0.01 * seed)
        for p, share in zip(plans, (0.3, 0.5), strict=True)
        for seed in (1, 3)
    ]
    save(tmp_path / "two", plans, runs, command="made up")
    monkeypatch.setattr(experiments, "RESULTS", tmp_path)
    return tmp_path


def test_every_point_has_its_mean_over_the_cities(results: Path) -> None:
    points = {p.name: p.outcome for p in experiments.points_of("two", "payments", {})}
    assert points["low"].mean == pytest.approx(0.32)
    assert points["high"].mean == pytest.approx(0.52)
    assert points["high"].n == 2


def test_the_chart_begins_with_the_best_point_and_names_both_ends(results: Path) -> None:
    assert "payments" in experiments.indicators_of("two")
    figure = experiments.drawn(experiments.points_of("two", "payments", {}), "payments", "two", theme(False))
    assert [row[0] for row in figure.rows] == ["high", "low"]
    assert "(low) to" in figure.finding
    assert figure.finding.endswith("(high).")
    assert figure.measure.startswith("Share of adults, in the last month: ")


def test_a_sweep_has_one_point_for_what_was_varied_whatever_the_cities(tmp_path, monkeypatch) -> None:
    sweep({"scenarios": ["baseline"], "residents": 1000, "months": 3, "seeds": 2,
           "parameters": {"payments.fee": [0, 0.5]}}, tmp_path / "fees", workers=1)  # fmt: skip
    monkeypatch.setattr(experiments, "RESULTS", tmp_path)
    points = experiments.points_of("fees", "payments", experiments.titles_of("fees"))
    assert [(p.name, p.outcome.n) for p in points] == [
        ("No new policy, payments.fee 0", 2), ("No new policy, payments.fee 0.5", 2),
    ]  # fmt: skip


def test_only_folders_with_a_manifest_are_offered(results: Path) -> None:
    (results / "other").mkdir()
    assert experiments.folders() == ["two"]


def test_a_damaged_folder_is_told(results: Path) -> None:
    (results / "two" / "series.parquet").write_bytes(b"nonsense")
    with pytest.raises(DPICityError):
        experiments.points_of("two", "payments", {})


def seen(results: Path, folder: str, *, sheet: str = "") -> list:
    """Everything that the tab draws of a folder without a series, as `optimise` and others leave one."""
    (results / folder).mkdir()
    manifest = {"made_by": "dpi-city", "scenarios": [], "versions": {}, "command": "dpi-city optimise"}
    (results / folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    if sheet:
        (results / folder / "page.html").write_text(sheet, encoding="utf-8")
    session = Session(SimpleNamespace(opening=Shelf(1)), opening())
    comparison = SimpleNamespace(outcome="payments")
    box, context = solara.render(
        experiments.Experiments(session, comparison, theme(False)), handle_error=False
    )
    found = widgets(box)
    context.close()
    return found


def test_the_page_of_an_answer_is_shown_and_runs_nothing(results: Path) -> None:
    frames = [w for w in seen(results, "best", sheet="<p>Twenty million</p>") if hasattr(w, "runs")]
    assert [(w.html, w.runs, w.title) for w in frames] == [
        ("<p>Twenty million</p>", False, "The answer in “best”")
    ]


def test_a_folder_without_a_series_is_told_and_not_an_error(results: Path) -> None:
    texts = [text for w in seen(results, "half") for text in getattr(w, "children", ())]
    assert [text for text in texts if "half" in str(text)]


def test_a_point_is_named_by_its_plan_and_what_was_varied() -> None:
    titles = {"connect-first": "Connect first"}
    assert experiments.named(["scenario", "payments.fee"], ("connect-first", 0.5), titles) == (
        "Connect first, payments.fee 0.5"
    )
    drawn = experiments.named(
        ["scenario", "payments.peers", "city.adults"], ("mine", 4.07339, 12_000), titles
    )
    assert drawn == "mine, payments.peers 4.07, city.adults 12000"


def test_a_folder_of_one_plan_has_one_value_its_command_and_its_fingerprint(tmp_path, monkeypatch) -> None:
    sweep(
        {"scenarios": ["connect-first"], "residents": 1000, "months": 3, "seeds": 2},
        tmp_path / "one",
        workers=1,
    )
    monkeypatch.setattr(experiments, "RESULTS", tmp_path)
    (point,) = experiments.points_of("one", "payments", experiments.titles_of("one"))
    figure = experiments.drawn([point], "payments", "one", theme(False))
    assert re.fullmatch(r"Use digital payments: .*\(Connect first\)\.", figure.finding)
    assert "from" not in figure.finding
    assert figure.measure.endswith("the mean over simulated cities at 1 point of “one”.")
    with (tmp_path / "one" / "manifest.json").open(encoding="utf-8") as file:
        manifest = json.load(file)
    command, prints = experiments.made_by("one")
    assert command == manifest["command"]
    (made,) = manifest["experiment"]["plans"]
    assert prints == f"Connect first: {made['hash'][:16]}"
