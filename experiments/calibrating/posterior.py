"""The file of a calibrated set, which scenarios can use: every plausible draw, best first.

See sim/scenario/calibrated.py for how a scenario takes its parameters from it.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from experiments.calibrating.waves import Outcome
from experiments.running.keeping.atomic import write_text
from experiments.telling.numbers import plain
from sim.params import plain as number
from sim.source import fingerprint
from sim.tables import Array


def text_of(outcome: Outcome, title: str, command: str) -> str:
    """The set as YAML; the same outcome gives the same text."""
    study, kept = outcome.study, outcome.kept
    draws = outcome.draws[kept]
    shared = study.values(draws, "")
    own = {case.name: study.values(draws, case.name) for case in study.cases if case.own}
    lines = [
        f"# Written by `{command}`.",
        f"# {len(kept)} draws that the measurements allow, the least implausible first; see docs/CALIBRATION.md.",
        f"title: {quoted(title)}",
        f"made_with: {quoted(command)}",
        f"model: {quoted(fingerprint())}",
        f"cases: [{', '.join(case.name for case in study.cases)}]",
        f"cutoff: {number(outcome.cutoff)}",
        f"medoid: {outcome.medoid}",
        "errors:",
        *(f"  - {quoted(line)}" for line in error_lines(outcome)),
        "members:",
    ]
    for row, place in enumerate(kept):
        lines.append(f"  - implausibility: {outcome.worst[place]:.3f}")
        lines.append(f"    shared: {mapping(shared[row])}")
        if own:
            inner = ", ".join(f"{name}: {mapping(values[row])}" for name, values in own.items())
            lines.append(f"    cases: {{{inner}}}")
    return "\n".join(lines) + "\n"


def write(path: Path, outcome: Outcome, title: str, command: str) -> Path:
    """Write the set in one go; `ResultsError` when the disk refuses."""
    write_text(path, text_of(outcome, title, command))
    return path


def error_lines(outcome: Outcome) -> list[str]:
    """One sentence for every case and series: the medoid's error, and the range over the members."""
    errors = outcome.errors(outcome.kept)
    lines = []
    for case in outcome.study.cases:
        table = errors[case.name]
        for k, series in enumerate(case.series):
            unit = "points" if series.in_points else "%"
            mine, low, high = (
                plain(float(x), 0.1)
                for x in (table[outcome.medoid, k], *np.quantile(table[:, k], [0.05, 0.95]))
            )
            lines.append(
                f"{case.name}, {series.label}: {mine} {unit} ({low} to {high} over nine tenths of the set)"
            )
    return lines


def in_points(outcome: Outcome, rows: Array) -> dict[str, Array]:
    """Mean absolute error of every case over all its points that are shares or relative, for some draws."""
    found = {}
    for case in outcome.study.cases:
        usable = np.array([case.series[k].in_points for k in case.member])
        off = 100 * np.abs(outcome.modelled[case.name][rows] - case.measured)
        found[case.name] = off[:, usable].mean(axis=1) if usable.any() else np.full(len(rows), np.nan)
    return found


def mapping(values: dict[str, float]) -> str:
    """Numbers by name on one line."""
    return "{" + ", ".join(f"{key}: {number(value)}" for key, value in values.items()) + "}"


def quoted(text: str) -> str:
    """A text in double quotes, as YAML reads it."""
    inner = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'
