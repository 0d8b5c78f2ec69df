"""What a budget does not cover is not done, and is shown."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sim.mechanisms.budget import NO_LIMIT, Budget
from sim.model import DPICity
from sim.registry import registry
from sim.scenario import scenario_from_dict
from tests.benchmarks.policy_effects import people
from tests.cities import run_rule, tiny_city

COUNCIL, CODE = {"use": "stewardship_council"}, {"use": "code_of_conduct"}
BOTH = (COUNCIL, CODE)  # 8,000 and 2,000 US$ a month
KITS = {"use": "id_campaign", "kits": 10, "outreach": 0}  # 40,000 at once, then 12,000 a month


def lived(yearly: float | None, *policies: dict[str, Any], months: int = 12) -> DPICity:
    """A year of a small city under a budget."""
    budget = {} if yearly is None else {"budget.yearly": yearly}
    head = {"extends": "baseline", "months": months, "residents": 2_000, "parameters": budget}
    model = DPICity(scenario_from_dict({**head, "policies": list(policies)}), 1, city=people(1))
    model.run_model()
    return model


def spent(model: DPICity, policy: str) -> Any:
    """What one policy spent in each month."""
    return model.record.spend[1:, model.record.programmes.index(policy)].sum(axis=(1, 2))


def test_a_purse_is_refilled_each_year_less_what_was_overspent():
    city = tiny_city(government__purse=-300)
    run_rule(Budget, city, month=13, yearly=1000)
    assert city.government.purse[0] == 700
    run_rule(Budget, city, month=14, yearly=1000)
    assert city.government.purse[0] == 700


def test_what_a_year_does_not_spend_lapses():
    city = tiny_city(government__purse=500)
    run_rule(Budget, city, month=25, yearly=1000)
    assert city.government.purse[0] == 1000


def test_a_budget_that_does_not_bind_changes_nothing():
    free, rich = lived(None, *BOTH, KITS), lived(1e9, *BOTH, KITS)
    assert_array_equal(free.record.spend, rich.record.spend)
    for name, counts in free.record.counts.items():
        assert_array_equal(counts, rich.record.counts[name])
    assert registry().params["budget.yearly"].default == NO_LIMIT
    assert not free.record.series["budgeted"].any()


def test_a_budget_of_nothing_does_nothing_and_shows_what_was_left_out():
    none, poor = lived(None), lived(0, *BOTH)
    assert_array_equal(none.record.series["trust_mean"], poor.record.series["trust_mean"])
    assert_allclose(registry().indicators["unfunded"].compute(poor.record)[1:], 10_000)


def test_policies_are_paid_in_the_order_of_the_scenario():
    """9,000 a month: the council in full and half the code, or the code in full and 7/8 of the council."""
    for order, expected in ((BOTH, (8_000, 1_000)), (BOTH[::-1], (7_000, 2_000))):
        model = lived(12 * 9_000, *order)
        # the first month is paid in full, and its overspending is missing in the months after it
        assert_allclose([spent(model, p["use"])[1:].mean() for p in BOTH], expected, atol=100)
        assert_allclose(model.record.spend.sum() - lived(None).record.spend.sum(), 108_000)


def test_a_policy_waits_until_its_start_can_be_paid():
    """Kits for 40,000 and a team for 12,000 do not fit into 50,000; they fit into the purse of a larger city."""
    waiting, started = (spent(lived(yearly, KITS), "id_campaign") for yearly in (50_000, 200_000))
    assert waiting.sum() == 0
    assert started[0] == pytest.approx(52_000)
    assert started.sum() == pytest.approx(52_000 + 11 * 12_000)


def test_a_policy_that_starts_late_pays_for_its_start_then():
    """With another policy first in line, kits come in the year that has room for them."""
    first = {"use": "stewardship_council", "secretariat": 10_000, "months": [1, 13]}
    late = spent(lived(55_000, first, KITS, months=24), "id_campaign")
    month = int(np.flatnonzero(late)[0])
    assert month == 12
    assert late[month] == pytest.approx(52_000)
    assert late.sum() == pytest.approx(55_000)


def test_what_rounding_leaves_of_a_month_pays_for_nothing():
    """From the second month on the first policy takes all that there is, whatever the digits of the budget."""
    for yearly in (15_555.4, 54_443.9):
        model = lived(yearly, COUNCIL, CODE)
        assert spent(model, "stewardship_council")[1:].sum() > 0
        assert spent(model, "code_of_conduct")[1:].sum() == 0


def test_a_bill_for_next_to_nothing_is_not_taken_for_the_price_of_the_whole():
    """Remote onboarding is paid per person, however well it is done: a thousandth of it cost nearly all."""
    signed = {"use": "remote_onboarding"}
    free = lived(None, COUNCIL, signed, months=36)
    short = lived(96_100, COUNCIL, signed, months=36)  # a hundred a year for all that comes after the council
    assert 0 < spent(short, "remote_onboarding").sum() < spent(free, "remote_onboarding").sum()
    assert short.record.series["undone"].max() < 1.5 * spent(free, "remote_onboarding").max()
