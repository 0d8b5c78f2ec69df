"""The pictures of the answer about components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.language import mark, t
from experiments.necessity.components import GOVERNANCE, LABELS, told
from experiments.necessity.result import ENOUGH
from experiments.necessity.telling import necessary, some, sufficient, together
from experiments.report.chart_parts import Chart, row_names
from experiments.report.svg import INK, MUTED, SERIES, draw
from experiments.telling.cells import Columns, Head, Number, Range, Row, number
from experiments.telling.names import begun
from experiments.telling.numbers import plain, span

if TYPE_CHECKING:
    from experiments.comparing.stats import Estimate
    from experiments.necessity.file import Question
    from experiments.necessity.result import Result

SHOWN = 16
SHORT = {
    "identity": mark("ID"), "payments": mark("Pay"), "exchange": mark("Data"), "assistant": mark("AI"),
    "assisted": mark("Help"), "eservices": mark("Web"),
}  # fmt: skip


def charts(question: Question, result: Result) -> list[Chart]:
    """Sets by how often they succeed, components by need, pairs by interaction."""
    found = [sets(question, result), needs(question, result)]
    return found + ([pairs(question, result)] if result.pairs else [])


def sets(question: Question, result: Result) -> Chart:
    """A row per set: which components it has, and in which share of the cases it meets every target."""
    rows = result.sets[:SHOWN]
    names = question.components
    finding = sufficient(result)

    def paint(axes: Any, narrow: bool) -> None:
        step = 7.0 if not narrow else 11.0
        left = -step * len(names) - step / 2
        for k, known in enumerate(reversed(rows)):
            color = SERIES[3] if known.sufficient else SERIES[0]
            axes.barh(k, 100 * known.share, 0.6, color=color, hatch="" if known.sufficient else "//")
            axes.plot([100 * known.low, 100 * known.high], [k, k], color=INK, linewidth=1)
            for place, name in enumerate(names):
                there = name in known.components
                axes.plot(left + step * (place + 0.5), k, "o", color=INK if there else MUTED, markersize=6,
                          fillstyle="full" if there else "none", alpha=1 if there else 0.5)  # fmt: skip
        for place, name in enumerate(names):
            axes.text(left + step * (place + 0.5), len(rows) - 0.3, t(SHORT[name]), ha="center", va="bottom",
                      color=INK, fontsize=8 if narrow else 9)  # fmt: skip
        axes.axvline(100 * ENOUGH, color=INK, linestyle="--", linewidth=1)
        axes.set_xlim(left, 100)
        axes.set_ylim(-0.7, len(rows) + 0.6)
        axes.set_xticks([0, 25, 50, 75, 100] if not narrow else [0, 50, 100])
        axes.set_yticks([])
        axes.set_xlabel(t("% of {cases} cases in which all targets are reached", cases=plain(result.cases)))
        axes.grid(axis="y", visible=False)

    measure = t(
        "One row a set, the {shown} best of {all}; a full dot is a component that is there. Plain bars are enough "
        "({enough} %, dashed), hatched ones are not. Lines: 95 % ranges.",
        shown=len(rows), all=len(result.sets), enough=round(100 * ENOUGH),
    )  # fmt: skip
    table: tuple[Row, ...] = tuple(
        (told(s.components), number(100 * s.share),
         Range(span(plain(100 * s.low), plain(100 * s.high)), 100 * s.low, 100 * s.high),
         *(number(100 * share) for share in (*s.by_target, *s.by_model)))
        for s in result.sets
    )  # fmt: skip
    columns: Columns = (
        t("Components"), t("All targets, % of cases"), t("95 % range"),
        *(Head(target.words, "%") for target in question.targets),
        *(Head(t("All targets, {model}", model=t(GOVERNANCE[m])), "%") for m in question.governance),
    )  # fmt: skip
    alt = t("Bar chart. {finding} {measure}", finding=finding, measure=measure)
    return Chart("sets", finding, measure, draw(paint, 1.1 + 0.27 * len(rows), alt), columns, table)


def needs(question: Question, result: Result) -> Chart:
    """A bar per component: in which share of the cases nothing succeeds without it."""
    rows, targets = result.needs, len(question.targets)
    finding = necessary(result)

    def paint(axes: Any, narrow: bool) -> None:
        at = list(range(len(rows) - 1, -1, -1))
        colors = [SERIES[3] if need.necessary else SERIES[0] for need in rows]
        axes.barh(at, [100 * need.share for need in rows], 0.6, color=colors)
        axes.axvline(100 * ENOUGH, color=INK, linestyle="--", linewidth=1)
        row_names(axes, [_title(need.component) for need in rows], 0.45, narrow)
        axes.set_xlim(0, 100)
        axes.set_xlabel(
            t("% of {cases} cases that can be won, lost without it", cases=plain(result.winnable))
        )
        axes.grid(axis="y", visible=False)

    measure = t("Of the {cases} cases in which any set reaches all targets: in which share no set without the component "
                "does.", cases=plain(result.winnable))  # fmt: skip
    table = tuple(
        (_title(n.component), number(100 * n.share), *_of_targets(n.adds, targets), some(n.targets)) for n in rows
    )  # fmt: skip
    columns = (
        t("Component"), t("Necessary, % of cases"), t("Adds, of {number} targets", number=targets), t("95 % range"),
        t("Targets missed without it"),
    )  # fmt: skip
    alt = t("Bar chart. {finding} {measure}", finding=finding, measure=measure)
    drawn = draw(paint, 0.9 + 0.3 * len(rows), alt, 0.9 + 0.55 * len(rows))
    return Chart("needs", finding, measure, drawn, columns, table)


def pairs(question: Question, result: Result) -> Chart:
    """A dot per pair: what both add together beyond what each adds."""
    rows, targets = result.pairs[:10], len(question.targets)
    finding = together(question, result)

    def paint(axes: Any, narrow: bool) -> None:
        for k, pair in enumerate(reversed(rows)):
            known = pair.interaction.times(targets)
            color = SERIES[3] if known.mean > 0 else SERIES[2]
            axes.plot([known.low, known.high], [k, k], color=MUTED, linewidth=2)
            axes.plot(known.mean, k, "o" if known.mean > 0 else "s", color=color, markersize=7)
        axes.axvline(0, color=INK, linewidth=1)
        row_names(axes, [t(" and ").join((t(SHORT[p.first]), t(SHORT[p.second]))) for p in rows], 0.4, narrow)
        axes.set_xlabel(t("of {number} targets, beyond the sum of both alone", number=targets))
        axes.grid(axis="y", visible=False)

    measure = t(
        "Right of 0 the two need each other; left of 0 one stands in for the other. Lines: 95 % ranges over draws."
    )
    table = tuple(
        (_title(p.first), t(LABELS[p.second]), *_of_targets(p.interaction, targets)) for p in result.pairs
    )
    columns = (t("Component"), t("With"), t("Together, of {number} targets", number=targets), t("95 % range"))
    alt = t("Dot chart. {finding} {measure}", finding=finding, measure=measure)
    drawn = draw(paint, 0.9 + 0.26 * len(rows), alt, 0.9 + 0.45 * len(rows))
    return Chart("pairs", finding, measure, drawn, columns, table)


def _title(component: str) -> str:
    return begun(t(LABELS[component]))


def _of_targets(share: Estimate, targets: int) -> tuple[Number, Range]:
    """A share of the targets as so many of them, and its range."""
    mean, low, high = (plain(targets * value, 0.01) for value in (share.mean, share.low, share.high))
    known = share.times(targets)
    return Number(mean, known.mean), Range(t("{low} to {high}", low=low, high=high), known.low, known.high)
