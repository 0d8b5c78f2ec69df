"""Why: the waterfall adds up, and its sentence says what the parts do together."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np
import pytest

from dashboards.charts.look import theme
from dashboards.charts.waterfall import Step, spans
from dashboards.plans import drafts
from dashboards.plans.handout import source
from dashboards.tabs.against import gained
from dashboards.tabs.why import (
    CITIES,
    TOLD,
    alone_and_together,
    command,
    fair_shares,
    taking_apart,
    together,
)
from experiments.comparing.compare import compare
from experiments.explaining.contributions import Member, shared_out
from experiments.language import speaking
from experiments.running.runner import Plan
from sim.scenario import load_scenario
from tests.experiments.made_up import run

PARTS = (Member("A", ("data_subsidy",)), Member("B", ("instant_payments",)))


def contributions(a: float, b: float, both: float):
    ends = {frozenset(): [0.5, 0.5], frozenset({0}): [0.5 + a] * 2, frozenset({1}): [0.5 + b] * 2,
            frozenset({0, 1}): [0.5 + both] * 2}  # fmt: skip
    return shared_out("payments", PARTS, {subset: np.array(values) for subset, values in ends.items()})


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ((0.1, 0.1, 0.3), "10.0 of the 30.0 come only because the parts work together."),
        (
            (0.1, 0.1, 0.15),
            "The parts overlap: single effects would promise 5.0 more than the 15.0 they bring together.",
        ),
        (
            (0.1, 0.1, 0.2),
            "The parts hardly help or hinder each other: single effects add up to 20.0, and all together bring 20.0.",
        ),
        (
            (0.1, 0.1, 0.204),
            "The parts hardly help or hinder each other: single effects add up to 20.0, and all together bring 20.4.",
        ),
        ((0.1, -0.1, 0.001), "The plan changes this outcome too little to take it apart."),
    ],
)
def test_the_finding_says_what_the_parts_do_together(sizes: tuple[float, float, float], words: str) -> None:
    assert together(contributions(*sizes)) == words


def test_the_bars_lead_from_the_base_to_the_plan_and_add_up() -> None:
    found = contributions(0.1, 0.05, 0.3)
    figure = alone_and_together(found, 0.5, ("Base", "Plan"), theme(False))
    hidden, shown = (series["data"] for series in figure.option["series"])
    widths = [bar["value"] for bar in shown]
    assert (widths[0], widths[-1]) == (50, 80)
    assert sum(widths[:-1]) == pytest.approx(80)
    assert hidden[1:-1] == [50, 60, 65]
    nothing = alone_and_together(contributions(0.1, 0.0004, 0.3), 0.5, ("Base", "Plan"), theme(False))
    labels = [bar["label"]["formatter"] for bar in nothing.option["series"][1]["data"]]
    assert labels == ["50.0", "+10.0", "0.0", "+20.0", "80.0"]  # nothing has no sign
    assert [row[0] for row in figure.rows] == ["A", "B", "Only together", "All together"]
    assert str(figure.rows[-1][1]) == "+30.0"
    shares = fair_shares(found, theme(True)).option["series"][0]["data"]
    assert sum(shares) == pytest.approx(30)


def test_a_part_that_takes_away_hangs_below_the_one_before() -> None:
    low, high = spans(
        [Step("base", 50, level=True), Step("a", 10), Step("b", -15), Step("end", 45, level=True)]
    )
    assert (low, high) == ([0.0, 50, 45, 0.0], [50, 60, 60, 45])


def test_every_part_of_a_plan_is_run_alone_and_together_in_a_few_cities() -> None:
    asked, reports = [], []

    def answer(one: Plan, seed: int, unwanted):
        asked.append((one.name, seed))
        known = run(one.name, seed, 0.3 + 0.1 * len(one.scenario.policies))
        return SimpleNamespace(ok=True, indicators=dict.fromkeys(TOLD, known.indicators["payments"]))

    base, plan = Plan("plan0", load_scenario("baseline")), Plan("plan1", load_scenario("zero-fees"))
    work = taking_apart(SimpleNamespace(run=answer), base, plan)
    found = work(lambda done, result=None: reports.append((done, result)), lambda: False)
    subsets = 2 ** len(found.members)
    assert len(asked) == len(CITIES) * subsets
    assert reports[-1][0] == 1
    assert [len(known.ends["payments"][frozenset()]) for _, known in reports if known] == [1, 2, 3]
    parts = shared_out("payments", found.members, found.ends["payments"])
    np.testing.assert_allclose(sum(p.shapley for p in parts.parts), parts.total)


def test_the_command_below_the_parts_names_the_two_plans_and_the_cities() -> None:
    view = drafts.opening()
    moved = drafts.changed(view, drafts.with_use(view.draft.scenario, "ombudsperson", {"start": 9}))
    for one, name in ((view, "nobody-left-behind"), (moved, "plan2.yaml")):
        known = compare(one.plans(), [run(p.name, seed, 0.3) for p in one.plans() for seed in (1, 2)])
        said = command(known, one, known.sides[-1], "payments", 3)
        assert said == f"dpi-city explain baseline {name} --apart --seeds 3"
        assert command(known, one, known.sides[-1], "online", 2).endswith("--seeds 2 --outcome online")
        city, repeat, prints = source(said, (known.base, known.sides[-1])).splitlines()
        assert city == "Marenga (fictional). A thinking tool, not a forecast."
        assert repeat == said
        assert prints.endswith(f"Nobody left behind: {one.draft.scenario.hash[:16]}")


def test_a_minus_keeps_its_side_in_arabic() -> None:
    assert (gained(3.14), gained(-0.42)) == ("+3.1", "−0.4")
    with speaking("ar"):
        assert gained(-0.42).startswith("\u200e−")


@pytest.mark.parametrize(
    ("points", "said"), [(3.14, "+3.1"), (-0.44, "−0.4"), (-0.04, "0.0"), (math.nan, "—")]
)
def test_what_rounds_to_nothing_has_no_sign(points, said):
    assert gained(points) == said
