"""Where the plans play, and files: a city, a period, a person's own districts, plans opened and saved."""

from __future__ import annotations

from collections.abc import Callable

import solara

from dashboards.engine.knowledge import SEEDS
from dashboards.engine.workshop import PROCESSES
from dashboards.pages.message import Message, told_in
from dashboards.pages.rest import use_view
from dashboards.plans import files, place
from dashboards.plans.drafts import View
from dashboards.plans.uploads import legible
from dashboards.plans.whereabouts import Whereabouts, whereabouts
from dashboards.state import Session
from dashboards.widgets.declared import Opener, Saver
from dashboards.widgets.parts import Choice, tag
from experiments.language import t, tn
from experiments.telling.names import alphabetic, base_title, city_name
from experiments.telling.numbers import plain

MOST_PLAN = 1_000_000
"""Bytes of a scenario file that a browser sends."""
RESIDENT_MONTH = 1.1e-7
"""Seconds in which a core takes one resident through one month: `nobody-left-behind`, 400,000 residents, 10 years."""
RESIDENT, PROCESS = 450, 3e8
"""Bytes of memory that one resident takes while a city is run, and those of a process without a city; same runs."""
NOWHERE: tuple[object, Whereabouts | None] = (None, None)  # no map was opened yet
TOLD_FROM = 90  # seconds; who asks for less finds out soon enough


@solara.component
def CityChoice(session: Session) -> None:
    """The city in which all plans play."""
    city = use_view(session, lambda view: view.drafts[0].scenario.city)
    names = alphabetic({t(title): name for title, name in place.cities().items()})
    here = city_name(city.title)
    listed = list(names) if here in names else [here, *names]

    def choose(title: str) -> None:
        if title in names:
            session.read(lambda view: place.moved_to(view, city=names[title]), "city")

    Choice(t("City"), listed, here, choose, told_in(session, "city"))
    Message(session, "city")


@solara.component
def Files(session: Session) -> None:
    """Period and size, files to open, and a button that saves the chosen plan."""
    with tag("details", css="files"):
        tag("summary", t("Files, period and size"))
        if said := session.limits.told():
            tag("p", said, css="small")
        Extent(session)
        Open(
            session, "plan", t("Open a plan (a scenario file)"), ".yaml,.yml", MOST_PLAN,
            lambda view, f: files.opened(view, f["name"], f["text"]),
        )  # fmt: skip
        SavePlan(session)
        Districts(session)


@solara.component
def Open(
    session: Session,
    name: str,
    label: str,
    accept: str,
    most: int,
    make: Callable[[View, dict[str, str]], View],
) -> None:
    """An input for a file, and below it what is wrong with the one that was chosen last."""
    Opener(
        label=label, accept=accept, most=most, told=told_in(session, name), reading=session.reading.value == name,
        event_begin=session.forget, event_stop=session.read_no_more,
        event_open=lambda file: session.read(lambda view: make(view, file), name),
    )  # fmt: skip
    Message(session, name)


@solara.component
def Extent(session: Session) -> None:
    """How many years are looked at, and with how many simulated residents."""
    months, residents, plans = use_view(session, extent)
    lengths = _with(place.LENGTHS, months, session.limits.months)
    years = {long(length): length for length in lengths}
    sizes = {plain(size): size for size in _with(place.SIZES, residents, session.limits.residents)}
    chosen = next(words for words, length in years.items() if length == months)

    def look(**change: int) -> None:
        session.read(lambda view: place.moved_to(view, **change), "extent")

    told = told_in(session, "extent")
    with tag("div", css="choices"):
        Choice(t("Look ahead"), list(years), chosen, lambda word: look(months=years[word]), told)
        Choice(
            t("Simulated residents"), list(sizes), plain(residents),
            lambda word: look(residents=sizes[word]), told,
        )  # fmt: skip
    if said := patience(months, residents, plans):
        tag("p", said, css="small")
    Message(session, "extent")


def extent(view: View) -> tuple[int, int, int]:
    """Months, residents and plans."""
    first = view.drafts[0].scenario
    return first.months, first.residents, len(view.drafts)


def patience(months: int, residents: int, plans: int) -> str:
    """About how long all cities take and how much memory, on an ordinary computer; empty where that is soon over."""
    seconds = plans * len(SEEDS) * residents * months * RESIDENT_MONTH / PROCESSES
    if seconds < TOLD_FROM:
        return ""
    memory = PROCESSES * (residents * RESIDENT + PROCESS)
    return t("All cities together take about {minutes} minutes and {size} GB of memory.",
             minutes=plain(round(seconds / 60)), size=plain(memory / 1e9, 0.1))  # fmt: skip


def long(months: int) -> str:
    """A period in words: in years where it is whole years."""
    number, rest = divmod(months, 12)
    if rest:
        return tn("{number} month", "{number} months", months, number=months)
    return tn("{number} year", "{number} years", number, number=number)


def _with(offered: tuple[int, ...], present: int, most: float) -> list[int]:
    return sorted({*(x for x in offered if x <= most), present})


@solara.component
def Districts(session: Session) -> None:
    """A person's own districts: a table, a map, or both."""
    most = session.limits.upload
    own = use_view(session, lambda view: view.drafts[0].scenario.city.title)
    table, set_table = solara.use_state((place.NAMES[0], ""))
    here = use_view(session, outline)
    lies, set_lies = solara.use_state(NOWHERE)

    def with_table(view: View, file: dict[str, str]) -> View:
        known = (file["name"], legible(file["name"], file["text"]))
        set_table(known)
        return place.with_own_districts(view, known[1], "", most, (known[0], place.NAMES[1]))

    def with_map(view: View, file: dict[str, str]) -> View:
        outlines = legible(file["name"], file["text"])
        found = place.with_own_districts(view, table[1], outlines, most, (table[0], file["name"]))
        set_lies((outline(found), whereabouts(outlines, file["name"])))
        return found

    with tag("details"):
        tag("summary", t("Your own districts"))
        tag("p", t("A table (CSV) with the columns name, population, income and coverage, and area if you like; "
                   "then, if you have one, a map (GeoJSON) with an outline for every name. "
                   "They stay on the computer that runs this page."), css="small")  # fmt: skip
        tag("p", t("All other figures, also the number of adults and so the costs, are those of {city}.",
                   city=city_name(base_title(own))), css="small")  # fmt: skip
        Open(session, "table", t("Table of districts (CSV)"), ".csv", most, with_table)
        Open(session, "map", t("Map of districts (GeoJSON)"), ".geojson,.json", most, with_map)
        if lies[1] is not None and here == lies[0]:
            tag("p", lies[1].told(), css="small", role="status")


def outline(view: View) -> object:
    """The outline of the first district, by which a map is known again; None where the map is made up."""
    return view.drafts[0].scenario.city.districts[0].polygon


@solara.component
def SavePlan(session: Session) -> None:
    """A button that saves the chosen plan; the file is made when it is asked for."""
    draft = use_view(session, lambda view: view.draft)
    made, set_made = solara.use_state((draft, "", ""))
    of, name, text = made
    Saver(
        label=t("Save this plan as a scenario file"), name=name, kind="text/yaml", text=text if of == draft else "",
        event_make=lambda _: set_made((draft, *files.saved(draft))),
    )  # fmt: skip
