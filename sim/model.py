"""The city as a Mesa model: one object that runs, forks, and shows its agents."""

from __future__ import annotations

from typing import Any

from sim.city.synthesis import synthesise
from sim.draws import Draws
from sim.mesa_model import CityModel, luck_of
from sim.pipeline import Pipeline
from sim.recorder import Record, Recorder
from sim.registry import registry
from sim.scenario import Scenario, load_scenario, with_parameters
from sim.tables import City


class DPICity(CityModel):
    """A city adopting Digital Public Infrastructure, month by month.

    `scenario` is a checked `Scenario`, a name or a path. `seed` decides everybody's luck, and the
    people themselves unless `city_seed` or a ready-made `city` says otherwise; two scenarios with
    one seed meet the same people with the same luck. Further keyword arguments are parameters with
    two underscores for the dot (`payments__fee=0`), which is what `mesa.batch_run` can pass.
    With `history` the state of every resident in every month is kept, to follow one of them.
    """

    def __init__(
        self, scenario: Scenario | str = "baseline", seed: int | None = 1, *, city: City | None = None,
        city_seed: int | None = None, history: bool = False, rng: Any = None, **parameters: float,
    ) -> None:  # fmt: skip
        luck = luck_of(seed, rng)
        super().__init__(rng=luck)
        checked = load_scenario(scenario) if isinstance(scenario, str) else scenario
        if parameters:
            dotted = {name.replace("__", "."): value for name, value in parameters.items()}
            checked = with_parameters(checked, dotted)
        self._checked = checked
        people = luck if city_seed is None else city_seed
        self.city = city.fork() if city else synthesise(checked.city, checked.residents, people)
        rules = registry()
        self.city.add_columns(rules.columns.values())
        self.draws = Draws(luck)
        self.pipeline = Pipeline(checked, rules, self.city)
        self.pipeline.begin(self.city, self.draws)
        columns = {c.key: c for name in ("residents",) for c in self.city.table(name).columns.values()}
        self.recorder = Recorder(
            self.city, columns, checked.months, self.pipeline.programmes, history=history
        )
        self.recorder.observe(self.city)

    @property
    def scenario(self) -> Scenario:
        """The checked scenario that this city lives through."""
        return self._checked

    @scenario.setter
    def scenario(self, value: Any) -> None:
        self._scenario = value  # Mesa's own scenario object; ours is set by __init__
        value.model = self

    @property
    def month(self) -> int:
        """Months played so far."""
        return self.city.month

    @property
    def record(self) -> Record:
        """What has been counted so far; rows after `month` are still zero."""
        return self.recorder.record

    def plan(self) -> str:
        """The month's rules in order, one a line."""
        return self.pipeline.plan()

    def step(self) -> None:
        """Play one month; Mesa counts it, and plays the events that are due in it."""
        self.play_month()

    def play_month(self) -> None:
        """Play one month and leave Mesa's clock alone: what runs a model only to keep its record saves a little time."""
        city = self.city
        if city.month >= self._checked.months:
            self.running = False
            return
        city.month += 1
        for programme, spends in self.pipeline.month(city, self.draws):
            self.recorder.pay(city.month, programme, spends)
        self.recorder.observe(city)
        self.running = city.month < self._checked.months

    def run_model(self) -> None:
        """Play every month that is left."""
        while self.month < self._checked.months:
            self.step()
