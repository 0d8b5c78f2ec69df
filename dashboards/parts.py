"""The parts that every view shares: plain HTML, figures with their table, legends, tiles."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import solara

from dashboards.charts import Figure, place_of
from dashboards.look import Theme
from dashboards.widgets import Saver
from experiments.compare import Comparison
from experiments.report import tiles


def tag(name: str, *children: Any, css: str = "", style: str = "", **attributes: Any) -> solara.Element:
    """One HTML element; attributes with an underscore stand for a dash (`aria_label`)."""
    given = {key.replace("_", "-"): value for key, value in attributes.items()}
    return solara.v.Html(tag=name, class_=css, style_=style, attributes=given, children=list(children))


@solara.component
def FigureView(figure: Figure) -> None:
    """A chart: its finding, the drawing, what it measures, the numbers as a table, and a file of them."""
    with tag("figure", css="card figure", data_figure=figure.key):
        tag("h3", figure.finding)
        with tag("div", role="img", aria_label=f"{figure.finding} {figure.measure}"):
            solara.FigureEcharts(
                figure.option, attributes={"style": f"height: {figure.height}px"}, responsive=True
            )
        tag("p", figure.measure, css="small")
        with tag("details"):
            tag("summary", "The same numbers as a table")
            Table(figure.columns, figure.rows, figure.finding)
            Saver(label="Save as CSV", name=f"{figure.key}.csv", kind="text/csv", text=as_csv(figure.columns, figure.rows))


@solara.component
def Table(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> None:
    """A table that scrolls on its own when it is wide."""
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in columns)))
    body = [tag("tr", tag("th", row[0], scope="row"), *(tag("td", cell) for cell in row[1:])) for row in rows]
    table = tag("table", tag("caption", caption, css="unseen"), head, tag("tbody", *body))
    tag("div", table, css="scroll", tabindex="0", role="region", aria_label=f"Table: {caption}")


def as_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as a file for spreadsheets."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    writer.writerows(rows)
    return stream.getvalue()


@solara.component
def Legend(comparison: Comparison, colors: Theme) -> None:
    """Which colour and mark is which plan."""
    with tag("ul", css="legend", role="list"):
        for side in comparison.sides:
            look = colors.look(place_of(side))
            mark = tag("span", look.sign, style=f"color: {look.color}", aria_hidden="true")
            tag("li", mark, f" {side.plan.title}")


@solara.component
def Tiles(comparison: Comparison, name: str) -> None:
    """The five numbers of one plan."""
    side = next((s for s in comparison.sides if s.name == name), comparison.sides[-1])
    with tag("dl", css="tiles"):
        for tile in tiles(comparison, side):
            value = tag("dd", tile.value, css="value")
            tag("div", tag("dt", tile.label), value, tag("dd", tile.note, css="note"))
