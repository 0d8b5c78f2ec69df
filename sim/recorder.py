"""What a run remembers: who was in which state, in every group, every month.

Stocks are counted by their changes: a month costs in proportion to the residents who changed, and
whole numbers add up to the same in any order. Flows are counted afresh. Every column of the one-row
`government` table is kept as a series. Rows by month; record k is month k, month 0 included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from sim.kernels import at_once, first, kernel, without, words
from sim.rules import CATEGORIES, Spend
from sim.tables import Array, City, Column, Groups

PEOPLE = {"residents.trust": "Trust", "residents.skill": "Digital skill"}
BUSINESS_HISTORY = ("businesses.accepts", "businesses.onboarded")
AGENCY_HISTORY = ("agencies.digitisation", "agencies.legacy", "agencies.vendor", "agencies.down",
                  "agencies.renewals", "agencies.links", "agencies.paid")  # fmt: skip
CENSUS = 12  # months between two group means of the columns in PEOPLE


@kernel
def recount(now: Array, seen: Array, groups: Array, counts: Array) -> None:
    """Move residents whose code changed from the old count to the new one, in all their groups."""
    new, old = words(now), words(seen)
    for w in range(new.size):
        changed = new[w] ^ old[w]
        while changed != 0:
            place = first(changed)
            changed = without(changed, place)
            i = w * 8 + place
            for d in range(groups.shape[1]):
                counts[groups[i, d], seen[i]] -= 1
                counts[groups[i, d], now[i]] += 1
            seen[i] = now[i]


@kernel
def count_events(now: Array, groups: Array, sizes: Array, counts: Array) -> None:
    """Count residents by code in all their groups; code 0 is what is left of each group."""
    codes = words(now)
    for w in range(codes.size):
        events = codes[w]
        while events != 0:
            place = first(events)
            events = without(events, place)
            i = w * 8 + place
            for d in range(groups.shape[1]):
                counts[groups[i, d], now[i]] += 1
    for g in range(sizes.size):
        counts[g, 0] = sizes[g] - counts[g, 1:].sum()


@kernel
def add_up(values: Array, groups: Array, sums: Array) -> None:
    """Add each resident's value to all their groups, resident after resident."""
    for i in range(values.size):
        for d in range(groups.shape[1]):
            sums[groups[i, d]] += values[i]


@dataclass(slots=True)
class Record:
    """The months of one run, for indicators and results.

    `counts[column]` is residents by month × group × code; `series[name]` one number a month;
    `means[column]` month × group, NaN in months without a census; `spend` month × programme ×
    category × (running, capital), in US$ of the real city.
    """

    months: int
    weight: float
    groups: Groups
    codes: dict[str, tuple[str, ...]]
    counts: dict[str, Array]
    series: dict[str, Array]
    means: dict[str, Array]
    programmes: tuple[str, ...]
    spend: Array
    units: Array
    history: dict[str, Array] = field(default_factory=dict)

    @property
    def adults(self) -> float:
        """Adults of the real city."""
        return float(self.weight * self.groups.sizes[0])

    def share(self, column: str, *codes: str, group: int | slice = 0) -> Array:
        """Share of a group (everybody by default; all groups with `slice(None)`) in these codes."""
        at = [self.codes[column].index(code) for code in codes]
        counted: Array = self.counts[column][:, group][..., at].sum(axis=-1)
        return counted / np.maximum(self.groups.sizes[group], 1)

    def within(self, labels: Sequence[str]) -> Record:
        """The record of some groups of one dimension taken together, as if nobody else lived in the city.

        Only what counts residents is kept: what happens in the whole city belongs to no group.
        """
        at = [self.groups.labels.index(label) for label in labels]
        size = self.groups.sizes[at].sum(keepdims=True)
        alone = replace(self.groups, dimension=("all",), labels=("everybody",), sizes=size,
                        codes=np.zeros((0, 0), np.int16))  # fmt: skip
        counts = {name: table[:, at].sum(axis=1, keepdims=True) for name, table in self.counts.items()}
        return replace(self, groups=alone, counts=counts, series={}, means={}, history={}, programmes=(),
                       spend=self.spend[:0], units=self.units[:0])  # fmt: skip

    def by_group(self, column: str, *codes: str) -> Array:
        """Shares of all groups, month × group."""
        return self.share(column, *codes, group=slice(None))


