"""A first look while a lever moves: what a quarter of the residents say about a change, put upon what is known.

The same lever, moved in a small city of the same seed, changes shares almost as it does in the whole one,
because both cities draw the same kinds of people with the same kinds of luck:

    whole(new) ≈ whole(known) + small(new) - small(known)

A test holds the difference to the printed range. What is known of one city only is moved, in the same way,
to where the mean of all cities lies, so that no line jumps when the others arrive.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    indicators = {
        name: _sum(values, before.indicators[name], after.indicators[name])
        for name, values in known.indicators.items()
    }
    return replace(after, record=record, indicators=indicators, adults=known.adults)


def _sum(known: Array, before: Array, after: Array) -> Array:
    """The known value and the change; what lies between 0 and 1 in all three stays there."""
    three = (known, before, after)
    low = 0.0 if all(np.fmin.reduce(values, initial=0.0) >= 0 for values in three) else -np.inf
    high = 1.0 if all(np.fmax.reduce(values, initial=0.0) <= 1 for values in three) else np.inf
    found: Array = np.clip(known + _change(before, after), low, high)
    return found


def _change(before: Array, after: Array) -> Array:
    """By how much the small city changed; nothing where it cannot tell."""
    change: Array = np.nan_to_num(after - before, nan=0.0)
    return change


def _moved(known: Record, before: Record, after: Record) -> Record:
    scale = (known.groups.sizes / np.maximum(after.groups.sizes, 1))[None, :, None]
    counts = {
        name: np.maximum(table + scale * (after.counts[name] - before.counts[name]), 0.0)
        for name, table in known.counts.items()
    }
    spend = after.spend.copy()
    for place, programme in enumerate(after.programmes):
        if programme in known.programmes:
            there = known.programmes.index(programme)
            spend[:, place] += known.spend[:, there] - before.spend[:, there]
    return replace(
        after,
        weight=known.weight,
        groups=known.groups,
        counts=counts,
        series={
            name: v + _change(before.series[name], after.series[name]) for name, v in known.series.items()
        },
        means={name: v + _change(before.means[name], after.means[name]) for name, v in known.means.items()},
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
