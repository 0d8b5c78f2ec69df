"""A plan to run, compare, change and save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.running.runner import Plan
from sim.errors import DPICityError
from sim.scenario import (
    list_scenarios,
    load_scenario,
    save_scenario,
    scenario_from_dict,
    scenario_text,
    with_parameters,
)
from sim.scenario.parts import resolved

if TYPE_CHECKING:
    import pandas as pd

SIZES = ("residents", "months")


class Scenario:
    """A scenario by its name, by the path of its file, or from the keys of a scenario file.

    >>> base = Scenario("baseline", residents=1000, months=6)
    >>> base
    Scenario('baseline'): No new policy; 1,000 residents, 6 months
    >>> free = base.but("free", parameters={"payments.fee": 0})
    >>> free.value("payments.fee"), base.value("payments.fee")
    (0.0, 1.0)
    >>> tariff = Scenario({"extends": "baseline", "policies": [{"use": "data_subsidy", "months": [3]}]}, name="tariff")
    >>> [use.use for use in tariff.checked.policies]
    ['data_subsidy']

    What is wrong is said as for a file:

    >>> base.but("wrong", parameters={"payments.fee": 99})
    Traceback (most recent call last):
    sim.errors.ScenarioError: baseline, parameters.payments.fee = 99: 'payments.fee' accepts 0 to 10 % of a payment.
    """

    def __init__(
        self, source: str | Path | Mapping[str, Any], *, name: str | None = None, residents: int | None = None,
        months: int | None = None, parameters: Mapping[str, float] | None = None,
    ) -> None:  # fmt: skip
        checked = (
            scenario_from_dict(source, name or "scenario")
            if isinstance(source, Mapping)
            else load_scenario(source)
        )
        self.plan = _changed(Plan(name or checked.name, checked), residents, months, parameters)

    def __repr__(self) -> str:
        s = self.plan.scenario
        return f"Scenario('{self.name}'): {self.plan.title}; {s.residents:,} residents, {s.months} months"

    @property
    def name(self) -> str:
        """The name that tables and charts give it."""
        return self.plan.name

    @property
    def checked(self) -> Any:
        """The checked, frozen scenario of the model (`sim.scenario.Scenario`)."""
        return self.plan.scenario

    @property
    def hash(self) -> str:
        """SHA-256 of everything a result depends on; names do not count.

        >>> Scenario("baseline").hash == Scenario("baseline").but("twin").hash
        True
        """
        return self.plan.scenario.hash

    @staticmethod
    def names() -> Sequence[str]:
        """The scenarios that come with the program.

        >>> "nobody-left-behind" in Scenario.names()
        True
        """
        return list(list_scenarios())

    def but(
        self, name: str, *, residents: int | None = None, months: int | None = None,
        parameters: Mapping[str, float] | None = None,
    ) -> Scenario:  # fmt: skip
        """A copy under another name, with another size, length or other parameters."""
        copy = object.__new__(Scenario)
        copy.plan = _changed(Plan(name, self.plan.scenario), residents, months, parameters)
        return copy

    def value(self, parameter: str) -> float:
        """A parameter's value in force.

        >>> Scenario("baseline").value("payments.fee")
        1.0
        """
        known = resolved(self.plan.scenario.parameters)
        if parameter not in known:
            from sim.errors import nearest

            raise DPICityError(f"'{parameter}' is not a known parameter; {nearest(parameter, known)}")
        return known[parameter]

    def parameters(self) -> pd.DataFrame:
        """Every parameter: its value here, its meaning, unit, bounds, role and source.

        >>> table = Scenario("baseline").parameters().set_index("name")
        >>> table.loc["payments.fee", ["label", "unit", "role"]].tolist()
        ["Fee on a resident's payment", '% of a payment', 'lever']
        """
        import pandas as pd

        from sim.registry import registry

        values = resolved(self.plan.scenario.parameters)
        rows = [
            {"name": key, "value": values[key], "label": p.label, "unit": p.unit, "low": p.bounds[0],
             "high": p.bounds[1], "role": p.role, "source": p.source}
            for key, p in registry().params.items()
        ]  # fmt: skip
        return pd.DataFrame(rows)

    def text(self) -> str:
        """The scenario as the text of a file that builds on no other."""
        return scenario_text(self.plan.scenario)

    def save(self, path: str | Path) -> Path:
        """Write that file."""
        return save_scenario(self.plan.scenario, path)


def _changed(
    plan: Plan, residents: int | None, months: int | None, parameters: Mapping[str, float] | None
) -> Plan:
    """The plan with another size, length, or other parameters."""
    from experiments.running.inputs import resized

    checked = with_parameters(resized(plan.scenario, residents, months), parameters or {})
    return Plan(plan.name, replace(checked, name=plan.name))
