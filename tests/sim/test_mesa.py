"""The city keeps every promise that a Mesa model makes, and its answers are those of the record."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace

import mesa
import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.agents import Agency, Business, Resident
from sim.errors import DPICityError
from sim.mesa_model import RecordCollector
from sim.model import DPICity
from sim.scenario import load_scenario

MONTHS = 6


@pytest.fixture(scope="module")
def small():
    """The baseline with a thousand residents, for half a year."""
    return replace(load_scenario("baseline"), residents=1000, months=MONTHS)


@pytest.fixture
def city(small):
    return DPICity(small, seed=3)


@pytest.fixture(scope="module")
def small_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("scenarios") / "small.yaml"
    path.write_text(f"title: Small\nextends: baseline\nresidents: 1000\nmonths: {MONTHS}\n", "utf-8")
    return str(path)


def assert_same_life(one: DPICity, other: DPICity) -> None:
    """Every count, series, payment and column of two cities is the same to the last bit."""
    for kind in ("counts", "series", "means"):
        for name, values in getattr(one.record, kind).items():
            assert_array_equal(values, getattr(other.record, kind)[name], err_msg=name)
    assert_array_equal(one.record.spend, other.record.spend)
    for name, values in one.city.residents.arrays().items():
        assert_array_equal(values, other.city.residents.array(name), err_msg=name)


def test_the_agents_of_a_city_are_its_residents_businesses_and_agencies(city):
    assert city.agent_types == [Resident, Business, Agency]
    assert len(city.agents_by_type[Resident]) == 1000
    sizes = [len(agents) for agents in city.agents_by_type.values()]
    assert len(city.agents) == sum(sizes)
    assert len(set(city.agents.get("unique_id"))) == sum(sizes)
    with pytest.raises(AttributeError):
        city.agents = []


def test_nobody_joins_or_leaves_a_city_that_exists(city):
    with pytest.raises(DPICityError, match="Agent cannot be added"):
        mesa.Agent(city)
    with pytest.raises(DPICityError, match="cannot be removed"):
        city.deregister_agent(city.agents[0])
    with pytest.raises(DPICityError, match="keeps its people"):
        city.remove_all_agents()


def test_stepping_running_for_a_time_and_running_to_the_end_are_the_same_life(small):
    stepped, timed, whole = (DPICity(small, seed=3) for _ in range(3))
    while stepped.running:
        stepped.step()
    timed.run_for(2)
    timed.run_until(MONTHS)
    whole.run_model()
    for model in (stepped, timed, whole):
        assert (model.month, model.steps, model.time, model.running) == (MONTHS, MONTHS, MONTHS, False)
        assert_same_life(model, whole)
    whole.step()
    assert whole.month == MONTHS


def test_months_played_without_mesas_clock_are_the_same_months(small):
    counted, alone = DPICity(small, seed=3), DPICity(small, seed=3)
    counted.run_model()
    for _ in range(MONTHS):
        alone.play_month()
    assert_same_life(alone, counted)
    assert (alone.month, alone.running, alone.steps) == (MONTHS, False, 0)


def test_a_fork_that_is_left_alone_lives_the_same_life(city):
    city.run_for(2)
    fork = copy.deepcopy(city)
    assert_same_life(fork, city)
    city.run_model()
    assert (fork.month, fork.steps) == (2, 2)
    fork.run_model()
    assert (fork.month, fork.steps, fork.time) == (MONTHS, MONTHS, MONTHS)
    assert_same_life(fork, city)
    assert fork.datacollector.model_vars["payments"] == city.datacollector.model_vars["payments"]


def test_a_fork_that_is_changed_leaves_the_original_alone(small, city):
    city.run_for(2)
    fork = copy.deepcopy(city)
    fork.agents_by_type[Resident].set("device", "no phone").set("trust", 0.0)
    fork.run_model()
    city.run_model()
    undisturbed = DPICity(small, seed=3)
    undisturbed.run_model()
    assert_same_life(city, undisturbed)
    assert not np.array_equal(fork.record.counts["device"], city.record.counts["device"])


def test_a_fork_shares_what_never_changes_and_copies_what_does(city):
    fork = copy.deepcopy(city)
    assert fork.city.residents.age is city.city.residents.age
    assert fork.city.network is city.city.network
    assert fork.record.groups is city.record.groups
    assert fork.scenario is city.scenario
    for name, column in city.city.residents.columns.items():
        same = np.shares_memory(fork.city.residents.array(name), city.city.residents.array(name))
        assert same == column.fixed, name
    for name, values in city.record.counts.items():
        assert not np.shares_memory(fork.record.counts[name], values)
    assert {agent.model for agent in fork.agents[:3]} == {fork}


def test_a_fork_of_a_fork_and_a_fork_of_a_finished_city_work(city):
    grandchild = copy.deepcopy(copy.deepcopy(city))
    city.run_model()
    grandchild.run_model()
    assert_same_life(grandchild, city)
    assert copy.deepcopy(city).month == MONTHS


def test_observers_of_a_city_do_not_follow_its_forks(city):
    seen: list[float] = []

    def watch(signal: object) -> None:
        seen.append(city.time)

    city.observe("time", "changed", watch)
    fork = copy.deepcopy(city)
    fork.step()
    assert seen == []
    city.step()
    assert seen


def test_a_pickled_city_goes_on_where_it_was(city):
    city.run_for(3)
    thawed = pickle.loads(pickle.dumps(city))
    assert thawed.scenario == city.scenario
    assert thawed.scenario.hash == city.scenario.hash
    thawed.run_model()
    city.run_model()
    assert (thawed.steps, thawed.month) == (MONTHS, MONTHS)
    assert_same_life(thawed, city)
    with pytest.raises(ValueError, match="read-only"):
        thawed.city.residents.age[0] = 1


def test_the_data_collector_holds_the_record(city):
    city.run_for(4)
    frame = city.datacollector.get_model_vars_dataframe()
    assert len(frame) == 5
    assert_array_equal(frame["payments"], city.record.share("stage_payments", "uses")[:5])
    assert_array_equal(frame["government.trust_mean"], city.record.series["trust_mean"][:5])
    assert city.datacollector is city.datacollector
    city.step()
    assert len(city.datacollector.model_vars["payments"]) == 6
    city.datacollector.collect(city)
    assert len(city.datacollector.model_vars["payments"]) == 6


class Watched(DPICity):
    """A city with a data collector of its own, as in any Mesa model."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "users": lambda m: sum(
                    w == "uses" for w in m.agents_by_type[Resident].map("stage", "payments")
                ),
                "month": "month",
            },
            agent_reporters={"kind": lambda agent: type(agent).__name__},
            agenttype_reporters={Resident: {"trust": "trust"}, Business: {"accepts": "accepts"}},
        )
        self.datacollector.collect(self)

    def step(self):
        super().step()
        self.datacollector.collect(self)


