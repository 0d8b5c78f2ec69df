"""Scenario files that a person opens on the page, and saves again with their comments."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

from dashboards.plans.drafts import MOST, Draft, View, changed, packaged
from dashboards.plans.placing import placed
from dashboards.plans.uploads import is_text
from experiments.language import t
from sim.errors import DPICityError, ScenarioError
from sim.scenario import Scenario, revised_text, scenario_text
from sim.scenario.edit import parsed

NOWHERE = Path(tempfile.gettempdir()) / "dpi-city-opened"
"""A folder that does not exist: an opened file can build on what comes with the program, and on nothing else."""
BASE = "baseline"
LONGEST = 1_000_000  # letters


def opened(view: View, name: str, text: str) -> View:
    """One plan more, from the text of a scenario file; all plans move to its city and period.

    Raises `DPICityError` that says what is wrong with it, by line and column.
    """
    if len(view.drafts) >= MOST:
        raise DPICityError(t("There is room for {number} plans. Remove one first.", number=MOST))
    scenario = read(name, text)
    place = min(set(range(MOST + 1)) - {d.place for d in view.drafts})
    draft = Draft(place, BASE, scenario, text=text)
    others = tuple(replace(d, scenario=placed(d.scenario, scenario)) for d in view.drafts)
    return replace(view, drafts=(*others, draft), chosen=place)


def read(name: str, text: str) -> Scenario:
    """The scenario in a text, checked like any file; its name is that of the file."""
    if not is_text(text):
        raise DPICityError(
            t(
                "{file} is not a text file. Unpack it if it is an archive, and open the .yaml file in it.",
                file=name,
            )
        )
    if len(text) > LONGEST:
        raise DPICityError(t("{file} is too long for a scenario file.", file=name))
    path = NOWHERE / f"{stem(name)}.yaml"
    try:
        return replace(parsed(text, path), path="")
    except ScenarioError as error:
        raise ScenarioError(told(str(error))) from None


def told(problem: str) -> str:
    """What is wrong with a file, without the folder that it was never in."""
    outside = f"leads out of the folder {NOWHERE}. Copy the file into it."
    alone = "is another file. Opened here, a plan can only build on what comes with the program."
    return problem.replace(outside, alone).replace(f"{NOWHERE}/", "")


def stem(name: str) -> str:
    """A file's name without folders, ending and odd letters."""
    return re.sub(r"[^\w-]+", "-", Path(name.replace("\\", "/")).stem).strip("-")[:60] or "scenario"


def ending(name: str) -> str:
    """A file's ending with its dot, without odd letters."""
    return re.sub(r"[^\w.]", "", Path(name).suffix)[:12]


def saved(draft: Draft) -> tuple[str, str]:
    """Name and text of the file that a plan is saved as; an opened file keeps its comments."""
    scenario = draft.scenario
    name = f"{stem(scenario.name)}.yaml"
    if not draft.text:
        return name, scenario_text(scenario)
    return name, revised_text(draft.text, scenario, NOWHERE / name)


def restored(view: View) -> View:
    """The chosen plan as it was when it came onto the page, in the city and the period of today."""
    draft = view.draft
    first = read(draft.scenario.name, draft.text) if draft.text else packaged(draft.base)
    return changed(view, replace(placed(first, view.drafts[0].scenario), title=draft.scenario.title))
