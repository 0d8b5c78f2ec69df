"""Who waits for a first look, on any page of the server: whatever is less urgent waits for them."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator

CALM = 0.4  # seconds after a first look in which the next one is likely


class Urgency:
    """Counts the first looks that are waited for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._calm = clock()  # from when on no first look is likely any more
        self.waiting = 0

    @contextlib.contextmanager
    def counted(self, urgent: bool) -> Iterator[None]:
        """While a run lasts that somebody waits for, if it is `urgent`."""
        with self._lock:
            self.waiting += urgent
        try:
            yield
        finally:
            if urgent:
                with self._lock:
                    self.waiting -= 1
                    self._calm = self._clock() + CALM

    def lasts(self) -> bool:
        """Whether somebody waits for a first look, or did a moment ago.

        Levers move in bursts, and a run that is begun between two moves is mostly given up at the second.
        """
        return self.waiting > 0 or self._clock() < self._calm
