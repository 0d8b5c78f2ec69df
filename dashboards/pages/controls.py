"""The left side of the page: the plans, and the levers of the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import solara

from dashboards.charts import spark
from dashboards.charts.figure import side_at
from dashboards.charts.look import Theme
from dashboards.engine.publishing import Answer
from dashboards.pages.message import Message
from dashboards.pages.rest import use_view
from dashboards.plans import drafts, files, levers, system
from dashboards.plans.drafts import View
from dashboards.state import Session
from dashboards.widgets.declared import GlanceBar, PlanList
from dashboards.widgets.parts import Choice, compact, sliders, tag
from dashboards.widgets.sight import use_latest
from experiments.comparing.compare import Comparison
from experiments.language import LANGUAGES, language, t, tn
from experiments.report import tiles
from experiments.telling.names import alphabetic
from experiments.telling.numbers import people
from experiments.telling.words import quoted
from sim.scenario import Numbers


@solara.component
def Plans(session: Session, colors: Theme) -> None:
    """The list of plans, with undo and redo."""
    view, answer = session.view.value, session.answer.value
    base = view.drafts[0].place
    listed = [
        {
            "place": d.place, "title": t(d.scenario.title), "color": colors.look(d.place).color,
            "sign": colors.look(d.place).sign, "removable": d.place != base, "number": number(answer, d.name),
        }
        for d in view.drafts
    ]  # fmt: skip
    acts: dict[str, Callable[[], None]] = {
        "undo": session.undo,
        "redo": session.redo,
        "restore": lambda: session.attempt(files.restored, at="plans"),
    }
    PlanList(
        plans=compact(listed), chosen=view.draft.place, steps=session.steps.value,
        full=len(view.drafts) >= session.limits.plans, catalogue=offered(language()),
        event_add=lambda name: session.attempt(lambda view: drafts.added(view, name), at="plans"),
        event_choose=session.choose, event_act=lambda name: acts[name](),
        event_remove=lambda place: session.change(drafts.removed(session.view.value, place)),
        event_rename=lambda title: session.change(drafts.renamed(session.view.value, title), "title"),
    )  # fmt: skip
    Message(session, "plans")


@lru_cache(maxsize=len(LANGUAGES))
def offered(code: str) -> str:
    """The plans that come with the program, by their titles in one language."""
    return compact(alphabetic({t(title): name for title, name in drafts.catalogue().items()}))


def number(answer: Answer | None, name: str) -> str:
    """The outcome of a plan beside its title; empty before the first answer."""
    if answer is None:
        return ""
    sides = {side.name: side for side in answer.comparison.sides}
    if name not in sides:
        return "…"
    return people(sides[name].levels[answer.comparison.outcome].mean)


@solara.component
def Glance(session: Session, colors: Theme) -> None:
    """What the levers change, for as long as they hide it."""
    answer, place, steps = session.answer.value, session.place.value, session.steps.value
    content, see = use_latest(
        lambda: glanced(answer.comparison, place, colors) if answer else "",
        settled=answer is None or answer.complete,
    )
    if content:
        GlanceBar(content=content, back=steps[0] > 0, event_undo=lambda _: session.undo(), event_see=see)


def glanced(comparison: Comparison, place: int, colors: Theme) -> str:
    """The small drawing and the first numbers of the plan at a place, as one text."""
    drawing = {"width": spark.WIDTH, "height": spark.HEIGHT, "lines": spark.spark(comparison, place, colors)}
    told = [asdict(tile) for tile in tiles.glance(comparison, side_at(comparison, place))]
    return compact({"drawing": drawing, "tiles": told})


@solara.component
def PlanLevers(session: Session) -> None:
    """The policies of the chosen plan."""
    view = session.view.value
    scenario = view.draft.scenario

    def move(event: dict[str, Any]) -> None:
        lever, further = event["id"], event.get("next")
        now = levers.moved(session.view.value, lever, float(event["value"]))
        session.change(now, lever, None if further is None else levers.moved(now, lever, float(further)))

    def turn(event: dict[str, Any]) -> None:
        now = session.view.value
        session.change(
            drafts.changed(now, drafts.switched(now.draft.scenario, event["id"], bool(event["on"])))
        )

    tag("h2", t("Levers of {plan}", plan=quoted(scenario.title)))
    used = tuple(drafts.uses(scenario))
    sliders(
        policies(used, scenario.months, language()), levers.standing(scenario), scenario.start, move, turn
    )


@lru_cache(maxsize=64)
def policies(used: tuple[str, ...], months: int, code: str) -> str:
    """The cards of all policies, which a moved lever leaves as they are."""
    return compact(levers.cards(used, months))


def governed(view: View) -> tuple[Numbers, int, str]:
    """The numbers that the chosen plan sets, its length, and its first month."""
    scenario = view.draft.scenario
    return scenario.parameters, scenario.months, scenario.start


@solara.component
def System(session: Session) -> None:
    """How the city is run under the chosen plan: who governs, what it has, and what it charges. No policy changes that."""
    parameters, months, start = use_view(session, governed)

    def set_to(key: str, value: float) -> None:
        session.attempt(lambda view: system.ruled(view, key, value), key, "system")

    with tag("details", css="system"):
        tag("summary", t("How the city is run"))
        for pick in system.picks(parameters):
            Choice(pick.label, list(pick.options), pick.chosen,
                   lambda word, pick=pick: set_to(pick.key, pick.options[word]))  # fmt: skip
        title = t("Fees, launches and offices")
        card = {"id": "system", "title": title, "about": "", "on": None, "levers": system.sliders(months)}
        sliders(compact([{"title": title, "cards": [card]}]), system.standing(parameters), start,
                lambda event: set_to(event["id"], float(event["value"])))  # fmt: skip
        Message(session, "system")


@solara.component
def Assumptions(session: Session) -> None:
    """What nobody knows for sure: numbers that hold for every plan alike, one rule at a time."""
    assumed = session.assumptions.value
    names = levers.assuming()
    rule, set_rule = solara.use_state(
        "payments" if "payments" in names.values() else next(iter(names.values()))
    )

    def move(event: dict[str, Any]) -> None:
        session.change(drafts.assumed(session.view.value, event["id"], float(event["value"])), event["id"])

    with tag("details", css="assumptions"):
        moved = tn("{number} changed", "{number} changed", len(assumed), number=len(assumed))
        note = f" ({moved})" if assumed else ""
        tag("summary", t("Assumptions about the world") + note)
        tag("p", t("These are not choices of the city. They hold for every plan alike."), css="small")
        words = {value: key for key, value in names.items()}
        Choice(t("About"), list(names), words[rule], lambda word: set_rule(names[word]))
        title, start = words[rule], session.view.peek().draft.scenario.start
        card = {"id": rule, "title": title, "about": "", "on": None, "levers": levers.assumptions(rule)}
        sliders(compact([{"title": title, "cards": [card]}]), levers.assumed_at(assumed, rule), start, move)
