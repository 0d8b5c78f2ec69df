"""What a small city says about a change, held to the whole one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from dashboards.engine.first_look import PART, first_look, lean, shifted, small
from dashboards.plans.drafts import packaged, switched, with_use
from experiments.comparing.compare import final, total_cost
from experiments.comparing.gaps import group_shares, told
from experiments.comparing.stats import estimate
from experiments.running.runner import Cities, Plan, Run, run_plan
from sim.scenario import Scenario
from tests.experiments.made_up import plan, run

MONTHS = 36
SEEDS = (1, 2, 3, 4, 5)
CITIES = Cities(len(SEEDS) + 1)


@cache
def rich_plan() -> Scenario:
    """The plan with most policies, over three years."""
    return replace(packaged("nobody-left-behind"), months=MONTHS)


def lived(scenario: Scenario, seed: int = 1) -> Run:
    """One run of the model."""
    found = run_plan(Plan("plan2", scenario), seed, CITIES)
    assert found.ok, found.error
    return found


@cache
def whole(scenario: Scenario) -> tuple[Run, ...]:
    """Every city under a plan."""
    return tuple(lived(scenario, seed) for seed in SEEDS)


def quick(scenario: Scenario) -> Run:
    """The small city under a plan."""
    found = small(Plan("plan2", scenario))
    assert found is not None
    return lived(found.scenario)


@cache
def looked(changed: Scenario) -> tuple[Run, Run]:
    """The first look at a change of the rich plan, as the page shows it, and the same without the shift."""
    known = whole(rich_plan())
    look = first_look(known[0], quick(rich_plan()), quick(changed))
    return shifted(look, lean(known)), look


MOVES = {
    "a programme at half strength": with_use(rich_plan(), "documents_light", {"intensity": 0.5}),
    "a subsidy a little lower": with_use(rich_plan(), "data_subsidy", {"intensity": 0.9}),
    "a programme less": switched(rich_plan(), "telecentres", on=False),
}


@pytest.mark.parametrize("move", MOVES)
def test_a_first_look_lies_within_the_range_that_the_whole_cities_print(move: str) -> None:
    """The band of the full answer, no narrower than half a point, holds the line of the first look."""
    changed = MOVES[move]
    look, full = looked(changed)[0], whole(changed)
    for name in ("payments", "id_active", "online"):
        range_ = estimate(final(full, name))
        assert abs(look.indicators[name][-1] - range_.mean) <= max(range_.half, 0.005), name
        line = np.mean([one.indicators[name] for one in full], axis=0)
        assert np.abs(look.indicators[name] - line).max() < 0.01, name  # nowhere on the way a point away
    cost = estimate(total_cost(full))
    assert abs(look.counted.spend.sum() - cost.mean) <= max(cost.half, 0.02 * cost.mean)


def test_groups_are_told_far_better_than_by_the_small_city_alone() -> None:
    changed = MOVES["a programme at half strength"]
    shares = {name: group_shares([one], "payments")[0] for name, one in {
        "whole": whole(changed)[0], "look": looked(changed)[1], "small": quick(changed)}.items()}  # fmt: skip
    spoken = told([whole(changed)[0]])
    error = {name: np.abs(shares[name] - shares["whole"])[spoken].mean() for name in ("look", "small")}
    assert error["look"] < error["small"] / 2
    assert error["look"] < 0.01


def test_the_first_look_at_an_unchanged_plan_is_the_plan_itself() -> None:
    known, before = whole(rich_plan())[0], quick(rich_plan())
    look = first_look(known, before, before)
    for name, values in known.indicators.items():
        np.testing.assert_allclose(look.indicators[name], values, atol=1e-12, err_msg=name)
    np.testing.assert_allclose(look.counted.spend, known.counted.spend)
    for name, table in known.counted.counts.items():
        np.testing.assert_allclose(look.counted.counts[name], table, err_msg=name)
    assert look.counted.weight == known.counted.weight


def test_a_policy_more_spends_its_own_money_and_one_less_none() -> None:
    fewer = switched(rich_plan(), "telecentres", on=False)
    known, before, after = whole(rich_plan())[0], quick(rich_plan()), quick(fewer)
    look = first_look(known, before, after).counted
    assert "telecentres" not in look.programmes
    back = first_look(whole(fewer)[0], after, before).counted
    own = back.spend[:, back.programmes.index("telecentres")].sum()
    assert own == before.counted.spend[:, before.counted.programmes.index("telecentres")].sum() > 0


def test_shares_stay_between_nothing_and_everything() -> None:
    runs = [run("plan0", 1, share) for share in (0.99, 0.5, 0.9)]
    look = first_look(*runs)
    assert look.indicators["payments"].max() == 1.0
    assert look.counted.share("stage_payments", "aware").min() == 0.0
    assert (
        first_look(*(run("plan0", 1, share) for share in (0.1, 0.5, 0.2))).indicators["payments"].min() == 0.0
    )


def test_a_city_that_is_small_already_has_no_smaller_one() -> None:
    assert small(plan("plan0", residents=5_000)) is None
    found = small(plan("plan0"))
    assert found is not None
    assert found.scenario.residents * PART == plan("plan0").scenario.residents


def test_the_first_city_is_shifted_to_the_mean_of_all_so_that_no_line_jumps() -> None:
    runs = [run("plan0", seed, 0.4 + 0.02 * seed, 1e6 * seed) for seed in (1, 2, 3)]
    moved = shifted(runs[0], lean(runs))
    mean = np.mean([r.indicators["payments"] for r in runs], axis=0)
    np.testing.assert_allclose(moved.indicators["payments"], mean)
    np.testing.assert_allclose(moved.counted.spend.sum(), 2e6)
