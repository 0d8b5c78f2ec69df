"""A validation as one page, as a Markdown file, and as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from experiments.report.sheet import Section, Sheet
from experiments.telling.numbers import plain
from experiments.validating.checking import Shown
from experiments.validating.equilibria import Ends
from experiments.validating.findex import Gap, gaps_line, unmet_line
from experiments.validating.gap_pictures import gaps_chart, gaps_table
from experiments.validating.pictures import (
    allowed,
    ends_chart,
    found,
    overview,
    pattern_chart,
    series_chart,
    series_verdict,
    verdict,
)
from experiments.validating.scoring import CURVES, Scored

HOW = (
    "A pattern is shown when the mean over the simulated cities lies within every one of its bands; the bands come from "
    "the model description and are never widened to fit.",
    "Points held back were never fitted. Bass and logistic curves are fitted to the other points of the same series and "
    "may choose their own launch; the model without its network keeps all other parameters.",
    "A gap between groups is read in the month in which as many pay digitally as in the country in 2017, since Findex "
    "counts every kind of digital payment and a case only its own. Half of all countries lie outside the quartiles, so a "
    "gap outside is told and does not fail the command. The "
    "weights of schooling, income, sex and age on phones, accounts and papers were chosen with these quartiles in sight.",
    "Ranges speak of luck in the simulated cities, not of doubts about assumptions. National series stand in for cities.",
)


@dataclass(frozen=True, slots=True)
class Validation:
    """Everything that was looked at: patterns, series of cases, and both starts of some cities."""

    shown: Sequence[Shown]
    scored: Sequence[Scored]
    starts: dict[str, str] = field(default_factory=dict)
    states: dict[str, Sequence[Ends]] = field(default_factory=dict)
    parameters: str = "the declared parameters"
    gaps: Sequence[Gap] = ()

    @property
    def missed(self) -> list[Shown]:
        """The patterns that are not shown."""
        return [shown for shown in self.shown if shown.missed]

    def findings(self) -> list[str]:
        """The answer in a few sentences, the bad news first."""
        said = [verdict(shown) for shown in self.missed]
        if self.shown:
            good = len(self.shown) - len(self.missed)
            said.append(f"{good} of {len(self.shown)} patterns are shown, with {self.parameters}.")
        for curve in (*CURVES, "without its network"):
            told = [s.beaten(curve) for s in self.scored]
            known = [t for t in told if t is not None]
            if known:
                name = f"the {curve} curve" if curve in CURVES else "the model without its network"
                said.append(
                    f"On points held back, the model is nearer than {name} in {sum(known)} of {len(known)} series."
                )
        if self.gaps:
            said += [gaps_line(self.gaps), unmet_line(self.gaps)]
        said += [states_line(name, ends) for name, ends in self.states.items()]
        return said


def states_line(name: str, ends: Sequence[Ends]) -> str:
    """pix: low and high use can both last under 3 of 20 sets of parameters."""
    two = sum(end.two for end in ends)
    if len(ends) == 1:
        return f"{name}: low and high use can{'' if two else 'not'} both last under these parameters."
    return f"{name}: low and high use can both last under {two} of {len(ends)} sets of parameters."


def sheet(validation: Validation) -> Sheet:
    """The page: the answer, every band, then a picture for each pattern and measured series."""
    charts = [overview(validation.shown)] if validation.shown else []
    charts += [chart for shown in validation.shown if (chart := pattern_chart(shown))]
    charts += [c for s in validation.scored if (c := series_chart(s, validation.starts[s.case]))]
    charts += [gaps_chart(validation.gaps)] if validation.gaps else []
    charts += [ends_chart(name, name, ends) for name, ends in validation.states.items()]
    lines = tuple(f"{s.case}, {s.series.label}: {series_verdict(s)}" for s in validation.scored)
    notes = [Section("How to read this", HOW)]
    if lines:
        notes.insert(0, Section("Every measured series", lines))
    return Sheet(
        "Does the model show what was seen in reality?", tuple(validation.findings()), tuple(charts), tuple(notes),
        tuple(verdict(shown) for shown in validation.missed), "All patterns and cases",
    )  # fmt: skip


def markdown(validation: Validation, command: str) -> str:
    """The same as a Markdown file, tables instead of pictures."""
    lines = ["# Validation", "", f"Written by `{command}`.", ""]
    lines += [f"- {text}" for text in validation.findings()] + [""]
    if validation.shown:
        lines += [
            "## Patterns",
            "",
            "| # | Figure | Model | Band | Unit | |",
            "| --- | --- | --- | --- | --- | --- |",
        ]
        lines += [
            f"| {s.pattern.number} | {b.label} | {found(s.figures[b.name], b.unit)} | {allowed(b)} | {b.unit} "
            f"| {'**missed**' if b in s.missed else 'inside'} |"
            for s in validation.shown
            for b in s.pattern.bands
        ]
        lines += ["", "Sources of the patterns:", ""]
        lines += [
            f"- {s.pattern.number}. {s.pattern.title}: {s.pattern.source}." for s in validation.shown
        ] + [""]
    if validation.scored:
        lines += [
            "## Cases", "", "Mean absolute errors, in points for shares and relative series, else in per cent.", "",
            "| Case | Series | Fitted points | Held back | Bass | Logistic | Without network |",
            "| --- | --- | --- | --- | --- | --- | --- |",
        ]  # fmt: skip
        lines += [_row(scored) for scored in validation.scored] + [""]
    if validation.gaps:
        lines += gaps_table(validation.gaps)
    if validation.states:
        lines += [
            "## Two states",
            "",
            *(f"- {states_line(name, ends)}" for name, ends in validation.states.items()),
            "",
        ]
    return "\n".join([*lines, "## How to read this", "", *(f"- {text}" for text in HOW), ""])


def _row(scored: Scored) -> str:
    rivals = {rival.name: rival.error.mean for rival in scored.rivals}
    unit = "" if scored.series.in_points else " %"
    others = (rivals.get(name, np.nan) for name in (*CURVES, "without its network"))
    cells = [scored.fitted.mean, scored.model.error.mean, *others]
    numbers = " | ".join(f"{plain(x, 0.1)}{unit if np.isfinite(x) else ''}" for x in cells)
    return f"| {scored.case} | {scored.series.label} | {numbers} |"


def as_data(validation: Validation) -> dict[str, Any]:
    """Patterns, series and states as JSON can hold them."""

    def bare(value: float) -> float | None:
        return float(value) if np.isfinite(value) else None

    return {
        "parameters": validation.parameters,
        "patterns": [
            {"pattern": s.pattern.number, "title": s.pattern.title, "shown": not s.missed, "figures": {
                b.name: {"mean": bare(s.figures[b.name].mean), "low": bare(s.figures[b.name].low),
                         "high": bare(s.figures[b.name].high), "band": [b.low, b.high], "unit": b.unit,
                         "inside": b not in s.missed} for b in s.pattern.bands}}
            for s in validation.shown
        ],
        "series": [
            {"case": s.case, "series": s.series.name, "groups": list(s.series.groups),
             "unit": "points" if s.series.in_points else "per cent", "fitted": bare(s.fitted.mean),
             "held_back": bare(s.model.error.mean), "rivals": {r.name: bare(r.error.mean) for r in s.rivals}}
            for s in validation.scored
        ],
        "gaps": [
            {"plan": g.plan, "group": g.group, "mean": bare(g.value.mean), "use": bare(g.use.mean), "country": g.country,
             "measured": bare(g.measured), "quartiles": [g.spread.low, g.spread.high], "inside": g.inside,
             "known_miss": g.unmet}
            for g in validation.gaps
        ],
        "two_states": {name: sum(e.two for e in ends) / len(ends) for name, ends in validation.states.items()},
    }  # fmt: skip
