"""Teams with registration kits enrol residents for a digital ID."""

from __future__ import annotations

from typing import Any

from sim.city.columns import DEVICES
from sim.draws import Draws
from sim.kernels import add_where
from sim.params import Param
from sim.rules import Aim, Policy, Spend
from sim.tables import City

NO_PHONE = DEVICES.index("no phone")


class IdCampaign(Policy):
    """Kits add capacity, and teams in the street make people come.

    Eligible: residents without an ID in the districts and groups aimed at (papers are still needed).
    Reached:  kits · per_kit enrolments a month at most.
    Effect:   capacity up; chance of coming + push, wherever the office is; without a phone + push · (1 − sim_bound).
    Cost:     each kit once; a team per kit and the outreach every month. Enrolments are paid by
              `enrolment`.

    `sim_bound` is for campaigns that work through the phone: SIM cards without an ID are to be cut off. Leaves out the
    lines that are cut.

    Source: Nigeria barred 72 million lines without an identity number in April 2022 (Nigerian Communications
    Commission, quoted by thenicheng.com).
    """

    reads = ("residents.device",)
    writes = ("government.kits", "residents.enrol_push")
    components = ("identity",)
    changes = ("id_enrolled", "higher")
    side_effects = "Residents without papers gain nothing; enrolled is not yet active."
    kits = Param(20, unit="kits", bounds=(0, 2000), role="lever", label="Registration kits in the field",
                 source="policy choice")  # fmt: skip
    per_kit = Param(600, unit="people/kit-month", bounds=(50, 3000), role="uncertainty",
                    label="Enrolments a kit can make in a month",
                    source="assumption: about 30 a working day")  # fmt: skip
    push = Param(0.15, unit="1/month", bounds=(0.0, 1.0), role="uncertainty",
                 label="Extra chance of coming when a team is near", source="assumption")  # fmt: skip
    sim_bound = Param(
        0.0, unit="share", bounds=(0.0, 1.0), role="lever",
        label="Part of the extra chance that only owners of a phone have, whose SIM card depends on the ID",
        source="policy choice: none, unless SIM cards are cut off without an ID, as in Nigeria",
    )  # fmt: skip
    kit_price = Param(4000, unit="US$/kit", bounds=(500, 20000), role="uncertainty", label="Price of a kit",
                      source="assumption, after the ID4D cost model")  # fmt: skip
    team = Param(1200, unit="US$/kit-month", bounds=(100, 10000), role="uncertainty",
                 label="Monthly cost of the team at one kit", source="assumption")  # fmt: skip
    outreach = Param(5000, unit="US$/month", bounds=(0, 500_000), role="lever",
                     label="Information campaign", source="policy choice")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Field the kits of the month."""
        kits = aim.strength * p.kits
        city.government.kits[0] += kits * p.per_kit
        push, r = aim.strength * p.push * (p.kits > 0), city.residents
        add_where(r.enrol_push, push, aim.residents & (r.device != NO_PHONE))
        add_where(r.enrol_push, push * (1 - p.sim_bound), aim.residents & (r.device == NO_PHONE))
        costs = [Spend("people", kits * p.team), Spend("campaigns", aim.strength * p.outreach * (p.kits > 0))]
        if aim.months_on == 0:
            costs.append(Spend("kits", p.kits * p.kit_price, capital=True, units=p.kits))
        return tuple(costs)
