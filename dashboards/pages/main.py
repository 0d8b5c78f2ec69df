"""The page: what is found in the first glance on top, levers on the left, views on the right."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

import reacton.core
import solara

from dashboards.charts.figure import side_at
from dashboards.charts.look import Theme, theme, variables
from dashboards.engine.publishing import Answer
from dashboards.engine.workshop import workshop
from dashboards.limits import Limits
from dashboards.pages.controls import Assumptions, Glance, PlanLevers, Plans, System
from dashboards.pages.handout import Handout
from dashboards.pages.message import Message
from dashboards.pages.place import CityChoice, Files
from dashboards.pages.rest import use_rests
from dashboards.plans.link import from_address, from_copy, shown, to_address, to_copy
from dashboards.speech import SPOKEN, begin_in
from dashboards.state import Session
from dashboards.tabs import APART, TABS
from dashboards.widgets.declared import (
    Address,
    FocusKeeper,
    LanguageList,
    ModeButton,
    Resume,
    Summary,
    TabList,
)
from dashboards.widgets.parts import compact, tag
from experiments.comparing.compare import Comparison
from experiments.language import LANGUAGES, direction, mark, t
from experiments.report.findings import cities
from experiments.report.page import tight
from experiments.report.tiles import tiles
from experiments.telling.names import city_name
from experiments.telling.numbers import plain
from experiments.telling.words import headline, question, warning

NO_TAB = mark(
    "This link asks for a view “{asked}”, which this page does not have; “{title}” is shown instead."
)


@solara.component
def Layout(children: list[Any] = []) -> None:  # noqa: B006  (Solara calls it with a list of its own)
    """Nothing around the page."""
    solara.v.Html(tag="div", class_="dpi-frame", children=children)


@solara.component
def Page() -> None:
    """One person's page."""
    router = solara.use_router()

    session = solara.use_memo(lambda: begun(router.search or ""), dependencies=[])
    session.batch = reacton.core.get_render_context()
    solara.use_effect(session.start, [])
    dark = solara.lab.use_dark_effective()
    colors = theme(bool(dark))
    solara.Style(variables(colors))
    FocusKeeper()
    with tag("div", css="dpi").key(SPOKEN.value):  # another language draws everything anew
        Keeper(session)
        tag("a", t("Go to the charts"), css="skip", href="#main")
        Head(session, colors.dark)
        with tag("div", css="columns"):
            with tag("aside", css="left", id="levers", tabindex="-1", aria_label=t("Plans and levers")):
                tag("a", "↑ " + t("Go to the charts"), css="jump", href="#main")
                CityChoice(session)
                Plans(session, colors)
                PlanLevers(session)
                System(session)
                Assumptions(session)
                Files(session)
                Glance(session, colors)
            with tag("main", css="right", id="main", tabindex="-1"):
                tag("a", "↓ " + t("Plans and levers"), css="jump", href="#levers")
                Views(session, colors)


def begun(search: str) -> Session:
    """A page as its address asks for it; what cannot be had is told at its top."""
    unspoken = begin_in(search)
    asked = from_address(search)
    session = Session(workshop(), asked.view)
    known = asked.tab in tabs_here(session.limits)
    session.tab.set(asked.tab if known else "time")
    session.picks.set(asked.picks)
    session.fresh = "view=" not in search
    first, _ = TABS["time"]
    lost = "" if known else t(NO_TAB, asked=shown(asked.tab), title=t(first))
    told = [text for text in (unspoken, session.message.peek() or asked.problem, lost) if text]
    session.message.set(" ".join(told))
    return session


def speak(code: str) -> None:
    """Go on in another language."""
    if code in LANGUAGES:
        SPOKEN.set(code)


@solara.component
def Keeper(session: Session) -> None:
    """Writes the view into the address whenever the levers rest."""
    tab, code, picks = session.tab.value, SPOKEN.value, session.picks.value
    rest = [use_rests(session), tab, session.place.value]
    search = solara.use_memo(
        lambda: to_address(session.view.peek(), tab, code, picks), dependencies=[*rest, code, picks]
    )
    copy = solara.use_memo(lambda: to_copy(session.view.peek()), dependencies=rest)
    Address(
        search=search, copy=copy, title=t("dpi-city: a city you can steer"), language=code,
        direction=direction(code),
        event_back=lambda tab: session.tab.set(tab if tab in tabs_here(session.limits) else "time"),
    )  # fmt: skip


