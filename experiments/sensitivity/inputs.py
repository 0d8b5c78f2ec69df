"""What is uncertain about an answer, and over which range it is tried out.

Inputs are the parameters of role `uncertainty` that the plans make use of, and a few facts about the
city on day one (keys that begin with `start.`). Where the source of a parameter says "90 % of the
fits lie between 0.9 and 2.5", that is what is tried; otherwise it is moved by `spread` of its value
either way, within its declared bounds, and a starting condition by half of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import numpy as np

from experiments.calibrating.priors import stated_range
from experiments.designing.ranges import Range
from experiments.designing.starts import STARTS, as_param, at_start
from experiments.designing.uses import uses
from sim.errors import DPICityError, nearest
from sim.registry import registry

if TYPE_CHECKING:
    from sim.params import Param
    from sim.scenario import Scenario
    from sim.tables import Array

SPREAD = 0.5
"""By which part of its value an assumption is moved either way, if nothing else is said."""
OF_BOUNDS = 0.25  # a parameter whose value is 0 moves by this part of its bounds, times the spread


@dataclass(frozen=True, slots=True)
class Input:
    """One uncertain number: `usual` is its value in the plans, `low` to `high` what is tried."""

    key: str
    label: str
    unit: str
    low: float
    high: float
    usual: float
    whole: bool = False

    def at(self, share: float) -> float:
        """The value at a share of the way from `low` to `high`."""
        return float(Range(self.key, self.low, self.high, self.whole).at(np.array(share)))


def inputs_of(
    scenarios: Sequence[Scenario], *, spread: float = SPREAD, whole_range: bool = False,
    over: Sequence[str] = (), starts: bool = True,
) -> tuple[Input, ...]:  # fmt: skip
    """The uncertain inputs of one plan or of several together.

    `over` keeps those whose key fits one of its patterns, such as `trust.*`. With `whole_range` every
    parameter ranges over its declared bounds. Raises `DPICityError` when nothing is left.
    """
    if not 0 < spread <= 1:
        raise DPICityError(f"--spread {spread:g}: give a number above 0, up to 1, such as 0.5.")
    known = {p.key: p for p in registry().params.values() if p.role == "uncertainty" and _used(p, scenarios)}
    moved = {shift.param for s in scenarios for shift in s.shifts}
    found = [
        _input(p, _usual(p, scenarios[0]), spread, whole_range) for p in known.values() if p.key not in moved
    ]
    if starts:
        found += [_start(name, scenarios[0], spread / 2) for name in STARTS]
    found = [i for i in found if i.high > i.low]
    return tuple(chosen(found, over))


def chosen(inputs: Sequence[Input], over: Sequence[str]) -> list[Input]:
    """The inputs that fit one of the patterns; all when there are none."""
    keys = [i.key for i in inputs]
    for pattern in over:
        if not any(fnmatchcase(key, pattern) for key in keys):
            rules = {f"{key.partition('.')[0]}.*" for key in keys}
            hint = nearest(pattern, {*keys, *rules})
            raise DPICityError(f"--over {pattern}: no uncertain number of these plans has this name; {hint}")
    return [i for i in inputs if not over or any(fnmatchcase(i.key, pattern) for pattern in over)]


def _used(param: Param, scenarios: Sequence[Scenario]) -> bool:
    """Whether the rule of a parameter is at work in one of the plans."""
    if param.rule in registry().mechanisms:
        return True
    return any(use.use == param.rule for s in scenarios for use in uses(s))


def _usual(param: Param, scenario: Scenario) -> float:
    """The value in force: of the first use that sets it, else of the scenario, else the declared one."""
    here = [use for use in uses(scenario) if use.use == param.rule]
    own = [use.values[param.name] for use in here if param.name in use.values]
    return own[0] if own else scenario.parameters.get(param.key, float(param.default))


def _input(param: Param, usual: float, spread: float, whole_range: bool) -> Input:
    least, most = param.bounds
    reach = spread * (abs(usual) if usual else OF_BOUNDS * (most - least))
    stated = stated_range(param.source)
    if whole_range:
        low, high = least, most
    elif stated and stated[0] <= usual <= stated[1]:
        low, high = stated
    else:
        low, high = max(least, usual - reach), min(most, usual + reach)
    if param.whole:
        low, high = float(np.floor(low)), float(np.ceil(high))
    return Input(param.key, param.label, param.unit, float(low), float(high), usual, param.whole)


def _start(name: str, scenario: Scenario, spread: float) -> Input:
    param, usual = as_param(name, [scenario.city]), at_start(scenario.city, name)
    low, high = max(param.bounds[0], usual * (1 - spread)), min(param.bounds[1], usual * (1 + spread))
    return Input(name, param.label, param.unit, low, high, usual)


def points(inputs: Sequence[Input], shares: Array) -> list[dict[str, float]]:
    """Values by key for each row of `shares`, which lie in [0, 1]."""
    return [{i.key: i.at(float(share)) for i, share in zip(inputs, row, strict=True)} for row in shares]


def latin(inputs: Sequence[Input], draws: int, seed: int) -> Array:
    """A Latin hypercube of `draws` rows over the inputs, as shares in [0, 1]."""
    from scipy.stats import qmc

    shares: Array = qmc.LatinHypercube(len(inputs), rng=np.random.default_rng(seed)).random(draws)
    return shares
