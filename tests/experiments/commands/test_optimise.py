"""`dpi-city optimise` from the command line."""

from __future__ import annotations

import json

from pyarrow.parquet import read_metadata

from experiments.reading.frames import database
from experiments.running import jobs
from experiments.running.engines import local as engines
from experiments.running.inputs import plan_of
from experiments.running.runner import Run
from tests.experiments.commands.test_sensitivity import dpi_city
from tests.experiments.running.designs import content, forbid

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
    forbid(monkeypatch)
    assert dpi_city(*BUDGET) == 0
    assert json.loads(capsys.readouterr().out) == data
    assert dpi_city(*BUDGET, "--language", "fr") == 0
    out, err = capsys.readouterr()
    assert "Pour les comparer : dpi-city compare" in " ".join(err.split())
    french = json.loads(out)
    assert french["advice"] == data["advice"]
    assert any(sentence.startswith("Le plus de personnes") for sentence in french["sentences"])


def test_a_stop_loses_nothing_and_changes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert dpi_city(*BUDGET) == 0
    wanted, folder = json.loads(capsys.readouterr().out), tmp_path / "results" / "optimise-baseline"
    whole = content(folder)
    lost = sorted((folder / "runs").glob("*.parquet"))[::2]
    missing = sum(read_metadata(path).num_rows for path in lost)
    for path in lost:
        path.unlink()  # as a kill leaves it: what was read off is there, and does not count yet
    made = []
    real = engines.compute
    monkeypatch.setattr(engines, "compute", lambda order, watch: made.append(order.key) or real(order, watch))
    assert dpi_city(*BUDGET) == 0
    assert json.loads(capsys.readouterr().out) == wanted
    assert content(folder) == whole
    assert len(made) == missing > 0


def test_failed_runs_are_told_with_an_exit_code_of_their_own(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    real = jobs.run_plan

    def broken(plan, seed, *rest):
        subsidy = any(use.use == "device_subsidy" for use in plan.scenario.policies)
        return Run(plan.name, seed, error="MemoryError: no room") if subsidy else real(plan, seed, *rest)

    monkeypatch.setattr(jobs, "run_plan", broken)
    assert dpi_city(*BUDGET) == 3
    out, err = capsys.readouterr()
    assert "Instant payments" in json.loads(out)["sentences"][1]
    assert "1 run failed, and the mix that it belongs to was left out." in " ".join(err.split())
    with database("results/optimise-baseline") as base:
        states = base.execute(
            "SELECT state, count(DISTINCT run), any_value(error) FROM runs GROUP BY ALL"
        ).fetchall()
    assert {state: error for state, _, error in states} == {"done": None, "failed": "MemoryError: no room"}
    monkeypatch.setattr(
        jobs, "run_plan", lambda plan, seed, *rest: Run(plan.name, seed, error="MemoryError: no room")
    )
    assert dpi_city(*BUDGET, "--out", "other") == 3
    assert "The plan without a further policy failed: MemoryError: no room" in capsys.readouterr().err


def test_a_budget_in_which_nothing_fits_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    arguments = ["optimise", "baseline", "--budget", "10", *SMALL[:-2]]
    assert dpi_city(*arguments) == 2
    assert "--budget 10: nothing fits in it. The cheapest policy, " in " ".join(
        capsys.readouterr().err.split()
    )
