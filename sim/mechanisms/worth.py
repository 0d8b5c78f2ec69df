"""What digital services and payments are worth, in hours and money."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.choice import ONLINE
from sim.draws import Draws
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import City, Column

HOURS_A_MONTH = 160


class Worth(Mechanism):
    """Hours that residents and officials do not spend, and payments that need no cash, have a price.

        residents' hours = trip · needs served online + hours that riding services save
        officials' hours = desk · needs served online
        worth            = hours of residents · leisure · wage + hours of officials · pay · wage
                           + saving · digital payments                        (US$ a month, real city)

    The wage is mean income over 160 hours. As a share of the city's product it can be set beside
    claims such as 2 % for Estonia and 0.9 % for India. What the infrastructure costs is not taken off.

    Source: valuing personal time at half the wage follows the US Department of Transportation's
    guidance on travel time; all sizes are assumptions. Leaves out: new businesses, less fraud, growth.
    """

    phase = Phase.EXPERIENCE
    order = 95
    reads = ("residents.need", "residents.income", "government.product", "government.paid_people",
             "government.paid_shops", "government.service_hours")  # fmt: skip
    columns = (
        Column("government.wage", np.float64, "Mean income by the hour", "US$/hour", start=0),
        Column("government.trip_hours", np.float64, "Hours that one need served online saves", "hours/need", start=0),
        Column("government.hours_officials", np.float64, "Hours that officials save this month, real city",
               "hours/month", start=0),
        Column("government.worth", np.float64, "Worth of hours and payments saved this month, real city",
               "US$/month", start=0),
        Column("government.worth_share", np.float64, "The same, as a share of the city's product", "share", start=0),
    )  # fmt: skip
    trip = Param(2.5, unit="hours/need", bounds=(0, 12), role="uncertainty",
                 label="Time of a trip and a queue that an online service saves", source="assumption")  # fmt: skip
    desk = Param(0.4, unit="hours/need", bounds=(0, 4), role="uncertainty",
                 label="Time of an official that an online service saves", source="assumption")  # fmt: skip
    leisure = Param(0.5, unit="wages", bounds=(0, 1.5), role="uncertainty",
                    label="Worth of a resident's hour",
                    source="US Department of Transportation: travel time at half the wage, unverified")  # fmt: skip
    pay = Param(2.0, unit="wages", bounds=(0.5, 5), role="uncertainty",
                label="Cost of an official's hour", source="assumption")  # fmt: skip
    saving = Param(0.02, unit="US$/payment", bounds=(0, 0.5), role="uncertainty",
                   label="What a digital payment saves over cash", source="assumption")  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """The wage, which does not change, and what there is in month 0."""
        city.government.wage[0] = city.residents.income.mean(dtype=np.float64) / HOURS_A_MONTH
        self.step(city, p, draw)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """Add up the month."""
        r, g = city.residents, city.government
        online = np.count_nonzero(r.need == ONLINE) * city.weight
        wage = float(g.wage[0])
        g.trip_hours[0] = p.trip
        g.hours_officials[0] = p.desk * online
        residents = p.trip * online + float(g.service_hours[0])
        payments = float(g.paid_people[0] + g.paid_shops[0])
        g.worth[0] = wage * (p.leisure * residents + p.pay * p.desk * online) + p.saving * payments
        g.worth_share[0] = 12 * g.worth[0] / g.product[0]
