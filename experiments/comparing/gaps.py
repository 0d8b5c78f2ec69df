"""Who is left behind under a plan, and what keeps them out.

Nothing is said about a group with fewer than 30 simulated residents in any of the cities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.comparing.stats import Effect, Estimate, estimate, paired
from sim.indicators.exclusion import NOT_CHOSEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from experiments.running.runner import Run
    from sim.tables import Array

OUTCOMES = {
    "id_active": ("identity", "active"),
    "payments": ("stage_payments", "uses"),
    "eservices": ("stage_eservices", "uses"),
    "assistant": ("stage_assistant", "uses"),
    "online": ("online", "online"),
    "smartphone": ("device", "smartphone"),
    "service_riders": ("rides", "uses a service"),
}
"""The outcomes told by group: column of the record and the code that counts."""
ENOUGH = 30  # simulated residents; below that a group is not spoken of
WIDER = 0.02  # a gap that widens by less than two points is not worth a warning


@dataclass(frozen=True, slots=True)
class Group:
    """One group under one plan in the last month.

    `behind` is everyone's share minus the group's (positive: left behind); `widened` is by how
    much that gap differs from the reference plan's, None for the reference itself.
    """

    dimension: str
    label: str
    residents: int
    share: Estimate
    behind: Estimate
    widened: Effect | None = None


def group_shares(runs: Sequence[Run], outcome: str) -> Array:
    """Last month's shares, run × group; group 0 is everybody."""
    column, code = OUTCOMES[outcome]
    return np.array([run.counted.by_group(column, code)[-1] for run in runs])


def told(runs: Sequence[Run]) -> list[int]:
    """The groups large enough to speak of in every city."""
    sizes = np.min([run.counted.groups.sizes for run in runs], axis=0)
    return [g for g in range(1, sizes.size) if sizes[g] >= ENOUGH]


def groups_of(runs: Sequence[Run], reference: Sequence[Run] | None, outcome: str) -> tuple[Group, ...]:
    """Every group that may be spoken of; `reference` holds the same cities under another plan."""
    shares = group_shares(runs, outcome)
    behind = shares[:, [0]] - shares
    other = None
    if reference is not None:
        theirs = group_shares(reference, outcome)
        other = theirs[:, [0]] - theirs
    known = runs[0].counted.groups
    sizes = np.min([run.counted.groups.sizes for run in runs], axis=0)
    return tuple(
        Group(
            known.dimension[g], known.labels[g], int(sizes[g]), estimate(shares[:, g]), estimate(behind[:, g]),
            None if other is None else paired(behind[:, g], other[:, g]),
        )
        for g in told(runs)
    )  # fmt: skip


def worst(groups: Sequence[Group]) -> Group | None:
    """The group with the lowest share."""
    return min(groups, key=lambda group: group.share.mean, default=None)


def most_widened(groups: Sequence[Group]) -> Group | None:
    """The group not ahead under the reference and left behind here, clearly and by two points or more.

    A group that was ahead and is merely caught up with has lost nothing.
    """
    wider = [
        group
        for group in groups
        if group.widened is not None
        and group.widened.difference.sign > 0
        and group.widened.difference.mean >= WIDER
        and group.behind.mean - group.widened.difference.mean > -WIDER  # not ahead under the reference
        and group.behind.mean > 0
    ]
    return max(wider, key=lambda g: g.widened.difference.mean if g.widened else 0.0, default=None)


def constraint_shares(runs: Sequence[Run], channel: str, group: int = 0) -> dict[str, Estimate]:
    """Share of a group kept out of a channel by each constraint in the last month, largest first.

    Only what is not a person's own choice; empty for a channel whose constraints are not known.
    """
    column = f"barrier_{channel}"
    if column not in runs[0].counted.codes:
        return {}
    found = {
        name: estimate([run.counted.share(column, name, group=group)[-1] for run in runs])
        for name in NOT_CHOSEN
    }
    return dict(sorted(found.items(), key=lambda item: -item[1].mean))
