"""Experiments: the results folders of this computer, by the page that a command wrote of them or point by point."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import solara

from dashboards.charts.figure import Figure, axis, frame
from dashboards.charts.look import Theme
from dashboards.charts.rows import row_label
from dashboards.state import Session
from dashboards.widgets.declared import Frame
from dashboards.widgets.parts import Choice, FigureView, as_said, repeated, tag
from experiments.comparing.compare import Comparison
from experiments.comparing.stats import Estimate, estimate
from experiments.language import mark, t, tn
from experiments.reading.frames import database, manifest_of
from experiments.report.origin import prints
from experiments.telling.cells import Head, valued
from experiments.telling.names import alphabetic, begun, label_of
from experiments.telling.numbers import plain, value_of
from sim.errors import DPICityError, ResultsError
from sim.registry import registry

if TYPE_CHECKING:
    import duckdb

RESULTS = Path("results")
"""Where `dpi-city sweep` and other commands leave their folders; no other place can be opened from the page."""
SHEET = "page.html"
"""What `optimise`, `necessity`, `sensitivity` and `calibrate` write of an answer into their folder."""
NOT_A_POINT = ("stage", "number", "point", "run", "seed", "month", "date", "indicator", "value", "label", "unit",
               "state", "error")  # fmt: skip
"""Columns of a series that do not tell one point of a design from another."""
MOST = 40  # points of a design in the chart; the table has them all


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a design: what it is called, and the outcome in the last month over its cities."""

    name: str
    outcome: Estimate


def folders() -> list[str]:
    """The results folders by name, the newest first."""
    found = [path.parent for path in RESULTS.glob("*/manifest.json")]
    return [path.name for path in sorted(found, key=lambda path: -path.stat().st_mtime)]


def sheet_of(folder: str) -> str:
    """The page that a command wrote of its answer; empty for a folder without one."""
    try:
        return (RESULTS / folder / SHEET).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ResultsError(f"{folder}/{SHEET}: {error}") from error


def points_of(folder: str, indicator: str, titles: Mapping[str, str]) -> list[Point]:
    """Every point of the design in a folder; `DPICityError` when it is damaged or empty. `titles` are those of plans."""
    with opened(folder) as base:
        columns = [row[0] for row in base.execute("DESCRIBE series").fetchall()]
        keys = [name for name in columns if name not in NOT_A_POINT]
        listed = ", ".join(f'"{name}"' for name in keys)
        rows = base.execute(
            f"SELECT {listed}, list(value ORDER BY seed) FROM series WHERE indicator = ? "
            f"AND month = (SELECT max(month) FROM series) GROUP BY {listed} ORDER BY {listed}", [indicator],
        ).fetchall()  # fmt: skip
    return [Point(named(keys, row[:-1], titles), estimate(np.array(row[-1], np.float64))) for row in rows]


def indicators_of(folder: str) -> list[str]:
    """The indicators that a folder has and the program still knows; none where no series was kept."""
    with opened(folder) as base:
        if not base.execute("SELECT 1 FROM information_schema.tables WHERE table_name = 'series'").fetchall():
            return []
        rows = base.execute("SELECT DISTINCT indicator FROM series ORDER BY 1").fetchall()
    return [name for (name,) in rows if name in registry().indicators]


def made_by(folder: str) -> tuple[str, str]:
    """The command that made a folder, and the fingerprint of every plan in it; `DPICityError` when it is damaged."""
    known = {one["title"]: one["hash"] for one in _plans(folder)}
    told = prints((t(title), text) for title, text in known.items())
    return manifest_of(RESULTS / folder).get("command", ""), told


def titles_of(folder: str) -> dict[str, str]:
    """The title of every plan in a folder, by the name that its tables give it; `DPICityError` when it is damaged."""
    known = {one["name"]: one["title"] for one in _plans(folder)}
    return {name: t(title) for name, title in known.items()}


def _plans(folder: str) -> list[dict[str, str]]:
    """Name, title and hash of every plan in a folder."""
    plans: list[dict[str, str]] = manifest_of(RESULTS / folder).get("experiment", {}).get("plans", [])
    return plans


