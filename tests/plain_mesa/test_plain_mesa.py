"""The kernels against the same rules written as plain Mesa agents."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from sim.choice import CONSTRAINTS, STAGES
from sim.draws import Draws
from sim.mechanisms.needs import OUTCOMES
from sim.scenario import scenario_from_dict
from tests.plain_mesa.choosing import CHANNELS
from tests.plain_mesa.compare import Pair
from tests.plain_mesa.luck import Luck

RESIDENTS, MONTHS = 1000, 24
SMALL = {"extends": "baseline", "residents": RESIDENTS, "months": MONTHS}
EARLY = {"components.assistant_launch": 4}

BASELINE: dict[str, Any] = {**SMALL, "parameters": EARLY}
POLICIES: dict[str, Any] = {
    **SMALL,
    "parameters": EARLY,
    "policies": [
        {"use": "municipal_broadband", "months": [2], "ramp": 3},
        {"use": "data_subsidy", "months": [3, 15]},
        {"use": "device_subsidy", "months": [3, 20]},
        {"use": "instant_payments", "months": [5, 18]},
        {"use": "payment_rewards", "months": [7, 12], "reward": 2},
        {"use": "id_campaign", "months": [2, 12], "ramp": 2},
        {"use": "skills_training", "months": [4], "budget": 2_000_000},
        {"use": "merchant_onboarding", "months": [4]},
        {"use": "agent_network", "months": [6], "ramp": 4},
        {"use": "ombudsperson", "months": [8]},
    ],
}
TROUBLE: dict[str, Any] = {
    **POLICIES,
    "parameters": {
        **EARLY,
        "components.payments_launch": 4,
        "components.payments_ahead": 2,
        "registration.device_needed": 1,
        "payments.rate": 0.9,
        "payments.skill": 0.5,
        "payments.trust": 4,
        "eservices.rate": 0.8,
        "eservices.locked": 1,
    },
    "shifts": [
        {"param": "payments.fee", "months": [10, 16], "to": 6},
        {"param": "trust.failed", "months": [6, 12], "to": 0.3},
        {"param": "payments.base", "months": [14, 24], "to": -2},
    ],
    "shocks": [{"use": "breach", "month": 9}],
}
CASES = {
    "no policy": BASELINE,
    "ten policies": POLICIES,
    "shifts and a breach": TROUBLE,
    "turmoil": POLICIES,
}


def lived(data: dict[str, Any], seed: int, turmoil: bool) -> tuple[list[str], Counter[str]]:
    """What differs in any month, and how often each word was true of a resident."""
    pair = Pair(scenario_from_dict(data, "plain"), seed, turmoil)
    found, seen = pair.differences(), Counter[str]()
    for _ in range(MONTHS):
        pair.step()
        found += pair.differences()
        for resident in pair.objects.people:
            seen.update((resident.need, resident.identity, resident.device))
            seen.update(resident.stage[channel] for channel in CHANNELS)
            seen.update(resident.barrier[channel] for channel in CHANNELS)
    return found, seen


@pytest.fixture(scope="module")
def lives() -> dict[str, tuple[list[str], Counter[str]]]:
    return {name: lived(data, seed, name == "turmoil") for seed, (name, data) in enumerate(CASES.items(), 1)}


@pytest.mark.parametrize("case", CASES)
def test_objects_and_arrays_agree_on_every_resident_in_every_month(case: str, lives: Any) -> None:
    found, _ = lives[case]
    assert not found, f"{len(found)} differences; the first:\n" + "\n".join(found[:5])


def test_the_comparison_meets_every_stage_outcome_and_nearly_every_barrier(lives: Any) -> None:
    """Agreement says little about a state that nobody was ever in."""
    seen = sum((words for _, words in lives.values()), Counter[str]())
    assert set(STAGES) <= set(seen)
    assert set(OUTCOMES) <= set(seen)
    assert {"no phone", "basic phone", "smartphone", "no digital ID", "enrolled", "active"} <= set(seen)
    assert set(CONSTRAINTS) <= set(seen), set(CONSTRAINTS) - set(seen)


def test_plain_luck_is_the_luck_of_the_arrays() -> None:
    luck, rows = Luck(7), 50
    for month in (0, 1, 119):
        for stream in ("payments.decide", "trust.friend"):
            arrays = Draws(7, month).uniform(stream, rows).tolist()
            assert [luck.draw(stream, month, row) for row in range(rows)] == arrays


def test_the_comparison_notices_one_resident_who_does_not_follow_one_rule() -> None:
    """Turns to talk go by row: resident 127 (127 = 21 · 6 + 1) is due in month 1."""
    pair = Pair(scenario_from_dict(BASELINE, "plain"), 1)
    pair.objects.people[127].talk = lambda: None
    pair.step()
    told = pair.differences()
    assert len(told) == 1
    assert told[0].startswith("month 1, resident 127, trust: ")
