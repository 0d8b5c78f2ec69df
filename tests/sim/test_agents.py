"""Residents, businesses and agencies are looked at one by one, or all together, without being stored."""

from __future__ import annotations

import copy
import gc
import pickle
import tracemalloc
from random import Random
from types import SimpleNamespace

import mesa
import numpy as np
import pytest
from mesa.agentset import AgentSet
from numpy.testing import assert_allclose, assert_array_equal

from sim.agents import Agency, ArrayAgents, Business, Resident, all_agents
from sim.agents.members import Members
from sim.agents.views import KINDS, View
from sim.errors import DPICityError
from tests.cities import tiny_city

TRUST = [0.9, 0.2, 0.7, 0.2, 0.4]
PHONES = ["smartphone", "no phone", "smartphone", "basic phone", "smartphone"]


@pytest.fixture
def town():
    """Five residents, two businesses, two agencies, in a model that never moves."""
    city = tiny_city(
        trust=TRUST, device=PHONES, female=[1, 0, 1, 0, 1], household=[0, 0, 1, 1, 1], firm=[1, -1, 1, -1, 0],
        district=[0, 0, 1, 1, 1], barrier_payments=["skill", "device", "price", "device", "uses it"],
        friends=[(0, 1), (0, 3)], shops=[[0, 0, 1, 1], *[[1, 1, 1, 1]] * 4],
    )  # fmt: skip
    return SimpleNamespace(city=city, random=Random(1))


@pytest.fixture
def residents(town):
    return ArrayAgents(town, Resident)


def test_an_attribute_of_a_resident_is_the_column_and_writing_it_writes_the_column(town):
    resident = Resident.at(town, 2)
    assert isinstance(resident, mesa.Agent)
    assert resident.trust == pytest.approx(0.7)
    resident.trust = 0.5
    assert town.city.residents.trust[2] == 0.5
    town.city.residents.trust[2] = 0.25
    assert resident.trust == 0.25


def test_a_word_may_be_written_where_the_column_has_words(town):
    resident = Resident.at(town, 1)
    resident.device = "basic phone"
    assert town.city.residents.device[1] == 1
    with pytest.raises(ValueError, match="has no value 'smartfone'; did you mean 'smartphone'"):
        resident.device = "smartfone"


def test_what_a_column_cannot_hold_is_refused_with_its_bounds(town, residents):
    with pytest.raises(ValueError, match=r"'residents.trust' accepts 0 to 1 share, not 1.2"):
        Resident.at(town, 0).trust = 1.2
    with pytest.raises(ValueError, match="accepts 0 to 1 share"):
        residents.set("trust", float("nan"))
    with pytest.raises(ValueError, match="takes whole numbers"):
        Business.at(town, 0).customers = 1.5
    with pytest.raises(AttributeError, match=r"'residents\.age' never changes after month 0"):
        residents.set("age", 2)
    assert_allclose(town.city.residents.trust, TRUST, rtol=1e-6)


def test_an_unknown_attribute_is_an_error_that_offers_the_nearest_name(town, residents):
    with pytest.raises(AttributeError, match="Resident has no attribute 'trst'; did you mean 'trust'"):
        _ = Resident.at(town, 0).trst
    with pytest.raises(AttributeError, match="did you mean 'trust'"):
        Resident.at(town, 0).trst = 1
    with pytest.raises(AttributeError, match="did you mean 'trust'"):
        residents.get("trst")
    with pytest.raises(AttributeError, match="did you mean 'trust'"):
        residents.set("trst", 1)


def test_a_resident_is_described_in_words(town):
    told = Resident.at(town, 3).describe()
    assert told["Phone"] == "basic phone"
    assert told["Home district"] == "South"
    assert told["Is a woman"] == "no"
    assert told["Workplace; -1 means none"] == "none"
    assert Resident.at(town, 3).barrier("payments") == "device"
    assert Resident.at(town, 3).stage("payments") == "unaware"


