"""A comparison on one sheet of paper: the sentences, one table, two charts, and how to repeat it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.language import direction, language, mark, t
from experiments.report.charts import over_time
from experiments.report.charts_barriers import barriers
from experiments.report.origin import FINGERPRINT
from experiments.report.page import TEMPLATES, environment, write_report
from experiments.report.svg import VARIABLES, outlined
from experiments.report.tiles import gain
from experiments.running.keeping.atomic import write_bytes
from experiments.telling.budgets import left
from experiments.telling.groups import who
from experiments.telling.names import city_name
from experiments.telling.numbers import NOTHING, money, people, people_range
from experiments.telling.outcomes import doing
from experiments.telling.words import headline, question, shut_out, titled, warning
from sim.errors import DPICityError
from sim.scenario import scenario_text

if TYPE_CHECKING:
    from experiments.comparing.compare import Comparison, Side

NARROW = '<div class="chart narrow">'  # the second drawing of a chart, which paper does not need
A4, WIDTH, HEIGHT = "size: A4", 210, 297  # millimetres
WRITTEN = datetime(1980, 1, 1, tzinfo=UTC)
"""When the attached files say that they were written: the same plans give the same bytes."""
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)  # 9.5 points at first, 6.7 at last
MOST = 6  # plans that one sheet has room for
KINDS = (".pdf", ".html")
NO_WEASYPRINT = mark('A PDF needs WeasyPrint. Try: pip install "dpi-city[brief]", or take HTML instead.')
NO_PANGO = mark(
    "A PDF needs the text library Pango on this computer, which is missing ({reason}). Install it (Debian, Ubuntu: "
    "apt install libpango-1.0-0 libpangoft2-1.0-0; macOS: brew install pango), or take HTML instead."
)
NO_ROOM = mark("One sheet has room for {most} plans, not {number}. Take fewer, or HTML instead.")


def write(path: Path, comparison: Comparison, *, command: str = "", budget: float | None = None) -> Path:
    """Write a brief as PDF, or the whole page as HTML; the ending decides.

    Raises `DPICityError` for another ending, too many plans for one sheet, or a missing library.
    """
    check(path, len(comparison.sides))
    if path.suffix.lower() == ".html":
        return write_report(path, comparison, command=command, budget=budget)
    write_bytes(path, pdf(comparison, command=command, budget=budget))
    return path


def check(path: Path, plans: int) -> None:
    """Refuse what cannot be written, before anything is computed."""
    if path.suffix.lower() not in KINDS:
        raise DPICityError(f"{path}: a brief ends in .pdf or .html.")
    if path.suffix.lower() == ".pdf":
        printable_now(plans)


def printable_now(plans: int) -> None:
    """Refuse a sheet of more plans than fit, or without the library that prints."""
    if plans > MOST:
        raise DPICityError(t(NO_ROOM, most=MOST, number=plans))
    _printer()


def pdf(comparison: Comparison, *, command: str = "", budget: float | None = None) -> bytes:
    """The sheet as a PDF file, with the plans attached as scenario files."""
    made, scale = laid_out(comparison, command=command, budget=budget)
    made.metadata.attachments = [
        _printer().Attachment(
            string=scenario_text(side.plan.scenario), name=f"{side.name}.yaml", description=titled(side),
            created=WRITTEN, modified=WRITTEN,
        )
        for side in comparison.sides
    ]  # fmt: skip
    found: bytes = made.write_pdf(zoom=scale)
    return found


def laid_out(comparison: Comparison, *, command: str = "", budget: float | None = None) -> tuple[Any, float]:
    """The sheet as WeasyPrint lays it out, and the scale at which all of it is on one page of A4.

    `pages` of the first holds its pages, which are larger than A4 by 1 / scale.
    """
    html, printer = sheet(comparison, command=command, budget=budget), _printer()
    for scale in SCALES:
        size = f"size: {WIDTH / scale:.3f}mm {HEIGHT / scale:.3f}mm"
        made = printer.HTML(string=html.replace(A4, size)).render()
        if len(made.pages) == 1:
            break
    return made, scale


def sheet(comparison: Comparison, *, command: str = "", budget: float | None = None) -> str:
    """The sheet as HTML with plain colours, as a printer of pages takes it."""
    city = comparison.base.plan.scenario.city
    code = language()
    with outlined():
        drawn = [chart for chart in (over_time(comparison), barriers(comparison)) if chart is not None]
    drawn = [replace(chart, svg=chart.svg.split(NARROW)[0]) for chart in drawn]
    html = environment().get_template("brief.html.j2").render(
        t=t, language=code, direction=direction(code), question=question(comparison), city=city_name(city.title),
        said=[(headline(comparison, side), shut_out(side), warning(side)) for side in comparison.sides],
        titles=[titled(side) for side in comparison.sides], rows=rows(comparison, budget), charts=drawn,
        cities=len(comparison.seeds), command=command, warnings=comparison.warnings,
        hashes=[(titled(side), side.plan.scenario.hash[:FINGERPRINT]) for side in comparison.sides],
        css=(TEMPLATES / "brief.css").read_text(encoding="utf-8"),
    )  # fmt: skip
    return printable(html)


def rows(comparison: Comparison, budget: float | None = None) -> list[tuple[str, list[str]]]:
    """The table of the sheet: one row a fact, one cell a plan; a plan alone is held against nothing."""
    sides = comparison.sides
    levels = [side.levels[comparison.outcome] for side in sides]
    change = (t("Change"), [gain(comparison, side, comparison.outcome) for side in sides])
    against = [] if budget is None or not comparison.others else [
        (t("Against a budget of {budget}", budget=money(budget)), [left(side, budget) or NOTHING for side in sides])
    ]  # fmt: skip
    return [
        (
            t("Of 100 adults {doing}", doing=doing(comparison.outcome)),
            [people(k.mean) + people_range(k) for k in levels],
        ),
        *([change] if comparison.others else []),
        (t("Least served"), [_worst(side) for side in sides]),
        (t("Public cost in all"), [money(side.cost.mean, side.cost.half) for side in sides]),
        *against,
    ]


def _worst(side: Side) -> str:
    if side.worst is None:
        return NOTHING
    group = who(side.worst.dimension, side.worst.label)
    return t("{group}: {number} of 100", group=group, number=people(side.worst.share.mean))


def printable(html: str) -> str:
    """With the light colours of the page in place of their names: drawings on paper know no variables."""
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    block = css[css.index(":root") : css.index("}")]
    colors = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-fA-F]+)", block))
    for name in VARIABLES.values():
        html = html.replace(f"var({name})", colors[name])
    return html


def _printer() -> Any:
    try:
        import weasyprint
    except ImportError:
        raise DPICityError(t(NO_WEASYPRINT)) from None
    except OSError as error:
        raise DPICityError(t(NO_PANGO, reason=str(error).splitlines()[0])) from None
    return weasyprint
