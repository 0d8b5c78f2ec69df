"""Ctrl-C in every long command, in processes of its own, and going on from there."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.exits import STOPPED
from experiments.reading.parts import finished_runs
from tests.experiments.calibrating.small import FITTED, write_town
from tests.experiments.running.designs import content

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "experiments.cli"]
PRESS = """\
import os, signal, sys

WHO, EVENT, WORD, LEFT = os.environ.get("PRESS", "nobody - - 0").split()
if WHO == ("worker" if "spawn_main" in " ".join(sys.orig_argv) else "program"):
    left = [int(LEFT)]

    def hook(event, given):
        if event == EVENT and WORD in str(given[0]):
            left[0] -= 1
            if left[0] == 0:
                os.killpg(0, signal.SIGINT)  # as a terminal does

    sys.addaudithook(hook)
"""
SMALL = "--residents 1000 --months 3 --workers 2"
FEES = "scenarios: [baseline]\nresidents: 1000\nmonths: 3\nseeds: 8\nparameters:\n  payments.fee: [0, 0.5]\n"
NEEDS = """\
scenario: baseline
targets: [{indicator: payments, at_least: 0.0005}]
components: [payments, assisted]
governance: [as it is]
draws: 3
residents: 1000
months: 3
"""
LONG = {
    "necessity": "necessity needs.yaml --workers 2",
    "sensitivity": f"sensitivity connect-first {SMALL} --over trust.gain --seeds 2 --trajectories 2 --samples 0 --draws 30",
    "optimise": f"optimise baseline --budget 2e7 {SMALL} --rounds 1 --seeds 1 --draws 2 --policy device_subsidy "
    "--policy open_standards",
    "calibrate": " ".join(["calibrate town.yaml", *FITTED, "--draws 20 --waves 1 --residents 1000 --workers 2"]),
    "sweep": "sweep fees.yaml --workers 2",
    "cluster": "sweep fees.yaml --local-cluster 2",
}  # fmt: skip
GOING_ON = ("the same command goes on from there", "The same command runs what is missing")


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Path:
    """A folder with what the commands need, and a Python in which Ctrl-C is pressed where it is told to."""
    found: Path = tmp_path_factory.mktemp("stops")
    (found / "sitecustomize.py").write_text(PRESS)
    (found / "fees.yaml").write_text(FEES)
    (found / "needs.yaml").write_text(NEEDS)
    write_town(found)
    return found


def given(here: Path, command: str, press: str = "") -> subprocess.CompletedProcess[str]:
    """A command that has ended, and of which no process is left."""
    surroundings = os.environ | {"PYTHONPATH": f"{here}:{ROOT}"} | ({"PRESS": press} if press else {})
    child = subprocess.Popen(
        [*PROGRAM, *command.split()], cwd=here, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, start_new_session=True,
    )  # fmt: skip
    out, err = child.communicate(timeout=300)
    began = time.monotonic()
    while subprocess.run(["pgrep", "-s", str(child.pid)], capture_output=True, check=False).stdout:
        assert time.monotonic() - began < 30, "a process is left"
        time.sleep(0.05)
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    return subprocess.CompletedProcess(command, child.returncode, out, err)


@pytest.mark.parametrize("name", LONG)
def test_ctrl_c_amid_the_work_says_how_to_go_on_and_loses_nothing(here, name):
    assert given(here, f"{LONG[name]} --out {name}").returncode == 0
    (here / name).rename(here / f"{name}-whole")  # an answer names the files that it wrote
    stopped = given(here, f"{LONG[name]} --out {name}", "program os.rename .arrow.tmp 5")
    assert stopped.returncode == STOPPED
    assert "Stopped." in stopped.stderr
    assert any(words in " ".join(stopped.stderr.split()) for words in GOING_ON)
    assert finished_runs(here / name) >= 4
    assert given(here, f"{LONG[name]} --out {name}").returncode == 0
    assert content(here / name) == content(here / f"{name}-whole")


@pytest.mark.parametrize("name", ["sweep", "cluster"])
def test_workers_never_hear_ctrl_c_even_while_they_import(here, name):
    assert given(here, f"{LONG[name]} --out {name}-deaf", "worker import sim.kernels 1").returncode == STOPPED


def test_ctrl_c_while_the_answer_is_written_says_how_to_go_on_too(here):
    stopped = given(here, f"{LONG['necessity']} --out late", "program open answer.json 1")
    assert stopped.returncode == STOPPED
    assert GOING_ON[0] in " ".join(stopped.stderr.split())
    assert given(here, f"{LONG['necessity']} --out late").returncode == 0
    assert (here / "late" / "answer.json").exists()


def test_a_package_that_was_stopped_leaves_nothing_behind(here):
    assert given(here, f"{LONG['sweep']} --out packed").returncode == 0
    before = set(here.iterdir())
    stopped = given(here, "package packed", "program open ODD.md 1")
    assert (stopped.returncode, stopped.stderr) == (STOPPED, "Stopped.\n")
    assert set(here.iterdir()) == before
    assert given(here, "package packed").returncode == 0


def test_checking_can_be_stopped_and_changes_nothing(here):
    assert given(here, f"{LONG['sweep']} --out checked").returncode == 0
    before = content(here / "checked")
    stopped = given(here, "verify checked --sample 16", "program open marenga 2")
    assert (stopped.returncode, stopped.stderr) == (STOPPED, "Stopped.\n")
    assert content(here / "checked") == before
    assert given(here, "verify checked").returncode == 0
