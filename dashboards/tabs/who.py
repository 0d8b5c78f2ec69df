"""Who is left out: the group served least, gaps between groups, and what keeps each group out."""

from __future__ import annotations

import solara

from dashboards.charts.figure import Figure, side_at
from dashboards.charts.look import Theme
from dashboards.charts.rows import bars, dots
from dashboards.engine.replays import use_replay
from dashboards.plans.picks import EVERYONE, FIRST
from dashboards.state import Session
from dashboards.tabs.crossings import both, funnel
from dashboards.widgets.parts import Choice, FigureView, Legend, Missing, Said, tag
from experiments.comparing.compare import Comparison, Side
from experiments.comparing.gaps import constraint_shares
from experiments.comparing.stats import Estimate
from experiments.explaining.residents import CHANNELS
from experiments.language import t
from experiments.report.charts_barriers import MOST, OTHERS
from experiments.report.findings import (
    at_the_end,
    barrier_finding,
    barriers_measure,
    gap_finding,
    groups_measure,
    of_plans,
    told_groups,
)
from experiments.telling.barriers import SHORT, kept_short
from experiments.telling.cells import Columns, Row, share
from experiments.telling.groups import who
from experiments.telling.numbers import people
from experiments.telling.words import least_served, quoted, shut_out, titled, warning


def gaps(comparison: Comparison, colors: Theme) -> Figure:
    """A row per group, a dot per plan."""
    groups = told_groups(comparison)
    shares = {side.name: {g.label: g for g in side.groups} for side in comparison.sides}
    named = {g.label: who(g.dimension, g.label) for side in comparison.sides for g in side.groups}
    values = {name: [100 * found[label].share.mean for label in groups] for name, found in shares.items()}
    rows: tuple[Row, ...] = tuple(
        (named[label], *(share(shares[s.name][label].share) for s in comparison.sides)) for label in groups
    )
    option = dots(
        [named[label] for label in groups], comparison, values, colors, t("of 100 adults in the group")
    )
    measure = groups_measure()
    columns: Columns = (
        t("Group"),
        *of_plans(comparison, at_the_end(comparison, t("of 100 adults in the group"))),
    )
    return Figure("groups", gap_finding(comparison), measure, option, columns, rows, 70 + 25 * len(groups))


def held_back(comparison: Comparison, channel: str, group: str, colors: Theme) -> Figure | None:
    """What keeps a group out of a channel, a bar per plan; None when the channel's barriers are not known."""
    found = {side.name: barriers_of(side, channel, group) for side in comparison.sides}
    if not all(found.values()):
        return None
    names = most_felt(list(found.values()))
    series = [
        (
            kept_short(name),
            colors[f"plan-{i + 1}"],
            [100 * found[s.name][name].mean for s in comparison.sides],
        )
        for i, name in enumerate(names)
    ]
    rest = [100 * sum(k.mean for n, k in found[s.name].items() if n not in names) for s in comparison.sides]
    option = bars(
        [titled(s) for s in comparison.sides], [*series, (t(OTHERS), colors["plan-0"], rest)], colors,
        t("of 100 adults"), stacked=True,
    )  # fmt: skip
    option |= {"legend": {"textStyle": {"color": colors["ink"]}, "top": 0, "left": 0}}
    option["grid"]["top"] = 34
    rows: tuple[Row, ...] = tuple(
        (kept_short(name), *(share(found[s.name][name]) for s in comparison.sides))
        for name in SHORT
        if any(found[s.name][name].mean > 0 for s in comparison.sides)
    )
    measure = barriers_measure()
    columns: Columns = (t("Kept out by"), *of_plans(comparison, at_the_end(comparison, t("of 100 adults"))))
    finding = (
        barrier_finding(comparison)
        if group == EVERYONE and channel == "payments"
        else told(found, comparison, group)
    )
    return Figure("held-back", finding, measure, option, columns, rows, 86 + 44 * len(comparison.sides))