@solara.component
def Head(session: Session, dark: bool) -> None:
    """The question, one sentence, the tiles, and what kind of thing this is."""
    answer = session.answer.value
    city = session.view.peek().draft.scenario.city
    name = city_name(city.title)
    caveat = t("{city}. A thinking tool, not a forecast.", city=name)
    with tag("header", css="head"):
        with tag("div", css="top"):
            tag(
                "h1",
                t("What does it take to bring everybody in?")
                if answer is None
                else question(answer.comparison),
            )
            with tag("div", css="aside"):
                tag("span", caveat, css="caveat")
                LanguageList(chosen=SPOKEN.value, names=LANGUAGES, event_choose=speak)
                ModeButton(dark=dark, event_choose=lambda on: setattr(solara.lab.theme, "dark", on))
        Resume(fresh=session.fresh, event_resume=lambda copy: session.attempt(lambda _: from_copy(copy)))
        if session.message.value:
            tag("p", session.message.value, css="warn", role="alert")
        Message(session)
        if answer is None:
            tag("p", t("The first comparison is being made …"), css="lead waiting", role="status")
        else:
            Sentence(answer, session.place.value, session.budget.value)


@solara.component
def Sentence(answer: Answer, place: int, budget: float) -> None:
    """What the chosen plan does, whom it leaves behind, and its five numbers."""
    comparison = answer.comparison
    side = side_at(comparison, place)
    Summary(
        lead=tight(headline(comparison, side)), beware=warning(side), status=rests_on(answer), complete=answer.complete,
        tiles=[{name: tight(text) for name, text in asdict(tile).items()} for tile in tiles(comparison, side, budget)],
    )  # fmt: skip


def rests_on(answer: Answer) -> str:
    """How many cities the numbers rest on, or what is still to come."""
    if answer.complete:
        comparison = answer.comparison
        adults = plain(comparison.base.plan.scenario.city.adults.value)
        if len(comparison.seeds) == 1:
            return t("A city of {adults} adults, simulated once.", adults=adults)
        return t("A city of {adults} adults. In brackets: 95 % range of the mean of {cities}.", adults=adults,
                 cities=cities(comparison))  # fmt: skip
    if not answer.residents:
        return t("Ranges follow when the lever rests …")
    whole = answer.comparison.base.plan.scenario.residents
    return t(
        "A first look from {part} of {whole} simulated residents; all of them, and the ranges, follow when the "
        "lever rests …", part=plain(answer.residents), whole=plain(whole),
    )  # fmt: skip


def tabs_here(allowed: Limits) -> list[str]:
    """The tabs of this server: in public none that shows folders of the computer it runs on."""
    return [key for key in TABS if key != "experiments" or allowed.folders]


@solara.component
def Views(session: Session, colors: Theme) -> None:
    """The tabs, and the view that is open."""
    heard, hear = solara.use_state(0)

    def choose(event: dict[str, Any]) -> None:
        with session.batch:
            hear(event["turn"])
            session.tab.set(event["id"])

    shown = tabs_here(session.limits)
    chosen = session.tab.value if session.tab.value in shown else "time"
    listed = [{"id": key, "title": t(TABS[key][0])} for key in shown]
    TabList(tabs=compact(listed), chosen=chosen, heard=heard, event_choose=choose)
    answer = session.answer.value
    with tag("div", css="panel", role="tabpanel", id="tab-panel", aria_labelledby=f"tab-{chosen}"):
        if answer is None:
            tag("p", "…", css="small")
        else:
            Shown(chosen, session, answer.comparison, colors).key(chosen)
            if chosen not in APART:
                Handout(session, answer.comparison, answer.complete)


@solara.component
def Shown(name: str, session: Session, comparison: Comparison, colors: Theme) -> None:
    """One view; when it cannot be drawn, a sentence in its place, and the rest of the page stays."""
    error, forget = solara.use_exception()
    asked = solara.use_ref(comparison)
    if error is not None and asked.current is comparison:
        logging.getLogger(__name__).error("the view %s cannot be drawn", name, exc_info=error)
        tag("p", t("This view cannot be drawn ({error}). Undo the last change, or go on with another view.",
                   error=f"{type(error).__name__}: {error}"), css="warn", role="alert")  # fmt: skip
        return
    if error is not None:
        forget()
    asked.current = comparison
    TABS[name][1](session, comparison, colors)
