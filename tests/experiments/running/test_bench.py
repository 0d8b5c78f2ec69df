"""The bench: the same answers in one process and in two, nothing computed twice, nothing lost."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from experiments.packaging.verify import verify
from experiments.running import jobs
from experiments.running.bench import Bench
from experiments.running.engines import local as engines
from experiments.running.runner import Plan, Run
from experiments.running.trials import Trial
from sim.errors import ResultsError
from sim.scenario import load_scenario
from tests.experiments.running.designs import content, forbid

SMALL = Plan("baseline", replace(load_scenario("baseline"), residents=1000, months=4))
TRIALS = [
    Trial(SMALL, seed, {"trust.gain": gain, "start.skill": 0.4}, {"draw": k}, ("payments", "payments/*"))
    for k, gain in enumerate((0.01, 0.02, 0.03)) for seed in (1, 2)
]  # fmt: skip


def test_two_processes_answer_like_one_and_leave_the_same_bytes(tmp_path, monkeypatch):
    with Bench(tmp_path / "one", workers=1) as one:
        alone = one.ask(TRIALS, "Some step")
    with Bench(tmp_path / "two", workers=2) as two:
        assert two.ask(TRIALS, "Some step") == alone
    assert content(tmp_path / "one") == content(tmp_path / "two")
    with Bench(workers=1) as memory:
        assert memory.ask(TRIALS) == alone
    forbid(monkeypatch)
    with Bench(tmp_path / "one", workers=1) as again:
        assert again.ask(TRIALS, "Some step") == alone


def test_what_a_bench_keeps_can_be_computed_again_with_its_starting_conditions(tmp_path):
    with Bench(tmp_path / "made", workers=1) as bench:
        bench.ask(TRIALS[:2], "Some step")
    verdict = verify(tmp_path / "made", sample=2)
    assert verdict.agrees
    assert verdict.runs == 2


@pytest.fixture
def counted(monkeypatch) -> list[int]:
    """Seeds of the trials that are really run; no model behind them: those of seed 2 fail."""
    run: list[int] = []
    real = jobs.run_plan

    def made(plan, seed, *rest):
        run.append(seed)
        return Run(plan.name, seed, error="it broke") if seed == 2 else real(plan, seed, *rest)

    monkeypatch.setattr(jobs, "run_plan", made)
    return run


def test_what_was_answered_is_not_run_again_unless_it_failed(counted, tmp_path):
    with Bench(tmp_path, workers=1) as bench:
        first = bench.ask(TRIALS)
        assert bench.ask(TRIALS) == first
    assert counted.count(1) == counted.count(2) == 3
    assert [answer.error for answer in first] == ["", "it broke"] * 3
    state = json.loads((tmp_path / "manifest.json").read_text())["state"]
    assert state == {"runs": 6, "finished": 3, "failed": 3, "stopped": False}
    with Bench(tmp_path, workers=1) as bench:
        second = bench.ask(TRIALS)
    assert (counted.count(1), counted.count(2)) == (3, 6), "the three that failed are tried again"
    assert second == first


def test_ctrl_c_keeps_what_was_done(tmp_path, monkeypatch):
    real, made, told = engines.compute, [], []

    def impatient(order, watch):
        made.append(order.key)
        if len(made) == 3:
            raise KeyboardInterrupt
        return real(order, watch)

    monkeypatch.setattr(engines, "compute", impatient)
    bench = Bench(tmp_path, workers=1, tell=lambda done, total, step: told.append((done, total)))
    with pytest.raises(KeyboardInterrupt), bench:
        bench.ask(TRIALS)
    assert told[-1] == (2, 6)
    assert json.loads((tmp_path / "manifest.json").read_text())["state"]["stopped"]
    monkeypatch.setattr(engines, "compute", lambda order, watch: made.append(order.key) or real(order, watch))
    with Bench(tmp_path, workers=1) as bench:
        bench.ask(TRIALS)
    assert len(made) == 3 + 4


def test_answers_of_another_model_are_not_mixed_in(tmp_path):
    with Bench(tmp_path, workers=1) as bench:
        bench.ask(TRIALS[:1])
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"model": "0123"}))
    with (
        pytest.raises(ResultsError, match="another version of the model"),
        Bench(tmp_path, workers=1) as bench,
    ):
        bench.ask(TRIALS)
