"""Who is left out, closer: how far people get on the way to use, and groups that cross, such as poor women."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from dashboards.charts.figure import Figure, axis, frame
from dashboards.charts.look import Theme
from dashboards.charts.rows import DECALS, bars, row_label
from dashboards.engine.workers import Replay
from experiments.comparing.compare import Comparison, Side
from experiments.comparing.gaps import ENOUGH
from experiments.comparing.stats import Estimate, estimate
from experiments.language import mark, t
from experiments.report.findings import at_the_end, of_plans
from experiments.telling.cells import NONE, Columns, Head, Number, Row, share
from experiments.telling.groups import who
from experiments.telling.numbers import people, plain
from experiments.telling.words import quoted, titled
from sim.choice import STAGES
from sim.city.groups import FIFTHS, SEX
from sim.tables import Array

STEPS = {
    mark("know about it"): ("aware", "registered", "uses", "lapsed"),
    mark("are registered"): ("registered", "uses", "lapsed"),
    mark("use it"): ("uses",),
}
"""The way to use: who has come at least so far."""


def funnel(comparison: Comparison, channel: str, title: str, colors: Theme) -> Figure:
    """How many people come how far on the way to use, a bar per plan; the largest loss is the finding."""
    column = f"stage_{channel}"
    found = {
        side.name: [
            estimate([run.counted.share(column, *codes)[-1] for run in side.runs]) for codes in STEPS.values()
        ]
        for side in comparison.sides
    }
    words = [t(word) for word in STEPS]
    series = [
        (
            titled(s),
            colors.look(int(s.name.removeprefix("plan"))).color,
            [100 * known.mean for known in found[s.name]],
        )
        for s in comparison.sides
    ]
    rows: tuple[Row, ...] = tuple(
        (word, *(share(found[s.name][i]) for s in comparison.sides)) for i, word in enumerate(words)
    )
    last = comparison.sides[-1]
    shares = [1.0, *(known.mean for known in found[last.name])]
    lost = [before - after for before, after in pairwise(shares)]
    step = int(np.argmax(lost))
    finding = t("With {plan}, the largest loss is before people {step}: {number} of 100.", plan=quoted(last.plan.title),
                step=words[step], number=plain(100 * lost[step]))  # fmt: skip
    measure = t(
        "Of 100 adults, how many have come so far on the way to using {channel}, in the last month.",
        channel=title,
    )
    option = bars(words, series, colors, t("of 100 adults"))
    option["xAxis"]["max"] = 100
    columns: Columns = (
        t("Have come so far"),
        *of_plans(comparison, at_the_end(comparison, t("of 100 adults"))),
    )
    return Figure(
        "funnel", finding, measure, option, columns, rows, 70 + len(words) * (18 + 12 * len(series))
    )


def crossed(replay: Replay) -> tuple[Array, Array]:
    """Users and residents by sex and income fifth in the last month."""
    uses = replay.states["stage_payments"][-1] == STAGES.index("uses")
    place = replay.facts["female"].astype(int) * len(FIFTHS) + replay.facts["fifth"]
    cells = len(SEX) * len(FIFTHS)
    counts = np.bincount(place, minlength=cells).reshape(len(SEX), -1)
    users = np.bincount(place, weights=uses, minlength=cells).reshape(len(SEX), -1)
    return users, counts


def both(replay: Replay, side: Side, colors: Theme) -> Figure:
    """Sex and income together: a cell for each, hatched where too few people are in it."""
    users, counts = crossed(replay)
    shares = users / np.maximum(counts, 1)
    known = counts >= ENOUGH
    fifths, sexes = [who("fifth", name) for name in FIFTHS], [t(name) for name in SEX]
    finding = t("Use by sex and income together")
    if known.any():
        i, j = np.unravel_index(np.where(known, shares, np.inf).argmin(), shares.shape)
        finding = t("Of {sex} in {fifth}, {number} of 100 use digital payments: the lowest of all.",
                    sex=sexes[i], fifth=fifths[j], number=people(float(shares[i, j])))  # fmt: skip
    measure = t("Of 100 adults in each cell under {plan}, in the last month, in one simulated city. Hatched: fewer than "
                "{least} simulated residents, so nothing is said.", plan=quoted(side.plan.title), least=ENOUGH)  # fmt: skip
    option = frame(colors) | {
        "xAxis": axis(colors, type="category", data=sexes, splitLine={"show": False}),
        "yAxis": axis(colors, type="category", data=fifths, inverse=True, splitLine={"show": False})
        | {"axisLabel": row_label(colors)},
        "visualMap": {"min": 0, "max": 100, "show": False, "inRange": {"color": ["#fde737", "#7f7c75", "#00224e"]}},
        "series": [{"type": "heatmap", "data": _cells(shares, known, colors), "label": {"show": True}}],
        "tooltip": {"show": False},
    }  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (sexes[i], *(share(Estimate(float(shares[i, j]))) if known[i, j] else Number(t("too few"), NONE)
                     for j in range(len(fifths))))
        for i in range(len(sexes))
    )  # fmt: skip
    end = side.plan.scenario.date(side.plan.scenario.months)
    columns: Columns = (t("Sex"), *(Head(fifth, f"{t('of 100 adults')}; {end}") for fifth in fifths))
    return Figure("crossing", finding, measure, option, columns, rows, 230)


def _cells(share: Array, known: Array, colors: Theme) -> list[dict[str, object]]:
    cells: list[dict[str, object]] = []
    for (i, j), value in np.ndenumerate(share):
        told = bool(known[i, j])
        number = round(100 * float(value))
        style = {"borderColor": colors["paper"], "borderWidth": 2} | ({} if told else {"decal": DECALS[1]})
        label = {"formatter": str(number) if told else "–", "color": "#000000" if number < 35 else "#ffffff",
                 "fontWeight": "bold"}  # fmt: skip
        cells.append({"value": [i, j, number if told else None], "itemStyle": style, "label": label})
    return cells
