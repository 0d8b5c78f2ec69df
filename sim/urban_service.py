"""A city service that rides on the digital public infrastructure: what it needs, whom it serves, what it softens."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np

from sim.choice import USES
from sim.city.columns import DEVICES, IDENTITY
from sim.draws import Draws
from sim.rules import Aim, Policy, Spend
from sim.tables import Array, City

ACTIVE, BASIC = IDENTITY.index("active"), DEVICES.index("basic phone")

DOMAINS = (
    "Secure, resilient infrastructure and climate adaptation",
    "Urban environmental sustainability and biodiversity",
    "Urban economic transformation and industrial innovation",
    "Gender equality, social inclusion and human rights",
    "Smart digital governance and data-driven management",
    "Sustainable mobility, tourism and cultural preservation",
    "Sustainable food systems and rural-urban linkages",
    "Multilateral cooperation and regional strategies",
)
"""The eight urban domains of the U4SSC framework for DPI in cities."""

RESIDENT_SIDE = {"identity": "residents.identity", "payments": "residents.stage_payments"}
"""What a resident must hold or use for a component to help them; the other components work behind the counter."""
BUILD_MONTHS = 12


def reads_of(components: tuple[str, ...], *, by_phone: bool = False) -> tuple[str, ...]:
    """The columns that a service on these components reads."""
    own = (RESIDENT_SIDE[c] for c in components if c in RESIDENT_SIDE)
    way = ("residents.covered", "residents.device") if by_phone else ("residents.online",)
    return (*own, *way, *(f"government.works_{c}" for c in components))


class UrbanService(Policy):
    """What all services share; each says the rest in a file of its own.

        able    = (online, or a phone and a signal when `by_phone`) AND the service is for them
                  AND an active ID if it needs one AND paying digitally if it needs that
        riders  = share `reach` · strength of the able, in an order fixed for life
        works   = product of how well the components it needs work (see platform); 0 while one is missing
        hours   = riders · `hours` · works

    Cost: `build` spread over the first year (capital), `running` every month.
    """

    order = 80  # after shocks and after the policies that it may soften or build on
    domain: ClassVar[str] = ""
    by_phone: ClassVar[bool] = False  # a basic phone with a signal is enough
    serves: ClassVar[str] = "every adult"
    softens: ClassVar[tuple[str, ...]] = ()  # names of shocks
    examples: ClassVar[tuple[str, ...]] = ()  # entries of the catalogue of cases
    changes = ("service_riders", "higher")

    def meant_for(self, city: City) -> Array | None:
        """Whom the service is for; None, which is everybody, unless a service says otherwise."""
        return None

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """One month of service."""
        works = self.works(city)
        riders = self.riders(city, p, draw, aim) if works > 0 else np.zeros(0, np.int64)
        city.residents.rides[riders] = 1
        city.government.service_hours[0] += riders.size * city.weight * p.hours * works
        self.help(city, p, draw, aim, riders, works)
        running = Spend("central_it", aim.strength * p.running, units=riders.size * city.weight)
        if aim.months_on >= BUILD_MONTHS:
            return (running,)
        return (Spend("central_it", aim.strength * p.build / BUILD_MONTHS, capital=True), running)

    def works(self, city: City) -> float:
        """How well the components that the service needs work together, in [0, 1]."""
        product = 1.0
        for name in self.components:
            product *= float(city.government.array(f"works_{name}")[0])
        return product

    def able(self, city: City, aim: Aim) -> Array:
        """Residents who could use the service this month."""
        r = city.residents
        way, theirs = r.covered & (r.device >= BASIC) if self.by_phone else r.online, self.meant_for(city)
        able: Array = aim.residents & way
        if theirs is not None:
            able &= theirs
        if "identity" in self.components:
            able &= r.identity == ACTIVE
        if "payments" in self.components:
            able &= r.stage_payments == USES
        return able

    def riders(self, city: City, p: Any, draw: Draws, aim: Aim) -> Array:
        """The rows of those who use it this month."""
        able = self.able(city, aim)
        return draw.choose(f"{aim.stream}.rider", able, aim.strength * p.reach * np.count_nonzero(able))

    def help(self, city: City, p: Any, draw: Draws, aim: Aim, riders: Array, works: float) -> None:
        """What else the service does, in ordinary months or in a crisis; most do nothing more."""


def spare(city: City, draw: Draws, stream: str, riders: Array, chance: float) -> None:
    """Riders who were warned in time are not kept at home by a crisis, each with this chance."""
    r = city.residents
    hit = riders[r.housebound[riders]]
    spared = hit[draw.uniform(stream, hit) < chance]
    r.housebound[spared] = False
    city.government.spared[0] += spared.size * city.weight
