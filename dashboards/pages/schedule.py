"""When things happen in the chosen plan: policies and crises on one line of time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import solara

from dashboards.pages.message import Message
from dashboards.plans import timeline
from dashboards.plans.drafts import View
from dashboards.state import Session
from dashboards.widgets.declared import TimelineBox
from dashboards.widgets.parts import compact, tag
from dashboards.widgets.sight import use_latest
from experiments.language import LANGUAGES, language, t
from experiments.telling.numbers import dated
from experiments.telling.words import quoted
from sim.scenario import Scenario, waits
from sim.scenario.numbers import date_of

AT = "timeline"
"""Where problems of the timeline are told."""


@solara.component
def Schedule(session: Session, settled: bool) -> None:
    """The timeline of the chosen plan; what is moved there is a step that can be undone.

    Out of sight it waits until the answer is `settled`.
    """
    scenario = session.view.value.draft.scenario
    session.place.value  # noqa: B018  (another plan is another timeline)
    (content, warnings), see = use_latest(lambda: drawn(scenario), settled=settled)

    def move(event: dict[str, Any]) -> None:
        row, field = event["id"], event["field"]
        session.attempt(lambda view: _kept(view, row, field, float(event["value"])), f"{row} {field}", AT)

    with tag("section", css="card", aria_label=t("Timeline")):
        tag("h3", t("When things happen in {plan}", plan=quoted(scenario.title)))
        TimelineBox(
            content=content, dates=dates(scenario.start, scenario.months, language()), crises=crises(language()),
            event_move=move, event_remove=lambda row: session.attempt(lambda view: timeline.dropped(view, row), at=AT),
            event_add=lambda name: session.attempt(lambda view: timeline.struck(view, name), at=AT), event_see=see,
        )  # fmt: skip
        Message(session, AT)
        for sentence in warnings:
            tag("p", sentence, css="warn")


def drawn(scenario: Scenario) -> tuple[str, Sequence[str]]:
    """The rows of a plan's timeline as one text, and what is said below it."""
    content = {"rows": timeline.rows(scenario), "months": scenario.months, "start": scenario.start}
    return compact(content), waits(scenario)


@lru_cache(maxsize=64)
def dates(start: str, months: int, code: str) -> str:
    """The months of a plan by name in one language, as one text."""
    return compact([dated(date_of(start, month), code) for month in range(months + 1)])


@lru_cache(maxsize=len(LANGUAGES))
def crises(code: str) -> str:
    """What can happen to a city, in one language, as one text."""
    return compact(timeline.crises())


def _kept(view: View, row: str, field: str, value: float) -> View:
    """The view after a move; the same one when the row has gone meanwhile."""
    try:
        return timeline.moved(view, row, field, value)
    except KeyError:
        return view