def test_residents_know_their_contacts_shops_workplace_and_household(town):
    anna, ben, cleo, dan, eva = ArrayAgents(town, Resident)
    stall, mill = ArrayAgents(town, Business)
    assert anna.knows() == [ben, dan]
    assert anna.contacts == 2
    assert ben.knows() == [anna]
    assert anna.shops() == [stall, stall, mill, mill]
    assert anna.workplace() == mill
    assert ben.workplace() is None
    assert dan.household_members() == [cleo, eva]
    assert stall.shoppers() == [anna]
    assert stall.customers == 2
    assert mill.staff() == [anna, cleo]


def test_no_column_hides_behind_a_method(town):
    """A column with the name of a method or of a part of a Mesa agent could not be read."""
    for table, kind in KINDS.items():
        assert not [name for name in town.city.table(table).columns if hasattr(kind, name)]


def test_every_agent_has_its_own_lasting_number(town):
    everyone = all_agents(town)
    numbers = everyone.get("unique_id")
    assert numbers == list(range(1, 10)) == [agent.unique_id for agent in everyone]
    assert [type(agent) for agent in everyone] == [Resident] * 5 + [Business] * 2 + [Agency] * 2


def test_two_views_of_one_row_are_the_same_agent(town):
    other = SimpleNamespace(city=town.city)
    assert Resident.at(town, 1) == Resident.at(town, 1)
    assert len({Resident.at(town, 1), Resident.at(town, 1), Business.at(town, 1)}) == 2
    assert Resident.at(town, 1) != Resident.at(other, 1)
    assert Resident.at(town, 1) != 1
    assert copy.copy(Resident.at(town, 1)) == Resident.at(town, 1)
    assert pickle.loads(pickle.dumps(Resident.at(town, 1))).trust == pytest.approx(0.2)


def test_nobody_is_made_or_removed_by_hand(town):
    with pytest.raises(DPICityError, match="Resident cannot be made by hand"):
        Resident(town)
    with pytest.raises(DPICityError, match="Business cannot be made by hand"):
        Business.create_agents(town, 3)
    with pytest.raises(DPICityError, match="Resident cannot be removed"):
        Resident.at(town, 0).remove()


def test_a_million_residents_cost_no_memory_until_someone_looks():
    """The set is a range; counting, averaging and grouping it makes no agent."""
    town = SimpleNamespace(city=tiny_city(residents=100_000), random=Random(1))
    gc.collect()
    tracemalloc.start()
    everyone = all_agents(town)
    made, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(everyone) == 100_004
    assert made < 10_000
    before = sum(isinstance(thing, View) for thing in gc.get_objects())
    residents = ArrayAgents(town, Resident)
    assert residents.agg("trust", np.mean) == 0.5
    assert residents.groupby("district").count() == {0: 100_000}
    assert sum(isinstance(thing, View) for thing in gc.get_objects()) == before


def test_get_and_agg_answer_as_mesa_does(town, residents):
    """The same questions to Mesa's own set of the same agents."""
    held = residents.to_list()
    mesas = AgentSet(held, random=Random(1))
    assert residents.get("trust") == mesas.get("trust")
    assert residents.get(["trust", "device"]) == mesas.get(["trust", "device"])
    assert residents.get("children", "default", 0) == mesas.get("children", "default", 0)
    for function in (min, max, sum, len, np.mean, np.median):
        assert residents.agg("trust", function) == pytest.approx(mesas.agg("trust", function))
    assert residents.agg("device", [min, np.sum]) == [0, 7]
    assert residents.agg("trust", lambda values: sorted(values)[0] if values else 0) == pytest.approx(0.2)
    with pytest.raises(ValueError, match="handle_missing"):
        residents.get("trust", handle_missing="ignore")


def test_kinds_of_agent_are_asked_together(town):
    everyone = all_agents(town)
    assert everyone.get("district", "default", None) == [0, 0, 1, 1, 1, 0, 0, None, None]
    with pytest.raises(AttributeError, match="Agency has no attribute 'district'"):
        everyone.get("district")
    assert len(everyone.select(agent_type=Business)) == 2
    mixed = everyone.select(lambda agent: agent.row == 1)
    assert [type(agent) for agent in mixed] == [Resident, Business, Agency]
    assert mixed.get("unique_id") == [2, 7, 9]


