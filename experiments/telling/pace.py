"""How long the rest takes, judged by the runs that were made."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.language import t
from experiments.telling.amounts import duration


@dataclass(slots=True)
class Pace:
    """How fast runs are made, from the first moment at which every worker has made one: before it, workers start.

    `before` is the number of runs that were made when the workers were asked.
    """

    before: int = 0
    _from: tuple[float, int] | None = None

    def note(self, now: float, made: int, workers: int) -> None:
        """At `now`, in seconds on any clock, `made` runs are made."""
        if self._from is None and made >= self.before + workers:
            self._from = now, made

    def seconds(self, now: float, made: int, todo: int) -> float | None:
        """Seconds that `todo` more runs take; None while there is nothing to go by."""
        if self._from is None or made <= self._from[1]:
            return None
        began, at = self._from
        return (now - began) / (made - at) * todo

    def left(self, now: float, made: int, todo: int) -> str:
        """The same in words that end a sentence; none while there is nothing to go by."""
        seconds = self.seconds(now, made, todo)
        return "" if seconds is None else t(", about {time} left", time=duration(seconds))
