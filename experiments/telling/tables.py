"""Results as tables that a council could discuss, for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.language import t
from experiments.report.tiles import gain
from experiments.telling.groups import who
from experiments.telling.names import label_of
from experiments.telling.numbers import NOTHING, money, people, people_range, value_of
from experiments.telling.outcomes import doing
from experiments.telling.words import titled
from sim.registry import registry

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.comparing.compare import Comparison, Side
    from experiments.comparing.stats import Estimate

SHOWN = (
    "payments", "eservices", "id_active", "assistant", "online", "merchants", "excluded_payments", "worst_gap",
    "needs_denied", "trust", "lock_in",
)  # fmt: skip
"""The indicators of the short table, in order."""


WATCHED = ("denied_so_far", "trust_low", "lock_in")
"""What the table of plans also shows, whatever the outcome compared."""


def results(levels: dict[str, Estimate], title: str) -> Table:
    """The main results of one plan in its last month."""
    from rich.table import Table

    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    table.add_column("Result in the last month")
    table.add_column("", justify="right")
    table.add_column("Unit")
    known = registry().indicators
    for name in SHOWN:
        if name in levels:
            unit = known[name].unit
            table.add_row(label_of(name), value_of(levels[name], unit), unit.removeprefix("share of "))
    return table


def plans(comparison: Comparison) -> Table:
    """Plans as columns: people included, the change, the least served, the shut out, the price."""
    from rich.table import Table
    from rich.text import Text

    table = Table(pad_edge=False, show_lines=True)
    table.add_column("")
    for side in comparison.sides:
        table.add_column(Text(titled(side)), justify="left")
    known = registry().indicators
    rows = {
        t("Of 100 adults {doing}", doing=doing(comparison.outcome)): [
            _level(comparison, s) for s in comparison.sides
        ],
        t("Change"): [gain(comparison, s, comparison.outcome) for s in comparison.sides],
        t("Least served"): [_worst(s) for s in comparison.sides],
        t("Still shut out, of 100"): [_shut(s) for s in comparison.sides],
        **{
            label_of(name): [value_of(s.levels[name], known[name].unit) for s in comparison.sides]
            for name in WATCHED
            if all(name in s.levels for s in comparison.sides)
        },
        t("Public cost in all"): [money(s.cost.mean, s.cost.half) for s in comparison.sides],
        t("Cost per person added"): [_price(s) for s in comparison.sides],
    }
    for label, cells in rows.items():
        table.add_row(label, *(Text(cell) for cell in cells))
    return table


def _level(comparison: Comparison, side: Side) -> str:
    known = side.levels[comparison.outcome]
    return people(known.mean) + people_range(known)


def _worst(side: Side) -> str:
    group = side.worst
    return (
        NOTHING
        if group is None
        else t(
            "{group}: {number} of 100",
            group=who(group.dimension, group.label),
            number=people(group.share.mean),
        )
    )


def _shut(side: Side) -> str:
    return people(sum(known.mean for known in side.constraints.values())) if side.constraints else NOTHING


def _price(side: Side) -> str:
    each = side.price.each
    if each is not None:
        return money(each.mean, each.half)
    return NOTHING if side.extra_cost is None else f"{NOTHING} {t(side.price.reason)}"
