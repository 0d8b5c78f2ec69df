"""Who gains by a plan, who loses, and what still holds the rest: the same residents in both futures.

A resident gains who uses a channel in the last month under the plan and not under the base, and
loses the other way round. Nothing is said of groups with fewer than 30 simulated residents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.gaps import ENOUGH
from experiments.comparing.stats import Estimate, estimate
from sim.choice import CHANNELS, CONSTRAINTS, USES
from sim.city.synthesis import synthesise
from sim.errors import DPICityError, nearest
from sim.model import DPICity

if TYPE_CHECKING:
    from experiments.running.runner import Plan
    from sim.tables import Array, City


@dataclass(frozen=True, slots=True)
class GroupGains:
    """One group: the shares of it that gain and that lose."""

    dimension: str
    label: str
    gained: Estimate
    lost: Estimate


@dataclass(frozen=True, slots=True)
class Gains:
    """Shares of all adults, by name of what holds them where that is asked.

    `freed` says what had held those who gain, under the base; `shut` what holds those who lose and
    `held` what holds those whom neither plan brings in, both under the plan.
    """

    channel: str
    gained: Estimate
    lost: Estimate
    freed: dict[str, Estimate]
    shut: dict[str, Estimate]
    held: dict[str, Estimate]
    groups: tuple[GroupGains, ...]


def who_gains(base: Plan, plan: Plan, seeds: Sequence[int], channel: str) -> Gains:
    """Live both plans in the same cities and compare every resident's last month.

    Raises `DPICityError` when the channel is unknown or the two plans are not about the same people.
    """
    if channel not in CHANNELS:
        raise DPICityError(f"--outcome {channel}: who gains is told by channel; {nearest(channel, CHANNELS)}")
    if (base.scenario.city, base.scenario.residents) != (plan.scenario.city, plan.scenario.residents):
        raise DPICityError(
            f"'{base.name}' and '{plan.name}' are not about the same people; use one city and size."
        )
    pairs = [_pair(base, plan, seed, channel) for seed in seeds]
    gained = [after.uses & ~before.uses for before, after in pairs]
    lost = [before.uses & ~after.uses for before, after in pairs]
    out = [~before.uses & ~after.uses for before, after in pairs]
    return Gains(
        channel,
        estimate([mask.mean() for mask in gained]),
        estimate([mask.mean() for mask in lost]),
        _by_constraint(gained, [before.barrier for before, _ in pairs]),
        _by_constraint(lost, [after.barrier for _, after in pairs]),
        _by_constraint(out, [after.barrier for _, after in pairs]),
        _by_group(pairs, gained, lost),
    )


@dataclass(frozen=True, slots=True)
class _End:
    """Everybody's last month under one plan."""

    uses: Array
    barrier: Array
    city: City


def _pair(base: Plan, plan: Plan, seed: int, channel: str) -> tuple[_End, _End]:
    city = synthesise(base.scenario.city, base.scenario.residents, seed)
    return _end(base, seed, city, channel), _end(plan, seed, city, channel)


def _end(plan: Plan, seed: int, city: City, channel: str) -> _End:
    model = DPICity(plan.scenario, seed=seed, city=city)
    model.run_model()
    r = model.city.residents
    return _End(r.array(f"stage_{channel}") == USES, r.array(f"barrier_{channel}"), model.city)


def _by_constraint(masks: Sequence[Array], barriers: Sequence[Array]) -> dict[str, Estimate]:
    """Shares of all adults under each constraint among the marked, the largest first."""
    counted = [
        np.bincount(codes[mask], minlength=len(CONSTRAINTS)) / mask.size
        for mask, codes in zip(masks, barriers, strict=True)
    ]
    found = {name: estimate([shares[k] for shares in counted]) for k, name in enumerate(CONSTRAINTS)}
    return dict(sorted(((n, e) for n, e in found.items() if e.mean > 0), key=lambda item: -item[1].mean))


def _by_group(
    pairs: Sequence[tuple[_End, _End]], gained: Sequence[Array], lost: Sequence[Array]
) -> tuple[GroupGains, ...]:
    groups = pairs[0][0].city.groups
    smallest = np.min([before.city.groups.sizes for before, _ in pairs], axis=0)
    found = []
    for g in range(1, len(groups.labels)):
        if smallest[g] >= ENOUGH:
            members = [(before.city.groups.codes == g).any(axis=1) for before, _ in pairs]
            more, fewer = (
                estimate([mask[own].mean() for mask, own in zip(masks, members, strict=True)])
                for masks in (gained, lost)
            )
            found.append(GroupGains(groups.dimension[g], groups.labels[g], more, fewer))
    return tuple(sorted(found, key=lambda group: -group.gained.mean))
