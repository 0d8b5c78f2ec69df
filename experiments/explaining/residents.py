"""One resident in words: who it is, what happened month by month, and how it stands in the end.

Read from what the recorder keeps of every resident when a city is run with its history: a code for
each state, month and resident. What was not kept is not told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from experiments.language import mark, t
from experiments.telling.barriers import CONSTRAINT_WORDS, kept_by
from experiments.telling.groups import aged, who
from experiments.telling.numbers import plain
from sim.choice import CONSTRAINTS
from sim.city.columns import AGES, WORK
from sim.city.groups import FIFTHS
from sim.tables import Array

type Months = Mapping[str, Array]
type Codes = Mapping[str, tuple[str, ...]]

SCHOOLING = (mark("primary schooling or less"), mark("secondary schooling"), mark("tertiary schooling"))
CHANNELS = {
    "payments": mark("digital payments"),
    "eservices": mark("e-services"),
    "assistant": mark("AI-assisted services"),
}
FACTS = ("district", "female", "age", "fifth", "education", "work", "disabled", "migrant")
"""The columns of a resident that `person` tells."""
GAINS = {
    ("device", "basic phone"): mark("has a basic phone"),
    ("device", "smartphone"): mark("has a smartphone"),
    ("online", "online"): mark("is online"),
    ("identity", "enrolled"): mark("is enrolled for a digital ID"),
    ("identity", "active"): mark("has a digital ID that works"),
}
LOSSES = {
    ("device", "no phone"): mark("has no phone any more"),
    ("online", "offline"): mark("is offline again"),
    ("identity", "no digital ID"): mark("has lost the digital ID"),
}
STAGES = {
    "aware": mark("knows about {channel}"),
    "registered": mark("is registered for {channel}"),
    "uses": mark("uses {channel}"),
    "lapsed": mark("no longer uses {channel}"),
}
BLOCKED = mark("kept out of {channel} by {reason}")
CHOSEN = mark("could use {channel}, but does not want to")
START, CHOICE = "awareness", "own choice"
SILENT = ("uses it", "deciding")  # said by the stage, or by nothing having happened yet
TRUST_STEP = 0.08  # a change of trust within a month that is worth a line


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a life: `kind` is "gain", "loss", "barrier" or "service"."""

    month: int
    text: str
    kind: str


def person(facts: Mapping[str, Array], row: int, districts: tuple[str, ...]) -> str:
    """Who it is, in one sentence: sex, age, income, schooling, work and district."""
    f = {name: int(facts[name][row]) for name in FACTS}
    more = [t(SCHOOLING[f["education"]]), t(WORK[f["work"]])]
    more += [t("lives with a disability")] * f["disabled"] + [t("migrant or undocumented")] * f["migrant"]
    said = {"aged": aged(AGES[f["age"]]), "district": t(districts[f["district"]]),
            "income": who("fifth", FIFTHS[f["fifth"]]), "more": t(", ").join(more)}  # fmt: skip
    if f["female"]:
        return t("A woman {aged} in {district}, of {income}: {more}.", **said)
    return t("A man {aged} in {district}, of {income}: {more}.", **said)


def life(months: Months, codes: Codes, row: int, *, settled: int = 1) -> list[Line]:
    """Everything that is told of one resident, in order of time.

    A barrier is told when it lasts `settled` months at least.
    """
    lines: list[Line] = []
    for name in ("device", "online", "identity"):
        if name in months:
            lines += [
                line
                for m, code in changes(months[name][:, row])
                for line in _possession(name, codes[name][code], m)
            ]
    for channel, english in CHANNELS.items():
        title = t(english)
        if f"stage_{channel}" in months:
            lines += _stages(months[f"stage_{channel}"][:, row], codes[f"stage_{channel}"], title)
            lines += _barriers(months[f"barrier_{channel}"][:, row], title, settled)
    if "need" in months:
        lines += _services(months["need"][:, row], codes["need"])
    if "trust" in months:
        lines += _trust(months["trust"][:, row])
    return sorted(lines, key=lambda line: line.month)


