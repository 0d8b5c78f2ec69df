"""At the end of every view: the comparison to take away, and the command that repeats it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial

import solara

from dashboards.engine.jobs import Report, Work
from dashboards.plans.drafts import View
from dashboards.plans.handout import KINDS, command, fingerprints
from dashboards.plans.link import in_address
from dashboards.state import Session
from dashboards.widgets.declared import HandoutBox
from experiments.comparing.compare import Comparison
from experiments.language import mark, t

FOLLOWS = mark("The command that repeats these numbers follows when the lever rests.")


@solara.component
def Handout(session: Session, comparison: Comparison, complete: bool) -> None:
    """Two buttons, a command, and the fingerprint of every plan, as soon as all cities have answered."""
    state, budget = session.handout.state.value, session.budget.value
    repeat, prints, notes = said(comparison, session.view.peek()) if complete else ("", t(FOLLOWS), [])
    labels = {
        "pdf": t("Save a one-page brief (PDF)"),
        "html": t("Save the comparison as one web page (HTML)"),
    }
    HandoutBox(
        kinds=[{"ending": ending, "type": KINDS[ending][0], "label": label} for ending, label in labels.items()],
        ready=complete, running=state.question if state.running else "", made=state.question,
        packed="" if state.running else state.result or "", turn=0.0 if state.running else state.since,
        error=state.error, command=repeat, prints=prints, notes=notes,
        event_make=lambda ending: session.handout.start(
            ending, session.meter.counted(making(ending, comparison, repeat, budget))
        ),
    )  # fmt: skip


def said(comparison: Comparison, view: View) -> tuple[str, str, list[str]]:
    """The command that repeats a comparison, the fingerprints of its plans, and what to mind."""
    repeat, notes = command(comparison, view), []
    if not in_address(view):
        notes.append(
            t("This view is too long for a link: the address of this page opens the first comparison. "
              "Save the plan as a scenario file, or the comparison as a web page.")
        )  # fmt: skip
    if ".yaml" in repeat:
        notes.append(t("The saved brief and the saved web page hold the files that this command names."))
    return repeat, fingerprints(comparison.sides), notes


def making(ending: str, comparison: Comparison, repeat: str, budget: float) -> Work:
    """The work of making one file, as text that the page can unpack."""
    return partial(_made, KINDS[ending][1], comparison, repeat, budget)


def _made(
    make: Callable[[Comparison, str, float], bytes], comparison: Comparison, repeat: str, budget: float,
    report: Report, unwanted: Callable[[], bool],
) -> str:  # fmt: skip
    return base64.b64encode(make(comparison, repeat, budget)).decode("ascii")
