"""How far the agencies' services are digital, and how useful that is to residents."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import DIGITISATION
from sim.draws import Draws
from sim.kernels import equation, kernel
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column

PARTLY, DIGITAL = DIGITISATION.index("partly digital"), DIGITISATION.index("end to end")


@equation
def service_usefulness(forms: float, whole: float, legacy: float, down: bool) -> float:
    """½ (forms + whole) · (1 − ½ legacy) · (not down): what one agency's online services are worth."""
    return 0.0 if down else 0.5 * (forms + whole) * (1.0 - 0.5 * legacy)


@kernel
def digitise(
    hazard: float, push: float, forms_help: Array, whole_help: Array, capacity: Array, legacy: Array, forms: Array,
    whole: Array, level: Array,
) -> None:  # fmt: skip
    """Of the services that may take a step, the share hazard · (½ + capacity) · (1 − ½ legacy) · push · help does."""
    for k in range(forms.size):
        chance = hazard * (0.5 + capacity[k]) * (1.0 - 0.5 * legacy[k]) * push
        finished = min(chance * whole_help[k], 1.0) * (forms[k] - whole[k])
        forms[k] += min(chance * forms_help[k], 1.0) * (1.0 - forms[k])
        whole[k] += finished
        level[k] = (forms[k] >= 0.5) + (whole[k] >= 0.5)


@kernel
def offered(
    caseload: Array, forms: Array, whole: Array, legacy: Array, down: Array, accessibility: Array
) -> tuple[float, float, float]:
    """Usefulness, accessibility and share of services digital, weighted by caseload."""
    useful, accessible, digital, total = 0.0, 0.0, 0.0, caseload.sum()
    for k in range(caseload.size):
        weight = caseload[k] / total
        useful += weight * service_usefulness(forms[k], whole[k], legacy[k], down[k])
        accessible += weight * accessibility[k]
        digital += weight * forms[k]
    return useful, accessible, digital


class Digitisation(Mechanism):
    """Agencies digitise service by service, faster with capacity and slower with legacy systems.

        chance    = hazard · (½ + capacity) · (1 − ½ legacy) · push
        whole'    = whole + chance · help · (forms − whole)       services that are digital end to end
        forms'    = forms + chance · help · (1 − forms)           services that have a form online, at least
        usefulness Q = Σ caseload · ½ (forms + whole) · (1 − ½ legacy) · (not down) · fit, at most 1

    A service goes from paper to a form online, and from there to end to end; an agency has many, so that the share of
    them that moves in a month is the chance that one does. `push` speeds all agencies alike, `help` is what a team
    that they share does (see one_stop_platform). `fit` is how well services suit local needs (see governance). Q,
    accessibility and the papers asked are published for residents' decisions, weighted by how often each agency is
    needed. `digitisation` tells how far at least half of an agency's services are; a city file begins with all of an
    agency's services at one level.

    Source: form of Q from the starting specification; the hazard is an assumption (Irembo in Rwanda
    went from 5 to 98 services online in 53 months, of 19 ministries and agencies).
    """

    phase = Phase.AGENCIES
    order = 40
    reads = ("agencies.legacy", "agencies.down", "agencies.capacity", "agencies.caseload",
             "agencies.accessibility", "government.digitise_push")  # fmt: skip
    writes = ("agencies.digitisation",)
    columns = (
        Column("agencies.forms", np.float64, "Services that are at least partly digital", "share", start=0, bounds=(0, 1)),
        Column("agencies.whole", np.float64, "Services that are digital end to end", "share", start=0, bounds=(0, 1)),
        Column("agencies.forms_help", np.float64, "How much a shared team speeds this agency's forms online", "ratio",
               start=1, monthly=True),
        Column("agencies.whole_help", np.float64, "How much a shared team speeds what happens behind the forms",
               "ratio", start=1, monthly=True),
        Column("government.digitise_push", np.float64, "How much a programme speeds digitisation", "ratio",
               start=1, monthly=True),
        Column("government.local_fit", np.float64, "How well services suit local needs", "ratio", start=1,
               monthly=True),
        Column("government.usefulness", np.float64, "Usefulness of online services", "share", start=0),
        Column("government.accessibility", np.float64, "Services usable with a disability", "share", start=0),
        Column("government.digital_share", np.float64, "Services at least partly digital", "share", start=0),
    )  # fmt: skip
    hazard = Param(0.012, unit="1/month", bounds=(0, 0.2), role="uncertainty",
                   label="Chance that a service takes its next step of digitisation", source="assumption")  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Month 0 as the city file says."""
        a = city.agencies
        a.forms[:], a.whole[:] = a.digitisation >= PARTLY, a.digitisation >= DIGITAL
        self._publish(city)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of building services."""
        a, g = city.agencies, city.government
        digitise(p.hazard, float(g.digitise_push[0]), a.forms_help, a.whole_help, a.capacity, a.legacy, a.forms,
                 a.whole, a.digitisation)  # fmt: skip
        self._publish(city)

    def _publish(self, city: City) -> None:
        a, g = city.agencies, city.government
        g.usefulness[0], g.accessibility[0], g.digital_share[0] = offered(
            a.caseload, a.forms, a.whole, a.legacy, a.down, a.accessibility
        )
        g.usefulness[0] = min(g.usefulness[0] * g.local_fit[0], 1.0)
