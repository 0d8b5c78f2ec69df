"""Stories: one resident's dated life under the chosen plan, beside the same person without it."""

from __future__ import annotations

from collections.abc import Callable

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
from experiments.telling.numbers import month_name
from experiments.telling.words import quoted

ANY, LEFT, GAINED = (
    mark("somebody"),
    mark("somebody who is left out"),
    mark("somebody whom the plan brings in"),
)
SETTLED = 3  # months that a barrier must last to be told


@solara.component
def Stories(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The same person under two plans."""
    side = side_at(comparison, session.place.value)
    other = comparison.base if side.name != comparison.reference else comparison.sides[-1]
    mine, theirs = use_replay(session, side.plan), use_replay(session, other.plan)
    kind, set_kind = solara.use_state(LEFT)
    if mine is None or theirs is None:
        tag("p", t("The months are being replayed …"), css="small", role="status")
        return
    row = session.resident.value
    if not 0 <= row < len(mine.x):
        row = next_row(kind, mine, theirs, 0)

    def meet(other_kind: str) -> None:
        set_kind(other_kind)
        session.resident.set(next_row(other_kind, mine, theirs, row))

    Person(mine, row, kind, meet)
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
            kinds = {t(words): words for words in (LEFT, GAINED, ANY)}
            Choice(t("Meet"), list(kinds), t(kind), lambda word: meet(kinds[word]))
            solara.Button(t("Another person"), on_click=lambda: meet(kind), text=True, classes=["plain"])


def next_row(kind: str, mine: Replay, theirs: Replay, row: int) -> int:
    """The next resident of a kind, some way further on in the city."""
    out = left_out(mine.states)
    if kind == LEFT:
        rows = out
    elif kind == GAINED:
        uses = mine.codes["stage_payments"].index("uses")
        brought = (mine.states["stage_payments"][-1] == uses) & (theirs.states["stage_payments"][-1] != uses)
        rows = brought.nonzero()[0]
    else:
        return (row + 7919) % len(mine.x)
    if not rows.size:
        return row
    start = (row + 997) % len(mine.x)
    after = rows[rows > start]
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