def changes(line: Array) -> list[tuple[int, int]]:
    """Months in which a code differs from the month before, with the new code."""
    return [(int(m), int(line[m])) for m in np.flatnonzero(line[1:] != line[:-1]) + 1]


def _possession(name: str, code: str, month: int) -> list[Line]:
    if (name, code) in GAINS:
        return [Line(month, t(GAINS[name, code]), "gain")]
    return [Line(month, t(LOSSES[name, code]), "loss")] if (name, code) in LOSSES else []


def _stages(line: Array, codes: tuple[str, ...], title: str) -> list[Line]:
    return [
        Line(month, t(STAGES[codes[code]], channel=title), "loss" if codes[code] == "lapsed" else "gain")
        for month, code in changes(line) if codes[code] in STAGES
    ]  # fmt: skip


def _barriers(line: Array, title: str, settled: int) -> list[Line]:
    """Each stretch of months that a new barrier lasted, told at its first month."""
    found: list[Line] = []
    starts = [(0, int(line[0])), *changes(line)]
    ends = [month for month, _ in starts[1:]] + [line.size]
    last = START  # where everybody starts
    for (month, code), end in zip(starts, ends, strict=True):
        word = CONSTRAINTS[code]
        if word in SILENT or word == last or end - month < settled:
            continue
        last = word
        text = CHOSEN if word == CHOICE else BLOCKED
        found.append(
            Line(
                month,
                t(text, channel=title) if word == CHOICE else t(text, channel=title, reason=kept_by(word)),
                "barrier",
            )
        )
    return found


def _services(line: Array, outcomes: tuple[str, ...]) -> list[Line]:
    """Denials, and the first need met in each way."""
    found: list[Line] = []
    met: set[int] = set()
    for month in np.flatnonzero(line):
        code = int(line[month])
        denied = outcomes[code] == "denied"
        if denied or code not in met:
            text = t("needs a public service: {outcome}", outcome=t(outcomes[code]))
            found.append(Line(int(month), text, "loss" if denied else "service"))
        met.add(code)
    return found


def _trust(line: Array) -> list[Line]:
    """Months in which trust jumps."""
    steps = np.diff(line)
    return [
        Line(int(m) + 1, _moved(float(line[m]), float(line[m + 1])), "loss" if steps[m] < 0 else "gain")
        for m in np.flatnonzero(np.abs(steps) >= TRUST_STEP)
    ]  # fmt: skip


def _moved(before: float, after: float) -> str:
    said = {"before": plain(before, 0.01), "after": plain(after, 0.01)}
    if after < before:
        return t("trust falls from {before} to {after}", **said)
    return t("trust rises from {before} to {after}", **said)


def ending(months: Months, codes: Codes, row: int, channel: str = "payments") -> str:
    """How it stands in the last month, in one sentence."""
    title = t(CHANNELS[channel])
    if codes[f"stage_{channel}"][months[f"stage_{channel}"][-1, row]] == "uses":
        return t("In the last month this person uses {channel}.", channel=title)
    word = CONSTRAINTS[months[f"barrier_{channel}"][-1, row]]
    if word in CONSTRAINT_WORDS:
        return t("In the last month this person does not use {channel}, because of {reason}.", channel=title,
                 reason=kept_by(word))  # fmt: skip
    return t("In the last month this person does not use {channel}, by choice.", channel=title)


def left_out(months: Months, channel: str = "payments") -> Array:
    """The rows of those who are kept out in the last month, by something that is not their choice."""
    kept = [code for code, word in enumerate(CONSTRAINTS) if word in CONSTRAINT_WORDS]
    found: Array = np.flatnonzero(np.isin(months[f"barrier_{channel}"][-1], kept))
    return found
