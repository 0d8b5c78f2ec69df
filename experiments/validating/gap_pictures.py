"""Gaps between groups, drawn and as rows of a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from experiments.report.chart_parts import Chart, row_names
from experiments.report.svg import INK, MUTED, draw
from experiments.telling.cells import NONE, Head, Number, Range, number
from experiments.telling.numbers import NOTHING, plain
from experiments.validating.findex import SOURCE, Gap, gaps_line
from experiments.validating.pictures import RIGHT, WRONG, figure, found

MISSED = "MISSED"


def verdict(gap: Gap) -> str:
    """Inside, known to be missed, or missed."""
    return "inside" if gap.inside else "known miss" if gap.unmet else MISSED


def gaps_chart(gaps: Sequence[Gap]) -> Chart:
    """Every gap over the quartiles of its income group, and the country's own where it is known."""
    names = [f"{gap.plan}, {gap.group}" for gap in gaps]

    def paint(axes: Any, narrow: bool) -> None:
        for row, gap in enumerate(reversed(gaps)):
            axes.plot([gap.spread.low, gap.spread.high], [row, row], color=MUTED, alpha=0.4, linewidth=9,
                      solid_capstyle="butt")  # fmt: skip
            axes.plot(gap.measured, row, "D", color=INK, markerfacecolor="none", markersize=5)
            if gap.value.known:
                axes.plot([gap.value.low, gap.value.high], [row, row], color=INK, linewidth=1)
            mark, colour = ("o", RIGHT) if gap.inside else ("X", MUTED if gap.unmet else WRONG)
            axes.plot(gap.value.mean, row, mark, color=colour, markersize=7)
        row_names(axes, names, 0.32, narrow)
        axes.set_xlabel("log-odds gap in paying digitally")
        axes.grid(axis="y", visible=False)

    measure = (
        "The grey strip runs from the first to the third quartile of countries of the same income; the hollow diamond is "
        f"the country itself. A cross lies outside; a pale cross is a gap that the model is known to miss. {SOURCE}."
    )
    table = tuple(
        (name, Number(figure(gap.use.mean, "share"), gap.use.mean), found(gap.value, "log-odds"), _quartiles(gap),
         number(gap.measured, 0.01) if gap.country else Number(NOTHING, NONE), verdict(gap))
        for name, gap in zip(names, gaps, strict=True)
    )  # fmt: skip
    height = 1.1 + 0.25 * len(gaps)
    finding = gaps_line(gaps)
    svg = draw(paint, height, f"Dot chart. {finding} {measure}", height + 0.2 * len(gaps))
    odds = (Head(name, "log-odds") for name in ("Model", "Quartiles", "Country"))
    return Chart("gaps", finding, measure, svg, ("Gap", Head("Who pay", "share"), *odds, "Verdict"), table)


def gaps_table(gaps: Sequence[Gap]) -> list[str]:
    """The lines of a Markdown section: every gap, its quartiles, and the country's own."""
    return [
        "## Gaps between groups", "", f"{SOURCE}. Quartiles across the countries of the same income.", "",
        "| Case or city | Who pay | Group | Model | Quartiles | Countries | The country itself | |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(_row(gap) for gap in gaps), "",
    ]  # fmt: skip


def _quartiles(gap: Gap) -> Range:
    text = f"{plain(gap.spread.low, 0.01)} to {plain(gap.spread.high, 0.01)}"
    return Range(text, gap.spread.low, gap.spread.high)


def _row(gap: Gap) -> str:
    own = f"{plain(gap.measured, 0.01)} ({gap.country})" if gap.country else "—"
    return (
        f"| {gap.plan} | {figure(gap.use.mean, 'share')} | {gap.group} | {found(gap.value, 'log-odds')} "
        f"| {_quartiles(gap)} ({gap.incomes}) | {gap.spread.countries} | {own} "
        f"| {'**missed**' if verdict(gap) == MISSED else verdict(gap)} |"
    )