class Recorder:
    """Counts the city once at month 0 and once after every month."""

    def __init__(
        self, city: City, columns: dict[str, Column], months: int, programmes: tuple[str, ...],
        *, history: bool = False,
    ) -> None:  # fmt: skip
        tallied = {c.key.partition(".")[2]: c for c in columns.values() if c.tally and c.table == "residents"}
        self._stocks = [name for name, c in tallied.items() if c.tally == "stock"]
        self._flows = [name for name, c in tallied.items() if c.tally == "flow"]
        groups, rows = city.groups, months + 1
        self._codes = np.ascontiguousarray(groups.codes).view(np.uint16)  # unsigned: see over_rows
        self._seen = {name: np.zeros(len(city.residents), np.uint8) for name in self._stocks}
        self._now = {n: np.zeros((groups.sizes.size, len(tallied[n].codes)), np.int64) for n in self._stocks}
        for counts in self._now.values():
            counts[:, 0] = groups.sizes
        g = city.government
        self.record = Record(
            months=months, weight=city.weight, groups=groups,
            codes={name: c.codes for name, c in tallied.items()},
            counts={n: np.zeros((rows, groups.sizes.size, len(c.codes)), np.int64) for n, c in tallied.items()},
            series={n: np.zeros(rows) for n, c in g.columns.items() if not c.fixed},
            means={key: np.full((rows, groups.sizes.size), np.nan) for key in PEOPLE},
            programmes=programmes,
            spend=np.zeros((rows, len(programmes), len(CATEGORIES), 2)),
            units=np.zeros((rows, len(programmes))),
        )  # fmt: skip
        if history:
            shape = (rows, len(city.residents))
            self.record.history = {n: np.zeros(shape, np.uint8) for n in tallied}
            self.record.history["trust"] = np.zeros(shape, np.float32)
            for key in BUSINESS_HISTORY:
                self.record.history[key] = np.zeros((rows, len(city.businesses)), np.uint8)
            for key in AGENCY_HISTORY:
                self.record.history[key] = np.zeros((rows, len(city.agencies)))

    def pay(self, month: int, programme: int, spends: tuple[Spend, ...] | None) -> None:
        """Book what a rule spent this month."""
        for spend in spends or ():
            place = (month, programme, CATEGORIES.index(spend.category), int(spend.capital))
            self.record.spend[place] += spend.cost
            self.record.units[month, programme] += spend.units

    def observe(self, city: City) -> None:
        """Count the city as it stands at the end of `city.month`."""
        month, record = city.month, self.record
        stocks = [partial(self._stock, city, name) for name in self._stocks]
        flows = [partial(self._flow, city, name) for name in self._flows]
        at_once(len(city.residents), [*flows, *stocks])
        for name, values in record.series.items():
            values[month] = city.government.array(name)[0]
        if month % CENSUS == 0 or month == record.months:
            self._census(city)
        for name, rows in record.history.items():
            rows[month] = city.column(name if "." in name else f"residents.{name}")

    def _stock(self, city: City, name: str) -> None:
        now = city.residents.array(name).view(np.uint8)
        recount(now, self._seen[name], self._codes, self._now[name])
        self.record.counts[name][city.month] = self._now[name]

    def _flow(self, city: City, name: str) -> None:
        events = self.record.counts[name][city.month]
        count_events(city.residents.array(name), self._codes, city.groups.sizes, events)

    def _census(self, city: City) -> None:
        """Group means of the columns in PEOPLE."""
        groups = city.groups
        for key in PEOPLE:
            sums = np.zeros(groups.sizes.size)
            add_up(city.column(key), self._codes, sums)
            self.record.means[key][city.month] = sums / np.maximum(groups.sizes, 1)
