"""Courses in digital skill for those who have least of it."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws, standing_first
from sim.kernels import kernel
from sim.offers import taught
from sim.params import Param
from sim.rules import Aim, Policy, Spend, whole
from sim.tables import Array, City, Column


@kernel
def attend(
    queue: Array, places: int, gain: np.float32, below: np.float32, aimed: Array, taken: Array, skill: Array,
    trained: Array,
) -> int:  # fmt: skip
    """Teach the first in the queue who are aimed at, under `below` and new to it; returns how many they are."""
    eligible = np.empty(aimed.size, np.bool_)
    for i in range(aimed.size):
        eligible[i] = aimed[i] & (not taken[i]) & (skill[i] < below)
    rows = standing_first(queue, eligible, places)
    for row in rows:
        gained = taught(skill[row], gain)
        skill[row] += gained
        trained[row] += gained
        taken[row] = True
    return rows.size


class SkillsTraining(Policy):
    """A budget buys places in a course; each course adds to a resident's digital skill once.

    Eligible: skill under `below` and not trained before.
    Reached:  floor(budget / cost) residents a month, in an order fixed for life.
    Effect:   skill + gain, up to 1; what is not put to use is forgotten (see skills).
    Cost:     `cost` a place, for the places taken.
    """

    reads = ("residents.skill",)
    writes = ("residents.skill", "residents.trained")
    columns = (Column("residents.course_taken", np.bool_, "Has taken a course", "yes/no", start=0),)
    changes = ("skill_mean", "higher")
    side_effects = "Unused skill fades: training before there is a signal or a phone is partly lost."
    budget = Param(60_000, unit="US$/month", bounds=(0, 5_000_000), role="lever",
                   label="Monthly budget for courses", source="policy choice")  # fmt: skip
    cost = Param(30.0, unit="US$/place", bounds=(5, 300), role="uncertainty", label="Cost of one place",
                 source="assumption: 10-60 a trainee")  # fmt: skip
    gain = Param(0.10, unit="share", bounds=(0.0, 0.5), role="uncertainty", label="Skill that a course adds",
                 source="assumption: 0.03-0.20")  # fmt: skip
    below = Param(0.5, unit="share", bounds=(0.0, 1.0), role="lever",
                  label="Skill under which a place is offered", source="policy choice")  # fmt: skip

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...]:
        """Fill the month's places."""
        r = city.residents
        places = whole(aim.strength * p.budget / p.cost / city.weight, aim.months_on)
        attended = attend(draw.queue(f"{aim.stream}.place", len(r)), places, np.float32(p.gain), np.float32(p.below),
                          aim.residents, r.course_taken, r.skill, r.trained)  # fmt: skip
        trained = attended * city.weight
        return (Spend("people", trained * p.cost, units=trained),)
