"""The dated life line of one resident, business or agency, under one plan or two.

A resident's line is read from what the recorder keeps of every month when a city is run with its
history: each change of phone, ID, account of use and trust, and each new thing in the way. Under
two plans with one seed it is the same person with the same luck.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.choice import AWARENESS, CONSTRAINTS, STAGES
from sim.errors import DPICityError
from sim.model import DPICity
from sim.recorder import AGENCY_HISTORY

if TYPE_CHECKING:
    from experiments.running.runner import Plan
    from sim.tables import Array

CHANNELS = {"payments": "digital payments", "eservices": "e-services", "assistant": "AI-assisted services"}
TOLD = {
    "device": "now has: {word}",
    "online": "is now {word}",
    "identity": "ID: {word}",
    **{f"stage_{channel}": f"{title}: {{word}}" for channel, title in CHANNELS.items()},
}
"""What is told of each change; `word` is the name of the new code."""
BLOCKED = "{title}: kept out by {word}"
SILENT = {CONSTRAINTS[0], "deciding"}  # said by the stage, or by nothing having happened yet
TRUST_STEP = 0.08  # a change of trust within a month that is worth a line


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened: the month, its date, and a few words."""

    month: int
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Life:
    """One resident or business under one plan: who they are, what happened, how it ends."""

    plan: str
    who: str
    moments: tuple[Moment, ...]
    end: dict[str, str]


def lived(plan: Plan, seed: int) -> DPICity:
    """The plan's city, run to the end with the history of everybody kept."""
    model = DPICity(plan.scenario, seed=seed, history=True)
    model.run_model()
    return model


def resident(model: DPICity, plan: Plan, row: int) -> Life:
    """The life line of resident `row` (counted from 0)."""
    known = len(model.city.residents)
    if not 0 <= row < known:
        raise DPICityError(f"--resident {row}: residents are numbered from 0 to {known - 1}.")
    history, codes = model.record.history, model.record.codes
    found = [
        (month, text.format(word=codes[column][now]))
        for column, text in TOLD.items()
        for month, now in _changes(history[column][:, row])
    ]
    for channel, title in CHANNELS.items():
        found += _obstacles(history[f"barrier_{channel}"][:, row], title)
    found += _services(history["need"][:, row], codes["need"])
    found += _trust(history["trust"][:, row])
    moments = tuple(Moment(m, plan.scenario.date(m), text) for m, text in sorted(found, key=lambda f: f[0]))
    return Life(plan.title, who(model, row), moments, _end(model, row))


def business(model: DPICity, plan: Plan, row: int) -> Life:
    """The life line of business `row`: when it was set up, and when it took digital payment."""
    known = len(model.city.businesses)
    if not 0 <= row < known:
        raise DPICityError(f"--business {row}: businesses are numbered from 0 to {known - 1}.")
    history = model.record.history
    told = {"businesses.accepts": ("stops taking digital payment", "takes digital payment"),
            "businesses.onboarded": ("", "is helped to set up")}  # fmt: skip
    found = [(m, words[now]) for key, words in told.items() for m, now in _changes(history[key][:, row])]
    b = model.city.businesses
    size, area = b.columns["size"].codes[b.size[row]], model.city.names["districts"][b.district[row]]
    moments = tuple(Moment(m, plan.scenario.date(m), text) for m, text in sorted(found))
    name = f"Business {row}: {size}, {'registered' if b.formal[row] else 'not registered'}, in {area}"
    paying = f"{b.payers[row]} of {b.customers[row]} customer visits by people who pay digitally"
    return Life(plan.title, name, moments, {"takes digital payment": "yes" if b.accepts[row] else "no",
                                            "customers": paying})  # fmt: skip


