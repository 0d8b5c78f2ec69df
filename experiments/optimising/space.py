"""What may be tried: each policy is off, at half or at full strength, and starts early, later or late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from experiments.language import t
from experiments.telling.names import begun, listed, rule_name
from sim.errors import DPICityError, nearest
from sim.registry import registry
from sim.scenario.parts import PolicyUse

if TYPE_CHECKING:
    from sim.scenario import Scenario

STRENGTHS = (0.0, 0.5, 1.0)
STARTS = (6, 24, 48)  # months; those that lie within the run are tried

type Mix = tuple[tuple[str, float, int], ...]
"""Policies in use: name, strength and first month, in order of name."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The policies that may be added, each as it is used at full strength, and the months they may start in.

    Without `starts` every policy keeps the months that it is written with.
    """

    uses: tuple[PolicyUse, ...]
    starts: tuple[int, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The policies by name."""
        return tuple(use.use for use in self.uses)

    def months(self, name: str) -> tuple[int, ...]:
        """The months in which a policy may start, the earliest first."""
        return self.starts or (self.use(name).start,)

    def use(self, name: str) -> PolicyUse:
        """A policy as it is used at full strength."""
        return next(use for use in self.uses if use.use == name)

    def only(self, names: Sequence[str]) -> Choices:
        """The same for some of the policies."""
        return replace(self, uses=tuple(use for use in self.uses if use.use in names))


def choices(scenario: Scenario, given: Sequence[str] = ()) -> Choices:
    """The policies that may be added to a plan: those given, or all that it has not got already.

    Raises `DPICityError` for unknown names and when there is nothing to add.
    """
    known = registry().policies
    for name in given:
        if name not in known:
            raise DPICityError(f"--policy {name}: there is no such policy; {nearest(name, known)}")
    has = {use.use for use in scenario.policies}
    found = tuple(PolicyUse(name) for name in (given or sorted(known)) if name not in has)
    if not found:
        raise DPICityError(
            f"{scenario.name} has all of these policies already. Begin with a plan that has fewer."
        )
    return Choices(found, starts(scenario))


def starts(scenario: Scenario) -> tuple[int, ...]:
    """The first months that lie in the first two thirds of the run; the first month when none does."""
    return tuple(m for m in STARTS if m <= scenario.months * 2 / 3) or (0,)


def with_mix(scenario: Scenario, mix: Mix, choices: Choices) -> Scenario:
    """The plan with the policies of a mix added."""
    extra = []
    for name, strength, month in mix:
        use = choices.use(name)
        extra.append(replace(use, start=month, intensity=use.intensity * strength))
    return replace(scenario, policies=(*scenario.policies, *extra))


def mix_of(chosen: Mapping[str, tuple[float, int]]) -> Mix:
    """A mix from strengths and first months by policy; what has no strength is left out."""
    return tuple(
        (name, strength, month) for name, (strength, month) in sorted(chosen.items()) if strength > 0
    )


def named(mix: Mix) -> str:
    """“From month 6 Data subsidy and ID campaign at half strength; from month 24 Cloud”."""
    known = registry().policies
    by_month: dict[int, list[str]] = {}
    for name, strength, month in mix:
        policy = rule_name(known[name])
        told = policy if strength == 1 else t("{policy} at half strength", policy=policy)
        by_month.setdefault(month, []).append(told)
    parts = [
        t("from month {month} {policies}", month=month, policies=listed(names))
        for month, names in sorted(by_month.items())
    ]
    text = "; ".join(parts) or t("no further policy")
    return begun(text)
