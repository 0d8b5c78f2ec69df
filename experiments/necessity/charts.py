"""The pictures of the answer about components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.necessity.components import GOVERNANCE, LABELS, named
from experiments.necessity.result import ENOUGH
from experiments.necessity.telling import necessary, sufficient, together
from experiments.report.chart_parts import Chart, row_names
from experiments.report.svg import INK, MUTED, SERIES, draw

if TYPE_CHECKING:
    from experiments.necessity.file import Question
    from experiments.necessity.result import Result

SHOWN = 16
SHORT = {
    "identity": "ID", "payments": "Pay", "exchange": "Data", "assistant": "AI", "assisted": "Help", "eservices": "Web",
}  # fmt: skip


def charts(question: Question, result: Result) -> list[Chart]:
    """Sets by how often they succeed, components by need, pairs by interaction."""
    found = [sets(question, result), needs(result)]
    return found + ([pairs(result)] if result.pairs else [])


def sets(question: Question, result: Result) -> Chart:
    """A row per set: which components it has, and in how many draws it meets every target."""
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
            axes.text(left + step * (place + 0.5), len(rows) - 0.3, SHORT[name], ha="center", va="bottom",
                      color=INK, fontsize=8 if narrow else 9)  # fmt: skip
        axes.axvline(100 * ENOUGH, color=INK, linestyle="--", linewidth=1)
        axes.set_xlim(left, 100)
        axes.set_ylim(-0.7, len(rows) + 0.6)
        axes.set_xticks([0, 25, 50, 75, 100] if not narrow else [0, 50, 100])
        axes.set_yticks([])
        axes.set_xlabel("of 100 draws in which all targets are reached")
        axes.grid(axis="y", visible=False)

    measure = (
        f"One row a set, the {len(rows)} best of {len(result.sets)}; a full dot is a component that is there. Plain "
        f"bars are enough ({round(100 * ENOUGH)} of 100, dashed), hatched ones are not. Lines: 95 % ranges."
    )
    table = tuple(
        (named(s.components), f"{100 * s.share:.0f}", f"{100 * s.low:.0f}–{100 * s.high:.0f}",
         *(f"{100 * share:.0f}" for share in (*s.by_target, *s.by_model)))
        for s in result.sets
    )  # fmt: skip
    columns = ("Components", "All targets, of 100", "95 % range", *(t.words for t in question.targets),
               *(f"All targets, {GOVERNANCE[m]}" for m in question.governance))  # fmt: skip
    alt = f"Chart. {finding} {measure}"
    return Chart("sets", finding, measure, draw(paint, 1.1 + 0.27 * len(rows), alt), columns, table)


def needs(result: Result) -> Chart:
    """A bar per component: in how many draws nothing succeeds without it."""
    rows = result.needs
    finding = necessary(result)

    def paint(axes: Any, narrow: bool) -> None:
        at = list(range(len(rows) - 1, -1, -1))
        colors = [SERIES[3] if need.necessary else SERIES[0] for need in rows]
        axes.barh(at, [100 * need.share for need in rows], 0.6, color=colors)
        axes.axvline(100 * ENOUGH, color=INK, linestyle="--", linewidth=1)
        row_names(axes, [_title(need.component) for need in rows], 0.45, narrow)
        axes.set_xlim(0, 100)
        axes.set_xlabel("of 100 draws that can be won, lost without it")
        axes.grid(axis="y", visible=False)

    measure = (
        "Of 100 draws in which any set reaches all targets: in how many no set without the component does."
    )
    table = tuple(
        (_title(n.component), f"{100 * n.share:.0f}", f"{100 * n.adds.mean:.1f}",
         f"{100 * n.adds.low:.1f} to {100 * n.adds.high:.1f}", "; ".join(t.words for t in n.targets) or "none")
        for n in rows
    )  # fmt: skip
    columns = (
        "Component",
        "Necessary, of 100",
        "Adds, of 100 targets",
        "95 % range",
        "Targets missed without it",
    )
    drawn = draw(paint, 0.9 + 0.3 * len(rows), f"Chart. {finding} {measure}", 0.9 + 0.55 * len(rows))
    return Chart("needs", finding, measure, drawn, columns, table)


def pairs(result: Result) -> Chart:
    """A dot per pair: what both add together beyond what each adds."""
    rows = result.pairs[:10]
    finding = together(result)

    def paint(axes: Any, narrow: bool) -> None:
        for k, pair in enumerate(reversed(rows)):
            known = pair.interaction.times(100)
            color = SERIES[3] if known.mean > 0 else SERIES[2]
            axes.plot([known.low, known.high], [k, k], color=MUTED, linewidth=2)
            axes.plot(known.mean, k, "o" if known.mean > 0 else "s", color=color, markersize=7)
        axes.axvline(0, color=INK, linewidth=1)
        row_names(axes, [f"{SHORT[p.first]} and {SHORT[p.second]}" for p in rows], 0.4, narrow)
        axes.set_xlabel("of 100 targets, beyond the sum of both alone")
        axes.grid(axis="y", visible=False)

    measure = "Right of 0 the two need each other; left of 0 one stands in for the other. Lines: 95 % ranges over draws."
    table = tuple(
        (_title(p.first), LABELS[p.second], f"{100 * p.interaction.mean:.1f}",
         f"{100 * p.interaction.low:.1f} to {100 * p.interaction.high:.1f}")
        for p in result.pairs
    )  # fmt: skip
    columns = ("Component", "With", "Together, of 100 targets", "95 % range")
    drawn = draw(paint, 0.9 + 0.26 * len(rows), f"Chart. {finding} {measure}", 0.9 + 0.45 * len(rows))
    return Chart("pairs", finding, measure, drawn, columns, table)


def _title(component: str) -> str:
    label = LABELS[component]
    return f"{label[0].upper()}{label[1:]}"
