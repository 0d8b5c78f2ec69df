"""What may be tried: each policy is off, at half or at full strength, and starts early, later or late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.errors import DPICityError, nearest
from sim.registry import registry

if TYPE_CHECKING:
    from sim.scenario import Scenario

STRENGTHS = (0.0, 0.5, 1.0)
ONLY_GIVEN = {"digital_only_mandate"}
STARTS = (6, 24, 48)  # months; those that lie within the run are tried

type Mix = tuple[tuple[str, float, int], ...]
"""Policies in use: name, strength and first month, in order of name."""


def candidates(scenario: Scenario, given: Sequence[str] = ()) -> tuple[str, ...]:
    """The policies that may be added: those given, or all that the plan has not got already.

    A mandate is tried only when it is given: whom it shuts out is not among the aims.
    Raises `DPICityError` for unknown names and when there is nothing to add.
    """
    known = registry().policies
    for name in given:
        if name not in known:
            raise DPICityError(f"--policy {name}: there is no such policy; {nearest(name, known)}")
    has = {use.use for use in scenario.policies}
    found = tuple(name for name in (given or sorted(set(known) - ONLY_GIVEN)) if name not in has)
    if not found:
        raise DPICityError(
            f"{scenario.name} has all of these policies already. Begin with a plan that has fewer."
        )
    return found


def starts(scenario: Scenario) -> tuple[int, ...]:
    """The first months that lie in the first two thirds of the run; the first month when none does."""
    return tuple(m for m in STARTS if m <= scenario.months * 2 / 3) or (0,)


def with_mix(scenario: Scenario, mix: Mix) -> Scenario:
    """The plan with the policies of a mix added."""
    from sim.scenario import PolicyUse

    extra = tuple(PolicyUse(name, start=month, intensity=strength) for name, strength, month in mix)
    return replace(scenario, policies=(*scenario.policies, *extra))


def mix_of(chosen: Mapping[str, tuple[float, int]]) -> Mix:
    """A mix from strengths and first months by policy; what has no strength is left out."""
    return tuple(
        (name, strength, month) for name, (strength, month) in sorted(chosen.items()) if strength > 0
    )


def named(mix: Mix) -> str:
    """“data subsidy from month 6, ID campaign at half strength from month 24”."""
    parts = [
        f"{name.replace('_', ' ')}{'' if strength == 1 else ' at half strength'} from month {month}"
        for name, strength, month in mix
    ]
    return ", ".join(parts) or "no further policy"
