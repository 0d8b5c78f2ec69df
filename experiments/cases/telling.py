"""A stored verdict in the reader's language: its status, why, and every figure that it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from experiments.cases.entries import Band, Entry
from experiments.cases.judge import ILLUSTRATIVE, NOT_YET, REPRODUCED, RIDERS, SHARES, VOLUMES, band_name
from experiments.comparing.observed import ROLES, called
from experiments.language import mark, t
from experiments.telling.numbers import NOTHING, magnitude, month_name, percent, plain
from sim.registry import registry

type Row = tuple[str, ...]

STATUSES = {
    REPRODUCED: mark("reproduced"), ILLUSTRATIVE: mark("illustrative"), NOT_YET: mark("not yet"),
}  # fmt: skip
NEVER = mark("not run yet")
WHY = {
    REPRODUCED: mark("Every figure is met."),
    ILLUSTRATIVE: mark("It runs; nothing was measured that it could be held against."),
    NOT_YET: mark("There is no scenario that runs."),
}
FIGURES = {
    "fitted shares, mean error in points": mark("Fitted shares: points off on average, of 100"),
    "fitted volumes relative to a month, mean error in points of the largest value":
        mark("Fitted growth: points off on average, where the largest value is 100"),
    "fitted amounts, mean error in times": mark("Fitted amounts: how many times too large or too small on average"),
    "held-back shares, mean error in points": mark("Shares held back: points off on average, of 100"),
    "held-back volumes relative to a month, mean error in points of the largest value":
        mark("Growth held back: points off on average, where the largest value is 100"),
    "held-back amounts, mean error in times":
        mark("Amounts held back: how many times too large or too small on average"),
    RIDERS: mark("Adults who use a city service, largest share of a month"),
}  # fmt: skip
"""Every figure that is not of one case alone, in plain words, by the name that `judge` gives it."""
LIMITS = {
    "at least": mark("at least {number}"), "at most": mark("at most {number}"), "more than": mark("more than {number}"),
}  # fmt: skip
ONE_LIMIT = re.compile(r"(at least|at most|more than) (\S+?)(?:,|$)")
DIGITS = 3


def status_word(status: str) -> str:
    """The status in words; a case without one was not run."""
    return t(STATUSES.get(status, NEVER))


def why(verdict: Mapping[str, Any]) -> str:
    """Why a case has its status, in one sentence."""
    missed = sum(not check["met"] for check in verdict["checks"])
    if missed:
        return t("Figures missed: {missed} of {number}.", missed=missed, number=len(verdict["checks"]))
    status = verdict["status"]
    return t(WHY[status])


def figure_rows(entry: Entry, verdict: Mapping[str, Any]) -> list[Row]:
    """What had to be met: the figure, what the model makes of it, what is allowed, and whether it is met."""
    bands = {band_name(band): band for band in entry.bands}
    return [_figure(check, bands.get(check["what"])) for check in verdict["checks"]]


def _figure(check: Mapping[str, Any], band: Band | None) -> Row:
    what = check["what"]
    share = what == RIDERS
    name = t(FIGURES.get(what, what))
    if band is not None:
        share = registry().indicators[band.series].unit.startswith("share") and not band.relative_to
        name = f"{called(band.series, band.group)}, {month_name(band.date)}"
    limits = [
        t(LIMITS[word], number=limit(float(number), share)) for word, number in ONE_LIMIT.findall(check["allowed"])
    ]  # fmt: skip
    met = t("yes") if check["met"] else t("no")
    return (name, amount(check["value"], share), t(", ").join(limits), met)


def point_rows(verdict: Mapping[str, Any]) -> list[Row]:
    """Every measured value beside the model's: what, when, both values, and whether it was fitted."""
    rows: list[Row] = []
    for point in verdict["points"]:
        share, role = point["kind"] == SHARES, ROLES[point["role"]]
        rows.append((point_name(point), month_name(point["date"]), amount(point["measured"], share),
                     amount(point["model"], share), t(role)))  # fmt: skip
    return rows


def point_name(point: Mapping[str, Any]) -> str:
    """What was measured: an indicator, among whom, and whether only its growth is told."""
    return called(point["series"], point["group"], relative=point["kind"] == VOLUMES)


def limit(value: float, share: bool) -> str:
    """A limit with no more digits than it was declared with."""
    shown = float(f"{100 * value:.6g}") if share else value
    decimals = len(f"{shown:g}".partition(".")[2])
    text = plain(shown, 10.0**-decimals)
    return percent(text) if share else text


def amount(value: float | None, share: bool) -> str:
    """A value with three digits, a share in hundredths; a dash when there is none."""
    if value is None:
        return NOTHING
    shown = float(f"{100 * value if share else value:.{DIGITS}g}")
    text = plain(shown, 10.0 ** (magnitude(shown) - DIGITS + 1)) if shown else plain(0.0)
    return percent(text) if share else text
