"""The same experiment on a real Dask scheduler with workers as processes: killed one, killed all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from experiments.reading.frames import load
from experiments.running.engines import cluster
from experiments.running.engines.cluster import Cluster
from experiments.running.sweep import run_design
from experiments.running.tally import Tally
from sim.errors import DPICityError, ResultsError
from tests.experiments.command_line import dpi_city
from tests.experiments.running.designs import content, fees

ROOT = Path(__file__).parents[4]
CITIES = 6  # simulated cities, three runs each


class Dask:
    """A scheduler and its workers, each a process on the loopback address."""

    def __init__(self, folder: Path) -> None:
        self.file = str(folder / "scheduler.json")
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.workers = [
            self._start("worker", "--nthreads", "1", "--no-nanny", "--host", "127.0.0.1") for _ in "ab"
        ]

    def _start(self, part: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{part}", *arguments, "--no-dashboard",
                   "--scheduler-file", self.file]  # fmt: skip
        return subprocess.Popen(
            command, env=os.environ | {"PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL
        )

    def address(self) -> str:
        """Where the scheduler listens, once it does."""
        from distributed import Client

        with Client(scheduler_file=self.file, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            return str(client.scheduler.address)


@pytest.fixture(scope="module")
def dask(tmp_path_factory) -> Iterator[Dask]:
    made = Dask(tmp_path_factory.mktemp("dask"))
    yield made
    for process in (*made.workers, made.scheduler):
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def address(dask: Dask) -> str:
    return dask.address()


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> dict[str, str]:
    """The bytes of the same experiment run in this process."""
    folder = tmp_path_factory.mktemp("alone")
    run_design(fees(CITIES), folder, workers=1)
    return content(folder)


def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_a_local_run(dask, address, alone, tmp_path):
    def kill_one(what: str, tally: Tally) -> None:
        if what == "run" and tally.done == 5:
            dask.workers[0].kill()

    tally = run_design(fees(CITIES), tmp_path, engine=Cluster(address), told=kill_one)
    assert dask.workers[0].wait(timeout=10) != 0
    assert (tally.done, tally.failed) == (3 * CITIES, {})
    assert content(tmp_path) == alone


def test_a_cluster_that_is_lost_loses_nothing_that_was_finished(dask, address, alone, tmp_path):
    def kill_all(what: str, tally: Tally) -> None:
        if what == "run" and tally.done == 5:
            dask.scheduler.kill()

    with pytest.raises(ResultsError, match="the connection to the scheduler is lost"):
        run_design(fees(CITIES), tmp_path, engine=Cluster(address), told=kill_all)
    assert (load(tmp_path)["runs"].state == "done").sum() >= 5
    run_design(fees(CITIES), tmp_path, workers=1)
    assert content(tmp_path) == alone


def test_a_scheduler_that_is_not_there_is_one_clear_sentence(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.yaml").write_text("scenarios: [baseline]\nresidents: 1000\nmonths: 1\nseeds: 4\n")
    for wrong in ("tcp://127.0.0.1:9", "nonsense://x", "tcp://nowhere.invalid:8786"):
        assert dpi_city("sweep", "one.yaml", "--scheduler", wrong) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert f"--scheduler {wrong}: no scheduler answers there." in said
    assert dpi_city("sweep", "one.yaml", "--scheduler", "10.0.0.5") == 2
    assert "--scheduler 10.0.0.5: this is no address of a scheduler." in capsys.readouterr().err


def test_a_scheduler_without_workers_says_how_to_start_one(monkeypatch):
    from distributed import LocalCluster

    monkeypatch.setattr(cluster, "FIRST_WORKER", 0.2)
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(DPICityError, match="has no workers"),
        Cluster(empty.scheduler_address),
    ):
        pass


def test_a_local_cluster_is_started_and_ended_by_the_command(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.yaml").write_text("scenarios: [baseline]\nresidents: 1000\nmonths: 1\nseeds: 4\n")
    assert dpi_city("sweep", "one.yaml", "--local-cluster", "1") == 0
    assert "Runs: 4 new." in " ".join(capsys.readouterr().err.split())
