"""Memory of pages that have closed."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
import weakref

from dashboards.engine import tidy

HEAPS_OF_TWENTY_THREADS = """
import ctypes, threading
from dashboards.engine.tidy import few_heaps
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


class Ring:
    """Something that refers to itself, as a page does."""

    def __init__(self) -> None:
        self.own = self


def test_what_a_closed_page_leaves_behind_is_found_soon(monkeypatch) -> None:
    monkeypatch.setattr(tidy, "SOON", 0.01)
    threading.Thread(target=tidy.tidy, daemon=True).start()
    gc.disable()
    try:
        left = weakref.ref(Ring())
        assert left() is not None
        tidy.page_closed()
        end = time.monotonic() + 10
        while left() is not None and time.monotonic() < end:
            time.sleep(0.01)
        assert left() is None
    finally:
        gc.enable()


def test_threads_share_few_heaps() -> None:
    tidy.few_heaps()  # does nothing where the C library has no such setting
    if sys.platform == "linux":
        command = [sys.executable, "-c", HEAPS_OF_TWENTY_THREADS]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
        assert said.stderr.count("Arena ") == tidy.HEAPS
