"""Ctrl-C without harm: noted, and obeyed at the next good moment; workers never hear of it."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from multiprocessing import resource_tracker


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


@contextlib.contextmanager
def unheard() -> Iterator[None]:
    """Processes and threads that are started meanwhile never hear Ctrl-C: not even while they import what they need."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # its start would undo what follows
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
