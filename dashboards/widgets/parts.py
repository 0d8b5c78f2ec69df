"""The parts that every view shares: plain HTML, figures with their table, legends."""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Any

import solara

from dashboards.charts.figure import Figure, place_of
from dashboards.charts.look import Theme
from dashboards.widgets.declared import ChoiceBox, FigureBox, LegendList, Levers, SaidList
from experiments.comparing.compare import Comparison
from experiments.language import SOURCE, language, t
from experiments.report.page import tight
from experiments.telling.cells import as_csv, told
from experiments.telling.words import titled
from sim.errors import CONTROL

SOURCED = "{source}"
"""Stands in a table for what gives its numbers again, until it is saved: the page knows it by then."""


def tag(name: str, *children: Any, css: str = "", style: str = "", **attributes: Any) -> solara.Element:
    """One HTML element; attributes with an underscore stand for a dash (`aria_label`)."""
    given = {key.replace("_", "-"): value for key, value in attributes.items()}
    return solara.v.Html(tag=name, class_=css, style_=style, attributes=given, children=list(children))


def as_said(name: str, text: str, css: str = "") -> solara.Element:
    """A text that may be known in English only: in the language of the page, or marked as English (WCAG 3.1.2)."""
    words = t(text)
    own: dict[str, str] = {} if language() == SOURCE or words != text else {"lang": SOURCE, "dir": "ltr"}
    parts = [tag("code", part) if place % 2 else part for place, part in enumerate(words.split("`"))]
    return tag(name, *parts, css=css, **own)


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> solara.Element:
    """A table that is always shown; its first column names the rows."""
    body = [
        tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest)) for first, *rest in rows
    ]
    head = tag("tr", *(tag("th", column, scope="col") for column in columns))
    whole = tag("table", tag("caption", caption, css="unseen"), tag("thead", head), tag("tbody", *body))
    name = t("Table: {title}", title=caption)
    return tag("div", whole, css="scroll", tabindex="0", role="region", aria_label=name)


def compact(data: Any) -> str:
    """JSON without spaces; the page takes nested data as one text, which is much faster to compare."""
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def ignore(event: Any) -> None:
    """For what leads nowhere."""


def sliders(
    groups: str,
    standing: Mapping[str, float],
    start: str,
    on_move: Callable[[dict[str, Any]], None],
    on_turn: Callable[[dict[str, Any]], None] = ignore,
) -> solara.Element:
    """Cards of sliders under headings, as text; where each slider stands is told apart, so that a move tells only that."""
    return Levers(
        content=groups,
        values=compact(standing),
        start=start,
        language=language(),
        event_move=on_move,
        event_turn=on_turn,
    )


@solara.component
def FigureView(figure: Figure, source: str = "", see: Callable[[bool], None] | None = None) -> None:
    """A chart: its finding, the drawing, what it measures, and the numbers as a table to save.

    `source` says on a saved picture where the numbers are from; without it they are of the plans on the page.
    The table is made while it is open: it would double the messages of every move. `see` is told whether the chart
    is in sight.
    """
    opened, show = solara.use_state(False)
    FigureBox(
        name=figure.key, finding=figure.finding, option=compact(figure.option), height=figure.height,
        measure=figure.measure, source=source, event_show=show, waits=see is not None, event_see=see or ignore,
        table=compact(read(figure)) if opened else "",
        file=as_csv(figure.columns, figure.rows, SOURCED) if opened else "",
    )  # fmt: skip


def read(figure: Figure) -> list[list[str]]:
    """The numbers of a chart as they are read, the head first; each stays in one line."""
    return [[tight(cell) for cell in row] for row in told(figure.columns, figure.rows)]


def typed(command: str) -> solara.Element:
    """A command to be typed, which goes on in the next line between its words only."""
    words = [part for word in command.split(" ") for part in (" ", tag("span", word))]
    return tag("code", *words[1:], css="command")


def repeated(command: str) -> None:
    """The command that gives the numbers above it again."""
    tag("p", t("Repeat this result:") + " ", typed(command), css="small repeat")


@solara.component
def Choice(
    label: str, options: list[str], value: str, on_value: Callable[[str], None], told: str = ""
) -> None:
    """A list to choose from, with its name in front; the element with the id `told` says why a choice was not taken."""
    ChoiceBox(label=label, options=compact(options), value=value, told=told, event_pick=on_value)


@solara.component
def Missing(asked: str, there: Container[str], shown: str) -> None:
    """That what was asked for, by a link or before another city was chosen, is not there; nothing where it is."""
    if asked and asked not in there:
        tag("p", t("“{asked}” is not in this view; “{shown}” is shown.", asked=CONTROL.sub("", asked), shown=shown),
            css="warn", role="status")  # fmt: skip


@solara.component
def Said(
    texts: dict[str, str],
    comparison: Comparison,
    colors: Theme,
    css: str = "",
    beware: dict[str, str] | None = None,
) -> None:
    """What is said of plans by their name, each behind its mark and its title; `beware` stands below it."""
    said = []
    for side in comparison.sides:
        if text := texts.get(side.name):
            look = colors.look(place_of(side))
            said.append({"sign": look.sign, "color": look.color, "title": titled(side), "text": tight(text),
                         "beware": (beware or {}).get(side.name, "")})  # fmt: skip
    SaidList(said=said, look=css)


@solara.component
def Legend(comparison: Comparison, colors: Theme) -> None:
    """Which colour and mark is which plan."""
    looks = [(titled(side), colors.look(place_of(side))) for side in comparison.sides]
    LegendList(entries=[{"title": title, "sign": look.sign, "color": look.color} for title, look in looks])
