"""`dpi-city doctor`: whether everything works on this computer."""

from __future__ import annotations

import typer

from experiments.commands._options import Json, say
from experiments.exits import tell

PANEL = "The model and this computer"


def doctor(as_json: Json = False) -> None:
    """Try whether everything works on this computer."""
    from experiments.doctor import examine

    checks = examine()
    if as_json:
        say({c.name: {"ok": c.ok, "found": c.found} for c in checks})
    for c in checks:
        tell(f"{'ok     ' if c.ok else 'PROBLEM'} {c.name}: {c.found}")
    raise typer.Exit(0 if all(c.ok for c in checks) else 3)
