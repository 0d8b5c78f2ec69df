"""`dpi-city check`: what is wrong with scenario files."""

from __future__ import annotations

import typer

from experiments.commands._options import Json, Scenarios, say, tell

PANEL = "Write scenarios"


def check(
    scenarios: Scenarios,
    as_json: Json = False,
) -> None:
    """Say everything that is wrong with scenario files."""
    from sim.scenario import check_file, load_scenario, waits

    problems = {name: check_file(name) for name in scenarios}
    if as_json:
        say({name: [str(problem) for problem in found] for name, found in problems.items()})
    for name, found in problems.items():
        for problem in found or ():
            tell(str(problem))
        if not found:
            tell(f"{name}: nothing is wrong with it.")
            for sentence in waits(load_scenario(name)):
                tell(f"{name}, worth a look: {sentence}")
    raise typer.Exit(2 if any(problems.values()) else 0)
