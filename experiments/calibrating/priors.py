"""What is known of a parameter before any case is looked at: a range, evenly likely throughout.

Where the source of a parameter says "90 % of the fits lie between 0.9 and 2.5", that is the range; otherwise its
bounds are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from experiments.designing.ranges import Range
from sim.errors import DPICityError, nearest
from sim.params import Param
from sim.registry import registry

SHORT_LIST = (
    "awareness.media", "awareness.word", "cash_agents.customers", "devices.ready",
    "merchants.base", "merchants.customers", "merchants.fee_weight", "merchants.hassle", "merchants.rate",
    "merchants.size", "payments.acceptance", "payments.base", "payments.fee_weight", "payments.paid",
    "payments.peers", "payments.rate", "payments.working", "registration.counter", "registration.remote",
    "transactions.first", "transactions.learn", "transactions.people", "transactions.shopping",
)  # fmt: skip
"""What is fitted unless told otherwise; chosen by Morris screening, see docs/CALIBRATION.md."""

STATED = re.compile(r"90 % [a-z ]*between (-?[0-9]+(?:\.[0-9]+)?) and (-?[0-9]+(?:\.[0-9]+)?)")
DIGITS = 4
"""Significant digits of a drawn value: what is written down is exactly what was run."""


def stated_range(source: str) -> tuple[float, float] | None:
    """The values between which a source says that 90 % lie, or None."""
    found = STATED.search(source)
    return (float(found[1]), float(found[2])) if found else None


def prior_of(key: str, given: Mapping[str, tuple[float, float]] | None = None) -> Range:
    """The prior of a parameter; `given` ranges come first, then the source's, then the bounds.

    Raises `DPICityError` for a name that is not known or is a definition, or a range out of bounds.
    """
    known = registry().params
    if key not in known:
        raise DPICityError(f"'{key}' is not a known parameter; {nearest(key, known)}")
    param = known[key]
    low, high = (given or {}).get(key) or stated_range(param.source) or param.bounds
    for value in (low, high):
        if problem := param.problem(int(value) if param.whole else value):
            raise DPICityError(f"range of {key}: {problem}.")
    if low >= high:
        raise DPICityError(f"range of {key}: {low:g} to {high:g} is empty. Write the lower number first.")
    return Range(key, low, high, param.whole, DIGITS)


def priors_of(keys: Sequence[str], given: Mapping[str, tuple[float, float]] | None = None) -> list[Range]:
    """The priors of several parameters, each named once."""
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise DPICityError(f"'{twice[0]}' is named twice among the parameters to fit. Name it once.")
    return [prior_of(key, given) for key in keys]


def uncertain() -> dict[str, Param]:
    """Every parameter that nobody knows and that a scenario file can set."""
    return {key: param for key, param in registry().params.items() if param.role == "uncertainty"}
