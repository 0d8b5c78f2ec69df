"""One resident's life under a plan, as dated lines: what happened, and what stood in the way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboards.engine.workers import Replay
from experiments.report.charts_barriers import SHORT
from experiments.telling.words import CONSTRAINT_WORDS
from sim.city.columns import AGES, EDUCATION, WORK
from sim.city.groups import FIFTHS
from sim.tables import Array

GAINS = {
    ("device", "basic phone"): "has a basic phone",
    ("device", "smartphone"): "has a smartphone",
    ("online", "online"): "is online",
    ("identity", "enrolled"): "is enrolled for a digital ID",
    ("identity", "active"): "has a digital ID that works",
    ("stage_payments", "aware"): "knows about digital payments",
    ("stage_payments", "registered"): "is registered for digital payments",
    ("stage_payments", "uses"): "pays digitally",
    ("stage_payments", "lapsed"): "no longer pays digitally",
}
LOSSES = {("online", "offline"): "is offline again", ("identity", "no digital ID"): "has lost the digital ID"}
QUIET = ("uses it", "own choice", "deciding")
SETTLED = 3  # months that a barrier must last to be told


@dataclass(frozen=True, slots=True)
class Line:
    """One dated line of a life: `kind` is "gain", "loss" or "barrier"."""

    month: int
    text: str
    kind: str


def person(replay: Replay, row: int, districts: tuple[str, ...]) -> str:
    """Who it is, in one sentence: sex, age, income, schooling, work and district."""
    f = {name: int(values[row]) for name, values in replay.facts.items()}
    sex = "woman" if f["female"] else "man"
    more = [
        EDUCATION[f["education"]] + " schooling" if f["education"] else "primary schooling or less",
        WORK[f["work"]],
    ]
    more += ["lives with a disability"] * f["disabled"] + ["migrant or undocumented"] * f["migrant"]
    income = FIFTHS[f["fifth"]]
    return f"A {sex} aged {AGES[f['age']]} in {districts[f['district']]}, of the {income}: {', '.join(more)}."


def life(replay: Replay, row: int) -> list[Line]:
    """Everything that is told of one resident, in order of time."""
    lines: list[Line] = []
    for name in ("device", "online", "identity", "stage_payments"):
        codes, path = replay.codes[name], replay.states[name][:, row]
        for month in np.flatnonzero(np.diff(path.astype(np.int16))) + 1:
            lines += _told(name, codes[path[month]], int(month))
    lines += _barriers(replay.states["barrier_payments"][:, row], replay.codes["barrier_payments"])
    return sorted(lines, key=lambda line: line.month)


def _told(name: str, code: str, month: int) -> list[Line]:
    if (name, code) in GAINS:
        return [Line(month, GAINS[name, code], "loss" if code == "lapsed" else "gain")]
    return [Line(month, LOSSES[name, code], "loss")] if (name, code) in LOSSES else []


def _barriers(path: Array, codes: tuple[str, ...]) -> list[Line]:
    """Each stretch of months that a barrier lasted, told at its first month."""
    changes = np.flatnonzero(np.diff(path.astype(np.int16))) + 1
    starts = [0, *changes.tolist()]
    ends = [*changes.tolist(), path.size]
    lines, last = [], ""
    for start, end in zip(starts, ends, strict=True):
        code = codes[path[start]]
        if code in QUIET or end - start < SETTLED or code == last:
            continue
        last = code
        lines.append(Line(start, f"kept from paying digitally by {CONSTRAINT_WORDS[code]}", "barrier"))
    return lines


def ending(replay: Replay, row: int) -> str:
    """How it stands in the last month."""
    if replay.codes["stage_payments"][replay.states["stage_payments"][-1, row]] == "uses":
        return "In the last month this person pays digitally."
    code = replay.codes["barrier_payments"][replay.states["barrier_payments"][-1, row]]
    if code in QUIET:
        return "In the last month this person does not pay digitally, by choice."
    return f"In the last month this person does not pay digitally, because of {CONSTRAINT_WORDS[code]}."


def left_out(replay: Replay) -> Array:
    """The rows of those who are kept out in the last month, by something that is not their choice."""
    codes = replay.codes["barrier_payments"]
    kept = [i for i, code in enumerate(codes) if code in SHORT]
    found: Array = np.flatnonzero(np.isin(replay.states["barrier_payments"][-1], kept))
    return found
