"""Plans side by side, against hand arithmetic on made-up runs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from experiments.comparing.compare import compare, price, unlike
from experiments.comparing.gaps import ENOUGH, constraint_shares, groups_of, most_widened, worst
from experiments.running.runner import Run
from sim.errors import DPICityError
from tests.experiments.made_up import SIZES, plan, run

PLANS = [plan("base", acts=False), plan("a", "A")]


def runs(share: float, cost: float = 0.0, **rest) -> list[Run]:
    """Three cities; the plan adds `share` − ½ everywhere, 5 adults more or fewer by city."""
    base = [run("base", s, 0.5) for s in (1, 2, 3)]
    return base + [run("a", s, share + 0.005 * (s - 2), cost, **rest) for s in (1, 2, 3)]


def test_a_plan_is_measured_from_the_first_one_in_the_same_cities():
    side = compare(PLANS, runs(0.6)).sides[1]
    assert side.effects["payments"].difference.mean == pytest.approx(0.1)
    assert side.added is not None
    assert side.added.difference.mean == pytest.approx(100)  # a tenth of 1,000 adults
    assert compare(PLANS, runs(0.6)).base.effects == {}


def test_the_reference_can_be_chosen():
    found = compare(PLANS, runs(0.6), against="a")
    assert found.base.name == "a"
    assert found.sides[0].effects["payments"].difference.mean == pytest.approx(-0.1)


def test_a_plan_that_has_not_moved_is_not_measured_again():
    three = [*PLANS, plan("b", "B")]
    others, better = runs(0.6), [run("b", s, 0.7) for s in (1, 2, 3)]
    first = compare(three, others + better)
    worse = [run("b", s, 0.4) for s in (1, 2, 3)]
    again = compare(three, others + worse, before=first)
    assert again.sides == compare(three, others + worse).sides
    assert [new.levels is old.levels for new, old in zip(again.sides, first.sides, strict=True)] == [
        True,
        True,
        False,
    ]


def test_all_plans_are_measured_again_when_the_reference_has_moved():
    first = compare(PLANS, runs(0.6))
    moved = [run("base", s, 0.4) for s in (1, 2, 3)] + runs(0.6)[3:]
    again = compare(PLANS, moved, before=first)
    side = again.sides[1]
    assert side.effects["payments"].difference.mean == pytest.approx(0.2)
    assert all(new.levels is not old.levels for new, old in zip(again.sides, first.sides, strict=True))
    assert compare(PLANS, moved, against="a", before=first).base.name == "a"


def test_an_unknown_reference_is_refused_with_the_nearest_name():
    with pytest.raises(DPICityError, match="--against bas: no such plan here; did you mean 'base'"):
        compare(PLANS, runs(0.6), against="bas")


def test_only_cities_that_finished_under_every_plan_count():
    some = [r for r in runs(0.6) if (r.plan, r.seed) != ("a", 2)]
    some.append(Run("a", 2, error="ValueError: no"))
    assert compare(PLANS, some).seeds == (1, 3)


def test_no_city_in_common_is_an_error():
    with pytest.raises(DPICityError, match="nothing to compare"):
        compare(PLANS, [run("base", 1, 0.5), run("a", 2, 0.6)])


def test_the_price_is_extra_cost_by_added_people():
    """US$ 50,000 for 100 people: 500 each."""
    side = compare(PLANS, runs(0.6, 50_000)).sides[1]
    assert side.price.each is not None
    assert side.price.each.mean == pytest.approx(500)
    assert side.price.each.low < 500 < side.price.each.high


@pytest.mark.parametrize(
    ("cost", "gain", "reason"),
    [
        ([5.0] * 3, [-1.0, 0.0, 1.0], "cannot be told from zero"),
        ([5.0] * 3, [-3.0, -3.1, -3.2], "fewer people"),
        ([0.0] * 3, [3.0, 3.1, 3.2], "nothing extra"),
        ([-5.0] * 3, [3.0, 3.1, 3.2], "saves money"),
    ],
)
def test_a_price_that_means_nothing_is_not_given(cost, gain, reason):
    assert price(cost, gain).each is None
    assert reason in price(cost, gain).reason


def test_costs_are_told_by_category():
    side = compare(PLANS, runs(0.6, 50_000)).sides[1]
    assert side.by_category["people"].mean == pytest.approx(50_000)
    assert side.by_category["kits"].mean == 0
    assert side.cost.mean == pytest.approx(50_000)


def test_plans_of_unlike_length_city_or_size_are_warned_about():
    other = plan("b", months=12)
    bigger = replace(other, name="c", scenario=replace(other.scenario, months=24, residents=5000))
    said = unlike([PLANS[0], other, bigger])
    assert [text.split(" differ in their ")[1].partition(":")[0] for text in said] == [
        "length", "number of simulated residents",
    ]  # fmt: skip
    assert unlike(PLANS) == []


def test_the_worst_off_group_is_the_one_with_the_lowest_share():
    groups = groups_of(runs(0.6, women=0.4)[3:], None, "payments")
    found = worst(groups)
    assert found is not None
    assert (found.label, round(found.share.mean, 2)) == ("women", 0.4)
    assert found.behind.mean == pytest.approx(0.2, abs=0.005)


def test_nothing_is_said_of_a_group_of_fewer_than_thirty():
    sizes = SIZES.copy()
    sizes[3] = ENOUGH - 1
    groups = groups_of([run("a", 1, 0.5, sizes=sizes)], None, "payments")
    assert "poorest fifth" not in [group.label for group in groups]
    assert "richest fifth" in [group.label for group in groups]


def test_a_gap_that_widens_is_found_with_its_size():
    """Women go from 0 to 20 points behind the average."""
    some = runs(0.6, women=0.4)
    found = most_widened(groups_of(some[3:], some[:3], "payments"))
    assert found is not None
    assert found.widened is not None
    assert found.label == "women"
    assert found.widened.difference.mean == pytest.approx(0.2, abs=0.005)


def test_no_guard_speaks_when_the_average_falls():
    assert compare(PLANS, runs(0.4, women=0.2)).sides[1].widened is None


def test_constraints_are_ranked_and_leave_out_what_people_choose():
    some = runs(0.6, shut={"trust": 0.02, "price": 0.1})[3:]
    shares = constraint_shares(some, "payments")
    assert list(shares)[:2] == ["price", "trust"]
    assert not {"own choice", "uses it", "deciding"} & set(shares)
    assert shares["price"].mean == pytest.approx(0.1)
    assert constraint_shares(some, "telepathy") == {}


def test_the_made_up_city_adds_up():
    record = run("a", 1, 0.6).counted
    total = record.counts["barrier_payments"].sum(axis=2)
    assert np.all(total == SIZES)
