"""Who is left out, closer: the way to use, and groups that cross."""

from __future__ import annotations

import numpy as np

from dashboards.charts.look import theme
from dashboards.engine.workers import Replay
from dashboards.tabs.crossings import both, crossed, funnel
from experiments.comparing.compare import compare
from sim.choice import STAGES
from tests.experiments.made_up import plan, run

COLORS = theme(False)


def comparison():
    plans = [plan("plan0", "Base", acts=False), plan("plan1", "Plan")]
    return compare(
        plans,
        [run(p.name, seed, share) for p, share in zip(plans, (0.3, 0.5), strict=True) for seed in (1, 2)],
    )


def replay() -> Replay:
    """Forty poor women of whom ten use it, forty poor men who all do, and five rich women."""
    female = np.repeat([1, 0, 1], [40, 40, 5])
    fifth = np.repeat([0, 0, 4], [40, 40, 5])
    stages = np.zeros((2, 85), np.uint8)
    stages[1, :10] = stages[1, 40:80] = STAGES.index("uses")
    facts = {"female": female, "fifth": fifth}
    return Replay({"stage_payments": stages}, {"stage_payments": STAGES}, None, None, facts, ())


def test_the_funnel_names_the_step_at_which_most_are_lost() -> None:
    """In the made-up runs everybody knows, and half use it: the loss is before registering."""
    figure = funnel(comparison(), "payments", "digital payments", COLORS)
    assert figure.finding == "With “Plan”, the largest loss is before people are registered: 50 of 100."
    assert [round(value) for value in figure.option["series"][1]["data"]] == [100, 50, 50]


def test_cells_are_counted_by_sex_and_income() -> None:
    users, counts = crossed(replay())
    assert (users[1, 0], counts[1, 0], users[0, 0], counts[1, 4]) == (10, 40, 40, 5)


def test_a_cell_with_few_people_is_hatched_and_says_nothing() -> None:
    figure = both(replay(), comparison().sides[1], COLORS)
    assert (
        figure.finding == "Of women in the poorest fifth, 25 of 100 use digital payments: the lowest of all."
    )
    assert list(map(str, figure.rows[1])) == ["women", "25", "too few", "too few", "too few", "too few"]
    cells = {tuple(cell["value"][:2]): cell for cell in figure.option["series"][0]["data"]}
    assert "decal" in cells[1, 4]["itemStyle"]
    assert "decal" not in cells[1, 0]["itemStyle"]
