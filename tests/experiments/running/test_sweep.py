"""Designs run into a folder: stopped, resumed, changed, failing, and the same bytes in the end."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from experiments.reading.frames import load
from experiments.running import course
from experiments.running.engines import local as engines
from experiments.running.jobs import Job, compute
from experiments.running.keeping import shelf
from experiments.running.recording.recorded import Recorded
from experiments.running.runner import Plan
from experiments.running.sweep import run_design
from sim.errors import DPICityError, ResultsError
from sim.model import DPICity
from tests.experiments.running.designs import content, fees, forbid, small


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> Path:
    """Six runs, computed in this process without a break."""
    folder = tmp_path_factory.mktemp("whole")
    assert run_design(fees(), folder, workers=1).done == 6
    return folder


def test_every_run_of_a_design_is_in_the_tables_in_order(finished):
    frames = load(finished)
    runs, series = frames["runs"], frames["series"]
    assert runs.number.tolist() == list(range(6))
    assert runs["payments.fee"].tolist() == [0.0, 0.5, 1.0] * 2
    assert runs.seed.tolist() == [1, 1, 1, 2, 2, 2]
    assert set(runs.state) == {"done"}
    last = series[(series.indicator == "payments") & (series.month == 3)]
    assert last.number.tolist() == list(range(6))
    model = DPICity(fees_scenario(0.5), seed=2)
    model.run_model()
    assert last.value.tolist()[4] == model.record.share("stage_payments", "uses")[-1]
    assert set(last.unit) == {"share of adults"}


def fees_scenario(fee: float):
    return Job(small(), 1, {"payments.fee": fee}).scenario()


def test_what_was_computed_is_never_computed_again(finished, monkeypatch):
    before = content(finished)
    forbid(monkeypatch)
    tally = run_design(fees(), finished, workers=1)
    assert (tally.kept, tally.done, tally.total) == (6, 0, 6)
    assert content(finished) == before


def test_half_written_files_of_a_kill_are_cleared_away(finished):
    before = content(finished)
    for name in (
        ".manifest.json.4711.tmp",
        "scenarios/.baseline.yaml.4711.tmp",
        "runs/00.parquet.tmp",
        "loose/00.arrow.tmp",
    ):
        (finished / name).write_bytes(b"half")
    run_design(fees(), finished, workers=1)
    assert content(finished) == before


def test_a_longer_design_computes_only_what_is_new(tmp_path):
    run_design(fees(1), tmp_path, workers=1)
    tally = run_design(fees(2), tmp_path, workers=1)
    assert (tally.kept, tally.done) == (3, 3)
    run_design(fees(1), tmp_path, workers=1)
    assert load(tmp_path)["runs"].number.tolist() == [0, 1, 2]


def test_stages_add_up_and_the_same_stage_replaces(tmp_path):
    for stage in ("first", "second", "second"):
        run_design(fees(1), tmp_path, workers=1, stage=stage)
    assert load(tmp_path)["runs"].stage.tolist() == ["first"] * 3 + ["second"] * 3


def test_a_stop_keeps_what_is_finished_and_the_resumed_folder_has_the_same_bytes(
    finished, tmp_path, monkeypatch
):
    def third(order, watch=None):
        if len(list(tmp_path.glob("loose/*.arrow"))) == 3:
            raise KeyboardInterrupt
        return compute(order)

    monkeypatch.setattr(engines, "compute", third)
    tally = run_design(fees(), tmp_path, workers=1)
    assert (tally.stopped, tally.done) == (True, 3)
    assert load(tmp_path)["runs"].state.tolist() == ["done"] * 3 + ["missing"] * 3
    monkeypatch.undo()
    tally = run_design(fees(), tmp_path, workers=1)
    assert (tally.kept, tally.done, tally.stopped) == (3, 3, False)
    assert content(tmp_path) == content(finished)


def test_long_designs_are_packed_chunk_by_chunk(finished, tmp_path, monkeypatch):
    monkeypatch.setattr(course, "CHUNK", 2)
    run_design(fees(), tmp_path, workers=1)
    assert len(list((tmp_path / "series").glob("*.parquet"))) == 3
    assert not list((tmp_path / "loose").iterdir())
    mine, theirs = (load(folder)["series"] for folder in (tmp_path, finished))
    assert mine.equals(theirs)


def test_the_same_run_twice_in_a_design_is_computed_once(tmp_path):
    tally = run_design([Job(small(), 1), Job(small(), 1, labels={"again": 1})], tmp_path, workers=1)
    assert (tally.done, tally.kept) == (1, 1)
    assert load(tmp_path)["runs"].state.tolist() == ["done", "done"]


def test_a_failed_run_is_recorded_the_others_go_on_and_it_is_tried_again(tmp_path, monkeypatch):
    real = DPICity.play_month

    def step(self: DPICity) -> None:
        if self.scenario.parameters.get("payments.fee") == 0.5:
            raise ArithmeticError("a rule broke")
        real(self)

    monkeypatch.setattr(DPICity, "play_month", step)
    tally = run_design(fees(1), tmp_path, workers=1)
    assert list(tally.failed.values()) == ["ArithmeticError: a rule broke"]
    assert tally.done == 2
    runs = load(tmp_path)["runs"]
    assert runs.state.tolist() == ["done", "failed", "done"]
    assert runs.error.tolist()[1] == "ArithmeticError: a rule broke"
    monkeypatch.undo()
    tally = run_design(fees(1), tmp_path, workers=1)
    assert (tally.kept, tally.done, tally.failed) == (2, 1, {})
    assert set(load(tmp_path)["runs"].state) == {"done"}


def test_fail_fast_stops_at_the_first_failure(tmp_path, monkeypatch):
    def step(self: DPICity) -> None:
        raise ArithmeticError("a rule broke")

    monkeypatch.setattr(DPICity, "play_month", step)
    tally = run_design(fees(), tmp_path, workers=1, fail_fast=True)
    assert len(tally.failed) == 1


def test_an_impossible_value_fails_its_own_run_only(tmp_path):
    jobs = [Job(small(), 1, {"payments.fee": -1.0}), Job(small(), 1)]
    tally = run_design(jobs, tmp_path, workers=1)
    assert tally.done == 1
    assert "'payments.fee' accepts" in next(iter(tally.failed.values()))


def test_two_plans_of_one_name_are_refused(tmp_path):
    other = Plan(small().name, fees_scenario(0.25))
    with pytest.raises(DPICityError, match="two different plans are called 'baseline'"):
        run_design([Job(small(), 1), Job(other, 1)], tmp_path, workers=1)


def test_a_worker_that_dies_is_replaced_and_only_the_culprit_fails(tmp_path, monkeypatch):
    """A plan whose bytes end the process that opens them, as the lack of memory would."""
    monkeypatch.setattr(course, "PILOTS", 1)
    monkeypatch.setattr("experiments.running.jobs.pickle.dumps", _deadly)
    deadly = Plan("deadly", fees_scenario(0.25))
    jobs = [Job(small(), 1), Job(deadly, 1), *fees(1)]
    tally = run_design(jobs, tmp_path, workers=2)
    assert len(tally.failed) == 1
    assert "died twice" in next(iter(tally.failed.values()))
    assert load(tmp_path)["runs"].state.tolist().count("done") == 4


class _Deadly:
    def __reduce__(self):
        return os._exit, (9,)


def _deadly(plan: Plan) -> bytes:
    import pickle

    return pickle._dumps(_Deadly() if plan.name == "deadly" else plan)


def test_what_is_recorded_can_be_chosen(tmp_path):
    kept = Recorded(("series", "groups", "constraints", "spend"), every=2, indicators=("payments",))
    run_design([Job(small(), 1)], tmp_path, recorded=kept, workers=1)
    frames = load(tmp_path)
    assert frames["series"].month.tolist() == [0, 2, 3]
    assert set(frames["groups"].month) == {0, 2, 3}
    assert {"constraints", "spend"} <= set(frames)
    for wrong in ({"tables": ("serie",)}, {"indicators": ("payment",)}):
        with pytest.raises(DPICityError, match="did you mean"):
            Recorded(**wrong)
    with pytest.raises(DPICityError, match="every month or more rarely"):
        Recorded(every=0)


def test_a_full_disk_is_one_clear_sentence_and_nothing_is_lost(finished, tmp_path, monkeypatch):
    written = []

    def fills_up(path: Path) -> None:
        written.append(path)
        if len([p for p in written if ".arrow" in p.name]) == 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shelf, "sync", fills_up)
    with pytest.raises(ResultsError, match="the disk is full"):
        run_design(fees(), tmp_path, workers=1)
    monkeypatch.undo()
    tally = run_design(fees(), tmp_path, workers=1)
    assert tally.kept == 2
    assert content(tmp_path) == content(finished)


def test_runs_of_another_model_are_not_mixed_in(finished, monkeypatch):
    before = content(finished)
    for module in ("jobs", "keeping.ledger"):
        monkeypatch.setattr(f"experiments.running.{module}.fingerprint", lambda: "another")
    with pytest.raises(ResultsError, match="another version of the model"):
        run_design(fees(), finished, workers=1)
    assert content(finished) == before


def test_a_folder_in_another_format_is_refused(tmp_path):
    (tmp_path / "manifest.json").write_text('{"made_by": "dpi-city", "kind": "experiment", "format": 99}')
    with pytest.raises(ResultsError, match="in format 99"):
        run_design(fees(), tmp_path, workers=1)


def test_a_folder_of_something_else_is_refused(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ResultsError, match="does not hold an experiment"):
        run_design(fees(), tmp_path, workers=1)
    with pytest.raises(ResultsError, match="this is a file"):
        run_design(fees(), tmp_path / "thesis.txt", workers=1)


def test_two_programs_do_not_write_into_one_folder(tmp_path):
    with shelf.locked(tmp_path), pytest.raises(ResultsError, match="another program is writing here"):
        run_design(fees(), tmp_path, workers=1)