def barriers_of(side: Side, channel: str, group: str) -> dict[str, Estimate]:
    """Shares of a group by what keeps them out of a channel."""
    labels = side.runs[0].counted.groups.labels
    return constraint_shares(side.runs, channel, 0 if group == EVERYONE else labels.index(group))


def most_felt(found: list[dict[str, Estimate]]) -> list[str]:
    """The barriers that hold most people over all plans."""
    total = {name: sum(known[name].mean for known in found) for name in found[0]}
    return sorted((n for n in total if total[n] > 0), key=lambda n: -total[n])[:MOST]


def told(found: dict[str, dict[str, Estimate]], comparison: Comparison, group: str) -> str:
    """How many of a group are kept out at best."""
    totals = {titled(side): sum(k.mean for k in found[side.name].values()) for side in comparison.sides}
    title = min(totals, key=lambda name: totals[name])
    said = {"number": people(totals[title]), "plan": quoted(title)}
    best = len(totals) > 1  # of several plans
    if group == EVERYONE and best:
        return t("At best, {number} of 100 are still kept out ({plan}).", **said)
    if group == EVERYONE:
        return t("{number} of 100 are still kept out ({plan}).", **said)
    said["group"] = named_group(comparison, group)
    if best:
        return t("At best, {number} of 100 among {group} are still kept out ({plan}).", **said)
    return t("{number} of 100 among {group} are still kept out ({plan}).", **said)


def named_group(comparison: Comparison, label: str) -> str:
    """A group inside a sentence, by its label."""
    return next((who(g.dimension, g.label) for g in comparison.base.groups if g.label == label), label)


@solara.component
def WhoIsLeftOut(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The pinned group, the guard, the gaps, and what stands in the way."""
    picks = session.picks.value
    channel = picks.service if picks.service in CHANNELS else FIRST.service
    Pinned(comparison, colors)
    Legend(comparison, colors)
    FigureView(gaps(comparison, colors))
    labels = {t(EVERYONE): EVERYONE} | {who(g.dimension, g.label): g.label for g in comparison.base.groups}
    chosen = next((word for word, label in labels.items() if label == picks.group), t(EVERYONE))
    group = labels[chosen]
    with tag("div", css="choices"):
        Choice(t("What keeps"), list(labels), chosen, lambda word: session.pick(group=labels[word]))
        channels = {t(words): name for name, words in CHANNELS.items()}
        Choice(
            t("out of"),
            list(channels),
            t(CHANNELS[channel]),
            lambda word: session.pick(service=channels[word]),
        )
    Missing(picks.group, labels.values(), chosen)
    Missing(picks.service, CHANNELS, t(CHANNELS[channel]))
    figure = held_back(comparison, channel, group, colors)
    if figure is None:
        tag(
            "p",
            t("What keeps people out of {channel} is not counted.", channel=t(CHANNELS[channel])),
            css="small",
        )
    else:
        FigureView(figure)
    if f"stage_{channel}" in comparison.base.runs[0].counted.codes:
        FigureView(funnel(comparison, channel, t(CHANNELS[channel]), colors))
    Crossing(session, comparison, colors)


@solara.component
def Crossing(session: Session, comparison: Comparison, colors: Theme) -> None:
    """Sex and income together, for the chosen plan."""
    side = side_at(comparison, session.place.value)
    replay = use_replay(session, side.plan)
    if replay is not None:
        FigureView(both(replay, side, colors))


@solara.component
def Pinned(comparison: Comparison, colors: Theme) -> None:
    """The group served least under every plan, and a warning where a plan widens a gap."""
    with tag("div", css="card pinned"):
        tag("h3", t("Who is served least, and what shuts people out"))
        texts = {side.name: f"{least_served(side)} {shut_out(side)}" for side in comparison.sides}
        Said(texts, comparison, colors, beware={side.name: warning(side) for side in comparison.sides})