def agency(model: DPICity, plan: Plan, row: int) -> Life:
    """The life line of agency `row`: services, systems, outages, vendors and registries."""
    known = len(model.city.agencies)
    if not 0 <= row < known:
        raise DPICityError(f"--agency {row}: agencies are numbered from 0 to {known - 1}.")
    lines = {key.partition(".")[2]: model.record.history[key][:, row] for key in AGENCY_HISTORY}
    a, names = model.city.agencies, model.city.names
    levels, vendors = a.columns["digitisation"].codes, names["vendors"]
    found = [(m, f"services are now {levels[now]}") for m, now in _changes(lines["digitisation"])]
    found += [(m, f"moves to {vendors[now]}") for m, now in _changes(lines["vendor"])]
    found += [(m, "systems are down") for m, now in _changes(lines["down"]) if now]
    found += [(m, _renewal(lines["legacy"], m)) for m, _ in _changes(lines["renewals"])]
    found += [(m, f"pays US$ {lines['paid'][m]:,.0f} a year from now on") for m, _ in _changes(lines["paid"])]
    found += [(m, f"can query {share} % of the other registries") for m, share in _steps(lines["links"])]
    moments = tuple(Moment(m, plan.scenario.date(m), text) for m, text in sorted(found, key=lambda f: f[0]))
    end = {"services": levels[a.digitisation[row]], "vendor": vendors[a.vendor[row]],
           "legacy systems": f"{a.legacy[row]:.0%}",
           "cost of leaving the vendor": f"US$ {a.switching_cost[row]:,.0f}"}  # fmt: skip
    return Life(plan.title, f"Agency {row}: {names['agencies'][row]}", moments, end)


def _renewal(legacy: Array, month: int) -> str:
    """What a modernisation left behind."""
    if legacy[month] < legacy[month - 1]:
        return f"systems are renewed: {legacy[month]:.0%} legacy left"
    return "a renewal of the systems fails"


def _steps(line: Array, step: float = 0.25) -> list[tuple[int, int]]:
    """Months in which a share passes a quarter, a half, three quarters; with the percentage."""
    passed = (line // step).astype(int)
    return [(m, round(100 * step * now)) for m, now in _changes(passed) if now]


def who(model: DPICity, row: int) -> str:
    """A resident in one line, in words."""
    r, labels = model.city.residents, model.record.groups.labels
    codes = model.city.groups.codes[row]
    dimension = model.record.groups.dimension
    told = {dimension[g]: labels[g] for g in codes}
    person = "Woman" if r.female[row] else "Man"
    extras = [
        told[d]
        for d in ("disability", "migrant")
        if told[d] not in ("without a disability", "settled residents")
    ]
    parts = [f"{told['age']}", told["fifth"], told["education"], told["work"], *extras]
    return f"Resident {row}: {person}, {', '.join(parts)}, in {told['district']}"


def _changes(line: Array) -> list[tuple[int, int]]:
    """Months in which a code differs from the month before, with the new code."""
    months = np.flatnonzero(line[1:] != line[:-1]) + 1
    return [(int(m), int(line[m])) for m in months]


def _obstacles(line: Array, title: str) -> list[tuple[int, str]]:
    """Each new constraint met; one that returns after "deciding" is not repeated."""
    found: list[tuple[int, str]] = []
    last = CONSTRAINTS[AWARENESS]  # where everybody starts
    for month, code in [(1, int(line[1])), *_changes(line[1:])] if line.size > 1 else []:
        word = CONSTRAINTS[code]
        if word not in SILENT and word != last:
            found.append((month, BLOCKED.format(title=title, word=word)))
        last = word if word != "deciding" else last
    return found


def _services(line: Array, outcomes: tuple[str, ...]) -> list[tuple[int, str]]:
    """Denials, and the first need met in each way."""
    found: list[tuple[int, str]] = []
    met: set[int] = set()
    for month in np.flatnonzero(line):
        code = int(line[month])
        if outcomes[code] == "denied" or code not in met:
            found.append((int(month), f"needs a public service: {outcomes[code]}"))
        met.add(code)
    return found


def _trust(line: Array) -> list[tuple[int, str]]:
    """Months in which trust jumps."""
    steps = np.diff(line)
    return [
        (int(m) + 1, f"trust {'falls' if steps[m] < 0 else 'rises'} from {line[m]:.2f} to {line[m + 1]:.2f}")
        for m in np.flatnonzero(np.abs(steps) >= TRUST_STEP)
    ]


def _end(model: DPICity, row: int) -> dict[str, str]:
    """Where the resident stands in the last month: the stage of each channel, or what keeps them out."""
    r, end = model.city.residents, {}
    for channel, title in CHANNELS.items():
        stage = STAGES[r.array(f"stage_{channel}")[row]]
        barrier = CONSTRAINTS[r.array(f"barrier_{channel}")[row]]
        end[title] = "uses them" if stage == "uses" else f"{stage}; kept out by {barrier}"
    end["trust"] = f"{r.trust[row]:.2f}"
    return end
