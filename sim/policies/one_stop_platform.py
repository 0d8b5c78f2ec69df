"""One front door for the services of every agency."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.city.columns import DIGITISATION
from sim.draws import Draws
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City, Column

DIGITAL = DIGITISATION.index("end to end")


class OneStopPlatform(Policy):
    """A shared platform with forms, payments and status, on which agencies put their services.

    Eligible: every agency with a service that is not yet digital end to end.
    Reached:  agencies as they are ready: capacity and legacy still decide (see digitisation).
    Effect:   a team of fixed size works for those that are least digital: forms for every agency first, what
              happens behind them afterwards. Their chance of the next step is multiplied by
              1 + (push − 1) · agencies ÷ agencies it works for; the others go on alone.
    Cost:     the platform's team, and `service` for each of the services that a step brings online.

    Stands for: Irembo in Rwanda, from 5 to 98 services in 53 months, at an even pace. That forms come first is an
    assumption: a front door is judged by how many services it has.
    """

    reads = ("agencies.digitisation",)
    writes = ("agencies.digitise_help",)
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
        g = city.government
        digitisation = city.agencies.digitisation
        steps = float(digitisation.sum(dtype=np.int64))
        turn = digitisation == min(int(digitisation.min()), DIGITAL - 1)
        new = 0.0 if aim.months_on == 0 else max(steps - float(g.platform_seen[0]), 0.0)
        g.platform_seen[0] = steps
        helped = aim.strength * (p.push - 1) * digitisation.size / max(np.count_nonzero(turn), 1)
        city.agencies.digitise_help[turn] += helped
        built = aim.strength * new * p.services
        return (
            Spend("central_it", built * p.service, capital=True, units=built),
            Spend("central_it", aim.strength * p.team),
        )
