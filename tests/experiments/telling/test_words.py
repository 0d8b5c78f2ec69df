"""Each sentence is said when its condition holds, word for word."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from experiments.comparing.compare import Comparison, compare
from experiments.comparing.gaps import Group
from experiments.comparing.stats import Effect, Estimate
from experiments.telling import barriers, outcomes, words
from sim.indicators.exclusion import NOT_CHOSEN
from sim.registry import registry
from tests.experiments.made_up import plan, run

SEEDS = (1, 2, 3)
LUCK = {1: -0.01, 2: 0.0, 3: 0.01}


def two(share: float, cost: float = 0.0, *, base: float = 0.5, base_cost: float = 0.0, seeds=SEEDS, **rest):
    """A comparison of doing nothing with a plan; both share their luck, the plan's gain varies a little."""
    plans = [plan("base", "No new policy", acts=False), plan("a", "Connect first")]
    runs = [run("base", s, base + LUCK[s], base_cost) for s in seeds]
    runs += [run("a", s, share + 2 * LUCK[s], cost, **rest) for s in seeds]
    found = compare(plans, runs)
    return found, found.sides[1]


def test_the_headline_says_level_change_and_cost():
    found, side = two(0.62, 41e6)
    assert words.headline(found, side) == (
        "With “Connect first”, 62 of 100 adults use digital payments by January 2028 (57–67), 12 more than doing "
        "nothing (10–14); it costs US$ 41 million, about US$ 340,000 for each person it adds (280,000–430,000)."
    )


def test_doing_nothing_is_not_called_a_plan():
    found, _ = two(0.62)
    assert words.headline(found, found.base) == (
        "If nothing is done, 50 of 100 adults use digital payments by January 2028 (48–52)."
    )


def test_what_runs_anyway_is_said_to_be_there():
    found, _ = two(0.62, 7e6, base_cost=5e6)
    assert words.headline(found, found.base).endswith(" What already exists costs US$ 5 million.")


def test_a_reference_that_acts_is_called_by_its_title():
    plans = [plan("a", "Connect first"), plan("b", "Pay with a scan")]
    runs = [run(n, s, x + 2 * LUCK[s] * (n == "b")) for n, x in (("a", 0.5), ("b", 0.62)) for s in SEEDS]
    found = compare(plans, runs)
    assert "12 more than with “Connect first” (" in words.headline(found, found.sides[1])


def test_a_difference_that_chance_explains_is_not_claimed():
    found, side = two(0.505, 1e6)
    assert words.change(found, side) == (
        "about as many as doing nothing (the difference is too small to tell from chance)"
    )
    assert words.cost(found, side) == (
        "It costs US$ 1 million; no cost per added person is given, because the number of people it adds "
        "cannot be told from zero."
    )


def test_the_same_numbers_everywhere_are_exactly_as_many():
    plans = [plan("base", acts=False), plan("a")]
    runs = [run(n, s, 0.5) for n in ("base", "a") for s in SEEDS]
    found = compare(plans, runs)
    assert words.change(found, found.sides[1]) == "exactly as many as doing nothing"
    assert words.certainty(found, found.sides[1]) == ""


def test_a_plan_that_includes_fewer_says_so():
    found, side = two(0.38, 1e6)
    assert words.change(found, side).startswith("12 fewer than doing nothing (")
    assert "no cost per added person is given, because it includes fewer people" in words.cost(found, side)
    assert words.certainty(found, side) == "Fewer people than doing nothing in 3 of 3 simulated cities."


def test_a_plan_without_cost_costs_nothing_extra():
    found, side = two(0.62)
    assert words.cost(found, side) == "It costs nothing extra."


def test_a_plan_that_is_cheaper_saves():
    found, side = two(0.62, 2e6, base_cost=5e6)
    assert words.cost(found, side) == "It saves US$ 3 million."


def test_a_dearer_plan_costs_more_than_what_exists():
    found, side = two(0.62, 46e6, base_cost=5e6)
    assert words.cost(found, side).startswith(
        "It costs US$ 41 million more, about US$ 340,000 for each person"
    )


