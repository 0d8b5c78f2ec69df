"""`dpi-city sweep` as a person and as a program meet it."""

from __future__ import annotations

import json
import re
import shutil
from collections import namedtuple
from pathlib import Path

import pytest

from experiments.reading.frames import load
from experiments.running.keeping.ledger import read_manifest
from sim.model import DPICity
from tests.experiments.command_line import dpi_city
from tests.experiments.running.designs import forbid

FEES = """\
title: Fees
scenarios: [baseline]
residents: 1000
months: 3
seeds: 2
parameters:
  payments.fee: [0, 0.5]
"""


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fees.yaml").write_text(FEES)
    return tmp_path


def words(text: str) -> str:
    return " ".join(text.split())


def test_a_sweep_says_first_what_it_takes_and_then_what_came_of_it(here, capsys):
    assert dpi_city("sweep", "fees.yaml", "--json") == 0
    out, err = capsys.readouterr()
    said = words(err)
    assert (
        "Fees: 4 runs (1 scenario × 2 points × 2 simulated cities), each of 1,000 residents and 3 months."
        in said
    )
    assert re.search(
        r"(About .+|Less than a second) on 1 process, and at most \S+ kB of disk \(.+ are free\)", said
    )
    assert "Runs: 4 new." in said
    assert re.search(r"on 1 process, \d+ % of that in the model", said)
    data = json.loads(out)
    assert (data["runs"], data["new"], data["failed"], data["stopped"]) == (4, 4, {}, False)
    assert data["folder"] == "results/fees"
    assert load("results/fees")["runs"].state.tolist() == ["done"] * 4
    manifest = read_manifest(Path("results/fees"))
    assert manifest["command"] == "dpi-city sweep fees.yaml"
    assert manifest["experiment"]["file"] == FEES
    assert manifest["experiment"]["varied"] == ["payments.fee"]


def test_the_same_command_again_computes_nothing(here, capsys, monkeypatch):
    dpi_city("sweep", "fees.yaml")
    capsys.readouterr()
    forbid(monkeypatch)
    assert dpi_city("sweep", "fees.yaml") == 0
    said = words(capsys.readouterr().err)
    assert "already holds 4 runs" in said
    assert "Runs: 4 from before." in said


def test_the_plan_of_a_sweep_costs_two_runs(here, capsys):
    assert dpi_city("sweep", "fees.yaml", "--plan", "--seeds", "5000") == 0
    said = words(capsys.readouterr().err)
    assert "10,000 runs" in said
    assert re.search(r"About .+ on \d+ (process|workers)", said)
    assert load("results/fees")["runs"].state.tolist() == ["done", "done"]


def test_failures_are_named_and_give_exit_code_3(here, capsys, monkeypatch):
    real = DPICity.play_month

    def step(self: DPICity) -> None:
        if self.scenario.parameters["payments.fee"] == 0.5:
            raise ArithmeticError("a rule broke")
        real(self)

    monkeypatch.setattr(DPICity, "play_month", step)
    assert dpi_city("sweep", "fees.yaml", "--json") == 3
    out, err = capsys.readouterr()
    said = words(err)
    assert (
        "Failed: run 1 (scenario baseline, seed 1, payments.fee 0.5, point 1): ArithmeticError: a rule broke"
        in said
    )
    assert "Runs: 2 new, 2 failed." in said
    assert len(json.loads(out)["failed"]) == 2
    assert dpi_city("sweep", "fees.yaml", "--fail-fast") == 3
    assert "1 failed" in words(capsys.readouterr().err)


def test_ctrl_c_gives_130_and_keeps_what_is_finished(here, capsys, monkeypatch):
    from experiments.running import course

    def stop(order: object, watch: object) -> None:
        raise KeyboardInterrupt

    real = course.compute
    monkeypatch.setattr("experiments.running.engines.local.compute", stop)
    assert dpi_city("sweep", "fees.yaml") == 130
    assert "Stopped. Runs: 2 new." in words(capsys.readouterr().err)
    monkeypatch.setattr("experiments.running.engines.local.compute", real)
    assert dpi_city("sweep", "fees.yaml") == 0
    assert "Runs: 2 new, 2 from before." in words(capsys.readouterr().err)


def test_a_disk_that_will_not_do_is_said_before_the_work(here, capsys, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(1, 1, 1000))
    assert dpi_city("sweep", "fees.yaml") == 2
    said = words(capsys.readouterr().err)
    assert re.search(r"results/fees: this needs about \S+ kB, and the disk has 1.0 kB left", said)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sweep", "feees.yaml"], "did you mean 'fees.yaml'?"),
        (["sweep", "doubt"], "did you mean 'doubts'?"),
        (["sweep", "fees.yaml", "--workers", "0"], "--workers 0: give a number from 1 on."),
        (["sweep", "fees.yaml", "--workers", "2", "--local-cluster", "2"], "exclude each other"),
        (["sweep", "fees.yaml", "--months", "0"], "--months 0: give a number from 1 to 600."),
        (["sweep", "fees.yaml", "--seeds", "0"], "--seeds 0"),
        (["sweep", "fees.yaml", "--out", "."], "does not hold an experiment"),
    ],
)
def test_bad_input_is_one_clear_sentence_and_exit_code_2(here, capsys, arguments, said):
    assert dpi_city(*arguments) == 2
    err = words(capsys.readouterr().err)
    assert said in err
    assert "Traceback" not in err
    assert not Path("results").exists()


def test_a_run_never_replaces_an_experiment(here, capsys):
    dpi_city("sweep", "fees.yaml", "--plan")
    assert dpi_city("run", "baseline", "--out", "results/fees") == 2
    assert "this folder holds what sweep made, which run does not replace" in words(capsys.readouterr().err)


def test_runs_that_are_equal_to_others_are_not_said_to_be_from_before(here, capsys):
    (here / "same.yaml").write_text("title: The same under another name\nextends: baseline\n")
    (here / "fees.yaml").write_text(FEES.replace("[baseline]", "[baseline, same.yaml]"))
    assert dpi_city("sweep", "fees.yaml", "--out", "out put") == 0
    said = words(capsys.readouterr().err)
    assert "Runs: 4 new, 4 the same as others." in said
    assert "`dpi-city query 'out put' \"SELECT …\"`" in said
    assert dpi_city("sweep", "fees.yaml", "--out", "out put") == 0
    assert "Runs: 4 from before, 4 the same as others." in words(capsys.readouterr().err)


def test_a_folder_of_another_model_is_refused_before_anything_is_promised(here, capsys):
    dpi_city("sweep", "fees.yaml", "--plan")
    manifest = Path("results/fees/manifest.json")
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"model": "another"}))
    capsys.readouterr()
    assert dpi_city("sweep", "fees.yaml") == 2
    assert capsys.readouterr().err.startswith(
        "results/fees: these results come from another version of the model"
    )
