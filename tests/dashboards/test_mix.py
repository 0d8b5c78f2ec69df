"""The search for a mix under a budget, with scores that are known."""

from __future__ import annotations

import pytest

from dashboards.plans import drafts, mix
from sim.scenario import PolicyUse, Scenario

GAINS = {
    "data_subsidy": (0.10, 8.0),
    "ombudsperson": (0.0, 1.0),
    "id_campaign": (0.05, 1.0),
    "telecentres": (0.04, 9.0),
}
USES = tuple(PolicyUse(name) for name in GAINS)


def ask(scenarios: list[Scenario]) -> list[mix.Score]:
    """Every policy adds its own share and its own cost to 0.3 and 2 dollars."""
    return [
        (0.3 + sum(GAINS[u.use][0] for u in s.policies), 2.0 + sum(GAINS[u.use][1] for u in s.policies))
        for s in scenarios
    ]


@pytest.mark.parametrize(
    ("budget", "chosen", "cost"),
    [(0.5, [], 0), (3.0, ["id_campaign"], 1), (9.0, ["id_campaign", "data_subsidy"], 9),
     (100.0, ["id_campaign", "data_subsidy", "telecentres"], 18)],
)  # fmt: skip
def test_the_mix_stays_in_the_budget_and_begins_with_what_brings_most_for_its_money(
    budget, chosen, cost
) -> None:
    found = mix.search(ask, drafts.opening().drafts[0].scenario, USES, budget)
    assert [use.use for use in found.uses] == chosen
    assert found.cost == pytest.approx(cost)
    assert found.gain == pytest.approx(sum(GAINS[name][0] for name in chosen))


def test_the_mix_becomes_a_plan_beside_the_others() -> None:
    view = drafts.opening()
    uses = mix.candidates(view)
    assert len({use.use for use in uses}) == len(uses)
    later = mix.as_plan(view, mix.Mix(uses[:2], 0.1, 1e6, 3), "Best mix")
    assert (later.draft.scenario.title, later.draft.scenario.policies) == ("Best mix", uses[:2])
    assert len(later.drafts) == len(view.drafts) + 1
