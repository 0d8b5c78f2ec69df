"""What Mesa expects of a model, answered from the city's arrays: agents, data, copies and pickles."""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import Any, NoReturn, Self

import mesa
import numpy as np

from sim.agents import ArrayAgents, all_agents
from sim.agents.views import KINDS
from sim.draws import Draws
from sim.errors import DPICityError
from sim.pipeline import Pipeline
from sim.recorder import Recorder
from sim.registry import registry
from sim.tables import TABLES, City

LARGEST_SEED = 2**31


def luck_of(seed: int | None, rng: Any) -> int:
    """The whole number that decides everybody's luck, from either of Mesa's two words for it.

    `rng` wins and may be anything that seeds a NumPy generator. When both are None the number is
    drawn afresh, as Mesa does; `model.draws.seed` tells it.
    """
    given = seed if rng is None else rng
    if isinstance(given, (int, np.integer)):
        return int(given)
    return int(np.random.default_rng(given).integers(LARGEST_SEED))


class RecordCollector(mesa.DataCollector):  # type: ignore[misc]  # Mesa has no types
    """Mesa's data collector, read from the record instead of kept beside it.

    Holds every indicator by name and every monthly figure of the government as `government.name`,
    month 0 included. To collect something else, of agents too, set `model.datacollector` to a
    collector of your own and call its `collect`, as in any Mesa model.
    """

    def __init__(self, recorder: Recorder, month: int) -> None:
        super().__init__()
        record = recorder.record
        found = {name: indicator.compute(record) for name, indicator in registry().indicators.items()}
        found |= {f"government.{name}": values for name, values in record.series.items()}
        for name, values in found.items():
            self.model_reporters[name] = name
            self.model_vars[name] = values[: month + 1].tolist()
        self.month = month
        self._collection_steps = list(range(month + 1))

    def collect(self, model: Any) -> None:
        """Nothing is left to do: each month is recorded when it is played."""


class CityModel(mesa.Model):  # type: ignore[misc]  # Mesa has no types
    """A Mesa model whose agents are rows; it runs, forks and pickles like any other."""

    city: City
    draws: Draws
    pipeline: Pipeline
    recorder: Recorder
    _collector: Any = None

    @property
    def agents(self) -> ArrayAgents:
        """Every resident, business and agency."""
        return all_agents(self)

    @property
    def agents_by_type(self) -> dict[type[mesa.Agent], ArrayAgents]:
        """Residents, businesses and agencies, each as an agent set over their table."""
        return {kind: ArrayAgents(self, kind) for kind in KINDS.values()}

    @property
    def agent_types(self) -> list[type[mesa.Agent]]:
        """The kinds of agent in a city."""
        return list(KINDS.values())

    def register_agent(self, agent: Any) -> NoReturn:
        """Refused: the city decides who lives and works in it."""
        raise DPICityError(
            f"a {type(agent).__name__} cannot be added to a city that exists. "
            "Set `residents` in the scenario to simulate more people"
        )

    def deregister_agent(self, agent: Any) -> NoReturn:
        """Refused: nobody leaves."""
        raise DPICityError(f"a {type(agent).__name__} cannot be removed from a city that exists")

    def remove_all_agents(self) -> NoReturn:
        """Refused: a city without people cannot be played."""
        raise DPICityError("a city keeps its people; make another DPICity to start again")

    @property
    def datacollector(self) -> Any:
        """Indicators and government figures so far, or the collector that was set instead."""
        stale = isinstance(self._collector, RecordCollector) and self._collector.month != self.city.month
        if self._collector is None or stale:
            self._collector = RecordCollector(self.recorder, self.city.month)
        return self._collector

    @datacollector.setter
    def datacollector(self, collector: Any) -> None:
        self._collector = collector

    def _without_observers(self) -> dict[str, Any]:
        return {**self.__dict__, "subscribers": defaultdict(list)}

    def __getstate__(self) -> dict[str, Any]:
        """What a pickle holds: everything but the observers of this one model."""
        return self._without_observers()

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Restore a pickled model; what never changes is closed for writing again."""
        self.__dict__.update(state)
        for name in TABLES:
            table = self.city.table(name)
            for column in table.columns.values():
                if column.fixed:
                    table.array(column.name).flags.writeable = False

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A fork: the same city at the same moment, from here on a life of its own."""
        twin = type(self).__new__(type(self))
        memo[id(self)] = twin
        memo[id(self.scenario)] = self.scenario
        memo |= _shared(self.city, self.pipeline)
        memo[id(self.draws)] = copy.copy(self.draws)
        city = self.city.fork()
        memo[id(self.city)] = city
        for name in TABLES:
            mine, its = self.city.table(name), city.table(name)
            memo[id(mine)] = its
            memo |= {id(mine.array(column)): its.array(column) for column in mine.columns}
        twin.__dict__.update(copy.deepcopy(self._without_observers(), memo))
        return twin


def _shared(city: City, pipeline: Pipeline) -> dict[int, Any]:
    """What a fork has in common with its original, by identity: it never changes."""
    things: list[Any] = [city.network, city.market, city.groups, city.shops, city.names, city.polygons]
    for name in TABLES:
        things += city.table(name).columns.values()
    for slot in pipeline.slots:
        things += [slot.rule, slot.values, slot.use, slot.residents, slot.districts, slot.businesses]
    return {id(thing): thing for thing in things}
