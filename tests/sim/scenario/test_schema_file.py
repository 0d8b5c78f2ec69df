"""The JSON Schema on disk is the one the rules' own metadata gives."""

from __future__ import annotations

import json
from pathlib import Path

from sim.scenario import json_schema

FILE = Path(__file__).resolve().parents[3] / "scenarios" / "schema.json"


def test_editors_complete_from_the_schema_that_the_rules_declare():
    """Refresh it with `dpi-city schema --out scenarios/schema.json`."""
    assert json.loads(FILE.read_text()) == json_schema()
