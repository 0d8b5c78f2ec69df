"""`dpi-city check`: what is wrong with scenario, experiment and targets files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands._options import Json, say
from experiments.exits import BAD_INPUT, DONE, tell

PANEL = "Write scenarios"
EXPERIMENT, TARGETS = "scenarios", "targets"
"""The key by which a file is known to be an experiment, or the targets of `necessity`."""


def check(
    files: Annotated[list[str], typer.Argument(help="Names of scenarios, or paths of files.")],
    as_json: Json = False,
) -> None:
    """Say everything that is wrong with scenario files; with those of experiments and targets too."""
    from sim.scenario import load_scenario, waits

    kinds = {name: kind_of(name) for name in files}
    problems = {name: problems_of(name, kind) for name, kind in kinds.items()}
    if as_json:
        say(problems)
    for name, found in problems.items():
        for problem in found:
            tell(problem)
        if not found:
            tell(f"{name}: nothing is wrong with it.")
            for sentence in waits(load_scenario(name)) if not kinds[name] else ():
                tell(f"{name}, worth a look: {sentence}")
    raise typer.Exit(BAD_INPUT if any(problems.values()) else DONE)


def problems_of(name: str, kind: str) -> list[str]:
    """Everything that is wrong with a file, one problem to an entry."""
    from experiments.designing.file import load_experiment
    from experiments.necessity.file import load_question
    from sim.errors import ScenarioError
    from sim.scenario import check_file

    if not kind:
        return [str(problem) for problem in check_file(name)]
    try:
        (load_experiment if kind == EXPERIMENT else load_question)(name)
    except ScenarioError as error:
        return str(error).split("\n")
    return []


def kind_of(name: str) -> str:
    """`EXPERIMENT` or `TARGETS`, judged by the keys of the file; empty for a scenario and for what cannot be read."""
    from sim.errors import ScenarioError
    from sim.scenario.nodes import Findings
    from sim.scenario.yaml_reader import read_yaml

    if not name.endswith((".yaml", ".yml")):
        return ""
    try:
        keys = read_yaml(Path(name), name, Findings()).keys
    except ScenarioError:
        return ""
    return next((kind for kind in (EXPERIMENT, TARGETS) if kind in keys), "")
