"""`dpi-city optimise` from the command line."""

from __future__ import annotations

import json

from experiments.running.inputs import plan_of
from tests.experiments.commands.test_sensitivity import dpi_city

SMALL = ["--residents", "1000", "--months", "12", "--workers", "1", "--generations", "1", "--seeds", "1",
         "--policy", "data_subsidy", "--policy", "instant_payments"]  # fmt: skip


def test_recommendations_are_told_and_can_be_run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert dpi_city("optimise", "baseline", "--budget", "2e7", "--json", *SMALL) == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert data["advice"][0]["title"] == "Most people"
    assert "Compare them: dpi-city compare" in err
    for file in data["files"]:
        plan = plan_of(file)
        assert plan.scenario.policies
        assert plan.scenario.residents == 20_000
    monkeypatch.setattr("experiments.running.bench.answer", None)
    assert dpi_city("optimise", "baseline", "--budget", "2e7", "--json", *SMALL) == 0
    assert json.loads(capsys.readouterr().out) == data


def test_a_budget_in_which_nothing_fits_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert dpi_city("optimise", "baseline", "--budget", "10", *SMALL) == 2
    assert "--budget 10: nothing fits in it. The cheapest policy, " in " ".join(
        capsys.readouterr().err.split()
    )
