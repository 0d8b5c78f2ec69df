"""Stories: one resident's dated life under the chosen plan, beside the same person without it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import solara

from dashboards.charts.figure import place_of, side_at
from dashboards.charts.look import Theme
from dashboards.engine.replays import use_replay
from dashboards.engine.workers import Replay
from dashboards.state import Session
from dashboards.widgets.declared import LifeLine
from dashboards.widgets.parts import Choice, tag
from experiments.comparing.compare import Comparison, Side
from experiments.explaining.residents import ending, left_out, life, person
from experiments.language import mark, t
from experiments.telling.numbers import month_name, plain
from experiments.telling.words import quoted
from sim.tables import Array

ANY, LEFT, GAINED = (
    mark("anybody"),
    mark("somebody who is left out"),
    mark("somebody whom the plan brings in"),
)
SETTLED = 3  # months that a barrier must last to be told
STRIDE = 997  # residents passed over on the way to the next person, so that it is no neighbour


@solara.component
def Stories(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The same person under two plans."""
    side = side_at(comparison, session.place.value)
    other = comparison.base if side.name != comparison.reference else comparison.sides[-1]
    mine, theirs = use_replay(session, side.plan), use_replay(session, other.plan)
    kind, set_kind = solara.use_state(GAINED)
    if mine is None or theirs is None:
        tag("p", t("The months are being replayed …"), css="small", role="status")
        return
    lives = (mine, theirs) if side.name != comparison.reference else (theirs, mine)
    row = session.picks.value.person
    if not 0 <= row < len(mine.x):
        if row >= len(mine.x):
            tag("p", t("This city has no resident number {number}; here is somebody else.", number=plain(row)),
                css="warn", role="status")  # fmt: skip
        row = first_row(*lives)

    def meet(other_kind: str) -> None:
        set_kind(other_kind)
        session.pick(person=next_row(rows_of(other_kind, mine, *lives), row, len(mine.x)))

    Person(mine, row, kind, meet)
    if not rows_of(kind, mine, *lives).size:
        tag(
            "p",
            t("In this city nobody is like that, so the person stays the same."),
            css="small",
            role="status",
        )
    with tag("div", css="grid"):
        for one, replay in ((side, mine), (other, theirs)):
            Life(one, replay, row, colors)
    tag(
        "p",
        t("Made-up people of a simulated city; both meet the same luck. Nobody grows older in it."),
        css="small",
    )


@solara.component
def Person(mine: Replay, row: int, kind: str, meet: Callable[[str], None]) -> None:
    """Who it is, and a way to meet somebody else."""
    names = tuple(d["name"] for d in mine.districts)
    with tag("div", css="card"):
        tag("h3", person(mine.facts, row, names))
        with tag("div", css="choices"):
            kinds = {t(words): words for words in (GAINED, LEFT, ANY)}
            Choice(t("Meet"), list(kinds), t(kind), lambda word: meet(kinds[word]))
            solara.Button(t("Another person"), on_click=lambda: meet(kind), text=True, classes=["plain"])


def rows_of(kind: str, mine: Replay, plan: Replay, without: Replay) -> Array:
    """The residents of a kind: left out under the plan that is told, or brought in by the plan."""
    if kind == LEFT:
        return left_out(mine.states)
    if kind == GAINED:
        uses = plan.codes["stage_payments"].index("uses")
        brought = plan.states["stage_payments"][-1] == uses
        return np.intersect1d(np.flatnonzero(brought), left_out(without.states))
    return np.arange(len(mine.x))


def first_row(plan: Replay, without: Replay) -> int:
    """The first to meet: of age, left out without the plan and brought in by it, or the nearest to that."""
    grown = np.flatnonzero(plan.facts["age"] > 0)  # the youngest band reaches below 18
    brought, out = rows_of(GAINED, plan, plan, without), left_out(without.states)
    wanted = (np.intersect1d(brought, grown), brought, np.intersect1d(out, grown), out)
    return next((int(rows[0]) for rows in wanted if rows.size), 0)


def next_row(rows: Array, row: int, size: int) -> int:
    """The next of these residents, some way further round the city of that size; the same one where there are none."""
    if not rows.size:
        return row
    after = rows[rows > (row + STRIDE) % size]
    return int(after[0] if after.size else rows[0])


@solara.component
def Life(side: Side, replay: Replay, row: int, colors: Theme) -> None:
    """One person's lines under one plan."""
    scenario, look = side.plan.scenario, colors.look(place_of(side))
    lines = [
        {"date": month_name(scenario.date(line.month)), "text": line.text, "kind": line.kind}
        for line in life(replay.states, replay.codes, row, settled=SETTLED)
    ]
    LifeLine(
        title=t("Under {plan}", plan=quoted(side.plan.title)), sign=look.sign, color=look.color, lines=lines,
        ending=ending(replay.states, replay.codes, row),
    )  # fmt: skip
