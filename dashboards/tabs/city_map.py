"""Map: where the included and the left-out live, month by month, and every district on one line."""

from __future__ import annotations

from typing import Any

import solara

from dashboards.charts.figure import Figure, side_at
from dashboards.charts.look import Theme
from dashboards.charts.rows import dots
from dashboards.engine.replays import use_replay
from dashboards.engine.workers import Replay
from dashboards.plans.picks import FIRST
from dashboards.state import Session
from dashboards.widgets.declared import CityMap
from dashboards.widgets.parts import Choice, FigureView, Legend, Missing, tag
from experiments.comparing.compare import Comparison
from experiments.explaining.residents import person
from experiments.language import mark, t
from experiments.report.findings import at_the_end, of_plans
from experiments.telling.cells import Columns, Row, share
from experiments.telling.numbers import month_name, people
from experiments.telling.words import quoted

VIEWS = {
    "stage_payments": mark("Digital payments"), "identity": mark("Digital ID"), "online": mark("Online"),
    "device": mark("Phone"),
}  # fmt: skip
STAGE_WORDS = {
    "unaware": mark("have not heard of it"), "aware": mark("have heard of it"), "registered": mark("have signed up"),
    "uses": mark("use it"), "lapsed": mark("have stopped"),
}  # fmt: skip
LIGHT = ("#8a8a80", "#7d4b1f", "#c07d00", "#00497a", "#a8407f")
DARK = ("#7d7d77", "#b07d4c", "#e0a93f", "#7cc8f0", "#f08ac0")
"""From nothing known to use and to having stopped; each stands out from the ground, three to one."""


def inks(codes: tuple[str, ...], colors: Theme) -> list[str]:
    """A colour for each code; the last good one, using or having it, is always the same blue."""
    ramp = DARK if colors.dark else LIGHT
    if len(codes) == 5:  # unaware, aware, registered, uses, lapsed
        return list(ramp)
    return {2: [ramp[0], ramp[3]], 3: [ramp[0], ramp[2], ramp[3]]}[len(codes)]


def by_district(comparison: Comparison, colors: Theme) -> Figure | None:
    """Every district on a line of equal height, a dot per plan; least served first."""
    shares = {s.name: {g.label: g for g in s.groups if g.dimension == "district"} for s in comparison.sides}
    names = set.intersection(*(set(found) for found in shares.values()))
    if not names:
        return None
    last = comparison.sides[-1]
    order = sorted(names, key=lambda name: shares[comparison.reference][name].share.mean)
    values = {name: [100 * found[d].share.mean for d in order] for name, found in shares.items()}
    low = min(order, key=lambda name: shares[last.name][name].share.mean)
    reached = people(shares[last.name][low].share.mean)
    finding = t(
        "Even with {plan}, {number} of 100 are reached in {district}, the district served least.",
        plan=quoted(last.plan.title), number=reached, district=t(low),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (t(d), *(share(shares[s.name][d].share) for s in comparison.sides)) for d in order
    )
    columns: Columns = (
        t("District"),
        *of_plans(comparison, at_the_end(comparison, t("of 100 adults in the district"))),
    )
    option = dots([t(d) for d in order], comparison, values, colors, t("of 100 adults in the district"))
    measure = t("Of 100 adults in each district, in the last month; one line for each, whatever its size.")
    return Figure("districts", finding, measure, option, columns, rows, 70 + 25 * len(order))


@solara.component
def Map(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The canvas for the chosen plan, and the districts under all plans."""
    asked = session.picks.value.show
    view = asked if asked in VIEWS else FIRST.show
    side = side_at(comparison, session.place.value)
    result = use_replay(session, side.plan)
    names = {t(words): name for name, words in VIEWS.items()}
    Choice(t("Show"), list(names), t(VIEWS[view]), lambda word: session.pick(show=names[word]))
    Missing(asked, VIEWS, t(VIEWS[view]))
    title = t(
        "{what}: every dot is a resident, under {plan}", what=t(VIEWS[view]), plan=quoted(side.plan.title)
    )
    with tag("div", css="card"):
        tag("h3", title)
        if result is None:
            tag("p", t("The months are being replayed …"), css="small", role="status")
        else:
            Canvas(session, result, view, side.plan.scenario, title, colors)
        Picked(session, result)
    figure = by_district(comparison, colors)
    if figure is not None:
        Legend(comparison, colors)
        FigureView(figure)


@solara.component
def Picked(session: Session, replay: Replay | None) -> None:
    """Who was picked on the map, and the way to that person's story."""
    row = session.picks.value.person
    if replay is None or not 0 <= row < len(replay.x):
        tag("p", t("A click on a dot picks that person for “Stories”."), css="small")
        return
    tag("p", person(replay.facts, row, tuple(d["name"] for d in replay.districts)), role="status")
    solara.Button(
        t("Read this person’s story"),
        on_click=lambda: session.tab.set("stories"),
        text=True,
        classes=["plain"],
    )


@solara.component
def Canvas(session: Session, replay: Replay, name: str, scenario: Any, title: str, colors: Theme) -> None:
    """The dots themselves, which are saved as a picture with a title."""
    packed = solara.use_memo(lambda: replay.packed(name), dependencies=[id(replay), name])
    places = solara.use_memo(replay.places, dependencies=[id(replay)])
    codes, picks = replay.codes[name], session.picks.value
    months = [scenario.date(m) for m in range(scenario.months + 1)]
    month = months.index(picks.month) if picks.month in months else scenario.months
    Missing(picks.month, months, month_name(months[month]))
    CityMap(
        title=title, packed=packed, places=places, size=len(replay.x), month=month,
        names=[t(STAGE_WORDS.get(code, code)) for code in codes],
        dates=[month_name(date) for date in months], colors=inks(codes, colors),
        districts=[d | {"name": t(d["name"])} for d in replay.districts], ink=colors["ink"], paper=colors["paper"],
        chosen=picks.person, event_pick=lambda row: session.pick(person=int(row)),
        event_rested=lambda at: session.pick(month=months[int(at)] if at < scenario.months else ""),
    )  # fmt: skip
