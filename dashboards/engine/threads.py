"""Threads that compute for one page."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from solara.server.kernel_context import get_current_context, has_current_context


def begin(work: Callable[..., None], *given: Any, name: str) -> None:
    """Do some work in a thread that belongs to the page which begins it; it ends with the server.

    Solara would let such a thread belong to its page before Python knows the thread, which leaves a dummy of it behind
    for ever. So it starts as nobody's, and joins the page itself.
    """
    page = get_current_context() if has_current_context() else nullcontext()

    def joined() -> None:
        with page:
            work(*given)

    thread: Any = threading.Thread(target=joined, daemon=True, name=name)
    thread.current_context = None
    thread.start()
