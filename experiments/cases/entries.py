"""The catalogue of cases: one file each in scenarios/catalogue, checked when it is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from sim.city.spec_parts import Checked
from sim.errors import ScenarioError, nearest
from sim.registry import registry
from sim.scenario import Scenario, load_scenario
from sim.scenario.city import check_together
from sim.scenario.files import SCENARIOS, scenario_names
from sim.scenario.keys import DATE
from sim.scenario.models import validated
from sim.scenario.nodes import Findings, Place, from_python
from sim.scenario.numbers import month_of
from sim.scenario.yaml_reader import read_yaml

CATALOGUE = SCENARIOS / "catalogue"
NOT_CHECKED = "not checked"
CITIES = 3

type Kind = Literal["cases", "services"]
KINDS: dict[Kind, str] = {
    "cases": "Cases",
    "services": "Services that ride on the infrastructure",
}
type Text = Annotated[str, Field(min_length=3)]
type Date = Annotated[str, Field(pattern=DATE.pattern)]


class Claim(Checked):
    """One thing that the deck says, and what is known for or against it."""

    says: Text
    known: Text = "Nothing was looked up."
    source: Text = NOT_CHECKED


class Band(Checked):
    """A figure that a run has to meet: an indicator in a month, at least or at most so much.

    With `relative_to` the figure is the indicator divided by its own value in that month.
    """

    claim: Text
    series: str
    date: Date
    group: tuple[str, ...] = ()
    relative_to: Date | None = None
    at_least: float | None = None
    at_most: float | None = None
    source: Text

    @model_validator(mode="after")
    def _told(self) -> Self:
        known = registry().indicators
        if self.series not in known:
            raise ValueError(f"'{self.series}' is not a known indicator; {nearest(self.series, known)}")
        if self.group and not known[self.series].by_group:
            raise ValueError(f"'{self.series}' is not told by group. Leave `group` out.")
        findings = Findings()
        check_together(from_python(list(self.group), "group"), findings)
        if findings.problems:
            raise ValueError(findings.problems[0].message)
        if self.at_least is None and self.at_most is None:
            raise ValueError("a band needs a limit. Write `at_least: …`, `at_most: …` or both.")
        return self


class Entry(Checked):
    """A case of the catalogue.

    `scenario` is what the model makes of it, with the at most three `case_parameters` that are its own;
    `service` is the city service (sim/services) that it is an example of. The verdict rests on the mean of
    `cities` simulated cities; a figure that is the luck of a handful of agencies needs many.
    """

    title: Text
    country: Text
    deck: Annotated[tuple[Claim, ...], Field(min_length=1)]
    model: Text
    scenario: str = ""
    cities: Annotated[int, Field(ge=1, le=100)] = CITIES
    service: str = ""
    bands: tuple[Band, ...] = ()
    sources: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _linked(self) -> Self:
        for word, value, known in (("scenario", self.scenario, scenario_names()),
                                   ("service", self.service, registry().services)):  # fmt: skip
            if value and value not in known:
                raise ValueError(f"'{value}' is not a known {word}; {nearest(value, known)}")
        if self.bands and not self.scenario:
            raise ValueError("a band needs a run. Name the `scenario`.")
        return self


def read_entry(path: Path, name: str = "") -> Entry:
    """The entry in a file; raises `ScenarioError` with every problem, each at its line."""
    findings = Findings()
    entry = validated(Entry, read_yaml(path, name or path.name, findings), findings)
    if entry is not None and entry.scenario:
        _within_the_run(entry, name or path.name, findings)
    return findings.passed(entry)


def _within_the_run(entry: Entry, file: str, findings: Findings) -> None:
    """Note bands whose month the scenario does not reach, and a service that it does not use."""
    scenario = scenario_called(entry.scenario)
    span = f"'{entry.scenario}' runs from {scenario.start} to {scenario.date(scenario.months)}"
    for index, band in enumerate(entry.bands):
        for date in filter(None, (band.date, band.relative_to)):
            if not 0 <= month_of(scenario.start, date) <= scenario.months:
                findings.add(Place(file, path=f"bands[{index}]"), f"{date} lies outside: {span}.")
    if entry.service and entry.service not in {use.use for use in scenario.policies}:
        place = Place(file, path="service")
        findings.add(place, f"'{entry.scenario}' does not use '{entry.service}'. Add it to its policies.")


@cache
def scenario_called(name: str) -> Scenario:
    """A scenario that comes with the program, read once."""
    return load_scenario(name)


@cache
def entry_files() -> dict[str, tuple[Kind, Path]]:
    """Kind and file of every entry, by name, cases first."""
    return {path.stem: (kind, path) for kind in KINDS for path in sorted((CATALOGUE / kind).glob("*.yaml"))}


@cache
def entry(name: str) -> Entry:
    """The entry called `name`; `ScenarioError` with the nearest one when there is none."""
    files = entry_files()
    if name not in files:
        raise ScenarioError(f"there is no case '{name}'; {nearest(name, files)}")
    kind, path = files[name]
    return read_entry(path, f"scenarios/catalogue/{kind}/{path.name}")


def entries() -> dict[str, Entry]:
    """The whole catalogue."""
    return {name: entry(name) for name in entry_files()}
