"""Ctrl-C and closed pipes, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.exits import BAD_INPUT, STOPPED
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


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("how", ["--csv", "--json", ""])
def test_an_answer_that_finds_no_room_is_told(here, how):
    """Written through a small buffer and a large one: the disk may refuse in the middle or at the very end."""
    line = f"{sys.executable} -m experiments.cli query fees 'SELECT * FROM series' {how} > /dev/full"
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-c", line], cwd=here, env=surroundings, capture_output=True, text=True)
    assert done.stderr.endswith(
        "The disk is full on which the answer is written. Free some space, or write it elsewhere.\n"
    )
    assert "Traceback" not in done.stderr
    assert done.returncode == BAD_INPUT


def test_what_others_have_ignored_stays_ignored(here):
    line = f"trap '' INT; AT=typer LOST= {sys.executable} -m experiments.cli cases --json"
    surroundings = os.environ | {"PYTHONPATH": f"{here}:{ROOT}"}
    done = subprocess.run(["bash", "-c", line], cwd=here, env=surroundings, capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout.startswith("[")
