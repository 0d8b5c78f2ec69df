"""When things happen in the chosen plan: policies and crises on one line of time."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import solara

from dashboards.pages.message import Message
from dashboards.plans import timeline
from dashboards.plans.drafts import View
from dashboards.state import Session
from dashboards.widgets.declared import TimelineBox
from dashboards.widgets.parts import compact, tag
from experiments.language import language, t
from experiments.telling.numbers import dated
from experiments.telling.words import quoted
from sim.scenario import waits
from sim.scenario.numbers import date_of

AT = "timeline"
"""Where problems of the timeline are told."""


@solara.component
def Schedule(session: Session) -> None:
    """The timeline of the chosen plan; what is moved there is a step that can be undone."""
    scenario = session.view.value.draft.scenario
    session.place.value  # noqa: B018  (another plan is another timeline)

    def move(event: dict[str, Any]) -> None:
        row, field = event["id"], event["field"]
        session.attempt(lambda view: _kept(view, row, field, float(event["value"])), f"{row} {field}", AT)

    content = {"rows": timeline.rows(scenario), "months": scenario.months, "start": scenario.start}
    with tag("section", css="card", aria_label=t("Timeline")):
        tag("h3", t("When things happen in {plan}", plan=quoted(scenario.title)))
        TimelineBox(
            content=compact(content), dates=dates(scenario.start, scenario.months), crises=timeline.crises(),
            event_move=move, event_remove=lambda row: session.attempt(lambda view: timeline.dropped(view, row), at=AT),
            event_add=lambda name: session.attempt(lambda view: timeline.struck(view, name), at=AT),
        )  # fmt: skip
        Message(session, AT)
        for sentence in waits(scenario):
            tag("p", sentence, css="warn")


def dates(start: str, months: int) -> list[str]:
    """The months of a plan by name."""
    return _dates(start, months, language())


@lru_cache(maxsize=64)
def _dates(start: str, months: int, code: str) -> list[str]:
    return [dated(date_of(start, month), code) for month in range(months + 1)]


def _kept(view: View, row: str, field: str, value: float) -> View:
    """The view after a move; the same one when the row has gone meanwhile."""
    try:
        return timeline.moved(view, row, field, value)
    except KeyError:
        return view
