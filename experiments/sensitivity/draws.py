"""Draws of all assumptions at once: what a calibration found together stays together.

Members of calibrated sets are plausible as a whole, so a draw takes one member; every other uncertain number
comes from a Latin hypercube over its range (see inputs.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from experiments.sensitivity.inputs import Input, latin, points
from sim.scenario.calibrated import PREFIX, load_set
from sim.scenario.files import calibrated_names

if TYPE_CHECKING:
    from sim.scenario.calibrated import CalibratedSet


@dataclass(frozen=True, slots=True)
class Assumptions:
    """The draws, and where they come from: `calibrated` numbers from `sets`, `ranged` ones from ranges."""

    draws: tuple[dict[str, float], ...]
    sets: tuple[str, ...]
    calibrated: int
    ranged: int


def packaged_sets() -> list[str]:
    """The calibrated sets that come with the program, as scenarios name them."""
    return [f"{PREFIX}{name}" for name in calibrated_names()]


def drawn(inputs: Sequence[Input], number: int, seed: int, sets: Sequence[str] = ()) -> Assumptions:
    """So many draws of the inputs; the same ones for the same arguments.

    Of each set every member is met before one comes again. A number in several sets is taken from the last.
    Raises `ScenarioError` when a set cannot be read.
    """
    known = {name: load_set(name) for name in sets}
    shared = {key for found in known.values() for member in found.members for key in member.shared}
    ranged = [one for one in inputs if one.key not in shared]
    draws = points(ranged, latin(ranged, number, seed)) if ranged else [{} for _ in range(number)]
    wanted = {one.key for one in inputs}
    for place, found in enumerate(known.values()):
        for draw, member in zip(draws, _members(found, number, [seed, place]), strict=True):
            draw |= {key: value for key, value in found.members[member].shared.items() if key in wanted}
    return Assumptions(tuple(draws), tuple(known), len(wanted & shared), len(ranged))


def _members(found: CalibratedSet, number: int, seed: list[int]) -> list[int]:
    """Places of members in random order, all of them before any comes again."""
    luck = np.random.default_rng(seed)
    size = len(found.members)
    rounds = [luck.permutation(size) for _ in range(-(-number // size))]
    return [int(place) for place in np.concatenate(rounds)[:number]]
