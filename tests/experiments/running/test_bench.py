"""The bench: the same answers in one process and in two, nothing computed twice, nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.running import bench as module
from experiments.running.bench import Bench, Ledger, bundled
from experiments.running.trials import Answer, Cancelled, Trial
from sim.scenario import load_scenario, with_parameters

SMALL = replace(load_scenario("baseline"), residents=1000, months=4)
TRIALS = [
    Trial(with_parameters(SMALL, {"trust.gain": gain}), seed, ("payments", "trust"))
    for gain in (0.01, 0.02, 0.03) for seed in (1, 2)
]  # fmt: skip


def test_two_processes_answer_like_one(tmp_path):
    with Bench(workers=1) as one:
        alone = one.ask(TRIALS)
    ledger = Ledger(tmp_path / "runs.jsonl", "m")
    with Bench(workers=2, ledger=ledger) as two:
        assert two.ask(TRIALS) == alone
    again = Ledger(tmp_path / "runs.jsonl", "m")
    assert [again.known[trial.key] for trial in TRIALS] == alone


@pytest.fixture
def counted(monkeypatch) -> list[str]:
    """Keys of the trials that are really run; no model behind them."""
    run: list[str] = []

    def answer(trial, cities):
        run.append(trial.key)
        return Answer(
            {"payments": float(len(run)), "trust": float("nan")}, "" if trial.seed == 1 else "broke"
        )

    monkeypatch.setattr(module, "answer", answer)
    return run


def test_what_was_answered_is_not_run_again_unless_it_failed(counted, tmp_path):
    path = tmp_path / "runs.jsonl"
    first = Bench(workers=1, ledger=Ledger(path, "m")).ask(TRIALS)
    assert len(counted) == 6
    second = Bench(workers=1, ledger=Ledger(path, "m")).ask(TRIALS)
    assert len(counted) == 9, "the three that failed are tried again"
    assert [a.values["payments"] for a in second if a.ok] == [a.values["payments"] for a in first if a.ok]


def test_a_line_cut_short_by_a_kill_is_ignored(counted, tmp_path):
    path = tmp_path / "runs.jsonl"
    Bench(workers=1, ledger=Ledger(path, "m")).ask(TRIALS[:1])
    with path.open("a") as file:
        file.write('{"key": "abc", "val')
    assert list(Ledger(path, "m").known) == [TRIALS[0].key]
    Bench(workers=1, ledger=Ledger(path, "m")).ask(TRIALS[2:3])
    assert list(Ledger(path, "m").known) == [TRIALS[0].key, TRIALS[2].key]


def test_answers_of_another_version_are_not_used(counted, tmp_path):
    path = tmp_path / "runs.jsonl"
    Bench(workers=1, ledger=Ledger(path, "old model")).ask(TRIALS[:1])
    assert Ledger(path, "new model").known == {}


def test_whoever_asked_may_cancel_and_keeps_what_was_done(counted, tmp_path):
    path = tmp_path / "runs.jsonl"
    told: list[tuple[int, int]] = []
    bench = Bench(
        workers=1, ledger=Ledger(path, "m"), cancelled=lambda: len(counted) == 2,
        tell=lambda done, total, step: told.append((done, total)),
    )  # fmt: skip
    with pytest.raises(Cancelled):
        bench.ask(TRIALS)
    assert len(Ledger(path, "m").known) == 2
    assert told[-1] == (2, 6)


def test_bundles_hold_one_seed_each():
    todo = {trial.key: trial for trial in TRIALS}
    cut = bundled(todo, 2)
    assert sorted(key for bundle in cut for key in bundle) == sorted(todo)
    assert all(len({todo[key].seed for key in bundle}) == 1 for bundle in cut)
