"""The events of IPython, of which a page has none.

Solara plays IPython for the widgets, anew for every message of a page, and lets a mock stand for its events. Such a mock is
a class of its own: to make it takes longer than many a message, and it waits for Python to look for what is left.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


class Silence:
    """Events that never happen."""

    def register(self, event: str, function: Any) -> None:
        """Nothing to remember: no event comes."""

    unregister = register

    def trigger(self, event: str, *given: Any) -> None:
        """Nobody listens."""


SILENCE = Silence()


def without_mocks() -> None:
    """Let one silence stand for the events of every page."""
    from solara.server import patch

    patch.mock = SimpleNamespace(MagicMock=lambda: SILENCE)
