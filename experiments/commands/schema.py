"""`dpi-city schema`: the JSON Schema of scenario files."""

from __future__ import annotations

from experiments.commands._options import say

PANEL = "Write scenarios"


def schema() -> None:
    """Print the JSON Schema of scenario files, for completion in an editor."""
    from sim.scenario import json_schema

    say(json_schema(), indent=1)
