"""A first look while a lever moves: what a quarter of the residents say about a change, put upon what is known.

The same lever, moved in a small city of the same seed, changes shares almost as it does in the whole one,
because both cities draw the same kinds of people with the same kinds of luck:

    whole(new) ≈ whole(known) + small(new) - small(known)

A test holds the difference to the printed range. What is known of one city only is moved, in the same way,
to where the mean of all cities lies, so that no line jumps when the others arrive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from experiments.running.runner import Plan, Run
from sim.recorder import Record
from sim.tables import Array

PART = 4  # a first look runs one resident in so many
LEAST = 10_000  # residents; a smaller city answers fast enough as a whole
SPEND = "spend of the record"


def small(plan: Plan) -> Plan | None:
    """The plan in a city of a quarter of its residents; None where the whole city is small already."""
    if plan.scenario.residents < LEAST:
        return None
    return Plan(plan.name, replace(plan.scenario, residents=plan.scenario.residents // PART))


def first_look(known: Run, before: Run, after: Run) -> Run:
    """The whole city under a new plan, as the small one suggests it.

    `known` is the whole city and `before` the small one under the plan as it was; `after` is the
    small one under the new plan.
    """
    record = _moved(known.counted, before.counted, after.counted)
    indicators = _each(_within, known.indicators, before.indicators, after.indicators)
    return replace(after, record=record, indicators=indicators, adults=known.adults)


def _each(rule: Callable[..., Array], *three: Mapping[str, Array]) -> dict[str, Array]:
    """A rule for three arrays of one name, applied to all names at once; the first says which."""
    if not three[0]:
        return {}
    stacked = (np.stack([arrays[name] for name in three[0]]) for arrays in three)
    return dict(zip(three[0], rule(*stacked), strict=True))


def _sum(known: Array, before: Array, after: Array) -> Array:
    """The known value, and the change where the small city can tell it."""
    found: Array = known + np.nan_to_num(after - before, nan=0.0)
    return found


def _within(*three: Array) -> Array:
    """The same; a row that lies between 0 and 1 in all three stays there."""
    low = np.min([np.fmin.reduce(rows, axis=1, initial=0.0) for rows in three], axis=0)
    high = np.max([np.fmax.reduce(rows, axis=1, initial=0.0) for rows in three], axis=0)
    bounds = np.where(low < 0, -np.inf, 0.0), np.where(high > 1, np.inf, 1.0)
    found: Array = np.clip(_sum(*three), *(bound[:, None] for bound in bounds))
    return found


class Counted(Mapping[str, Array]):
    """The counts of a first look, each worked out when it is asked for: a view shows few of them."""

    def __init__(self, known: Record, before: Record, after: Record) -> None:
        self._three = (known.counts, before.counts, after.counts)
        self._scale = (known.groups.sizes / np.maximum(after.groups.sizes, 1))[None, :, None]
        self._found: dict[str, Array] = {}

    def __getitem__(self, name: str) -> Array:
        """Residents by month × group × code, never under 0."""
        if name not in self._found:
            known, before, after = (counts[name] for counts in self._three)
            self._found[name] = np.maximum(known + self._scale * (after - before), 0.0)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        """The columns that are known of the whole city."""
        return iter(self._three[0])

    def __len__(self) -> int:
        """How many they are."""
        return len(self._three[0])


def _moved(known: Record, before: Record, after: Record) -> Record:
    spend = after.spend.copy()
    for place, programme in enumerate(after.programmes):
        if programme in known.programmes:
            there = known.programmes.index(programme)
            spend[:, place] += known.spend[:, there] - before.spend[:, there]
    return replace(
        after,
        weight=known.weight,
        groups=known.groups,
        counts=Counted(known, before, after),
        series=_each(_sum, known.series, before.series, after.series),
        means=_each(_sum, known.means, before.means, after.means),
        spend=np.maximum(spend, 0.0),
    )


def lean(runs: Sequence[Run]) -> dict[str, Array]:
    """By how much the mean of all cities lies above the first one: each indicator, and the spending."""
    found = {
        name: np.mean([run.indicators[name] for run in runs], axis=0) - values
        for name, values in runs[0].indicators.items()
    }
    spent = [run.counted.spend for run in runs]
    return found | {SPEND: np.mean(spent, axis=0) - spent[0]}


def shifted(run: Run, by: dict[str, Array]) -> Run:
    """A run of the first city, moved to where the mean of all cities lay."""
    moved = {name: moved_by(values, by.get(name)) for name, values in run.indicators.items()}
    record = replace(run.counted, spend=moved_by(run.counted.spend, by.get(SPEND)))
    return replace(run, indicators=moved, record=record)


def moved_by(values: Array, by: Array | None) -> Array:
    """The sum, or the values alone where the two do not fit: a policy more or less, another length."""
    return values if by is None or by.shape != values.shape else values + by
