"""The dated life line of one resident, business or agency, under one plan or two.

A resident's line is read from what the recorder keeps of every month when a city is run with its
history (`residents.py`). Under two plans with one seed it is the same person with the same luck.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from experiments.explaining.residents import CHANNELS, FACTS, changes, life, person
from sim.choice import CONSTRAINTS, STAGES
from sim.errors import DPICityError
from sim.model import DPICity
from sim.recorder import AGENCY_HISTORY

if TYPE_CHECKING:
    from experiments.running.runner import Plan
    from sim.tables import Array


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
    history, codes, r = model.record.history, model.record.codes, model.city.residents
    found = life(history, codes, row)
    moments = tuple(Moment(line.month, plan.scenario.date(line.month), line.text) for line in found)
    words = person({name: r.array(name) for name in FACTS}, row, model.city.names["districts"])
    return Life(plan.title, f"Resident {row}: {words}", moments, _end(model, row))


def business(model: DPICity, plan: Plan, row: int) -> Life:
    """The life line of business `row`: when it was set up, and when it took digital payment."""
    known = len(model.city.businesses)
    if not 0 <= row < known:
        raise DPICityError(f"--business {row}: businesses are numbered from 0 to {known - 1}.")
    history = model.record.history
    told = {"businesses.accepts": ("stops taking digital payment", "takes digital payment"),
            "businesses.onboarded": ("", "is helped to set up")}  # fmt: skip
    found = [(m, words[now]) for key, words in told.items() for m, now in changes(history[key][:, row])]
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
    found = [(m, f"services are now {levels[now]}") for m, now in changes(lines["digitisation"])]
    found += [(m, f"moves to {vendors[now]}") for m, now in changes(lines["vendor"])]
    found += [(m, "systems are down") for m, now in changes(lines["down"]) if now]
    found += [(m, _renewal(lines["legacy"], m)) for m, _ in changes(lines["renewals"])]
    found += [(m, f"pays US$ {lines['paid'][m]:,.0f} a year from now on") for m, _ in changes(lines["paid"])]
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
    return [(m, round(100 * step * now)) for m, now in changes(passed) if now]


def _end(model: DPICity, row: int) -> dict[str, str]:
    """Where the resident stands in the last month: the stage of each channel, or what keeps them out."""
    r, end = model.city.residents, {}
    for channel, title in CHANNELS.items():
        stage = STAGES[r.array(f"stage_{channel}")[row]]
        barrier = CONSTRAINTS[r.array(f"barrier_{channel}")[row]]
        end[title] = "uses them" if stage == "uses" else f"{stage}; kept out by {barrier}"
    end["trust"] = f"{r.trust[row]:.2f}"
    return end
