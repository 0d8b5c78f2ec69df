"""Where the plans play, and files: a city, a period, a person's own districts, plans opened and saved."""

from __future__ import annotations

import solara

from dashboards.plans import files, place
from dashboards.state import Session
from dashboards.widgets.declared import Opener, Saver
from dashboards.widgets.parts import Choice, tag
from experiments.language import t
from experiments.telling.numbers import plain

MOST_PLAN = 1_000_000
"""Bytes of a scenario file that a browser sends."""


@solara.component
def CityChoice(session: Session) -> None:
    """The city in which all plans play."""
    city = session.view.value.drafts[0].scenario.city
    names = {t(title): name for title, name in place.cities().items()}
    listed = list(names) if t(city.title) in names else [t(city.title), *names]

    def choose(title: str) -> None:
        if title in names:
            session.attempt(lambda view: place.moved_to(view, city=names[title]))

    Choice(t("City"), listed, t(city.title), choose)


@solara.component
def Files(session: Session) -> None:
    """Period and size, files to open, and a button that saves the chosen plan."""
    with tag("details", css="files"):
        tag("summary", t("Files, period and size"))
        Extent(session)
        Opener(
            label=t("Open a plan (a scenario file)"), accept=".yaml,.yml", most=MOST_PLAN,
            event_begin=session.forget,
            event_open=lambda f: session.attempt(lambda view: files.opened(view, f["name"], f["text"])),
        )  # fmt: skip
        SavePlan(session)
        Districts(session)


@solara.component
def Extent(session: Session) -> None:
    """How many years are looked at, and with how many simulated residents."""
    scenario = session.view.value.drafts[0].scenario
    lengths = _with(place.LENGTHS, scenario.months, session.limits.months)
    years = {t("{number} years", number=months // 12): months for months in lengths}
    sizes = {plain(size): size for size in _with(place.SIZES, scenario.residents, session.limits.residents)}
    chosen = next(words for words, months in years.items() if months == scenario.months)
    with tag("div", css="choices"):
        Choice(t("Look ahead"), list(years), chosen,
               lambda word: session.attempt(lambda view: place.moved_to(view, months=years[word])))  # fmt: skip
        Choice(t("Simulated residents"), list(sizes), plain(scenario.residents),
               lambda word: session.attempt(lambda view: place.moved_to(view, residents=sizes[word])))  # fmt: skip


def _with(offered: tuple[int, ...], present: int, most: float) -> list[int]:
    return sorted({*(x for x in offered if x <= most), present})


@solara.component
def Districts(session: Session) -> None:
    """A person's own districts: a table, a map, or both."""
    table, set_table = solara.use_state("")

    def open_table(text: str) -> None:
        set_table(text)
        session.attempt(lambda view: place.with_own_districts(view, text, "", session.limits.upload))

    def open_map(text: str) -> None:
        session.attempt(lambda view: place.with_own_districts(view, table, text, session.limits.upload))

    with tag("details"):
        tag("summary", t("Your own districts"))
        tag("p", t("A table (CSV) with the columns name, population, income and coverage, and area if you like; "
                   "then, if you have one, a map (GeoJSON) with an outline for every name. "
                   "They stay on the computer that runs this page."), css="small")  # fmt: skip
        Opener(label=t("Table of districts (CSV)"), accept=".csv", most=session.limits.upload,
               event_begin=session.forget, event_open=lambda f: open_table(f["text"]))  # fmt: skip
        Opener(label=t("Map of districts (GeoJSON)"), accept=".geojson,.json", most=session.limits.upload,
               event_begin=session.forget, event_open=lambda f: open_map(f["text"]))  # fmt: skip


@solara.component
def SavePlan(session: Session) -> None:
    """A button that saves the chosen plan; the file is made when the levers rest."""
    answer, chosen = session.answer.value, session.place.value
    complete = answer is not None and answer.complete
    name, text = solara.use_memo(
        lambda: files.saved(session.view.peek().draft),
        dependencies=[complete, chosen, answer if complete else None],
    )
    Saver(label=t("Save this plan as a scenario file"), name=name, kind="text/yaml", text=text)
