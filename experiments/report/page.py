"""A comparison as one HTML page that needs no network: sentences, tiles, charts, and how to repeat it."""

from __future__ import annotations

import base64
import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.comparing.observed import Score, observed_points, scores, sentence
from experiments.language import direction, language, t
from experiments.report.chart_parts import Chart, styles
from experiments.report.charts import by_group, costs, over_time
from experiments.report.charts_barriers import barriers, measured, runs_of
from experiments.report.findings import told_groups
from experiments.report.svg import VARIABLES
from experiments.running.atomic import write_text
from experiments.running.versions import versions
from experiments.telling.groups import who
from experiments.telling.numbers import NOTHING, money, money_range, people, plain, points, signed, value_of
from experiments.telling.outcomes import doing
from experiments.telling.words import (
    certainty,
    headline,
    least_served,
    question,
    quoted,
    shut_out,
    titled,
    warning,
)
from sim.scenario import scenario_text

if TYPE_CHECKING:
    from jinja2 import Environment

    from experiments.comparing.compare import Comparison, Side

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of one plan: what it is, its value, and what stands below it."""

    label: str
    value: str
    note: str = ""


def write_report(path: Path, comparison: Comparison, *, command: str = "") -> Path:
    """Write the page; `ResultsError` when the disk refuses."""
    write_text(path, page(comparison, command=command))
    return path


def page(comparison: Comparison, *, command: str = "") -> str:
    """The whole page as text. Everything that comes from a scenario file is escaped."""
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
            city=t(getattr(city, "title", None) or getattr(city, "name", "the city")),
            fictional=bool(getattr(city, "fictional", False)),
            plans=[_plan(comparison, side, VARIABLES[looks[side.name].color]) for side in comparison.sides],
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
    found.filters["as_csv"] = as_csv
    return found


def attached(text: str, kind: str) -> str:
    """A file inside the page, as an address that a browser saves without a network."""
    return f"data:{kind};base64,{base64.b64encode(text.encode('utf-8')).decode('ascii')}"


def as_csv(chart: Chart) -> str:
    """A chart's table as spreadsheets take it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([chart.columns, *chart.rows])
    return "\ufeff" + out.getvalue()


def tight(text: str) -> str:
    """Money that no line break tears apart."""
    return text.replace("US$ ", "US$\u00a0")


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


def _plan(comparison: Comparison, side: Side, color: str) -> dict[str, object]:
    said = [shut_out(side), least_served(side), certainty(comparison, side)]
    return {
        "title": titled(side),
        "color": color,
        "reference": side.name == comparison.reference,
        "headline": headline(comparison, side),
        "more": " ".join(text for text in said if text),
        "warning": warning(side),
        "about": side.plan.scenario.description,
        "tiles": tiles(comparison, side),
    }


def tiles(comparison: Comparison, side: Side) -> list[Tile]:
    """Five numbers: people included, the least served, the shut out, the price of each, lock-in."""
    known = side.levels[comparison.outcome]
    found = [
        Tile(
            t("of 100 adults {doing}", doing=doing(comparison.outcome)),
            people(known.mean),
            gain(comparison, side),
        )
    ]
    if side.worst:
        share = side.worst.share
        group = who(side.worst.dimension, side.worst.label)
        found.append(
            Tile(t("of 100 of {group}", group=group), people(share.mean), t("the group served least"))
        )
    if side.constraints:
        total = sum(k.mean for k in side.constraints.values())
        found.append(Tile(t("of 100 adults still shut out"), people(total)))
    found.append(Tile(t("public cost in all"), money(side.cost.mean, side.cost.half), per_person(side)))
    if "lock_in" in side.levels:
        tied = side.levels["lock_in"]
        found.append(Tile(t("tied to its vendors"), plain(tied.mean, 0.01), t("0 is free, 1 is bound")))
    return found


def gain(comparison: Comparison, side: Side) -> str:
    """+12 (10–14) against doing nothing; empty for the reference."""
    effect = side.effects.get(comparison.outcome)
    if effect is None:
        return t("the other plans are compared with this")
    if effect.difference.sign == 0:
        return t("no clear difference")
    size, between = points(effect.difference)
    change = signed(size, effect.difference.sign) + between
    if comparison.base.plan.idle:
        return t("{change} against doing nothing", change=change)
    return t("{change} against {plan}", change=change, plan=quoted(comparison.base.plan.title))


def per_person(side: Side) -> str:
    """What each added person costs, or a dash and why not."""
    if side.extra_cost is None:
        return ""
    each = side.price.each
    if each is None:
        return t("for each person added: {nothing} ({reason})", nothing=NOTHING, reason=t(side.price.reason))
    return t(
        "{each} for each person added{between}", each=money(each.mean, each.half), between=money_range(each)
    )


def table(comparison: Comparison) -> list[tuple[str, str, list[str]]]:
    """Every indicator in the last month: label, unit, one value per plan."""
    from sim.registry import registry

    rows = []
    for name, known in registry().indicators.items():
        if all(name in side.levels for side in comparison.sides):
            values = [value_of(side.levels[name], known.unit) for side in comparison.sides]
            rows.append((t(known.label), t(known.unit), values))
    return rows
