"""At the end of every view: the comparison to take away, and the command that repeats it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial

import solara

from dashboards.engine.jobs import Report, Work
from dashboards.plans.handout import KINDS, command
from dashboards.plans.link import in_address
from dashboards.state import Session
from dashboards.widgets.declared import Maker
from dashboards.widgets.parts import tag
from experiments.comparing.compare import Comparison
from experiments.language import t
from experiments.telling.words import titled

SHOWN = 16  # letters of a fingerprint, as on paper


@solara.component
def Handout(session: Session, comparison: Comparison, complete: bool) -> None:
    """Two buttons, a command, and the fingerprint of every plan."""
    state = session.handout.state.value
    repeat, budget = command(comparison, session.view.peek()), session.budget.value
    labels = {
        "pdf": t("Save a one-page brief (PDF)"),
        "html": t("Save the comparison as one web page (HTML)"),
    }
    with tag("section", css="card handout", aria_label=t("Take it away")):
        with tag("div", css="makers"):
            for ending, label in labels.items():
                own = state.question == ending
                made = state.result if own and not state.running else None
                Maker(
                    label=label, ready=complete, running=own and state.running, name=f"comparison.{ending}",
                    kind=KINDS[ending][0], packed=made or "", turn=state.since if made else 0.0,
                    event_make=lambda _, ending=ending: session.handout.start(
                        ending, session.meter.counted(making(ending, comparison, repeat, budget))
                    ),
                )  # fmt: skip
        if state.error:
            tag("p", state.error, css="warn", role="alert")
        tag("p", t("Repeat this result:") + " ", tag("code", repeat), css="small")
        tag(
            "p",
            " · ".join(
                t("{plan}: {text}", plan=titled(s), text=s.plan.scenario.hash[:SHOWN])
                for s in comparison.sides
            ),
            css="small",
        )
        if complete and not in_address(session.view.peek()):
            tag("p", t("This view is too long for a link: the address of this page opens the first comparison. "
                       "Save the plan as a scenario file, or the comparison as a web page."),
                css="small")  # fmt: skip
        if ".yaml" in repeat:
            tag("p", t("The saved web page holds the files that this command names."), css="small")


def making(ending: str, comparison: Comparison, repeat: str, budget: float) -> Work:
    """The work of making one file, as text that the page can unpack."""
    return partial(_made, KINDS[ending][1], comparison, repeat, budget)


def _made(
    make: Callable[[Comparison, str, float], bytes], comparison: Comparison, repeat: str, budget: float,
    report: Report, unwanted: Callable[[], bool],
) -> str:  # fmt: skip
    return base64.b64encode(make(comparison, repeat, budget)).decode("ascii")
