"""A sensitivity analysis as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.comparing.targets import label_of, scale
from experiments.language import t
from experiments.sensitivity.telling import called, value
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
    title = t(
        "{outcome}: effect of each assumption over its range, {unit}",
        outcome=t(label_of(known.outcome)),
        unit=t(unit),
    )
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for name in (
        t("Assumption"), t("Range tried"), t("Effect"), t("Share of variance"), t("At low and high end"),
    ):  # fmt: skip
        table.add_column(name)
    totals = {s.input.key: s.total for part in study.indices[:1] for s in part.shares}
    ends = {s.input.key: (s.at_low.mean, s.at_high.mean) for s in study.tornado.swings}
    for row in known.influences[:SHOWN]:
        i = row.input
        total = plain(totals[i.key], 0.01) if i.key in totals else NOTHING
        both = t(" and ").join(plain(factor * end, 0.1) for end in ends.get(i.key, ())) or NOTHING
        effect = f"{plain(factor * row.size, 0.1)} ± {plain(factor * row.half, 0.1)}"
        tried = t("{low} to {high}", low=value(i, i.low), high=value(i, i.high))
        table.add_row(called(i), tried, effect, total, both)
    return table
