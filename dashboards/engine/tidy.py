"""Gives back the memory of pages that have closed.

What a page knows hangs together in rings of references, and its large tables are not counted by Python's
own collector, which would wait very long; so a thread looks for such rings when pages have closed, and once more
when their own threads have surely ended.
What is then free still belongs to the process under the C library of Linux, until it is asked to return it.
That library gives every thread a heap of its own, each of which keeps what is half used; a page has three
threads, which seldom run at once, so two heaps serve all of them.
Python takes memory in blocks of a megabyte, and a few small things that outlive their page keep a whole one: packed
plans, and the idle threads of the server, which end at the next request after ten seconds. So the first are forgotten,
and a request is made for the second.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from dashboards.plans.link import forget

SOON = 1.0  # seconds, in which more pages may close
PATIENCE = 10  # such pauses, while pages keep closing
LATER = 11.0  # seconds, after which a thread of the server counts as idle
HEAPS = 2
M_ARENA_MAX = -8  # the number that mallopt(3) of glibc knows this setting by
_CLOSED = threading.Event()


def page_closed() -> None:
    """Say that a page has closed."""
    _CLOSED.set()


def tidy(end_idle: Callable[[], None]) -> None:
    """Wait for pages that close, for ever; belongs into a thread that serves no page itself."""
    while _CLOSED.wait():
        look_twice(end_idle)


def look_twice(end_idle: Callable[[], None]) -> None:
    """Look for what is left when no more pages close, and once more, without idle threads, unless another one does."""
    for _ in range(PATIENCE):
        _CLOSED.clear()
        time.sleep(SOON)
        if not _CLOSED.is_set():
            break
    collect()
    if not _CLOSED.wait(LATER):
        end_idle()
        time.sleep(SOON)
        collect()


def asked_for_nothing(host: str, port: int) -> None:
    """Make the small request at which a server lets its idle threads end."""
    with (
        contextlib.suppress(OSError, HTTPException),
        contextlib.closing(HTTPConnection(host, port, timeout=LATER)) as line,
    ):
        line.request("GET", "/readyz")  # refused by a server that is ending, and so are its threads
        line.getresponse().read()


def collect() -> None:
    """Forget what no page needs, find what only refers to itself, and return what is free."""
    forget()
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
