"""What is to be validated: the cases, and the parameters they run with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from experiments.designing.uses import set_by
from experiments.running.runner import Plan
from sim.errors import DPICityError
from sim.scenario import Scenario, list_scenarios, load_scenario, with_parameters
from sim.scenario.calibrated import CalibratedSet, load_set


def case_names() -> list[str]:
    """The scenarios that come with the program and have points held back."""
    cases = [name for name, path in list_scenarios().items() if path.parent.name == "cases"]
    return [name for name in cases if any(point.role == "validate" for point in load_scenario(name).observed)]


def under(scenario: Scenario, parameters: Mapping[str, float]) -> Scenario:
    """`scenario` with these parameters, except where it sets them itself."""
    own = set_by(scenario)
    return with_parameters(scenario, {key: value for key, value in parameters.items() if key not in own})


def member_of(chosen: CalibratedSet | None, case: str = "") -> dict[str, float]:
    """The medoid of a set, with what was fitted to one case alone; nothing without a set."""
    if chosen is None:
        return {}
    member = chosen.members[chosen.medoid]
    return {**member.shared, **member.cases.get(case, {})}


def with_set(plans: Sequence[Plan], chosen: CalibratedSet | None) -> list[Plan]:
    """Plans under the medoid of a set; the parameters of a case alone replace what it sets itself."""
    found = []
    for plan in plans:
        scenario = under(plan.scenario, member_of(chosen))
        alone = chosen.members[chosen.medoid].cases.get(plan.name) if chosen else None
        found.append(replace(plan, scenario=with_parameters(scenario, alone or {})))
    return found


def set_of(name: str | None) -> CalibratedSet | None:
    """The calibrated set of that name or path; None without a name."""
    return None if name is None else load_set(name)


def checked_cases(names: Sequence[str], observed: Path | None) -> list[str]:
    """The cases to score: those named, else all that come with the program."""
    if observed is not None and len(names) != 1:
        raise DPICityError(
            "--observed goes with one scenario. Name it: dpi-city validate my_city.yaml --observed …"
        )
    return list(names) or case_names()
