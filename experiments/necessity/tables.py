"""The answer about components as a table for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.language import t
from experiments.necessity.components import LABELS
from experiments.telling.numbers import plain

if TYPE_CHECKING:
    from rich.table import Table

    from experiments.necessity.file import Question
    from experiments.necessity.result import Result

SHOWN = 10


def sets(question: Question, result: Result) -> Table:
    """The best sets, a column for each component and each target."""
    from rich.table import Table

    title = t(
        "In how many of {cases} cases each set of components reaches the targets", cases=plain(result.cases)
    )
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for name in question.components:
        table.add_column(t(LABELS[name]), justify="center")
    table.add_column(t("all targets"), justify="right")
    for target in question.targets:
        table.add_column(target.words, justify="right")
    for known in result.sets[:SHOWN]:
        marks = ["●" if name in known.components else "·" for name in question.components]
        counts = [plain(share * result.cases) for share in (known.share, *known.by_target)]
        table.add_row(*marks, *counts, style="bold" if known.sufficient else "")
    return table
