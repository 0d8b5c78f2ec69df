"""The lesson "Why does my grandmother not have the app?": what the class can try, and what comes of it.

Three kinds of help at three strengths, with the app left free or made compulsory: every combination is
run once in one small city, and 200 of its people are shown. Use means using the city's e-services.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.explaining.residents import FACTS, person
from experiments.language import mark
from experiments.running.runner import Plan
from sim.choice import DENIED, USES
from sim.scenario import PolicyUse, Scenario, load_scenario

if TYPE_CHECKING:
    from sim.model import DPICity
    from sim.tables import Array

LESSON = "grandmother"
SEED = 1
PEOPLE = 200
LEVELS = (0.0, 0.5, 1.0)
START = 3  # the month in which help begins
YEAR = 12
OLD = 3  # the code of the oldest age group


@dataclass(frozen=True, slots=True)
class Help:
    """One slider: what it is called, and the policies that it moves together."""

    key: str
    label: str
    policies: tuple[str, ...]


HELP = (
    Help("connect", mark("Networks, cheaper data and phones"),
         ("municipal_broadband", "data_subsidy", "device_subsidy")),
    Help("identity", mark("ID teams that come to you"), ("id_campaign", "documents_light", "remote_onboarding")),
    Help("teach", mark("Courses and help in person"), ("skills_training", "telecentres")),
)  # fmt: skip
COMPULSORY = "digital_only_mandate"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the class chose: a level for every kind of help, and whether the app is compulsory."""

    levels: tuple[int, ...]
    compulsory: bool = False

    @property
    def key(self) -> str:
        """The setting in a few letters: "2100"."""
        return "".join(map(str, (*self.levels, int(self.compulsory))))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a setting, person by person: use at each year's end, what stops them, turned away last year."""

    uses: Array  # year × person
    stops: Array  # code of `CONSTRAINTS`
    denied: Array


@dataclass(frozen=True, slots=True)
class Lesson:
    """Everything the page needs: who the people are, and the outcome of every setting."""

    facts: Mapping[str, Array]
    districts: tuple[str, ...]
    old_women: Array
    outcomes: dict[str, Outcome]

    @property
    def people(self) -> tuple[str, ...]:
        """Who each of the 200 is, in the language in force: one lesson serves readers of every language."""
        return tuple(person(self.facts, row, self.districts) for row in range(len(self.old_women)))

    def users(self, key: str) -> int:
        """How many of the 200 use the app in the end."""
        return int(self.outcomes[key].uses[-1].sum())

    def turned_away(self, key: str) -> int:
        """How many of the 200 were denied a service in the last year."""
        return int(self.outcomes[key].denied.sum())

    @property
    def grandmother(self) -> int:
        """The woman over 60 to ask: out if nothing is done, turned away if forced, and stopped by most different things."""
        nothing, forced = self.outcomes["0000"], self.outcomes["0001"]
        met = np.array([known.stops for known in self.outcomes.values()])
        different = np.array([np.unique(path).size for path in met.T])
        wanted = self.old_women & ~nothing.uses[-1] & forced.denied
        return int(np.argmax(different * (1 + PEOPLE * self.old_women + PEOPLE**2 * wanted)))


def settings() -> list[Setting]:
    """Everything that the class can try, nothing first."""
    levels = product(range(len(LEVELS)), repeat=len(HELP))
    return [Setting(chosen, forced) for chosen in levels for forced in (False, True)]


def plan_of(setting: Setting, base: Scenario) -> Plan:
    """The plan that a setting stands for."""
    uses = [
        PolicyUse(policy, start=START, intensity=LEVELS[level])
        for part, level in zip(HELP, setting.levels, strict=True) if level
        for policy in part.policies
    ]  # fmt: skip
    uses += [PolicyUse(COMPULSORY, start=START)] * setting.compulsory
    return Plan(setting.key, replace(base, policies=(*base.policies, *uses)))


def outcome(model: DPICity, rows: Array) -> Outcome:
    """What came of one run for the people at `rows`."""
    history = model.record.history
    stages, need = history["stage_eservices"][:, rows], history["need"][-YEAR:, rows]
    ends = range(0, len(stages), YEAR)
    uses = np.array([stages[month] == USES for month in ends])
    return Outcome(uses, history["barrier_eservices"][-1, rows], (need == DENIED).any(axis=0))


def make(
    progress: Callable[[float], None] = lambda done: None, tried: Sequence[Setting] | None = None
) -> Lesson:
    """Run every setting; `progress` receives the share that is done."""
    from experiments.running.runner import Cities
    from sim.model import DPICity

    base, cities = load_scenario(LESSON), Cities(1)
    tried = settings() if tried is None else tried
    rows = np.arange(PEOPLE) * (base.residents // PEOPLE)
    outcomes: dict[str, Outcome] = {}
    model: Any = None
    for i, setting in enumerate(tried):
        plan = plan_of(setting, base)
        city = cities.get(plan.scenario, SEED)
        model = DPICity(plan.scenario, seed=SEED, city=city, history=True)
        model.run_model()
        outcomes[setting.key] = outcome(model, rows)
        progress((i + 1) / len(tried))
    r, districts = model.city.residents, model.city.names["districts"]
    facts = {name: r.array(name)[rows] for name in FACTS}
    old_women = (r.female[rows] == 1) & (r.age[rows] == OLD)
    return Lesson(facts, districts, old_women, outcomes)
