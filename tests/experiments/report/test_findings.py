"""What a chart says in one sentence."""

from __future__ import annotations

import pytest

from experiments.comparing.compare import Comparison, compare
from experiments.report.findings import gap_finding, leader, outcome_measure
from tests.experiments.made_up import plan, run


def three(second: float, third: float) -> Comparison:
    """Doing nothing at 50 of 100, and two plans."""
    plans = [plan("base", "No new policy", acts=False), plan("a", "Connect first"), plan("b", "All in")]
    shares = {"base": 0.5, "a": second, "b": third}
    return compare(plans, [run(name, s, share) for name, share in shares.items() for s in (1, 2, 3)])


@pytest.mark.parametrize(
    ("second", "third", "said"),
    [
        (0.6, 0.7, "“All in” reaches the most people: 70 of 100."),
        (0.699, 0.701, "“Connect first” and “All in” reach the most people: 70 of 100 each."),
        (0.5, 0.5, "No plan clearly reaches more people than doing nothing."),
    ],
)
def test_plans_that_reach_as_many_lead_together(second, third, said) -> None:
    comparison = three(second, third)
    best = max(comparison.sides, key=lambda side: side.levels[comparison.outcome].mean)
    assert leader(comparison, best) == said


def test_the_chart_says_who_counts_as_an_adult() -> None:
    assert outcome_measure(three(0.6, 0.7)) == (
        "Of 100 adults, how many use digital payments. Shaded: 95 % range of the mean of 3 simulated cities. "
        "Adults are people aged 15 and over, as in the surveys of Global Findex."
    )


def test_plans_that_do_as_much_for_those_served_least_are_named_together() -> None:
    plans = [plan("base", "No new policy", acts=False), plan("a", "Connect first"), plan("b", "All in")]
    runs = [run("base", s, 0.5, women=0.6) for s in (1, 2, 3)]  # men are served least
    runs += [
        run(name, s, 0.5, women=share) for name, share in (("a", 0.449), ("b", 0.451)) for s in (1, 2, 3)
    ]
    assert gap_finding(compare(plans, runs)) == (
        "“Connect first” and “All in” do most for those served least (women: 45 of 100)."
    )
