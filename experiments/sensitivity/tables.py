"""A sensitivity analysis as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.comparing.targets import label_of, scale
from experiments.sensitivity.telling import value
from experiments.telling.numbers import NOTHING, plain

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.sensitivity.study import Study

SHOWN = 12


def screening(study: Study) -> Table:
    """The assumptions that matter most: range, effect, share of the variance, both ends."""
    from rich.table import Table

    known = study.screenings[0]
    factor, unit = scale(known.outcome)
    table = Table(title=f"{label_of(known.outcome)}: effect of each assumption over its range, {unit}",
                  title_justify="left", box=None, pad_edge=False)  # fmt: skip
    for name in ("Assumption", "Range tried", "Effect", "Share of variance", "At low and high end"):
        table.add_column(name)
    totals = {s.input.key: s.total for part in study.indices[:1] for s in part.shares}
    ends = {s.input.key: (s.at_low.mean, s.at_high.mean) for s in study.tornado.swings}
    for row in known.influences[:SHOWN]:
        i = row.input
        total = plain(totals[i.key], 0.01) if i.key in totals else NOTHING
        both = " and ".join(plain(factor * end, 0.1) for end in ends.get(i.key, ())) or NOTHING
        effect = f"{plain(factor * row.size, 0.1)} ± {plain(factor * row.half, 0.1)}"
        table.add_row(i.label, f"{value(i, i.low)} to {value(i, i.high)}", effect, total, both)
    return table
