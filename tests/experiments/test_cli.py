"""The command line as a person and as a program meet it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.reading.frames import load, manifest_of
from experiments.running.inputs import command_line, plans_of, seeds_of, settings
from sim.errors import DPICityError
from tests.experiments.command_line import dpi_city

ROOT = Path(__file__).parents[2]
QUICK = ["--residents", "1000", "--months", "3", "--workers", "1"]
PLAN = """\
title: Nobody left behind
extends: baseline
policies:
  - use: device_subsidy
  - use: id_campaign
"""


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder to work in, with one scenario file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(PLAN)
    return tmp_path


def test_a_run_writes_a_folder_and_says_what_came_of_it(here, capsys):
    assert dpi_city("run", "mine.yaml", "--seeds", "2", *QUICK) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "With “Nobody left behind”," in err
    assert "A thinking tool, not a forecast. Results: results/mine" in err
    frames = load("results/mine")
    assert sorted(frames["series"].seed.unique()) == [1, 2]
    command = manifest_of(Path("results/mine"))["command"]
    assert command == "dpi-city run mine.yaml --seeds 2 --residents 1000 --months 3"


def test_json_goes_to_stdout_alone(here, capsys):
    assert dpi_city("run", "baseline", "--seeds", "2", "--json", "--set", "payments.fee=0", *QUICK) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["seeds"] == [1, 2]
    assert data["failed"] == []
    assert data["folder"] == "results/baseline"
    found = data["scenario"]["indicators"]["payments"]
    assert set(found) == {"mean", "low", "high", "unit", "difference"}
    assert found["low"] <= found["mean"] <= found["high"]
    assert data["scenario"]["hash"]


def test_a_comparison_writes_a_page_a_folder_and_a_sentence_per_plan(here, capsys):
    code = dpi_city(
        "compare", "baseline", "mine.yaml", "--seeds", "2", "--html", "page.html", "--json", *QUICK
    )
    out, err = capsys.readouterr()
    assert code == 0
    assert "If nothing is done," in err
    assert "With “Nobody left behind”," in err
    assert Path("page.html").read_text().startswith("<!DOCTYPE html>")
    assert set(load("results/baseline-vs-mine")["series"].scenario) == {"baseline", "mine"}
    data = json.loads(out)
    assert [side["name"] for side in data["scenarios"]] == ["baseline", "mine"]
    assert data["against"] == "baseline"
    assert data["scenarios"][1]["cost_usd"]["mean"] > 0


def test_measurements_are_scored_in_run_and_compare(here, capsys):
    point = "{series: payments, date: 2026-03, value: 0.2, role: validate}"
    (here / "seen.yaml").write_text(f"extends: baseline\nobserved:\n  - {point}\n")
    assert dpi_city("run", "seen.yaml", "--seeds", "1", *QUICK) == 0
    assert "Against measurements: Use digital payments:" in capsys.readouterr().err
    assert manifest_of(Path("results/seen"))["observed"]["points"][0]["measured"] == 0.2
    assert dpi_city("compare", "baseline", "seen.yaml", "--seeds", "1", *QUICK) == 0
    assert "1 measured value (only scored)" in " ".join(capsys.readouterr().err.split())


def test_plans_of_unlike_places_are_warned_about(here, capsys):
    (here / "bigger.yaml").write_text("extends: baseline\nresidents: 1500\nmonths: 3\n")
    (here / "small.yaml").write_text("extends: baseline\nresidents: 1000\nmonths: 3\n")
    assert dpi_city("compare", "small.yaml", "bigger.yaml", "--seeds", "1", "--workers", "1") == 0
    assert (
        "Warning: 'bigger' and 'small' differ in their number of simulated residents"
        in capsys.readouterr().err
    )


def test_a_misspelt_name_gets_the_nearest_one(here, capsys):
    assert dpi_city("run", "basline") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "did you mean 'baseline'?" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "baseline", "--set", "payments.fees=0"], "did you mean 'payments.fee'?"),
        (["run", "baseline", "--set", "payments.fee"], "write a name, an equals sign and a number"),
        (["run", "baseline", "--months", "0"], "--months 0: give a number from 1 to 600."),
        (["run", "baseline", "--residents", "5"], "--residents 5: give a number from 1,000 to 10,000,000."),
        (["run", "baseline", "--seeds", "0"], "--seeds 0: give a number from 1 to 10,000."),
        (["run", "baseline", "--first-seed", "9" * 20], "give a number from 0 to 2,147,483,648."),
        (["verify", ".", "--seed", "-1"], "--seed -1: give a number from 0 to 2,147,483,648."),
        (["run", "baseline", "--out", "x" * 300], "it cannot be written (File name too long)"),
        (["compare", "baseline"], "compare needs two scenarios or more"),
        (["compare", "baseline", "baseline"], "'baseline' is given twice"),
        (["compare", "baseline", "mine.yaml", "--against", "mein"], "did you mean 'mine'?"),
        (["compare", "baseline", "mine.yaml", "--outcome", "trust"], "takes an indicator that counts adults"),
    ],
)
def test_bad_input_is_one_clear_sentence_and_exit_code_2(here, capsys, arguments, said):
    assert dpi_city(*arguments) == 2
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err
    assert not Path("results").exists()


def test_a_folder_of_someone_else_is_refused_before_any_time_is_spent(here, capsys):
    assert dpi_city("run", "baseline", "--out", ".", *QUICK) == 2
    assert "holds files that dpi-city did not write" in capsys.readouterr().err


def test_some_failed_runs_give_exit_code_3_and_keep_the_rest(here, capsys, monkeypatch):
    from sim.model import DPICity

    real = DPICity.play_month

    def step(self: DPICity) -> None:
        if self.draws.seed == 2:
            raise ArithmeticError("a rule broke")
        real(self)

    monkeypatch.setattr(DPICity, "play_month", step)
    assert dpi_city("run", "baseline", "--seeds", "2", *QUICK) == 3
    assert "baseline, seed 2: ArithmeticError: a rule broke" in capsys.readouterr().err
    runs = load("results/baseline")["runs"]
    assert runs.state.tolist() == ["done", "failed"]
    assert runs.error[1] == "ArithmeticError: a rule broke"
    monkeypatch.setattr(DPICity, "play_month", real)
    assert dpi_city("run", "baseline", "--seeds", "2", *QUICK) == 0
    assert load("results/baseline")["runs"].state.tolist() == ["done", "done"]


def test_what_is_in_the_folder_is_not_run_again_and_changes_no_word(here, capsys, monkeypatch):
    from experiments.running import jobs

    asked = ["compare", "baseline", "mine.yaml", "--json", *QUICK]
    assert dpi_city(*asked, "--seeds", "2") == 0
    first = capsys.readouterr()
    made = []
    real = jobs.run_plan
    monkeypatch.setattr(
        jobs, "run_plan", lambda plan, seed, *rest: made.append((plan.name, seed)) or real(plan, seed, *rest)
    )
    assert dpi_city(*asked, "--seeds", "2") == 0
    again = capsys.readouterr()
    assert made == []
    assert again.out == first.out
    assert (
        again.err.partition("runs done")[2].partition("\n")[2]
        == first.err.partition("4 of 4 runs done")[2].partition("\n")[2]
    )
    assert dpi_city(*asked, "--seeds", "3") == 0
    assert sorted(made) == [("baseline", 3), ("mine", 3)]


def test_runs_and_comparisons_are_packed_and_verified(here, capsys):
    assert dpi_city("run", "mine.yaml", "--seeds", "2", *QUICK) == 0
    assert dpi_city("compare", "baseline", "mine.yaml", "--seeds", "1", *QUICK) == 0
    for folder in ("mine", "baseline-vs-mine"):
        assert dpi_city("package", f"results/{folder}") == 0
        capsys.readouterr()
        assert dpi_city("verify", f"results/{folder}-package", "--json") == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["agrees"], found["runs"]) == (True, 2)


def test_a_plan_that_never_finishes_leaves_nothing_to_compare_but_keeps_the_other(here, capsys, monkeypatch):
    from sim.model import DPICity

    real = DPICity.play_month

    def step(self: DPICity) -> None:
        if self.scenario.name == "mine":
            raise ArithmeticError("a rule broke")
        real(self)

    monkeypatch.setattr(DPICity, "play_month", step)
    assert dpi_city("compare", "baseline", "mine.yaml", "--seeds", "1", *QUICK) == 3
    err = capsys.readouterr().err
    assert "mine, seed 1: ArithmeticError: a rule broke" in err
    assert "nothing to compare" in err
    assert load("results/baseline-vs-mine")["series"].scenario.unique().tolist() == ["baseline"]


def test_ctrl_c_keeps_what_is_finished_and_leaves_with_130(here):
    command = [sys.executable, "-m", "experiments.cli", "run", "baseline", "--seeds", "900", "--residents", "1000",
               "--months", "24", "--workers", "2"]  # fmt: skip
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    child = subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    )
    assert child.stderr is not None
    began = time.monotonic()
    while "runs done" not in child.stderr.readline():
        assert time.monotonic() - began < 100
    os.killpg(child.pid, signal.SIGINT)
    said = child.communicate(timeout=60)[1]
    assert child.returncode == 130
    assert "Stopped; the runs that were finished are kept, and the same command goes on from there." in said
    assert "Traceback" not in said
    manifest = manifest_of(here / "results/baseline")
    assert manifest["state"]["stopped"]
    assert manifest["state"]["finished"] >= 1


def test_check_lists_problems_with_their_place(here, capsys):
    (here / "bad.yaml").write_text("title: Bad\nmonhts: 12\n")
    assert dpi_city("check", "mine.yaml") == 0
    assert dpi_city("check", "bad.yaml", "--json") == 2
    out, err = capsys.readouterr()
    assert "bad.yaml:2:1" in err
    assert "months" in json.loads(out)["bad.yaml"][0]


def test_new_writes_a_file_that_passes_the_check_and_never_overwrites(here, capsys):
    assert dpi_city("new", "fresh", "--from", "baseline", "--policy", "data_subsidy") == 0
    assert dpi_city("check", "fresh.yaml") == 0
    before = Path("fresh.yaml").read_text()
    assert dpi_city("new", "fresh.yaml") == 2
    assert "already there" in capsys.readouterr().err
    assert Path("fresh.yaml").read_text() == before


def test_the_schema_is_json(here, capsys):
    assert dpi_city("schema") == 0
    assert json.loads(capsys.readouterr().out)["title"]


def test_the_model_describes_itself(here, capsys):
    assert dpi_city("describe") == 0
    assert capsys.readouterr().out.startswith("# Model description (ODD)")
    assert dpi_city("describe", "--assumptions") == 0
    assert capsys.readouterr().out.startswith("# What the model assumes")
    assert dpi_city("describe", "--out", "docs") == 0
    assert sorted(path.name for path in Path("docs").iterdir()) == ["ASSUMPTIONS.md", "ODD.md"]


def test_doctor_finds_this_computer_well(here, capsys):
    assert dpi_city("doctor", "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["a short run"]["ok"]
    assert re.search(r"ok +Python: 3\.\d+", err)


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom experiments.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'numpy', 'pandas', 'numba', 'mesa', 'matplotlib'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stderr.strip() == "[]"


def test_the_command_that_repeats_a_result_is_spelled_out():
    said = command_line("run", ["my plan.yaml"], seeds=3, out=None, set=["a.b=1", "c.d=2"])
    assert said == "dpi-city run 'my plan.yaml' --seeds 3 --set a.b=1 --set c.d=2"


def test_settings_are_numbers():
    assert settings(["payments.fee=0", "a.b=1_000"]) == {"payments.fee": 0, "a.b": 1000}
    with pytest.raises(DPICityError, match=r"payments\.fee=0"):
        settings(["payments.fee=nan"])


def test_two_files_of_one_name_are_told_apart(here):
    (here / "other").mkdir()
    (here / "other" / "mine.yaml").write_text(PLAN)
    assert [plan.name for plan in plans_of(["mine.yaml", "other/mine.yaml"])] == ["mine", "other/mine.yaml"]


def test_seeds_follow_the_first():
    assert seeds_of(3, 10) == [10, 11, 12]
