"""What a run remembers: who was in which state, in every group, every month.

Stocks are counted by their changes: a month costs in proportion to the residents who changed, and
whole numbers add up to the same in any order. Flows are counted afresh. Every column of the one-row
`government` table is kept as a series. Rows by month; record k is month k, month 0 included.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from itertools import pairwise
from operator import attrgetter
from typing import Any

import numpy as np

from sim.kernels import WORTH_THREADS, at_once, differing, first, kernel, without, words
from sim.rules import CATEGORIES, Spend
from sim.tables import Array, City, Column, Groups

PEOPLE = {"residents.trust": "Trust", "residents.skill": "Digital skill"}
BUSINESS_HISTORY = ("businesses.accepts", "businesses.onboarded")
AGENCY_HISTORY = ("agencies.digitisation", "agencies.legacy", "agencies.vendor", "agencies.down",
                  "agencies.renewals", "agencies.links", "agencies.paid")  # fmt: skip
PLACES = {category: place for place, category in enumerate(CATEGORIES)}
CENSUS = 12  # months between two group means of the columns in PEOPLE


@kernel
def recount(
    lo: int, hi: int, now: tuple[Array, ...], seen: Array, places: Array, cells: Array, tally: Array
) -> None:
    """In columns lo..hi, move residents whose code changed from the old count to the new one, in all their cells."""
    spots = np.empty(seen.shape[1] // 8 + 1, np.uint32)
    for c in range(lo, hi):
        new, old, after, before, at = words(now[c]), words(seen[c]), now[c], seen[c], places[c]
        for s in range(differing(new, old, spots)):
            changed = new[spots[s]] ^ old[spots[s]]
            while changed != 0:
                place = first(changed)
                changed = without(changed, place)
                i = spots[s] * 8 + place
                for b in range(cells.shape[1]):
                    tally[cells[i, b], at + before[i]] -= 1
                    tally[cells[i, b], at + after[i]] += 1
                before[i] = after[i]


@kernel
def count_events(
    lo: int, hi: int, now: tuple[Array, ...], places: Array, cells: Array, sizes: Array, tally: Array
) -> None:
    """In columns lo..hi, count residents by code in all their cells; code 0 is what is left of each cell."""
    for c in range(lo, hi):
        codes, counts = now[c], tally[:, places[c] : places[c + 1]]
        counts[:] = 0
        marks = words(codes)
        for w in range(marks.size):
            events = marks[w]
            while events != 0:
                place = first(events)
                events = without(events, place)
                i = w * 8 + place
                for b in range(cells.shape[1]):
                    counts[cells[i, b], codes[i]] += 1
        for cell in range(sizes.size):
            counts[cell, 0] = sizes[cell] - counts[cell].sum()


@kernel
def add_cells(tally: Array, parts: Array, counts: Array) -> None:
    """Every group is the sum of its cells."""
    counts[:] = 0
    for k in range(len(parts)):
        group, cell = parts[k, 0], parts[k, 1]
        for code in range(counts.shape[1]):
            counts[group, code] += tally[cell, code]


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
    counts: Mapping[str, Array]
    series: dict[str, Array]
    means: dict[str, Array]
    programmes: tuple[str, ...]
    spend: Array
    units: Array
    history: dict[str, Array] = field(default_factory=dict)

    def __getstate__(self) -> dict[str, Any]:
        """What travels: of the accounts, in which hardly anything is not 0, only that."""
        paid = np.flatnonzero(self.spend)
        accounts = (self.spend.shape, paid, self.spend.ravel()[paid])
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"spend": accounts}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """The same record."""
        shape, paid, costs = state["spend"]
        spend = np.zeros(shape)
        spend.ravel()[paid] = costs
        for name, value in (state | {"spend": spend}).items():
            setattr(self, name, value)

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
        stocks = [name for name, c in tallied.items() if c.tally == "stock"]
        self._names = [*stocks, *(name for name, c in tallied.items() if c.tally == "flow")]
        series = [name for name, c in city.government.columns.items() if not c.fixed]
        self._tallied, self._published = attrgetter(*self._names), attrgetter(*series)
        groups, rows = city.groups, months + 1
        self._places = np.cumsum([0, *(len(tallied[name].codes) for name in self._names)])
        self._seen = np.zeros((len(stocks), len(city.residents)), np.uint8)
        self._tally = np.zeros((groups.cells.sizes.size, self._places[-1]), np.int32)
        self._tally[:, self._places[:-1]] = groups.cells.sizes[:, None]
        self.record = Record(
            months=months, weight=city.weight, groups=groups,
            codes={name: c.codes for name, c in tallied.items()}, counts={}, series=dict.fromkeys(series, np.zeros(0)),
            means={key: np.full((rows, groups.sizes.size), np.nan) for key in PEOPLE},
            programmes=programmes,
            spend=np.zeros((rows, len(programmes), len(CATEGORIES), 2)),
            units=np.zeros((rows, len(programmes))),
        )  # fmt: skip
        self._counts = np.zeros((rows, groups.sizes.size, self._places[-1]), np.int32)
        self._series = np.zeros((rows, len(series)))
        self._bind()
        if history:
            shape = (rows, len(city.residents))
            self.record.history = {n: np.zeros(shape, np.uint8) for n in tallied}
            self.record.history["trust"] = np.zeros(shape, np.float32)
            for key in BUSINESS_HISTORY:
                self.record.history[key] = np.zeros((rows, len(city.businesses)), np.uint8)
            for key in AGENCY_HISTORY:
                self.record.history[key] = np.zeros((rows, len(city.agencies)))

    def _bind(self) -> None:
        """Let the record's counts and series be views of one table each, so that a month is one row."""
        record, ends = self.record, dict(zip(self._names, pairwise(self._places), strict=True))
        record.counts = {name: self._counts[:, :, slice(*ends[name])] for name in record.codes}
        record.series = dict(zip(record.series, self._series.T, strict=True))

    def __getstate__(self) -> dict[str, Any]:
        """What a copy takes along: the tables are in the record."""
        return {name: value for name, value in self.__dict__.items() if name not in ("_counts", "_series")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a copy; the record's tables are views again."""
        self.__dict__.update(state)
        self._counts = np.concatenate([self.record.counts[name] for name in self._names], axis=2)
        self._series = np.stack(list(self.record.series.values()), axis=1)
        self._bind()

    def pay(self, month: int, programme: int, spends: tuple[Spend, ...] | None) -> None:
        """Book what a rule spent this month."""
        account, units = self.record.spend, self.record.units
        for spend in spends or ():
            account[month, programme, PLACES[spend.category], int(spend.capital)] += spend.cost
            if spend.units:
                units[month, programme] += spend.units

    def observe(self, city: City) -> None:
        """Count the city as it stands at the end of `city.month`."""
        month, record = city.month, self.record
        self._count(city)
        np.concatenate(self._published(city.government), out=self._series[month], casting="unsafe")
        if month % CENSUS == 0 or month == record.months:
            self._census(city)
        for name, rows in record.history.items():
            rows[month] = city.column(name if "." in name else f"residents.{name}")

    def _count(self, city: City) -> None:
        """Residents by group and code, column by column; several columns at once in a large city."""
        r, cells, tally = city.residents, city.groups.cells, self._tally
        codes = [column.view(np.uint8) for column in self._tallied(r)]
        stocks, flows = tuple(codes[: len(self._seen)]), tuple(codes[len(self._seen) :])
        moves = (stocks, self._seen, self._places, cells.of, tally)
        events = (flows, self._places[len(stocks) :], cells.of, cells.sizes, tally)
        at_once(len(r), [*_jobs(len(r), recount, *moves), *_jobs(len(r), count_events, *events)])
        add_cells(tally, cells.parts, self._counts[city.month])

    def _census(self, city: City) -> None:
        """Group means of the columns in PEOPLE."""
        groups = city.groups
        codes = np.ascontiguousarray(groups.codes).view(np.uint16)  # unsigned: see over_rows
        for key in PEOPLE:
            sums = np.zeros(groups.sizes.size)
            add_up(city.column(key), codes, sums)
            self.record.means[key][city.month] = sums / np.maximum(groups.sizes, 1)


def _jobs(
    rows: int, loop: Callable[..., None], columns: tuple[Array, ...], *args: Any
) -> list[Callable[[], None]]:
    """One job for all columns, or one for each where the rows are many."""
    step = 1 if rows >= WORTH_THREADS else len(columns)
    return [partial(loop, k, k + step, columns, *args) for k in range(0, len(columns), step)]
