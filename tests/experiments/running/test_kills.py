"""A kill at any moment loses only the runs in flight, and leaves no process behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from experiments.reading.frames import load
from experiments.running import course
from experiments.running.sweep import run_design
from tests.experiments.running.designs import content, fees
from tests.experiments.running.killed import CHUNK, CITIES, KILLS

ROOT = Path(__file__).parents[3]
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
FILE = (
    "scenarios: [baseline]\nresidents: 1000\nmonths: 3\nseeds: 40\nparameters: {payments.fee: [0, 0.5, 1]}\n"
)


def test_ten_kills_at_random_moments_and_the_resumed_folder_has_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "CHUNK", CHUNK)
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    command = [sys.executable, "-m", "tests.experiments.running.killed", str(killed), "1"]
    said = subprocess.run(command, env=ENVIRONMENT, cwd=ROOT, check=True, capture_output=True, text=True)
    assert said.stdout.split() == ["9"] * KILLS
    before = len(load(killed)["runs"].query("state == 'done'"))
    tally = run_design(fees(CITIES), killed, workers=1)
    assert tally.kept == before
    assert 0 < before < 3 * CITIES
    run_design(fees(CITIES), whole, workers=1)
    assert content(killed) == content(whole)


def test_worker_processes_end_with_a_killed_parent_and_the_resumed_folder_has_the_same_bytes(tmp_path):
    (tmp_path / "fees.yaml").write_text(FILE)
    command = [
        sys.executable,
        "-m",
        "experiments.cli",
        "sweep",
        "fees.yaml",
        "--out",
        "out",
        "--workers",
        "2",
    ]
    parent = subprocess.Popen(
        command, env=ENVIRONMENT, cwd=tmp_path, stderr=subprocess.DEVNULL, start_new_session=True
    )
    _wait_for(lambda: len(list(tmp_path.glob("out/loose/*.arrow"))) > 5)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    _wait_for(lambda: not _alive(parent.pid))
    from experiments.designing.file import load_experiment

    found = load_experiment(tmp_path / "fees.yaml")
    tally = run_design(found.jobs(), tmp_path / "out", workers=1)
    assert 5 < tally.kept < len(found)
    run_design(found.jobs(), tmp_path / "whole", workers=1)
    assert content(tmp_path / "out") == content(tmp_path / "whole")


def _wait_for(ready) -> None:
    began = time.monotonic()
    while not ready():
        assert time.monotonic() - began < 120
        time.sleep(0.02)


def _alive(session: int) -> bool:
    """Whether any process of the session is left."""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True
