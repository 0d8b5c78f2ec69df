"""Ctrl-C and closed pipes, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.exits import STOPPED
from tests.experiments.command_line import dpi_city

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "experiments.cli"]
INTERRUPT = """\
import os, signal, sys

class Unlucky:
    def __del__(self):  # Python cannot raise here
        signal.raise_signal(signal.SIGINT)

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ["AT"]:
            Unlucky() if os.environ["LOST"] else signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Finder())
"""
FEES = "scenarios: [baseline]\nresidents: 1000\nmonths: 3\nparameters:\n  payments.fee: [0, 0.5]\n"


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Path:
    """A folder with an experiment and its results, and a Python that interrupts itself where it is told to."""
    found: Path = tmp_path_factory.mktemp("exits")
    (found / "sitecustomize.py").write_text(INTERRUPT)
    (found / "fees.yaml").write_text(FEES)
    assert dpi_city("sweep", str(found / "fees.yaml"), "--out", str(found / "fees"), "--workers", "1") == 0
    return found


@pytest.mark.parametrize(
    ("at", "command", "lost"),
    [
        ("typer", "cases", ""),
        ("experiments.commands.sweep", "cases", ""),
        ("numpy", "sweep fees.yaml --out other", ""),
        ("duckdb", "query fees", "yes"),
        ("sim.registry", "run baseline --out other", "yes"),
        ("dashboards.app", "dashboard", ""),
    ],
)
def test_ctrl_c_during_an_import_is_one_word_and_130(here, at, command, lost):
    surroundings = os.environ | {"PYTHONPATH": f"{here}:{ROOT}", "AT": at, "LOST": lost}
    done = subprocess.run(
        [*PROGRAM, *command.split()], cwd=here, env=surroundings, capture_output=True, text=True, timeout=120
    )
    assert done.stderr == "Stopped.\n"
    assert done.returncode == STOPPED
    assert not (here / "other").exists()


@pytest.mark.parametrize(
    "command",
    ["query fees 'SELECT * FROM indicators'", "query fees 'SELECT * FROM series' --csv", "describe",
     "cases 2>&1", "sweep fees.yaml --out fees 2>&1", "--help"],
)  # fmt: skip
def test_a_closed_pipe_ends_the_program_in_silence(here, command):
    line = f"set -o pipefail; {sys.executable} -m experiments.cli {command} | true"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=here,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == STOPPED
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_what_others_have_ignored_stays_ignored(here):
    line = f"trap '' INT; AT=typer LOST= {sys.executable} -m experiments.cli cases --json"
    surroundings = os.environ | {"PYTHONPATH": f"{here}:{ROOT}"}
    done = subprocess.run(["bash", "-c", line], cwd=here, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout.startswith("[")