def test_set_writes_one_value_or_one_each(town, residents):
    residents.set("banked", False)
    assert not town.city.residents.banked.any()
    residents.select(lambda r: r.female).set("trust", np.array([0.1, 0.2, 0.3]))
    assert_allclose(town.city.residents.trust, [0.1, 0.2, 0.2, 0.2, 0.3], rtol=1e-6)
    residents.set("device", "no phone")
    assert_array_equal(town.city.residents.device, 0)


def test_select_by_a_function_by_an_array_and_at_most(town, residents):
    by_function = residents.select(lambda r: r.trust > 0.3)
    by_array = residents.select(residents.values("trust") > 0.3)
    assert by_function.get("row") == by_array.get("row") == [0, 2, 4]
    assert residents.select(at_most=2).get("row") == [0, 1]
    assert residents.select(at_most=0.4).get("row") == [0, 1]
    assert residents.select(lambda r: r.female, at_most=1, inplace=True) is residents
    assert residents.get("row") == [0]


def test_groups_are_counted_and_averaged_in_the_order_of_first_appearance(residents):
    by_phone = residents.groupby("device")
    assert list(by_phone.count().items()) == [(2, 3), (0, 1), (1, 1)]
    assert by_phone.agg("trust", np.max) == {
        2: pytest.approx(0.9),
        0: pytest.approx(0.2),
        1: pytest.approx(0.2),
    }
    by_barrier = residents.groupby(lambda r: r.barrier("payments"), result_type="list")
    assert [r.row for r in by_barrier.groups["device"]] == [1, 3]
    assert by_barrier.agg("row", sum)["device"] == 4
    assert by_barrier.map(len)["skill"] == 1


def test_sorting_is_by_highest_first_and_keeps_the_order_of_equals(residents):
    assert residents.sort("trust").get("row") == [0, 2, 4, 1, 3]
    assert residents.sort("trust", ascending=True).get("row") == [1, 3, 4, 2, 0]
    assert residents.sort(lambda r: -r.row).get("row") == [0, 1, 2, 3, 4]


def test_a_shuffle_keeps_everybody_and_repeats_with_the_seed(town, residents):
    first = residents.shuffle().get("row")
    town.random.seed(1)
    assert residents.shuffle().get("row") == first
    assert sorted(first) == [0, 1, 2, 3, 4]
    seen = []
    residents.shuffle_do(lambda r: seen.append(r.row))
    assert sorted(seen) == [0, 1, 2, 3, 4]


def test_do_and_map_call_methods_and_functions(residents):
    assert residents.map("barrier", "payments") == ["skill", "device", "price", "device", "uses it"]
    assert residents.map(lambda r, extra: r.row + extra, 10) == [10, 11, 12, 13, 14]
    assert residents.do("step") is residents
    residents.do(lambda r: setattr(r, "trust", 0.5))
    assert residents.agg("trust", np.mean) == 0.5


def test_a_set_is_indexed_sliced_copied_and_combined_without_touching_the_city(town, residents):
    assert residents[-1] == Resident.at(town, 4)
    assert residents[1:3].get("row") == [1, 2]
    few = residents[1:3]
    few.add(Resident.at(town, 0))
    few.discard(Resident.at(town, 2))
    few.discard(Resident.at(town, 2))
    assert few.get("row") == [1, 0]
    assert (few | residents[3:]).get("row") == [1, 0, 3, 4]
    assert (few & residents[:1]).get("row") == [0]
    assert len(few - few) == 0
    assert few.copy() is not few
    with pytest.raises(KeyError):
        few.remove(Resident.at(town, 4))
    with pytest.raises(ValueError, match="another model"):
        few.add(Resident.at(SimpleNamespace(city=town.city), 0))
    assert Resident.at(town, 4) in residents
    assert Resident.at(town, 4) not in few
    assert len(residents) == 5
    assert "5 agents" in repr(residents)


def test_an_empty_set_answers(residents):
    nobody = residents.select(lambda r: False)
    assert nobody.get("trust") == []
    assert nobody.agg("trust", len) == 0
    assert nobody.groupby("device").count() == {}
    assert isinstance(nobody.shuffle().sort("trust"), Members)
