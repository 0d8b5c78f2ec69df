"""An answer as one HTML page that needs no network: sentences, charts, tables, and how to repeat it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.language import direction, language, t
from experiments.report.page import TEMPLATES, environment
from experiments.running.keeping.atomic import write_text
from experiments.running.versions import versions
from experiments.telling.names import city_name

if TYPE_CHECKING:
    from experiments.report.chart_parts import Chart
    from experiments.running.runner import Plan


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with sentences under it."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the page says: the question, the answer, the charts, and what to know about them.

    `place` names where it holds, if not in the city of the first plan.
    """

    title: str
    findings: tuple[str, ...]
    charts: tuple[Chart, ...]
    notes: tuple[Section, ...] = ()
    warnings: tuple[str, ...] = ()
    place: str = ""


def write_sheet(path: Path, sheet: Sheet, plans: Sequence[Plan], *, command: str) -> Path:
    """Write the page; `ResultsError` when the disk refuses."""
    write_text(path, sheet_text(sheet, plans, command=command))
    return path


def sheet_text(sheet: Sheet, plans: Sequence[Plan], *, command: str) -> str:
    """The whole page as text. Everything that comes from a scenario file is escaped."""
    city = plans[0].scenario.city
    return (
        environment()
        .get_template("sheet.html.j2")
        .render(
            sheet=sheet,
            t=t,
            language=language(),
            direction=direction(language()),
            city=sheet.place or city_name(city.title),
            fictional=city.fictional and not sheet.place,
            command=command,
            hashes=[(plan.title, plan.scenario.hash) for plan in plans],
            versions=versions(),
            css=(TEMPLATES / "report.css").read_text(encoding="utf-8"),
        )
    )
