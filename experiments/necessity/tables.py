"""The answer about components as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.necessity.components import LABELS

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.necessity.file import Question
    from experiments.necessity.result import Result

SHOWN = 10


def sets(question: Question, result: Result) -> Table:
    """The best sets, a column for each component and each target."""
    from rich.table import Table

    table = Table(title="How often each set of components reaches the targets, of 100 draws", title_justify="left",
                  box=None, pad_edge=False)  # fmt: skip
    for name in question.components:
        table.add_column(LABELS[name], justify="center")
    table.add_column("all targets", justify="right")
    for target in question.targets:
        table.add_column(target.words, justify="right")
    for known in result.sets[:SHOWN]:
        marks = ["●" if name in known.components else "·" for name in question.components]
        shares = [f"{100 * share:.0f}" for share in (known.share, *known.by_target)]
        table.add_row(*marks, *shares, style="bold" if known.sufficient else "")
    return table
