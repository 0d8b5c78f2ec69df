"""Where the server keeps what it knows."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboards.engine import heaps
from dashboards.engine.workshop import PROCESSES
from tests.dashboards.conftest import serving

HEAPS_OF_TWENTY_THREADS = """
import ctypes, threading
from dashboards.engine.heaps import few_heaps
few_heaps()
library, all_there = ctypes.CDLL(None), threading.Barrier(20)
library.malloc.restype = ctypes.c_void_p
def use():
    for _ in range(50):
        library.malloc(ctypes.c_size_t(30_000))
    all_there.wait()
threads = [threading.Thread(target=use) for _ in range(20)]
for thread in threads: thread.start()
for thread in threads: thread.join()
library.malloc_stats()
"""


def test_threads_share_few_heaps() -> None:
    heaps.few_heaps()  # does nothing where the C library has no such setting
    if sys.platform == "linux":
        command = [sys.executable, "-c", HEAPS_OF_TWENTY_THREADS]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
        assert said.stderr.count("Arena ") == heaps.HEAPS


@pytest.fixture
def begun(monkeypatch) -> list[tuple[str, list[str], dict[str, str]]]:
    """Programs that were begun in place of this one, which the system would not return from."""
    found: list[tuple[str, list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda *given: found.append(given))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "argv", ["dpi-city", "dashboard", "--public"])
    monkeypatch.delenv("PYTHONMALLOC", raising=False)
    return found


def test_the_program_begins_anew_as_it_was_begun(begun) -> None:
    heaps.plain_heaps("dashboard")
    assert begun == [(sys.executable, sys.orig_argv, os.environ | heaps.PLAIN)]


@pytest.mark.parametrize("name", ["argv", "platform", "PYTHONMALLOC"])
def test_it_goes_on_as_it_is_where_that_does_not_help_or_others_have_chosen(begun, monkeypatch, name) -> None:
    if name == "argv":
        monkeypatch.setattr(sys, "argv", ["pytest", "-k", "dashboard"])
    elif name == "platform":
        monkeypatch.setattr(sys, "platform", "win32")
    else:
        monkeypatch.setenv("PYTHONMALLOC", "debug")
    heaps.plain_heaps("dashboard")
    assert begun == []
    assert os.environ.get("PYTHONMALLOC") == ("debug" if name == "PYTHONMALLOC" else None)


@pytest.mark.skipif(sys.platform != "linux", reason="looks where Linux tells how a process was started")
def test_the_server_runs_on_them_and_its_workers_as_usual() -> None:
    with serving() as (_, server):
        assert started(server.pid)
        end = time.monotonic() + 60
        while len(workers := children(server.pid)) < PROCESSES:
            assert time.monotonic() < end
            time.sleep(0.1)
        assert not any(started(worker) for worker in workers)


def children(process: int) -> list[int]:
    """The processes that a process has begun, in any of its threads."""
    threads = Path(f"/proc/{process}/task").iterdir()
    return [int(child) for thread in threads for child in (thread / "children").read_text().split()]


def started(process: int) -> bool:
    """Whether a process was started on the C library's heaps."""
    return b"PYTHONMALLOC=malloc" in Path(f"/proc/{process}/environ").read_bytes().split(b"\0")
