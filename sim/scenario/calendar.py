"""Months and dates of a scenario file: turned to month numbers, and held against the run."""

from __future__ import annotations

from dataclasses import dataclass

from sim.scenario.keys import Key, fits
from sim.scenario.nodes import Findings, Node
from sim.scenario.numbers import FOREVER, date_of, month_of

MONTH = Key("whole", "A month number.", 0, FOREVER)


@dataclass(frozen=True, slots=True)
class Calendar:
    """A run that starts in the calendar month `start` and lasts `months` months."""

    start: str
    months: int
    findings: Findings

    def span(self, good: dict[str, Node]) -> tuple[int, int]:
        """First month and the month in which it stops, from `months` or from `from` and `until`."""
        dated = good.get("from"), good.get("until")
        pair = good.get("months")
        if pair and any(dated):
            self.findings.add(pair.key, "give either `months` or dates (`from`, `until`), not both.")
        return self.pair(pair) if pair else self.dates(*dated)

    def pair(self, node: Node) -> tuple[int, int]:
        """`[12, 24]`: from month 12 up to, but not in, month 24; `[12]` has no end."""
        items = node.items
        if len(items) not in (1, 2):
            self.findings.about(node, "this takes one or two months. Write [12, 24], or [12] for no end.")
            return 0, FOREVER
        if [item for item in items if not fits(item, MONTH, self.findings)]:
            return 0, FOREVER
        start = int(items[0].value)
        end = int(items[1].value) if len(items) == 2 else FOREVER
        if end <= start:
            self.findings.add(node.place, f"the end, {end}, must be later than the start, {start}.")
        self.within(items[0], start)
        return start, end

    def dates(self, first: Node | None, until: Node | None) -> tuple[int, int]:
        """From the calendar month `first` up to, but not in, the calendar month `until`."""
        start = self.month(first) if first else 0
        end = month_of(self.start, until.value) if until else FOREVER
        if until and end <= start:
            self.findings.about(until, f"this must be later than {date_of(self.start, start)}.")
        return start, end

    def month(self, node: Node) -> int:
        """The number of the calendar month in `node`, which must lie within the run."""
        month = month_of(self.start, node.value)
        self.within(node, month)
        return month

    def within(self, node: Node, month: int) -> None:
        """Note a problem when `month` is not a month of the run."""
        if month < 0:
            self.findings.about(node, f"the run starts in {self.start}. Set `start` earlier, or change this.")
        elif month > self.months:
            last = f"{self.months} ({date_of(self.start, self.months)})"
            self.findings.about(
                node, f"this is after the last month of the run, {last}. Raise `months`, or change this."
            )
