"""What was typed on the command line, as plans and seeds."""

from __future__ import annotations

import math
import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.errors import DPICityError

if TYPE_CHECKING:
    from experiments.running.runner import Plan
    from sim.scenario import Scenario

MOST_SEEDS = 10_000
LAST_SEED = 2**31


def settings(given: Sequence[str]) -> dict[str, float]:
    """`payments.fee=0` and the like, as numbers by name."""
    found: dict[str, float] = {}
    for text in given:
        name, equals, value = text.partition("=")
        try:
            number = float(value.replace("_", ""))
        except ValueError:
            number = math.nan
        if not equals or not math.isfinite(number):
            raise DPICityError(
                f"--set {text}: write a name, an equals sign and a number, such as payments.fee=0."
            )
        found[name.strip()] = number
    return found


def plan_of(
    name: str, *, residents: int | None = None, months: int | None = None, given: Sequence[str] = ()
) -> Plan:
    """The plan in a scenario file or of a known name, with what the command line changes."""
    from experiments.running.runner import Plan
    from sim.scenario import load_scenario

    scenario = load_scenario(name, settings(given))
    return Plan(scenario.name, resized(scenario, residents, months))


def resized(scenario: Scenario, residents: int | None, months: int | None) -> Scenario:
    """The scenario with another size or length, where given."""
    size = scenario.residents if residents is None else within("residents", residents)
    length = scenario.months if months is None else within("months", months)
    return replace(scenario, residents=size, months=length)


def within(word: str, value: int) -> int:
    """A size or length from the command line, if it is one that a file could say."""
    from sim.scenario.keys import TOP

    key = TOP[word]
    if not key.low <= value <= key.high:
        raise DPICityError(f"--{word} {value}: give a number from {key.low:,.0f} to {key.high:,.0f}.")
    return value


def plans_of(
    names: Sequence[str],
    *,
    residents: int | None = None,
    months: int | None = None,
    given: Sequence[str] = (),
) -> list[Plan]:
    """Several plans; two files with the same name are told apart by what was typed."""
    from experiments.running.runner import Plan

    plans: list[Plan] = []
    for name in names:
        plan = plan_of(name, residents=residents, months=months, given=given)
        if any(other.name == plan.name for other in plans):
            plan = Plan(name, plan.scenario)
        if any(other.name == plan.name for other in plans):
            raise DPICityError(f"'{name}' is given twice. Give each plan once.")
        plans.append(plan)
    return plans


def seeds_of(number: int, first: int = 1) -> list[int]:
    """That many seeds from `first` on."""
    if not 1 <= number <= MOST_SEEDS:
        raise DPICityError(f"--seeds {number}: give a number from 1 to {MOST_SEEDS:,}.")
    return list(range(seed_of(first, "first-seed"), first + number))


def seed_of(value: int, option: str = "seed") -> int:
    """A seed from the command line, if it is one that a file could say."""
    if not 0 <= value <= LAST_SEED:
        raise DPICityError(f"--{option} {value}: give a number from 0 to {LAST_SEED:,}.")
    return value


def command_line(command: str, names: Sequence[str], **options: object) -> str:
    """The command that gives these results again, with the options that differ from none."""
    words = ["dpi-city", command, *names]
    for option, value in options.items():
        flag = "--" + option.replace("_", "-")
        for one in value if isinstance(value, (list, tuple)) else [value]:
            if one is not None and one is not False:
                words += [flag] if one is True else [flag, str(one)]
    return shlex.join(words)
