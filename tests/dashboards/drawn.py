"""What the tests of drawn parts share: a comparison of known numbers, and a way to find a part without a browser."""

from __future__ import annotations

from dashboards.charts.look import theme
from experiments.running.runner import Plan, Run
from tests.experiments.made_up import plan, run

COLORS = theme(False)


def made() -> tuple[list[Plan], list[Run]]:
    """Three plans in three cities, and their runs."""
    plans = [
        plan("plan0", "No new policy", acts=False),
        plan("plan1", "Connect first"),
        plan("plan2", "All in"),
    ]
    runs = [run(p.name, seed, share + 0.01 * seed, cost) for p, share, cost in
            zip(plans, (0.3, 0.5, 0.6), (0.0, 2e6, 3e6), strict=True) for seed in (1, 2, 3)]  # fmt: skip
    return plans, runs


def widgets(box) -> list:
    """Every widget below one."""
    found, todo = [], [box]
    while todo:
        one = todo.pop()
        if not isinstance(one, str):
            found.append(one)
            todo += list(getattr(one, "children", ()))
    return found
