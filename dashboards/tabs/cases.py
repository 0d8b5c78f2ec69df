"""Cases: the model's curve beside what was measured in a real city, with its error."""

from __future__ import annotations

from typing import Any

import solara

from dashboards.charts.figure import Figure, axis, dates, frame, months_axis, pairs
from dashboards.charts.lines import path
from dashboards.charts.look import Theme
from dashboards.plans.drafts import case_names, packaged
from dashboards.state import Session
from dashboards.widgets.parts import Choice, FigureView, tag
from experiments.comparing.compare import Comparison, compare
from experiments.comparing.observed import Point, observed_points, scores, sentence
from experiments.language import mark, t
from experiments.running.runner import Plan, Run, Stopped
from experiments.telling.numbers import plain
from sim.registry import registry

SEEDS = (1, 2, 3)
ROLES = (
    ("calibrate", "emptyCircle", mark("measured, fitted")),
    ("validate", "diamond", mark("measured, only scored")),
)


def drawn(comparison: Comparison, series: str, points: list[Point], colors: Theme) -> Figure:
    """The model's curve of one indicator, and the measured points over it."""
    side, months = comparison.base, dates(comparison)
    factor = 100.0
    mean, _, _ = path(side, series, factor)
    blue = {"color": colors["plan-1"]}
    curve: dict[str, Any] = {
        "name": t("model"), "type": "line", "symbol": "none", "data": pairs(months, mean),
        "lineStyle": blue | {"width": 3}, "itemStyle": blue,
    }  # fmt: skip
    dots = [
        {"name": t(words), "type": "scatter", "symbol": symbol, "symbolSize": 10, "itemStyle": {"color": colors["ink"]},
         "data": [[p.date, round(factor * p.measured, 1)] for p in points if p.role == role]}
        for role, symbol, words in ROLES if any(p.role == role for p in points)
    ]  # fmt: skip
    option = frame(colors) | {
        "xAxis": months_axis(colors), "yAxis": axis(colors, t("of 100"), type="value", min=0, max=100),
        "series": [curve, *dots], "legend": {"textStyle": {"color": colors["ink"]}, "top": 0, "right": 0},
        "tooltip": {"trigger": "item", "confine": True},
    }  # fmt: skip
    known = registry().indicators[series]
    rows = tuple(
        (p.date, plain(100 * p.measured, 0.1), plain(100 * p.modelled.mean, 0.1), plain(p.error, 0.1))
        for p in points
    )
    finding = " ".join(sentence(score) for score in scores(points))
    measure = t("{indicator}: the model's mean, and what was measured.", indicator=t(known.label))
    return Figure(
        f"case-{series}",
        finding,
        measure,
        option,
        (t("Month"), t("Measured"), t("Model"), t("Error in points")),
        rows,
        240,
    )


def by_series(points: tuple[Point, ...]) -> dict[str, list[Point]]:
    """The measured shares of all adults, indicator by indicator; the others are only scored."""
    found: dict[str, list[Point]] = {}
    for point in points:
        if point.unit.startswith("share") and not point.relative and not point.groups:
            found.setdefault(point.series, []).append(point)
    return found


@solara.component
def Cases(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The catalogue of cases; the chosen one is run when it is looked at."""
    names = case_names()
    name, set_name = solara.use_state(next(iter(names.values())))
    words = next(title for title, key in names.items() if key == name)
    Choice(t("Case"), list(names), words, lambda title: set_name(names[title]))
    plan = Plan(name, packaged(name))
    tag("p", plan.scenario.description, lang="en")

    def work(cancel: Any) -> list[Run]:
        try:
            return [session.workshop.run(plan, seed, cancel.is_set) for seed in SEEDS]
        except Stopped:
            return []

    result: solara.Result[list[Run]] = solara.use_thread(work, dependencies=[name], intrusive_cancel=False)
    if result.error:
        tag("p", t("This case could not be run: {error}", error=result.error), css="warn", role="alert")
    elif not result.value:
        tag("p", t("The case is being run in three simulated cities …"), css="small", role="status")
    else:
        Scored(plan, result.value, colors)


@solara.component
def Scored(plan: Plan, runs: list[Run], colors: Theme) -> None:
    """A chart for every measured share, and the errors of everything that was measured."""
    points = observed_points(plan, runs)
    comparison = compare([plan], runs)
    with tag("div", css="grid"):
        for series, some in by_series(points).items():
            FigureView(drawn(comparison, series, some, colors))
    with tag("div", css="card"):
        tag("h3", t("How far off is the model?"))
        for score in scores(points):
            tag("p", sentence(score))
        tag("p", t("Only values that were not fitted say how good the model is."), css="small")
