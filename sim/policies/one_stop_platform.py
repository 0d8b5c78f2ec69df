"""One front door for the services of every agency."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City, Column


class OneStopPlatform(Policy):
    """A shared platform with forms, payments and status, on which agencies put their services.

    Eligible: every agency with a service that is not yet digital end to end.
    Reached:  agencies as they are ready: capacity and legacy still decide (see digitisation).
    Effect:   a team of fixed size puts forms online until every service has one, and then works on what happens
              behind them. The chance of a service's next step is multiplied by
              1 + (push − 1) · agencies ÷ Σ (share of an agency's services that are left for it).
    Cost:     the platform's team, and `service` for each of the services that a step brings online.

    Stands for: Irembo in Rwanda, from 5 to 98 services in 53 months, at an even pace. That forms come first is an
    assumption: a front door is judged by how many services it has.
    """

    reads = ("agencies.forms", "agencies.whole")
    writes = ("agencies.forms_help", "agencies.whole_help")
    columns = (
        Column("government.platform_seen", np.float64, "Steps of digitisation the platform has paid for", "steps",
               start=0),
    )  # fmt: skip
    components = ("eservices",)
    changes = ("usefulness", "higher")
    side_effects = (
        "A form put online asks for the same papers as before; when the platform is down, everything is."
    )
    push = Param(3.0, unit="ratio", bounds=(1.0, 12.0), role="uncertainty",
                 label="How much faster agencies digitise", source="assumption, after Irembo's pace")  # fmt: skip
    services = Param(8, unit="services/step", bounds=(1, 100), role="uncertainty",
                     label="Services that one step of an agency brings online", source="assumption")  # fmt: skip
    service = Param(30_000, unit="US$/service", bounds=(1000, 500_000), role="uncertainty",
                    label="Building one service", source="derived from published contracts: about 30,000")  # fmt: skip
    team = Param(25_000, unit="US$/month", bounds=(0, 500_000), role="uncertainty",
                 label="Team that runs the platform", source="assumption")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Pay for last month's steps, then push on."""
        a, g = city.agencies, city.government
        steps = float(a.forms.sum() + a.whole.sum())
        new = 0.0 if aim.months_on == 0 else max(steps - float(g.platform_seen[0]), 0.0)
        g.platform_seen[0] = steps
        work = aim.strength * (p.push - 1) * a.forms.size
        papers, behind = float((1 - a.forms).sum()), float((a.forms - a.whole).sum())
        a.forms_help += work / papers if papers > 0 else 0.0
        a.whole_help += work / behind if behind > 0 and papers <= 0 else 0.0
        built = aim.strength * new * p.services
        return (
            Spend("central_it", built * p.service, capital=True, units=built),
            Spend("central_it", aim.strength * p.team),
        )
