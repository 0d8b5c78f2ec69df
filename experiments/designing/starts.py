"""Facts about the city on day one that its file gives, and that may be otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from experiments.language import mark
from sim.errors import ScenarioError
from sim.params import Param

if TYPE_CHECKING:
    from sim.city.spec import CitySpec
    from sim.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Start:
    """One starting condition: where the city file keeps it, what it means, and its limits.

    `above` names a figure of the same group that it may not fall below.
    """

    group: str
    name: str
    label: str
    unit: str
    bounds: tuple[float, float]
    above: str = ""


SHARE = (0.03, 0.97)
COVERAGE = "start.coverage"
STARTS = {
    COVERAGE: Start("districts", "coverage", mark("Homes with a signal at the start"), "share", SHARE),
    "start.skill": Start("minds", "skill", mark("Digital skill at the start"), "share", SHARE),
    "start.trust_government": Start(
        "minds", "trust_government", mark("Trust in government at the start"), "share", SHARE
    ),
    "start.trust_providers": Start(
        "minds", "trust_providers", mark("Trust in providers at the start"), "share", SHARE
    ),
    "start.banked": Start("margins", "banked", mark("Adults with an account at the start"), "share", SHARE),
    "start.documents": Start(
        "margins", "documents", mark("Adults with papers at the start"), "share", SHARE, above="id_enrolled"
    ),
    "start.data_price": Start(
        "prices", "data", mark("Price of a data plan at the start"), "US$/month", (0.05, 500)
    ),
    "start.income": Start("income", "median", mark("Median income at the start"), "US$/month", (1, 100_000)),
}


def at_start(city: CitySpec, name: str) -> float:
    """A starting condition of a city; coverage is the mean over adults."""
    start = STARTS[name]
    if name == COVERAGE:
        return sum(d.share * number(d.coverage) for d in city.districts) / sum(
            d.share for d in city.districts
        )
    return number(getattr(getattr(city, start.group), start.name))


def as_param(name: str, cities: Sequence[CitySpec]) -> Param:
    """A starting condition in the words of a parameter, within what all of these cities allow."""
    start = STARTS[name]
    least, most = start.bounds
    if start.above:  # nobody holds an ID without papers
        least = max([least, *(number(getattr(getattr(city, start.group), start.above)) for city in cities)])
    most = max(most, least)
    usual = at_start(cities[0], name) if cities else least
    found = Param(
        min(max(usual, least), most), start.unit, (least, most), "uncertainty", start.label, "the file of the city"
    )  # fmt: skip
    return found.named(*name.split(".", 1))


def number(figure: Any) -> float:
    """A figure of a city file, with or without its source."""
    return float(getattr(figure, "value", figure))


def applied(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario with other parameters and starting conditions; `ScenarioError` when one is unknown or out of bounds."""
    from sim.scenario import with_parameters

    changed = with_parameters(scenario, {key: value for key, value in values.items() if key not in STARTS})
    starts = {key: value for key, value in values.items() if key in STARTS}
    return started(changed, starts) if starts else changed


def started(scenario: Scenario, values: Mapping[str, float]) -> Scenario:
    """The scenario in a city that starts otherwise.

    Coverage is moved in every district by the same factor, up to 99 of 100 homes. Raises `ScenarioError` when there
    can be no such city.
    """
    from pydantic import ValidationError

    from sim.city.spec import CitySpec

    data = scenario.city.model_dump()
    for name, value in values.items():
        start = STARTS[name]
        if name == COVERAGE:
            factor = value / at_start(scenario.city, name)
            for district in data["districts"]:
                _set(district, "coverage", min(0.99, factor * number_in(district["coverage"])))
        else:
            _set(data[start.group], start.name, value)
    try:
        return replace(scenario, city=CitySpec.model_validate(data))
    except ValidationError as error:
        given = ", ".join(f"{name} {value:g}" for name, value in values.items())
        raise ScenarioError(f"{given}: no such city can be ({error.errors()[0]['msg']}).") from None


def number_in(figure: Any) -> float:
    """A figure in plain data."""
    return float(figure["value"] if isinstance(figure, dict) else figure)


def _set(group: dict[str, Any], name: str, value: float) -> None:
    if isinstance(group[name], dict):
        group[name]["value"] = value
    else:
        group[name] = value
