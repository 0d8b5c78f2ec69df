"""Ctrl-C without harm: noted, and obeyed at the next good moment."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator


@contextlib.contextmanager
def patient() -> Iterator[list[int]]:
    """Note Ctrl-C in the list and go on: an exception in the middle of an executor could lock it up."""
    asked: list[int] = []
    ignored = (
        signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    )  # whoever started us wants it so, as `nohup` does
    if ignored or threading.current_thread() is not threading.main_thread():
        yield asked
        return
    before = signal.signal(signal.SIGINT, lambda number, frame: asked.append(number))
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)