def test_a_cost_that_may_be_the_same_is_not_claimed():
    found, side = two(0.62, 1.0)
    vague = replace(side, extra_cost=Effect(Estimate(1.0, -5.0, 7.0, 3), 0.6, 1.0))
    assert words.cost(found, vague) == "It costs about the same as doing nothing."


def test_one_city_gives_no_ranges():
    found, side = two(0.62, 41e6, seeds=(2,))
    assert words.headline(found, side) == (
        "With “Connect first”, 62 of 100 adults use digital payments by January 2028, 12 more than doing nothing; "
        "it costs US$ 41 million, about US$ 340,000 for each person it adds."
    )


def test_one_person_is_singular():
    found, side = two(0.01, base=0.0, seeds=(2,))
    assert "1 of 100 adults uses digital payments" in words.level(found, side)
    assert words.change(found, side) == "1 more than doing nothing"


def test_those_shut_out_are_counted_with_their_most_common_reason():
    _, side = two(0.62, shut={"price": 0.12, "skill": 0.06})
    assert words.shut_out(side) == "Still shut out: 18 of 100, most often by price."


def test_nobody_is_shut_out_when_nobody_is():
    _, side = two(0.62, shut={"price": 0.0})
    assert words.shut_out(side) == "Nobody is shut out."


def test_the_least_served_group_is_named():
    _, side = two(0.62, women=0.5)
    assert words.least_served(side) == "Least served: women, 50 of 100."


def test_a_rising_average_that_leaves_women_behind_is_a_warning():
    _, side = two(0.62, women=0.5)
    assert words.warning(side) == (
        "Beware: more people are included, but women fall 12 points further behind the average (7–17)."
    )


def test_less_than_two_points_further_behind_is_not_worth_a_warning():
    _, side = two(0.62)
    gap = Group("sex", "women", 100, Estimate(0.5), Estimate(0.1), Effect(Estimate(0.0199), 1, 1))
    assert words.warning(replace(side, groups=(gap,))) == ""
    wider = replace(gap, widened=Effect(Estimate(0.0201), 1, 1))
    assert "fall 2 points further" in words.warning(replace(side, groups=(wider,)))


def test_no_warning_when_nobody_is_added_or_no_gap_widens():
    assert words.warning(two(0.38, women=0.2)[1]) == ""
    assert words.warning(two(0.62)[1]) == ""


@pytest.mark.parametrize(
    ("dimension", "label", "said"),
    [
        ("sex", "women", "women"),
        ("age", "60+", "people aged 60+"),
        ("age", "15-24", "people aged 15–24"),
        ("fifth", "poorest fifth", "the poorest fifth"),
        ("education", "primary or less", "people with primary schooling or less"),
        ("work", "not working", "people without work"),
        ("area", "informal settlement", "people in informal settlements"),
        ("district", "Quarry", "people in Quarry"),
        ("unheard of", "left-handed people", "left-handed people"),
    ],
)
def test_groups_are_called_what_people_call_them(dimension, label, said):
    assert words.who(dimension, label) == said


def test_every_constraint_has_words():
    assert set(barriers.CONSTRAINT_WORDS) == set(NOT_CHOSEN)


def test_every_share_of_adults_makes_a_sentence():
    known = [name for name, found in registry().indicators.items() if found.unit == outcomes.SHARE]
    for name in known:
        assert re.match(r"(use|own|hold|have|trust|are) \w", outcomes.doing(name)), name
        assert re.match(r"(uses|owns|holds|has|trusts|is) \w", outcomes.doing(name, one=True)), name
    assert words.plural("online") == "be online"


def test_the_question_is_the_scenarios_own_or_a_plain_one():
    plans = [plan("base", acts=False), plan("a", question="Who gains?")]
    runs = [run(n, 1, 0.5) for n in ("base", "a")]
    assert words.question(compare(plans, runs)) == "Who gains?"
    bare: Comparison = two(0.62)[0]
    assert words.question(bare) == "Which plan lets more people use digital payments?"


def test_a_paragraph_never_uses_the_words_of_the_workshop():
    found, side = two(0.62, 41e6, women=0.5)
    said = words.paragraph(found, side).lower()
    assert not re.search(r"\b(agents?|seeds?|replicates?|parameters?)\b", said)
