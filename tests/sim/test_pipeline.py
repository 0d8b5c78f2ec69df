"""The month: its order, what returns to its start, and whom each entry of a scenario reaches when.

The order of the month is kept as text. After a rule is added or renamed, refresh it with

    python -m tests.sim.test_pipeline
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sim.model import DPICity
from sim.pipeline import Slot, masks
from sim.policies.id_campaign import IdCampaign
from sim.scenario import PolicyUse, ShockUse, Target
from sim.shocks.outage import Outage
from tests.cities import tiny_city
from tests.laws.worlds import people, scenario

PLAN = Path(__file__).parents[1] / "baselines" / "plan.txt"
CAMPAIGN = {"use": "id_campaign", "kits": 10, "per_kit": 100}


def city(*policies: dict[str, Any], **parts: Any) -> DPICity:
    """A small city about to live through these policies."""
    return DPICity(scenario(*policies, **parts), 1, city=people())


def plan() -> str:
    """The month of the baseline in words."""
    return city().plan() + "\n"


def slot(model: DPICity, label: str) -> Slot:
    """The place of one rule in the month."""
    return next(slot for slot in model.pipeline.slots if slot.label == label)


def test_the_month_is_played_in_the_order_on_file():
    assert plan() == PLAN.read_text("utf-8"), "if meant: python -m tests.sim.test_pipeline"


def test_shocks_come_first_then_policies_and_a_second_use_has_a_name_of_its_own():
    model = city(CAMPAIGN, {"use": "code_of_conduct"}, CAMPAIGN, shocks=[{"use": "outage", "month": 3}])
    phases = [found.rule.phase for found in model.pipeline.slots]
    assert phases == sorted(phases)
    policies = [label for label in model.pipeline.programmes if slot(model, label).use]
    assert policies == ["outage", "code_of_conduct", "id_campaign", "id_campaign #2"]
    assert [found.programme for found in model.pipeline.slots] == list(range(len(phases)))


def test_what_a_policy_adds_is_gone_when_it_ends():
    """Ten kits for 100 people each in months 2 and 3; a monthly column starts each month afresh."""
    model = city({**CAMPAIGN, "months": [2, 4]}, months=5)
    kits = []
    while model.running:
        model.step()
        kits.append(float(model.city.government.kits[0]))
    assert kits == [0, 1000, 1000, 0, 0]


def test_two_uses_of_a_policy_add_up_each_with_its_own_numbers():
    """10 and 3 kits for 100 people each, the second at half its intensity."""
    model = city(CAMPAIGN, {**CAMPAIGN, "kits": 3, "intensity": 0.5})
    model.step()
    assert model.city.government.kits[0] == 1150


def test_a_policy_grows_to_its_intensity_and_a_shock_lasts_as_long_as_it_says():
    policy = Slot(
        IdCampaign(), "kits", [IdCampaign.defaults()], 0,
        PolicyUse("id_campaign", start=3, end=7, ramp=2, intensity=0.6),
    )  # fmt: skip
    assert_allclose([policy.strength(month) for month in range(2, 8)], [0, 0.2, 0.4, 0.6, 0.6, 0])
    lasting = Outage.defaults()._replace(months=3.0)
    shock = Slot(Outage(), "dark", [lasting], 0, ShockUse("outage", month=5, intensity=0.4))
    assert [shock.strength(month) for month in range(4, 9)] == [0, 0.4, 0.4, 0.4, 0]


def test_a_shift_of_a_shock_s_length_counts_in_the_month_it_strikes():
    """Two months by default, four for whoever is struck from month 5 on."""
    short = Outage.defaults()._replace(months=2.0)
    by_month = [short] * 5 + [short._replace(months=4.0)] * 7
    shock = Slot(Outage(), "dark", by_month, 0, ShockUse("outage", month=6))
    assert [shock.strength(month) for month in range(5, 12)] == [0, 1, 1, 1, 1, 0, 0]


@pytest.mark.parametrize(
    ("target", "admitted"),
    [
        (Target(), [True, True, True, True]),
        (Target(districts=("North",)), [True, True, False, False]),
        (Target(districts=("informal settlement",)), [False, False, True, True]),
        (Target(districts=("North", "informal settlement")), [True, True, True, True]),
        (Target(groups=("women",)), [True, False, True, False]),
        (Target(groups=("15-24", "60+")), [True, False, True, True]),
        (Target(groups=("women", "15-24", "60+")), [True, False, True, False]),
        (Target(districts=("North",), groups=("60+",)), [False, False, False, False]),
    ],
)
def test_a_target_admits_places_and_groups_together(target: Target, admitted: list[bool]):
    """Groups of one kind widen a target, groups of different kinds and places narrow it."""
    small = tiny_city(
        district=[0, 0, 1, 1], female=[True, False, True, False], age=["15-24", "25-44", "60+", "60+"],
        districts__area=["centre", "informal settlement"], businesses__district=[1, 0],
    )  # fmt: skip
    residents, districts, businesses = masks(target, small)
    assert_array_equal(residents, admitted)
    if target.districts == ("North",):
        assert_array_equal(districts, [True, False])
        assert_array_equal(businesses, [False, True])
    elif not target.districts:
        assert np.all(districts)
        assert np.all(businesses)


def test_a_shift_moves_a_parameter_for_a_while():
    """From 1 to .4 in three steps from month 3 on, and back in month 6; other rules have one set of numbers."""
    shift = {"param": "payments.fee", "months": [3, 6], "to": 0.4, "ramp": 2}
    model = city(shifts=[shift], months=7)
    fees = [slot(model, "payments").at(month).fee for month in range(8)]
    assert_allclose(fees, [1, 1, 1, 0.8, 0.6, 0.4, 1, 1])
    assert slot(model, "payments").at(4).rate == slot(model, "payments").rule.defaults().rate
    assert len(slot(model, "merchants").values) == 1


if __name__ == "__main__":
    PLAN.parent.mkdir(exist_ok=True)
    PLAN.write_text(plan(), "utf-8")
