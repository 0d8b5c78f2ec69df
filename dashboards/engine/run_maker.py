"""What makes runs, as those who ask for them see it: the workshop of all pages, or what one page may use of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from dashboards.engine.shelf import Shelf
from experiments.running.runner import Plan, Run


def never() -> bool:
    """A run that is wanted to its end."""
    return False


class RunMaker(Protocol):
    """Makes runs, and says whether others wait for theirs."""

    @property
    def opening(self) -> Shelf:
        """The runs of the first screen."""

    def alone(self, mine: int) -> bool:
        """Whether nobody waits for a run but whoever asked for `mine` of them."""

    def pressed(self) -> bool:
        """Whether somebody, on any page, waits for a first look."""

    def run(
        self, plan: Plan, seed: int, unwanted: Callable[[], bool] = never, *, urgent: bool = False
    ) -> Run:
        """One run; raises `Stopped` when it became unwanted on the way."""
