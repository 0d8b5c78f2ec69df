"""The month as a list of rules: sorted, printable, timed, and played one after another."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sim.draws import Draws
from sim.registry import Registry
from sim.rules import Aim, Mechanism, Policy, Rule, Shock, Spend
from sim.scenario import PolicyUse, Scenario, ShockUse, Target
from sim.tables import TABLES, Array, City

CENT = 0.01  # US$
TELLING = 0.5  # of the strength wanted: paid less than this, a policy's bill does not tell its price


@dataclass(slots=True)
class Slot:
    """One rule's place in the month, with its parameters by month and, for a policy, its aim."""

    rule: Rule
    label: str
    values: list[Any]  # one tuple for all months, or one per month when a shift moves it
    programme: int
    use: PolicyUse | ShockUse | None = None
    residents: Array = field(default_factory=lambda: np.zeros(0, np.bool_))
    districts: Array = field(default_factory=lambda: np.zeros(0, np.bool_))
    businesses: Array = field(default_factory=lambda: np.zeros(0, np.bool_))
    seconds: float = 0.0
    played: int = 0  # months so far
    spends: tuple[Spend, ...] = ()  # last month's, at `strength_paid`
    strength_paid: float = 1.0
    granted: float = 0.0  # strength that the budget pays for this month

    def at(self, month: int) -> Any:
        """The rule's parameters in `month`."""
        return self.values[month] if len(self.values) > 1 else self.values[0]

    def span(self) -> tuple[int, int]:
        """First month and the month after the last in which the rule acts."""
        if isinstance(self.use, PolicyUse):
            return self.use.start, self.use.end
        if isinstance(self.use, ShockUse) and isinstance(self.rule, Shock):
            return self.use.month, self.use.month + self.rule.duration(self.at(self.use.month))
        return 0, 1_000_000

    def price(self) -> float:
        """What last month cost to run at full strength."""
        return _cost(s for s in self.spends if not s.capital) / self.strength_paid

    def aim(self, strength: float, months_on: int) -> Aim:
        """What a policy or a shock is aimed at, at this strength."""
        return Aim(strength, self.residents, self.districts, self.businesses, months_on, self.label)

    def strength(self, month: int) -> float:
        """Intensity times ramp in `month`; 0 when the rule does not act."""
        first, after = self.span()
        if not first <= month < after:
            return 0.0
        if isinstance(self.use, PolicyUse):
            ramp = min(1.0, (month - first + 1) / (self.use.ramp + 1))
            return self.use.intensity * ramp
        return self.use.intensity if self.use else 1.0


