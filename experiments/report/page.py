"""A comparison as one HTML page that needs no network: sentences, tiles, charts, and how to repeat it."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.comparing.observed import Score, observed_points, scores, sentence
from experiments.language import direction, language, t
from experiments.report.chart_parts import Chart, styles
from experiments.report.charts import by_group, costs, over_time
from experiments.report.charts_barriers import barriers, measured, runs_of
from experiments.report.findings import told_groups
from experiments.report.origin import origin
from experiments.report.svg import VARIABLES
from experiments.report.tiles import tiles
from experiments.running.keeping.atomic import write_text
from experiments.running.versions import versions
from experiments.telling.cells import as_csv
from experiments.telling.names import city_name
from experiments.telling.numbers import value_of
from experiments.telling.words import (
    certainty,
    headline,
    least_served,
    question,
    shut_out,
    titled,
    warning,
)
from sim.scenario import scenario_text

if TYPE_CHECKING:
    from jinja2 import Environment

    from experiments.comparing.compare import Comparison, Side

TEMPLATES = Path(__file__).parent / "templates"


def write_report(
    path: Path, comparison: Comparison, *, command: str = "", budget: float | None = None
) -> Path:
    """Write the page; `ResultsError` when the disk refuses."""
    write_text(path, page(comparison, command=command, budget=budget))
    return path


def page(comparison: Comparison, *, command: str = "", budget: float | None = None) -> str:
    """The whole page as text. Everything that comes from a scenario file is escaped.

    With a `budget` in US$ on top of the reference, the cost of every plan is held against it.
    """
    city = comparison.base.plan.scenario.city
    code = language()
    looks = styles(comparison)
    return (
        environment()
        .get_template("compare.html.j2")
        .render(
            question=question(comparison),
            comparison=comparison,
            t=t,
            language=code,
            direction=direction(code),
            city=city_name(city.title),
            fictional=city.fictional,
            plans=[
                _plan(comparison, side, VARIABLES[looks[side.name].color], budget)
                for side in comparison.sides
            ],
            charts=charts(comparison),
            scored=[sentence(score) for score in scored(comparison)],
            table=table(comparison),
            cities=len(comparison.seeds),
            columns=2 if len(comparison.sides) in (2, 4) else 3,
            command=command,
            files=[(side.name, scenario_text(side.plan.scenario)) for side in comparison.sides],
            hashes=[(titled(side), side.plan.scenario.hash) for side in comparison.sides],
            versions=versions(),
            css=(TEMPLATES / "report.css").read_text(encoding="utf-8"),
        )
    )


def environment() -> Environment:
    """The templates; what is put into them is escaped unless they say otherwise."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    found.filters["tight"] = tight
    found.filters["attached"] = attached
    found.filters["as_csv"] = saved
    return found


def saved(chart: Chart, city: str, command: str, hashes: Sequence[tuple[str, str]]) -> str:
    """The table of a chart as a file that says in every row what gives its numbers again."""
    return as_csv(chart.columns, chart.rows, " ".join(origin(city, command, hashes)))


def attached(text: str, kind: str) -> str:
    """A file inside the page, as an address that a browser saves without a network."""
    return f"data:{kind};base64,{base64.b64encode(text.encode('utf-8')).decode('ascii')}"


def tight(text: str) -> str:
    """Money and ranges that no line break tears apart."""
    text = re.sub(r"(?<=[\de]) (?=US\$)|(?<=US\$) ", "\u00a0", text)  # 1.020 US$, millones de US$, US$ 1,020
    return re.sub(r"(?<=\d)–(?=\d)", "–\u2060", text)


def charts(comparison: Comparison) -> list[Chart]:
    """The charts that this comparison has the numbers for."""
    found: list[Chart | None] = [over_time(comparison), barriers(comparison)]
    groups = told_groups(comparison)
    if groups:
        found.append(by_group(comparison, groups))
    if any(side.cost.mean for side in comparison.sides):
        found.append(costs(comparison))
    for side in comparison.sides:
        drawn = measured(comparison, side.name, observed_points(side.plan, runs_of(comparison)))
        if drawn:
            found += drawn
            break
    return [chart for chart in found if chart is not None]


def scored(comparison: Comparison) -> list[Score]:
    """The errors against measurements of the first plan that has any."""
    for side in comparison.sides:
        found = scores(observed_points(side.plan, runs_of(comparison)))
        if found:
            return list(found)
    return []


def _plan(comparison: Comparison, side: Side, color: str, budget: float | None) -> dict[str, object]:
    said = [shut_out(side), least_served(side), certainty(comparison, side)]
    return {
        "title": titled(side),
        "color": color,
        "reference": side.name == comparison.reference,
        "headline": headline(comparison, side),
        "more": " ".join(text for text in said if text),
        "warning": warning(side),
        "about": side.plan.scenario.description,
        "tiles": tiles(comparison, side, budget),
    }


def table(comparison: Comparison) -> list[tuple[str, str, list[str]]]:
    """Every indicator in the last month: label, unit, one value per plan."""
    from sim.registry import registry

    rows = []
    for name, known in registry().indicators.items():
        if all(name in side.levels for side in comparison.sides):
            values = [value_of(side.levels[name], known.unit) for side in comparison.sides]
            rows.append((t(known.label), t(known.unit), values))
    return rows