@contextmanager
def opened(folder: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of a folder; `DPICityError` when it is damaged, also where that shows only on reading."""
    import duckdb

    with database(RESULTS / folder) as base:
        try:
            yield base
        except duckdb.Error as error:
            raise ResultsError(str(error)) from error


def named(keys: list[str], values: tuple[Any, ...], titles: Mapping[str, str]) -> str:
    """A point in words: "Connect first, payments.fee 0.5"; of a number that was drawn, three digits."""
    return ", ".join(
        titles.get(value, value)
        if key == "scenario"
        else f"{key} {float(f'{value:.3g}'):g}"
        if isinstance(value, (int, float))
        else f"{key} {value}"
        for key, value in zip(keys, values, strict=True)
    )


def drawn(points: list[Point], indicator: str, folder: str, colors: Theme) -> Figure:
    """A row for each point of the design with its mean; the finding names the two ends."""
    unit = registry().indicators[indicator].unit
    ordered = sorted(points, key=lambda p: -p.outcome.mean)
    factor = 100 if unit.startswith("share") else 1
    shown = ordered[:MOST]
    option = frame(colors) | {
        "xAxis": axis(colors, type="value", name=t("of 100") if factor == 100 else t(unit), nameLocation="middle",
                      nameGap=24),
        "yAxis": axis(colors, type="category", data=[p.name for p in shown], inverse=True)
        | {"axisLabel": row_label(colors) | {"width": 220}},
        "grid": {"left": 12, "right": 16, "top": 6, "bottom": 26, "containLabel": True},
        "series": [{"type": "scatter", "symbolSize": 11, "itemStyle": {"color": colors["plan-1"]},
                    "data": [[round(factor * p.outcome.mean, 2), i] for i, p in enumerate(shown)]}],
        "tooltip": {"show": False},
    }  # fmt: skip
    first, last = ordered[0], ordered[-1]
    finding = t("{label}: from {low} ({low_name}) to {high} ({high_name}).", label=label_of(indicator),
                low=value_of(last.outcome, unit), low_name=last.name, high=value_of(first.outcome, unit),
                high_name=first.name)  # fmt: skip
    if len(points) == 1:
        finding = t("{label}: {value} ({name}).", label=label_of(indicator), value=value_of(first.outcome, unit),
                    name=first.name)  # fmt: skip
    measure = begun(
        tn("{unit}, in the last month: the mean over simulated cities at {number} point of “{folder}”.",
           "{unit}, in the last month: the mean over simulated cities at each of {number} points of “{folder}”.",
           len(points), unit=t(unit), number=plain(len(points)), folder=folder)
    )  # fmt: skip
    rows = tuple((p.name, valued(p.outcome, unit), str(p.outcome.n)) for p in ordered)
    columns = (t("Point"), Head(t("Last month"), t("of 100") if factor == 100 else t(unit)), t("Cities"))
    return Figure("experiment", finding, measure, option, columns, rows, 70 + 24 * len(shown))


@solara.component
def Experiments(session: Session, comparison: Comparison, colors: Theme) -> None:
    """A folder to choose, and what it holds."""
    names = folders()
    folder, set_folder = solara.use_state("")
    if not names:
        said = mark("There are no experiments yet where this page was started. The command `dpi-city sweep "
                 "fee-and-tariff` makes one in the folder “results”; then open this view again.")  # fmt: skip
        as_said("p", said, css="no-results")
        return
    chosen = folder if folder in names else names[0]
    Choice(t("Experiment"), names, chosen, set_folder)
    try:
        sheet = sheet_of(chosen)
        listed = {} if sheet else alphabetic({label_of(name): name for name in indicators_of(chosen)})
    except DPICityError as error:
        Unreadable(chosen, str(error))
        return
    if sheet:
        Frame(
            html=sheet, title=t("The answer in “{folder}”", folder=chosen), colors=colors.colors, runs=False
        )
    elif listed:
        Points(chosen, listed, comparison.outcome, colors)
    else:
        tag("p", t("“{folder}” holds no outcome that can be drawn.", folder=chosen), css="no-results")


@solara.component
def Points(folder: str, listed: dict[str, str], first: str, colors: Theme) -> None:
    """An outcome to choose, and its value at every point of the design."""
    outcome, set_outcome = solara.use_state(first)
    indicator = outcome if outcome in listed.values() else next(iter(listed.values()))
    Choice(t("Outcome"), list(listed), label_of(indicator), lambda word: set_outcome(listed[word]))
    try:
        points = points_of(folder, indicator, titles_of(folder))
        repeat, plans = made_by(folder)
    except DPICityError as error:
        Unreadable(folder, str(error))
        return
    source = "\n".join(filter(None, (t("A thinking tool, not a forecast."), repeat, plans)))
    FigureView(drawn(points, indicator, folder, colors), source)
    repeated(repeat)
    if plans:
        tag("p", plans, css="small")


@solara.component
def Unreadable(folder: str, reason: str) -> None:
    """That a folder cannot be read; the reason is told in English."""
    with tag("div", css="warn", role="alert"):
        tag("span", t("“{folder}” cannot be read:", folder=folder))
        tag("div", reason, css="quoted", lang="en", dir="ltr")
