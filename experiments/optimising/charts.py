"""The front of mixes as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.language import t
from experiments.optimising.space import named
from experiments.report.chart_parts import Chart
from experiments.report.svg import MARKERS, MUTED, SERIES, draw
from experiments.telling.cells import Head, Number, number
from experiments.telling.numbers import money

if TYPE_CHECKING:
    from experiments.optimising.advice import Optimum


def front(found: Optimum, label: str) -> Chart:
    """Cost against people reached; grey: the mixes of the front, coloured: the recommendations."""
    finding = t("{number} mixes of which none beats another", number=len(found.front))

    def paint(axes: Any, narrow: bool) -> None:
        axes.plot([s.cost / 1e6 for s in found.front], [100 * s.adoption for s in found.front], "o", color=MUTED,
                  markersize=5, alpha=0.6)  # fmt: skip
        for k, advice in enumerate(found.advice):
            s = advice.score
            axes.plot(s.cost / 1e6, 100 * s.adoption, MARKERS[k], color=SERIES[k + 1], markersize=9,
                      label=t(advice.title))  # fmt: skip
        axes.axvline(found.goal.budget / 1e6, color=MUTED, linestyle="--")
        axes.set_xlabel(t("extra cost, million US$"))
        axes.set_ylabel(t("of 100 adults") if narrow else t("of 100 adults who {doing}", doing=label))
        axes.figure.legend(loc="outside upper left", ncols=1 if narrow else 3, frameon=False, fontsize=9)

    measure = t(
        "Extra public cost over the whole run against people reached. Grey: as the search saw them; marks: the "
        "recommendations in cities that the search had not seen; dashed: the budget. Mixes also differ in the gap and in "
        "lock-in."
    )
    table = tuple(
        (
            named(s.mix),
            number(100 * s.adoption, 0.1),
            number(100 * s.gap, 0.1),
            number(s.lock_in, 0.01),
            number(100 * s.denied, 0.1),
            Number(money(s.cost), s.cost),
        )
        for s in found.front
    )
    columns = (
        t("Mix"),
        t("Of 100 adults"),
        Head(t("Gap of the group served least"), t("points out of 100")),
        t("Lock-in"),
        t("Of 100 needs denied"),
        Head(t("Extra cost"), "US$"),
    )
    alt = t("Chart. {finding} {measure}", finding=f"{finding}.", measure=measure)
    return Chart("front", finding, measure, draw(paint, 3.6, alt), columns, table)