def test_a_data_collector_of_agents_counts_what_the_record_counts(small):
    watched = Watched(small, seed=3)
    watched.run_model()
    frame = watched.datacollector.get_model_vars_dataframe()
    assert frame["month"].tolist() == list(range(MONTHS + 1))
    assert_array_equal(frame["users"] / 1000, watched.record.share("stage_payments", "uses"))
    trust = watched.datacollector.get_agenttype_vars_dataframe(Resident)["trust"]
    assert_array_equal(trust.loc[MONTHS], watched.city.residents.trust)
    accepts = watched.datacollector.get_agenttype_vars_dataframe(Business)["accepts"]
    shares = accepts.groupby("Step").mean()
    assert shares[MONTHS] == pytest.approx(watched.record.series["merchants_accepting"][MONTHS])
    kinds = watched.datacollector.get_agent_vars_dataframe()["kind"]
    assert (kinds.loc[0] == "Resident").sum() == 1000


@pytest.mark.parametrize("processes", [1, 2])
def test_mesas_batch_run_gives_the_numbers_of_direct_runs(small_file, processes):
    fees = [0.0, 1.0]
    rows = mesa.batch_run(
        DPICity, {"scenario": small_file, "payments__fee": fees}, rng=[5, 6], number_processes=processes,
        data_collection_period=1, display_progress=False,
    )  # fmt: skip
    assert len(rows) == len(fees) * 2 * (MONTHS + 1)
    assert {(row["seed"], row["payments__fee"]) for row in rows} == {(s, f) for s in (5, 6) for f in fees}
    direct = DPICity(small_file, seed=6, payments__fee=1.0)
    direct.run_model()
    found = [row["payments"] for row in rows if row["seed"] == 6 and row["payments__fee"] == 1.0]
    assert found == direct.record.share("stage_payments", "uses").tolist()


def test_batch_run_reports_the_end_by_default(small_file):
    (row,) = mesa.batch_run(DPICity, {"scenario": small_file}, rng=[5], display_progress=False)
    assert row["Step"] == MONTHS


def test_seed_and_rng_are_two_words_for_the_same_luck(small):
    assert DPICity(small, seed=5).draws.seed == DPICity(small, rng=5).draws.seed == 5
    assert DPICity(small, rng=np.int64(5)).draws.seed == 5
    drawn = DPICity(small, rng=np.random.default_rng(1)).draws.seed
    assert drawn == DPICity(small, rng=np.random.default_rng(1)).draws.seed
    assert DPICity(small, seed=None).draws.seed != DPICity(small, seed=None).draws.seed


def test_the_collector_that_is_set_is_the_one_that_is_given(city):
    assert isinstance(city.datacollector, RecordCollector)
    own = mesa.DataCollector(model_reporters={"month": "month"})
    city.datacollector = own
    city.step()
    assert city.datacollector is own
    assert copy.deepcopy(city).datacollector is not own
