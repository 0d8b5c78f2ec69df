"""Memory of pages that have closed."""

from __future__ import annotations

import gc
import threading
import time
import weakref

from dashboards.engine import tidy


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
