"""Gives back the memory of pages that have closed.

What a page knows hangs together in rings of references, and its large tables are not counted by Python's
own collector, which would wait very long; so a thread looks for such rings when pages have closed, and once more
when their own threads have surely ended.
What is then free still belongs to the process under the C library of Linux, until it is asked to return it.
That library gives every thread a heap of its own, each of which keeps what is half used; a page has three
threads, which seldom run at once, so two heaps serve all of them.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import threading
import time

SOON = 1.0  # seconds, in which more pages may close
PATIENCE = 10  # such pauses, while pages keep closing
LATER = 5.0  # seconds, after which the threads of a closed page have ended
HEAPS = 2
M_ARENA_MAX = -8  # the number that mallopt(3) of glibc knows this setting by
_CLOSED = threading.Event()


def page_closed() -> None:
    """Say that a page has closed."""
    _CLOSED.set()


def tidy() -> None:
    """Wait for pages that close, for ever; belongs into a thread that serves no page itself."""
    while _CLOSED.wait():
        look_twice()


def look_twice() -> None:
    """Look for what is left when no more pages close, and once more unless another one does."""
    for _ in range(PATIENCE):
        _CLOSED.clear()
        time.sleep(SOON)
        if not _CLOSED.is_set():
            break
    collect()
    if not _CLOSED.wait(LATER):
        collect()


def collect() -> None:
    """Find what only refers to itself, and return what is free."""
    gc.collect()
    give_back()


def few_heaps() -> None:
    """Let the threads of this process share `HEAPS` heaps, where the C library can (glibc)."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(M_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Let the C library return free memory to the computer, where it can (glibc)."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
