"""How far off counts as far: implausibility by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from experiments.calibrating.cases import Doubt, case_of
from experiments.calibrating.priors import priors_of
from experiments.running.runner import Plan
from sim.errors import DPICityError
from sim.scenario import scenario_from_dict

PLAN = {
    "city": "marenga", "start": "2024-01", "months": 36, "residents": 1000,
    "case_parameters": ["merchants.base"],
    "observed": [
        {"series": "payments", "date": "2024-07", "value": 0.2, "role": "calibrate"},
        {"series": "payments", "date": "2025-01", "value": 0.4, "role": "calibrate"},
        {"series": "payments", "date": "2026-01", "value": 0.5, "role": "validate"},
        {"series": "payments_per_adult", "date": "2025-07", "value": 10, "role": "calibrate"},
    ],
}  # fmt: skip


def case(doubt: Doubt | None = None, shared=("payments.peers",), **changes):
    scenario = scenario_from_dict({**PLAN, **changes}, "town")
    return case_of(Plan("town", scenario), doubt or Doubt(0.03, 0.04), priors_of(list(shared)), {})


def test_only_fitted_points_count_and_the_run_ends_with_the_last_of_them():
    found = case()
    assert found.points == 3
    assert found.plan.scenario.months == 18
    assert [series.name for series in found.series] == ["payments", "payments_per_adult"]
    assert [prior.name for prior in found.own] == ["merchants.base"]


CAMPAIGN = {"use": "id_campaign", "months": [2], "kits": 7}
OWN = {"case_parameters": ["id_campaign.kits"]}


def test_what_is_the_cases_own_is_taken_out_of_its_policies_so_that_a_draw_can_stand_above_it():
    found = case(**OWN, policies=[CAMPAIGN | {"per_kit": 500}]).plan.scenario
    assert found.policies[0].values == {"per_kit": 500}
    assert found.parameters == {"id_campaign.kits": 7}
    assert hash(found) == hash(replace(found))  # nothing in it can be changed


def test_what_differs_between_two_uses_of_a_policy_cannot_be_fitted_as_one_number():
    for other in ({"kits": 9}, {}):
        with pytest.raises(
            DPICityError, match=r"'id_campaign.kits' differs between the entries of id_campaign"
        ):
            case(
                **OWN,
                policies=[CAMPAIGN | {"months": [2, 8]}, {"use": "id_campaign", "months": [8], **other}],
            )


def test_implausibility_by_hand():
    """Shares: s = √(.03² + .04²) = .05. Counts: √(.05² + .1²) · 10 = 1.118. With luck .0075: s = .1."""
    found = case()
    np.testing.assert_allclose(found.doubt, [0.05, 0.05, 1.1180], rtol=1e-4)
    modelled = np.array([[0.3, 0.4, 10 + 2 * 1.1180]])
    np.testing.assert_allclose(found.implausibility(modelled), [[np.sqrt((2**2 + 0) / 2), 2]], rtol=1e-4)
    with_luck = found.implausibility(modelled, np.array([0.0075, 0.0075, 0]))
    np.testing.assert_allclose(with_luck, [[np.sqrt((1**2 + 0) / 2), 2]], rtol=1e-4)


def test_a_value_that_is_not_known_rules_a_draw_out():
    assert np.isinf(case().implausibility(np.array([[0.2, np.nan, 10]]))[0, 0])


def test_errors_are_points_for_shares_and_per_cent_for_counts():
    np.testing.assert_allclose(case().errors(np.array([[0.25, 0.37, 12]])), [[4, 20]])


def test_a_series_can_be_doubted_more_than_others():
    found = case(Doubt(0.03, 0.04, own={"payments": 0.12}))
    np.testing.assert_allclose(found.doubt[:2], np.hypot(0.03, 0.12))


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"observed": PLAN["observed"][2:3]},
     "town: it has no point to fit. Give it `observed` points with `role: calibrate`."),
    ({"parameters": {"payments.peers": 1}}, "town: it sets 'payments.peers' itself, so that cannot be fitted for all"),
])  # fmt: skip
def test_a_case_that_cannot_be_fitted_says_so(changes, sentence):
    with pytest.raises(DPICityError) as caught:
        case(**changes)
    assert str(caught.value).startswith(sentence)
