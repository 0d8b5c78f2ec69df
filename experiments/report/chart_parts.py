"""The parts that charts share: names of rows, ends of lines, legends, years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from experiments.report.svg import INK, PAPER, Style, style_of
from experiments.telling.words import titled

if TYPE_CHECKING:
    from experiments.comparing.compare import Comparison
    from experiments.telling.cells import Columns, Row


@dataclass(frozen=True, slots=True)
class Chart:
    """A finding, what is measured, the drawing, and the same numbers as a table."""

    key: str
    finding: str
    measure: str
    svg: str
    columns: Columns
    rows: tuple[Row, ...]


def styles(comparison: Comparison) -> dict[str, Style]:
    """The look of every plan; the reference is grey wherever it stands."""
    order = [comparison.reference, *(side.name for side in comparison.others)]
    return {name: style_of(i) for i, name in enumerate(order)}


ACROSS = 46  # letters of a row's name that a narrow page has room for


def short(text: str, narrow: bool) -> str:
    """A title or label cut to the room there is."""
    return cut(text, 20 if narrow else 34)


def cut(text: str, most: int) -> str:
    """The text in at most so many letters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def row_names(axes: Any, names: Sequence[str], above: float, narrow: bool) -> None:
    """The names of rows, the first on top: beside the rows, or above them where room is scarce."""
    rows = range(len(names) - 1, -1, -1)
    axes.set_ylim(-0.7, len(names) - 0.3 + above * narrow)
    if not narrow:
        axes.set_yticks(list(rows), [short(name, narrow) for name in names])
        return
    axes.set_yticks([])
    for row, name in zip(rows, names, strict=True):
        axes.text(
            0, row + above, cut(name, ACROSS), transform=axes.get_yaxis_transform(), va="center", color=INK, fontsize=8.5
        )  # fmt: skip


def set_years(axes: Any, years: Any, narrow: bool) -> None:
    """Whole calendar years along the bottom."""
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(nbins=5 if narrow else 7, integer=True))
    axes.xaxis.set_major_formatter("{x:.0f}")
    axes.set_xlim(years[0], years[-1])


def label_ends(axes: Any, ends: list[tuple[float, str]], narrow: bool) -> None:
    """Names at the ends of the lines, pushed apart so that none covers another."""
    gap = 6.0
    placed: list[float] = []
    for value, title in sorted(ends):
        at = max(value, placed[-1] + gap) if placed else value
        placed.append(at)
        right = axes.get_xlim()[1]
        text = f"{value:.0f}" if narrow else f"{short(title, narrow)} {value:.0f}"
        axes.annotate(
            text, (right, at), xytext=(6, 0), textcoords="offset points",
            va="center", color=INK, fontsize=9, annotation_clip=False,
        )  # fmt: skip


def legend(axes: Any, comparison: Comparison, looks: dict[str, Style], *, kind: str, narrow: bool) -> None:
    """Names of the plans above the chart, each with its mark."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    marks: list[Any] = []
    for side in comparison.sides:
        look, title = looks[side.name], short(titled(side), narrow)
        if kind == "dot":
            marks.append(Line2D([], [], color=look.color, marker=look.marker, linestyle="", label=title))
        elif kind == "line":
            marks.append(
                Line2D([], [], color=look.color, marker=look.marker, linestyle=look.dash, label=title)
            )
        else:
            marks.append(Patch(facecolor=look.color, hatch=look.hatch, edgecolor=PAPER, label=title))
    axes.figure.legend(
        handles=marks, loc="outside upper left", ncols=1 if narrow else 2, frameon=False, fontsize=9
    )
