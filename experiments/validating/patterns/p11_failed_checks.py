"""Pattern 11: checks that fail shut a few out, and hardly anyone where there is a fallback."""

from __future__ import annotations

from typing import Any

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from sim.choice import DENIED, USES
from sim.scenario import scenario_from_dict
from sim.tables import Array

PLAN: dict[str, Any] = {"city": "tallinn", "months": 36}
FALLBACK = [{"use": "assisted_channel", "months": [1]}]


def refused(lives: Lives, policies: list[dict[str, Any]]) -> Array:
    """Share of the needs of e-service users that have ended in a denial so far, by month."""
    plan = scenario_from_dict({**PLAN, "policies": policies}, "checks")
    history = lives.of(plan, history=True).record.history
    mine = (history["stage_eservices"] == USES) & (history["need"] > 0)
    denied = (mine & (history["need"] == DENIED)).sum(axis=1)
    counted: Array = denied[1:].cumsum() / mine.sum(axis=1)[1:].cumsum()
    return counted


def measure(lives: Lives) -> Measured:
    """Denials over three years in Tallinn, without and with an assisted channel."""
    bare, backed = refused(lives, []), refused(lives, FALLBACK)
    return Measured(
        {"without": float(bare[-1]), "with": float(backed[-1])},
        {"no fallback": bare, "assisted channel": backed},
    )


PATTERN = Pattern(
    11, "Failed checks shut a few out, and hardly anyone where there is a fallback",
    "studies of authentication failures in India: 0.8 to 2.2 % a month, districts up to 5.2 %",
    (Band("without", "Online needs denied, no fallback", 0.005, 0.03),
     Band("with", "Online needs denied, with a fallback", 0.0, 0.003)),
    measure, "needs of e-service users denied so far, share",
)  # fmt: skip
