"""Two cities with the same people and the same luck differ by what was decided, and by nothing else."""

from __future__ import annotations

import copy
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from sim import kernels
from sim.model import DPICity
from sim.registry import registry
from tests.laws.worlds import differing, fingerprint, lived, scenario, state

NO_BUDGET: dict[str, dict[str, float]] = {
    "skills_training": {"budget": 0},
    "id_campaign": {"kits": 0},
    "merchant_onboarding": {"visits": 0, "waiver": 0},
    "data_subsidy": {"share": 0},
    "device_subsidy": {"share": 0},
    "agent_network": {"times": 1},
    "instant_payments": {"registering": 0, "telling": 0, "waiver": 0},
    "ombudsperson": {"redress": 0, "standing": 0},
    "stewardship_council": {"standing": 0},
}
EVERYTHING = tuple({"use": name} for name in sorted(registry().policies))
NOTHING_DIGITAL = {f"components.{name}": 0 for name in ("payments", "eservices", "assistant")}


@pytest.fixture(scope="module")
def untouched() -> DPICity:
    return lived(scenario())


@pytest.fixture(scope="module")
def busy() -> DPICity:
    return lived(scenario(*EVERYTHING))


@pytest.mark.parametrize("policy", sorted(registry().policies))
def test_a_policy_of_no_intensity_changes_nothing(policy: str, untouched: DPICity) -> None:
    twin = lived(scenario({"use": policy, "intensity": 0}))
    assert differing(twin, untouched) == []
    assert twin.record.spend.sum() == untouched.record.spend.sum()


@pytest.mark.parametrize("policy", NO_BUDGET)
def test_a_policy_without_means_changes_nothing(policy: str, untouched: DPICity) -> None:
    twin = lived(scenario({"use": policy, **NO_BUDGET[policy]}))
    assert differing(twin, untouched) == []


@pytest.mark.parametrize("policy", sorted(registry().policies))
def test_a_policy_with_its_usual_means_changes_something(policy: str, untouched: DPICity) -> None:
    """Else the two tests above would prove nothing. In a year few can ride on a service, so all of them do."""
    more = {"reach": 1.0} if policy in registry().services else {}
    assert differing(lived(scenario({"use": policy, **more})), untouched)


def test_a_policy_that_starts_later_leaves_the_months_before_alone(untouched: DPICity) -> None:
    late = tuple({**use, "months": [6]} for use in EVERYTHING)
    record = lived(scenario(*late)).record
    for name, counts in untouched.record.counts.items():
        assert (record.counts[name][:6] == counts[:6]).all(), name


def test_the_same_scenario_twice_gives_the_same_bytes(busy: DPICity) -> None:
    again = DPICity(scenario(*EVERYTHING), 1)  # people made anew, too
    again.run_model()
    assert fingerprint(again) == fingerprint(busy)


def test_another_seed_gives_another_city(busy: DPICity) -> None:
    assert fingerprint(lived(scenario(*EVERYTHING), seed=2)) != fingerprint(busy)


def test_the_order_in_which_policies_are_listed_does_not_matter(busy: DPICity) -> None:
    assert fingerprint(lived(scenario(*reversed(EVERYTHING)))) == fingerprint(busy)


@pytest.mark.parametrize("threads", [2, 3])
def test_the_number_of_threads_does_not_change_a_bit(
    threads: int, busy: DPICity, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = fingerprint(busy)
    monkeypatch.setattr(kernels, "WORTH_THREADS", 1)
    monkeypatch.setenv("DPI_CITY_THREADS", str(threads))
    assert fingerprint(lived(scenario(*EVERYTHING))) == alone


def test_a_fork_lives_on_like_the_original(busy: DPICity) -> None:
    model = DPICity(scenario(*EVERYTHING), 1)
    for _ in range(5):
        model.step()
    before, fork = state(model), copy.deepcopy(model)
    fork.run_model()
    assert state(model) == before
    model.run_model()
    assert fingerprint(fork) == fingerprint(model) == fingerprint(busy)


def test_policies_leave_the_luck_of_other_rules_alone() -> None:
    """Needs arise by luck alone: the same residents have them whatever the city does."""
    quiet, busy = lived(scenario(), history=True), lived(scenario(*EVERYTHING), history=True)
    mine, theirs = quiet.record.history["need"], busy.record.history["need"]
    assert ((mine > 0) == (theirs > 0)).all()
    assert (mine != theirs).any()


def test_an_ombudsperson_changes_trust_and_nobody_s_place_in_the_queue() -> None:
    quiet, heard = (lived(scenario(*use)) for use in ((), ({"use": "ombudsperson"},)))
    changed = differing(quiet, heard)
    assert "residents.trust" in changed
    assert not {"residents.waiting", "residents.covered", "government.enrolled"} & set(changed)
    assert ((quiet.city.residents.identity > 0) == (heard.city.residents.identity > 0)).all()


def test_an_entry_of_no_intensity_does_not_reshuffle_a_second_entry_of_the_same_policy() -> None:
    one = {"use": "skills_training", "budget": 200_000}
    twice = lived(scenario(one, {**one, "intensity": 0}))
    assert differing(twice, lived(scenario(one))) == []


def test_a_larger_budget_trains_everyone_whom_a_smaller_one_trained() -> None:
    """With nothing to use, nobody learns by doing, and the order of the queue alone decides."""
    budgets = (100_000, 130_000, 400_000, 2_000_000)
    plans = [
        scenario({"use": "skills_training", "budget": budget}, parameters=NOTHING_DIGITAL)
        for budget in budgets
    ]
    taken = [lived(plan).city.residents.course_taken for plan in plans]
    for fewer, more in pairwise(taken):
        assert fewer.sum() < more.sum()
        assert not (fewer & ~more).any()


def payments(plan: Any, seed: int) -> float:
    """Share of residents who pay digitally in the last month."""
    return float(lived(plan, seed).record.share("stage_payments", "uses")[-1])


def test_comparing_on_the_same_seeds_has_a_tenth_of_the_variance() -> None:
    """The effect of a data subsidy, paired and with fresh seeds on one side.

    A mandate that moves most of the city gains less (about threefold): its effect itself depends on
    who lives there.
    """
    seeds = range(1, 13)
    nothing, subsidy = scenario(months=24), scenario({"use": "data_subsidy"}, months=24)
    without = np.array([payments(nothing, seed) for seed in seeds])
    paired = np.array([payments(subsidy, seed) for seed in seeds]) - without
    independent = np.array([payments(subsidy, seed + 12) for seed in seeds]) - without
    assert independent.var(ddof=1) > 10 * paired.var(ddof=1) > 0
