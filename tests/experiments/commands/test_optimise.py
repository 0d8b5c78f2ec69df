"""`dpi-city optimise` from the command line."""

from __future__ import annotations

import json

from experiments.running import bench
from experiments.running.inputs import plan_of
from experiments.running.trials import Answer
from tests.experiments.commands.test_sensitivity import dpi_city

SMALL = ["--residents", "1000", "--months", "12", "--workers", "1", "--rounds", "1", "--seeds", "1", "--draws", "2",
         "--policy", "device_subsidy", "--policy", "instant_payments", "--policy", "open_standards"]  # fmt: skip
BUDGET = ["optimise", "baseline", "--budget", "2e7", "--json", *SMALL]


def test_recommendations_are_told_and_can_be_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert dpi_city(*BUDGET) == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert data["advice"][0]["title"] == "Most people"
    assert set(data["assumed"]["sets"]) == {"calibrated/pix", "calibrated/pix-upi-m-pesa"}
    assert "Compare them: dpi-city compare" in err
    for file in data["files"]:
        plan = plan_of(file)
        assert plan.scenario.policies
        assert plan.scenario.residents == 20_000
    monkeypatch.setattr("experiments.running.bench.answer", None)
    assert dpi_city(*BUDGET) == 0
    assert json.loads(capsys.readouterr().out) == data


def test_a_stop_loses_nothing_and_changes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert dpi_city(*BUDGET) == 0
    wanted = json.loads(capsys.readouterr().out)
    ledger = tmp_path / "results" / "optimise-baseline" / "runs.jsonl"
    lines = ledger.read_text("utf-8").splitlines(keepends=True)
    ledger.write_text("".join(lines[: len(lines) // 2]) + lines[-1][:20], "utf-8")  # as a kill leaves it
    made = []
    real = bench.answer
    monkeypatch.setattr(bench, "answer", lambda trial, cities: made.append(trial) or real(trial, cities))
    assert dpi_city(*BUDGET) == 0
    assert json.loads(capsys.readouterr().out) == wanted
    assert len(made) == len(lines) - len(lines) // 2


def test_failed_runs_are_told_with_an_exit_code_of_their_own(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    real = bench.answer

    def answer(trial, cities):
        broken = any(use.use == "device_subsidy" for use in trial.scenario.policies)
        return Answer({}, "MemoryError: no room") if broken else real(trial, cities)

    monkeypatch.setattr(bench, "answer", answer)
    assert dpi_city(*BUDGET) == 3
    out, err = capsys.readouterr()
    assert "Instant payments" in json.loads(out)["sentences"][1]
    assert "runs failed, and the mixes that they belong to were left out." in " ".join(err.split())
    monkeypatch.setattr(bench, "answer", lambda trial, cities: Answer({}, "MemoryError: no room"))
    assert dpi_city(*BUDGET, "--out", "other") == 3
    assert "The plan without a further policy failed: MemoryError: no room" in capsys.readouterr().err


def test_a_budget_in_which_nothing_fits_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    arguments = ["optimise", "baseline", "--budget", "10", *SMALL[:-2]]
    assert dpi_city(*arguments) == 2
    assert "--budget 10: nothing fits in it. The cheapest policy, " in " ".join(
        capsys.readouterr().err.split()
    )
