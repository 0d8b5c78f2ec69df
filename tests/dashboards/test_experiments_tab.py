"""Experiments: what a results folder holds is told point by point, and a damaged one in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboards.charts.look import theme
from dashboards.tabs import experiments
from experiments import sweep
from sim.errors import DPICityError
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
    points = {p.name: p.outcome for p in experiments.points_of("two", "payments")}
    assert points["low"].mean == pytest.approx(0.32)
    assert points["high"].mean == pytest.approx(0.52)
    assert points["high"].n == 2


def test_the_chart_begins_with_the_best_point_and_names_both_ends(results: Path) -> None:
    assert "payments" in experiments.indicators_of("two")
    figure = experiments.drawn(experiments.points_of("two", "payments"), "payments", "two", theme(False))
    assert [row[0] for row in figure.rows] == ["high", "low"]
    assert "(low) to" in figure.finding
    assert figure.finding.endswith("(high).")


def test_a_sweep_has_one_point_for_what_was_varied_whatever_the_cities(tmp_path, monkeypatch) -> None:
    sweep({"scenarios": ["baseline"], "residents": 1000, "months": 3, "seeds": 2,
           "parameters": {"payments.fee": [0, 0.5]}}, tmp_path / "fees", workers=1)  # fmt: skip
    monkeypatch.setattr(experiments, "RESULTS", tmp_path)
    points = experiments.points_of("fees", "payments")
    assert [(p.name, p.outcome.n) for p in points] == [
        ("baseline, payments.fee 0", 2), ("baseline, payments.fee 0.5", 2),
    ]  # fmt: skip


def test_only_folders_with_a_manifest_are_offered(results: Path) -> None:
    (results / "other").mkdir()
    assert experiments.folders() == ["two"]


def test_a_damaged_folder_is_told(results: Path) -> None:
    (results / "two" / "series.parquet").write_bytes(b"nonsense")
    with pytest.raises(DPICityError):
        experiments.points_of("two", "payments")


def test_a_point_is_named_by_what_was_varied() -> None:
    assert (
        experiments.named(["scenario", "payments.fee"], ("connect-first", 0.5))
        == "connect-first, payments.fee 0.5"
    )
