"""Pattern 7: coverage alone leaves people out."""

from __future__ import annotations

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import load_scenario, scenario_from_dict

COVERAGE = {
    "extends": "baseline",
    "policies": [{"use": "municipal_broadband", "months": [6], "discount": 0}],
}
BEST = "nobody-left-behind"


def measure(lives: Lives) -> Measured:
    """Adults with a signal who are not online, in the last month."""
    alone, best = lives.of(scenario_from_dict(COVERAGE, "coverage")), lives.of(load_scenario(BEST))
    gap = "usage_gap"
    return Measured(
        {"alone": float(alone.indicator(gap)[-1]), "best": float(best.indicator(gap)[-1]),
         "no_way_in": float(best.indicator("no_way_in")[-1])},
        {"coverage alone": alone.indicator(gap), "everything at once": best.indicator(gap)},
    )  # fmt: skip


PATTERN = Pattern(
    7, "Coverage alone leaves people out; the best bundle leaves few",
    "GSMA: the usage gap, people with a signal who are not online",
    (Band("alone", "Adults with a signal who are not online, coverage alone", 0.20, 0.35),
     Band("best", "Adults with a signal who are not online, best bundle", 0.02, 0.08),
     Band("no_way_in", "Adults with no way in at all, best bundle", 0.02, 0.08)),
    measure, "adults with a signal who are not online, share",
)  # fmt: skip
