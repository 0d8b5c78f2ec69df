"""The vocabulary of every rule: what changes the city, in which part of the month, at what cost.

A rule is one class in one file of `mechanisms/`, `policies/` or `shocks/`. Its file name is its
name, the prefix of its parameters, and its heading in the model description. Rules never import
each other: they talk through the columns they read and write.
"""

from __future__ import annotations

import math
from collections import namedtuple
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, ClassVar, NamedTuple

from sim.draws import Draws
from sim.errors import RuleError
from sim.params import Param
from sim.tables import Array, City, Column


class Phase(IntEnum):
    """The parts of a month, in order (docs/ODD.md, "Process overview")."""

    SHOCK = 0
    POLICY = 1
    INFRASTRUCTURE = 2
    AGENCIES = 3
    IDENTITY = 4
    INCOME = 5
    ACCESS = 6
    AWARENESS = 7
    CHOICE = 8
    BUSINESS = 9
    NEEDS = 10
    EXPERIENCE = 11


CATEGORIES = ("people", "credentials", "central_it", "offices", "kits", "campaigns", "subsidies")
"""The six cost categories of the World Bank's ID4D cost model, and what is paid for residents: it employs nobody."""


@dataclass(slots=True)  # not frozen: a run books thousands of them, and freezing one triples its cost
class Spend:
    """Money spent this month, in US$ of the real city, and how many units it bought."""

    category: str
    cost: float
    capital: bool = False
    units: float = 0.0

    def __post_init__(self) -> None:
        if self.category not in CATEGORIES:
            raise RuleError(f"Spend: '{self.category}' is not one of {', '.join(CATEGORIES)}")


class Aim(NamedTuple):
    """What one use of a policy is aimed at this month.

    `strength` is its intensity times its ramp, in (0, 1]; the masks say which rows its targeting
    admits; `months_on` counts the months since it started (0 in the first one).
    `stream` prefixes its draws, so that two uses of one policy have separate luck.
    """

    strength: float
    residents: Array
    districts: Array
    businesses: Array
    months_on: int
    stream: str


class Rule:
    """A named cause of change with declared parameters, columns and place in the month."""

    phase: ClassVar[Phase]
    order: ClassVar[int] = 50  # place within the phase; ties go by name
    reads: ClassVar[tuple[str, ...]] = ()
    writes: ClassVar[tuple[str, ...]] = ()
    columns: ClassVar[tuple[Column, ...]] = ()
    name: ClassVar[str] = ""
    params: ClassVar[Mapping[str, Param]] = {}
    Values: ClassVar[Any] = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Name the rule after its file, and gather its parameters into a tuple type.

        `Values` is what `step` receives as `p`: the parameters of this month by name. It is a
        named tuple, so compiled kernels can take it whole.
        """
        super().__init_subclass__(**kwargs)
        if cls.__module__ == __name__:
            return
        cls.name = cls.__module__.rpartition(".")[2]
        found = {name: value for name, value in vars(cls).items() if isinstance(value, Param)}
        cls.params = {name: param.named(cls.name, name) for name, param in found.items()}
        for name, param in cls.params.items():
            setattr(cls, name, param)
        values = namedtuple("Values", list(cls.params))  # type: ignore[misc]  # named when the class is made
        values.__module__, values.__qualname__ = cls.__module__, f"{cls.__qualname__}.Values"
        cls.Values = values

    @classmethod
    def title(cls) -> str:
        """The first line of the docstring, without its full stop."""
        return (cls.__doc__ or "").strip().partition("\n")[0].rstrip(".")

    @classmethod
    def defaults(cls) -> Any:
        """The rule's parameters at their declared values."""
        return cls.Values(**{name: float(param.default) for name, param in cls.params.items()})


class Mechanism(Rule):
    """How the city works, whoever governs it."""

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Set the state of month 0 from the synthetic city; most mechanisms have nothing to do."""

    def step(self, city: City, p: Any, draw: Draws) -> tuple[Spend, ...] | None:
        """Change the city by one month."""
        raise RuleError(f"mechanism '{self.name}' has no step")


class Policy(Rule):
    """An intervention with a start, an end, an intensity, a target and a cost.

    `changes` names the indicator it is meant to move and the direction; `side_effects` says what
    it can break, or "none known"; `components` are the parts of the infrastructure that must be live
    for it to do anything (see the mechanism `components`). A policy that puts standards into force
    names them, and their `family` in the U4SSC framework.
    """

    phase = Phase.POLICY
    changes: ClassVar[tuple[str, str]] = ("", "")
    side_effects: ClassVar[str] = "none known"
    components: ClassVar[tuple[str, ...]] = ()
    family: ClassVar[str] = ""  # of standards, for a policy that puts standards into force
    standards: ClassVar[tuple[str, ...]] = ()

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...] | None:
        """Act for one month on what `aim` admits; return what was spent."""
        raise RuleError(f"policy '{self.name}' has no step")


class Shock(Rule):
    """A crisis that strikes in a given month and fades."""

    phase = Phase.SHOCK

    def step(self, city: City, p: Any, draw: Draws, aim: Aim) -> tuple[Spend, ...] | None:
        """Strike for one month; `aim.months_on` is 0 in the month it starts."""
        raise RuleError(f"shock '{self.name}' has no step")

    @classmethod
    def duration(cls, p: Any) -> int:
        """How many months it lasts."""
        return 1


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured outcome: a pure function of a run's record, one value per month.

    `by_group` says that it counts residents only, so that it can be told of one group as well."""

    name: str
    label: str
    unit: str
    better: str  # "higher", "lower" or "" when neither
    family: str
    sdg: tuple[str, ...]
    doc: str
    compute: Callable[[Any], Array]
    by_group: bool = False


def indicator(
    *, unit: str, label: str, better: str = "", sdg: tuple[str, ...] = (), by_group: bool = False
) -> Callable[[Callable[[Any], Array]], Indicator]:
    """Declare a function of a `Record` as an indicator; its name is the function's name."""

    def declare(function: Callable[[Any], Array]) -> Indicator:
        family = function.__module__.rpartition(".")[2]
        doc = (function.__doc__ or "").strip()
        return Indicator(function.__name__, label, unit, better, family, sdg, doc, function, by_group)

    return declare


def whole(amount: float, months_on: int) -> int:
    """Whole units due this month when `amount` a month is due: fractions add up over months."""
    return math.floor(amount * (months_on + 1)) - math.floor(amount * months_on)
