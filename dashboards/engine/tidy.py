"""Gives back the memory of pages that have closed.

What a page knows hangs together in rings of references, and its large tables are not counted by Python's
own collector, which would wait very long; so a thread looks for such rings when pages have closed, and once more
when their own threads have surely ended. While a page is open it leaves few rings behind, and Python's own collector,
which looks through all pages while everybody waits, is let off most of its rounds.
What is then free is given back to the computer (see `heaps`). Two things outlive their page: packed plans, which are
forgotten, and the idle threads of the server, which end at the next request after ten seconds, so that one is made.
"""

from __future__ import annotations

import contextlib
import gc
import threading
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

from dashboards.engine.heaps import give_back
from dashboards.plans.plain import forget

SOON = 1.0  # seconds, in which more pages may close
PATIENCE = 10  # such pauses, while pages keep closing
LATER = 11.0  # seconds, after which a thread of the server counts as idle
SELDOM = (100_000, 50, 10)
"""After how many new things Python looks for rings among the new ones, the younger ones and all (for 700, 10, 10)."""
_CLOSED = threading.Event()


def seldom() -> None:
    """Let Python look for rings seldom: a round over twenty pages takes a tenth of a second."""
    gc.set_threshold(*SELDOM)


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