class Pipeline:
    """All rules of one run, in the order in which a month plays them."""

    def __init__(self, scenario: Scenario, registry: Registry, city: City) -> None:
        self.slots: list[Slot] = []
        self._aims: dict[Target, tuple[Array, Array, Array]] = {}  # many policies aim at everybody
        for mechanism in registry.mechanisms.values():
            self._add(mechanism(), mechanism.name, _values(mechanism, scenario, {}), None, city)
        self._shared_out = -1  # the month whose budget has been shared out
        seen: dict[str, int] = {}
        uses: tuple[PolicyUse | ShockUse, ...] = (*scenario.shocks, *scenario.policies)
        for use in uses:
            rule: type[Rule] = registry.rules[use.use]
            seen[use.use] = seen.get(use.use, 0) + 1
            label = use.use if seen[use.use] == 1 else f"{use.use} #{seen[use.use]}"
            self._add(rule(), label, _values(rule, scenario, dict(use.values)), use, city)
        self._policies = [slot for slot in self.slots if isinstance(slot.rule, Policy)]
        self.slots.sort(key=lambda s: (s.rule.phase, s.rule.order, s.label))
        for place, slot in enumerate(self.slots):
            slot.programme = place
        self._monthly = [
            (table.array(column.name), column.start)
            for table in map(city.table, TABLES)
            for column in table.columns.values()
            if column.monthly
        ]

    def _add(self, rule: Rule, label: str, values: list[Any], use: Any, city: City) -> None:
        slot = Slot(rule, label, values, 0, use)
        if use is not None:
            if use.target not in self._aims:
                self._aims[use.target] = masks(use.target, city)
            slot.residents, slot.districts, slot.businesses = self._aims[use.target]
        self.slots.append(slot)

    @property
    def programmes(self) -> tuple[str, ...]:
        """The labels of all rules, in the order of the month; rows of the accounts."""
        return tuple(slot.label for slot in self.slots)

    def plan(self) -> str:
        """The month in words: one line per rule."""
        lines = [f"{s.rule.phase.name.lower():15} {s.label:24} {s.rule.title()}" for s in self.slots]
        return "\n".join(lines)

    def begin(self, city: City, draws: Draws) -> None:
        """Month 0: let mechanisms set their starting state."""
        draws.month = 0
        for slot in self.slots:
            if isinstance(slot.rule, Mechanism):
                slot.rule.begin(city, slot.at(0), draws)

    def month(self, city: City, draws: Draws) -> list[tuple[int, tuple[Spend, ...]]]:
        """Play one month; returns what each rule spent."""
        draws.month = city.month
        for values, start in self._monthly:
            values.fill(start)
        bills: list[tuple[int, tuple[Spend, ...]]] = []
        ended = time.perf_counter()
        for slot in self.slots:
            began = ended
            spends = self._play(slot, city, draws)
            ended = time.perf_counter()
            slot.seconds += ended - began
            if spends:
                bills.append((slot.programme, spends))
        return bills

    def _play(self, slot: Slot, city: City, draws: Draws) -> tuple[Spend, ...] | None:
        rule, month = slot.rule, city.month
        if isinstance(rule, Mechanism):
            return rule.step(city, slot.at(month), draws)
        if isinstance(rule, Policy):
            return self._pursue(slot, rule, city, draws)
        strength = slot.strength(month)
        if strength <= 0 or not isinstance(rule, Shock):
            return None
        return rule.step(city, slot.at(month), draws, slot.aim(strength, month - slot.span()[0]))

    def _pursue(self, slot: Slot, policy: Policy, city: City, draws: Draws) -> tuple[Spend, ...] | None:
        """Play a policy as far as the budget, if there is one, pays for it."""
        g, limited = city.government, bool(city.government.budgeted[0])
        if limited and self._shared_out != city.month:
            self._share_out(city, draws)
        strength = slot.granted if limited else slot.strength(city.month)
        if strength <= 0:
            return None
        spends = policy.step(city, slot.at(city.month), draws, slot.aim(strength, slot.played)) or ()
        slot.played += 1
        slot.spends, slot.strength_paid = spends, strength
        if limited:
            g.purse[0] -= _cost(spends)
        return spends

    def _share_out(self, city: City, draws: Draws) -> None:
        """Share the month's part of the purse out, in the order of the scenario (see the rule `budget`)."""
        g, self._shared_out = city.government, city.month
        purse = float(g.purse[0])
        month = max(purse, 0.0) / (12 - (city.month - 1) % 12)
        for slot in self._policies:
            wanted = slot.strength(city.month)
            if slot.played:
                if slot.strength_paid < TELLING * wanted:
                    slot.spends, slot.strength_paid = _tried_out(slot, wanted, city, draws), wanted
                cost = slot.price() * wanted
                share = min(1.0, month / cost) if cost > 0 else 1.0
            else:
                cost = _cost(_tried_out(slot, wanted, city, draws))
                share = 1.0 if cost <= purse else 0.0
            slot.granted = wanted * share
            g.undone[0] += cost * (1 - share)
            purse -= cost * share
            left = month - cost * share
            month = left if left >= CENT else 0.0  # what rounding leaves is no money


def _cost(spends: Iterable[Spend]) -> float:
    return float(sum(spend.cost for spend in spends))


def _tried_out(slot: Slot, strength: float, city: City, draws: Draws) -> tuple[Spend, ...]:
    """What this month of a policy would cost, tried out on a copy of the city."""
    if strength <= 0 or not isinstance(slot.rule, Policy):
        return ()
    return slot.rule.step(city.fork(), slot.at(city.month), draws, slot.aim(strength, slot.played)) or ()


def _values(rule: type[Rule], scenario: Scenario, own: dict[str, float]) -> list[Any]:
    """The rule's parameters: one tuple, or one per month when a shift moves any of them."""
    constant = {n: float(scenario.parameters.get(p.key, p.default)) for n, p in rule.params.items()} | own
    moving = {n: scenario.moving[p.key] for n, p in rule.params.items() if p.key in scenario.moving}
    if not moving:
        return [rule.Values(**constant)]
    months = range(scenario.months + 1)
    return [rule.Values(**constant | {n: float(series[m]) for n, series in moving.items()}) for m in months]


def masks(target: Target, city: City) -> tuple[Array, Array, Array]:
    """Which residents, districts and businesses a target admits; everyone when it names nobody."""
    districts = np.ones(len(city.districts), np.bool_)
    if target.districts:
        names = np.array(city.names["districts"])
        areas = np.array(city.districts.columns["area"].codes)[city.districts.area]
        districts = np.isin(names, target.districts) | np.isin(areas, target.districts)
    residents = districts[city.residents.district]
    wanted = [city.groups.labels.index(label) for label in target.groups]
    for dimension in {city.groups.dimension[g] for g in wanted}:
        own = [g for g in wanted if city.groups.dimension[g] == dimension]
        residents = residents & np.isin(city.groups.codes, own).any(axis=1)
    return residents, districts, districts[city.businesses.district]
