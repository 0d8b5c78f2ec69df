"""The themes under which policies stand, by what they are meant to change."""

from __future__ import annotations

from experiments.language import mark
from sim.registry import registry

THEMES = {
    mark("Signal, phones and prices"): ("online", "smartphone"),
    mark("Digital ID"): ("id_enrolled", "id_active", "gap_id_migrants"),
    mark("Payments and shops"): ("payments", "merchants"),
    mark("Trust and choice"): ("trust", "lock_in"),
}
"""Policies by the indicator that they declare to change."""
THE_REST = mark("Skills and services")


def theme_of(policy: str) -> str:
    """The theme of a policy, from what it is meant to change."""
    aim = registry().policies[policy].changes[0]
    return next((theme for theme, aims in THEMES.items() if aim in aims), THE_REST)
