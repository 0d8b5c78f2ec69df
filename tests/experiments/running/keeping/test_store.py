"""Folders that earlier versions wrote are read, and files are complete or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from experiments.running.keeping import atomic
from experiments.running.keeping.atomic import reason, write_text
from experiments.running.keeping.store import load
from experiments.running.runner import Run
from sim.errors import ResultsError
from tests.experiments.made_up import plan, run
from tests.experiments.old_folder import save


@pytest.fixture
def runs() -> list[Run]:
    return [run("a", 1, 0.6, 1000.0), run("a", 2, 0.5, 1000.0)]


def test_a_folder_is_read_back_as_frames(tmp_path, runs):
    frames = load(save(tmp_path / "out", [plan("a")], runs))
    series, groups, spend = frames["series"], frames["groups"], frames["spend"]
    last = series[(series.indicator == "payments") & (series.month == 24)]
    assert last.value.tolist() == [0.6, 0.5]
    assert last.date.tolist() == ["2028-01", "2028-01"]
    women = groups[(groups.group == "women") & (groups.month == 24) & (groups.outcome == "payments")]
    assert women.share.tolist() == [0.6, 0.5]
    assert women.residents.tolist() == [100, 100]
    assert spend.usd.sum() == pytest.approx(2000)
    assert spend.units.sum() == 50  # one unit a month in 25 months, two runs


def test_constraints_are_kept_once_a_year_and_at_the_end(tmp_path, runs):
    found = load(save(tmp_path / "out", [plan("a")], runs))["constraints"]
    assert sorted(found.month.unique()) == [0, 12, 24]
    everyone = found[(found.dimension == "all") & (found.month == 24) & (found.seed == 1)]
    assert everyone.share.sum() == pytest.approx(1)


def test_a_full_disk_is_one_clear_sentence(tmp_path, monkeypatch):
    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic, "sync", full)
    with pytest.raises(ResultsError, match=r"page\.html: the disk is full"):
        write_text(tmp_path / "page.html", "text")
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_finds_no_room_is_one_clear_sentence_and_not_one_for_each_file(tmp_path, monkeypatch):
    def full(source: str, target: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for name in ("a", "b", "left.lock"):
        write_text(tmp_path / "from" / name, name)
    atomic.copy_folder(tmp_path / "from", tmp_path / "to", tmp_path, ["*.lock"])
    assert sorted(path.name for path in (tmp_path / "to").iterdir()) == ["a", "b"]
    monkeypatch.setattr(atomic.shutil, "copy2", full)
    with pytest.raises(ResultsError, match=r"^package: the disk is full\. Free"):
        atomic.copy_folder(tmp_path / "from", tmp_path / "again", Path("package"), [])


def test_a_place_without_permission_is_one_clear_sentence():
    said = reason(Path("out"), PermissionError(errno.EACCES, "Permission denied"))
    assert said == "out: you may not write here. Give another folder with --out."


def test_reading_something_else_is_refused(tmp_path):
    with pytest.raises(ResultsError, match="not a results folder"):
        load(tmp_path)


def test_a_damaged_part_is_said_to_be_damaged(tmp_path, runs):
    folder = save(tmp_path / "out", [plan("a")], runs)
    (folder / "series.parquet").write_bytes(b"PAR1")
    with pytest.raises(ResultsError, match=r"series\.parquet: this part is damaged"):
        load(folder)
