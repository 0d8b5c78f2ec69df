"""Pattern 7: coverage alone leaves people out."""

from __future__ import annotations

from experiments.validating.lives import Life, Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.scenario import load_scenario, scenario_from_dict
from sim.tables import Array

COVERAGE = {
    "city": "marenga",
    "months": 120,
    "policies": [{"use": "municipal_broadband", "months": [6], "discount": 0}],
}
BEST = "nobody-left-behind"


def usage_gap(life: Life) -> Array:
    """Share of adults who have a signal at home and are not online."""
    covered: Array = life.record.share("covered", "signal") - life.indicator("online")
    return covered


def measure(lives: Lives) -> Measured:
    """Adults with a signal who are not online, in the last month."""
    alone, best = (
        usage_gap(lives.of(plan)) for plan in (scenario_from_dict(COVERAGE, "coverage"), load_scenario(BEST))
    )
    return Measured(
        {"alone": float(alone[-1]), "best": float(best[-1])},
        {"coverage alone": alone, "everything at once": best},
    )


PATTERN = Pattern(
    7, "Coverage alone leaves people out; the best bundle leaves few",
    "GSMA: the usage gap, people with a signal who are not online",
    (Band("alone", "Adults with a signal who are not online, coverage alone", 0.20, 0.35),
     Band("best", "Adults with a signal who are not online, best bundle", 0.02, 0.08)),
    measure, "adults with a signal who are not online, share",
)  # fmt: skip
