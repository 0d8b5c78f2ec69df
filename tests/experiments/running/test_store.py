"""Results folders: complete or not there, and the same bytes for the same command."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.running import atomic
from experiments.running.atomic import check_target, new_folder, reason, write_text
from experiments.running.inputs import plan_of
from experiments.running.pool import run_all
from experiments.running.runner import Run
from experiments.running.store import load, load_manifest, save
from sim.errors import ResultsError
from tests.experiments.made_up import plan, run

PARTS = ("series", "groups", "constraints", "spend")


@pytest.fixture
def runs() -> list[Run]:
    return [run("a", 1, 0.6, 1000.0), run("a", 2, 0.5, 1000.0)]


def test_the_same_command_gives_the_same_bytes_with_one_worker_and_with_two(tmp_path):
    plans = [plan_of("baseline", residents=1000, months=13)]
    for workers in (1, 2):
        batch = run_all(plans, [1, 2, 3], workers=workers)
        assert batch.failed == ()
        save(tmp_path / str(workers), plans, batch.runs)
    one, two = ({p: _digest(tmp_path / w / f"{p}.parquet") for p in PARTS} for w in "12")
    assert one == two


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


def test_the_manifest_says_what_was_run_with_what_and_when(tmp_path, runs):
    failed = Run("a", 3, error="ArithmeticError: no")
    folder = save(tmp_path / "out", [plan("a")], [*runs, failed], command="dpi-city run a")
    found = load_manifest(folder)
    assert found["command"] == "dpi-city run a"
    assert found["failed"] == [{"scenario": "a", "seed": 3, "error": "ArithmeticError: no"}]
    assert found["seeds"] == [1, 2, 3]
    assert found["scenarios"][0]["hash"] == plan("a").scenario.hash
    assert found["scenarios"][0]["content"]["policies"][0]["use"] == "data_subsidy"
    assert "payments.fee" in found["scenarios"][0]["parameters"]
    assert {"python", "numpy", "numba", "mesa", "dpi-city"} <= set(found["versions"])
    assert found["created"]


def test_our_own_folder_is_replaced(tmp_path, runs):
    folder = save(tmp_path / "out", [plan("a")], runs)
    save(folder, [plan("a")], runs[:1])
    assert load(folder)["series"].seed.unique().tolist() == [1]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]


def test_a_folder_of_someone_else_is_refused(tmp_path, runs):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ResultsError, match="holds files that dpi-city did not write"):
        save(tmp_path, [plan("a")], runs)
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "out").write_text("")
    with pytest.raises(ResultsError, match="this is a file"):
        check_target(tmp_path / "out")


def test_an_error_in_the_middle_leaves_nothing(tmp_path):
    def breaks() -> None:
        with new_folder(tmp_path / "out") as partial:
            (partial / "series.parquet").write_bytes(b"half")
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        breaks()
    assert list(tmp_path.iterdir()) == []


def test_a_kill_in_the_middle_leaves_no_half_folder_and_the_next_run_succeeds(tmp_path, runs):
    code = (
        "import sys, time, pathlib\nfrom experiments.running.atomic import new_folder\n"
        "with new_folder(pathlib.Path(sys.argv[1])) as p:\n"
        "    (p / 'series.parquet').write_bytes(b'half'); print('in', flush=True); time.sleep(60)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "out")], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "in\n"
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert not (tmp_path / "out").exists()
    save(tmp_path / "out", [plan("a")], runs)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out"]


def test_a_kill_between_the_two_renames_loses_nothing(tmp_path, runs):
    folder = save(tmp_path / "out", [plan("a")], runs)
    folder.rename(tmp_path / "out.old")
    with pytest.raises(ZeroDivisionError), new_folder(folder):
        _ = 1 / 0
    assert load(folder)["series"].seed.nunique() == 2


def test_a_full_disk_is_one_clear_sentence(tmp_path, monkeypatch):
    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic, "sync", full)
    with pytest.raises(ResultsError, match=r"page\.html: the disk is full"):
        write_text(tmp_path / "page.html", "text")
    assert list(tmp_path.iterdir()) == []


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


def test_time_stands_in_the_manifest_only(tmp_path, runs):
    first = save(tmp_path / "one", [plan("a")], runs)
    time.sleep(1.1)
    second = save(tmp_path / "two", [plan("a")], runs)
    assert [_digest(first / f"{p}.parquet") for p in PARTS] == [
        _digest(second / f"{p}.parquet") for p in PARTS
    ]
    stamps = [json.loads((f / "manifest.json").read_text())["created"] for f in (first, second)]
    assert stamps[0] != stamps[1]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
