"""What a tab works out about the chosen plan against the first one, once somebody looks at it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import solara

from dashboards.charts.figure import side_at
from dashboards.engine.jobs import Job, State, Work
from dashboards.state import Session
from dashboards.widgets.parts import tag
from dashboards.widgets.progress import JobBar
from experiments.comparing.compare import Comparison, Side
from experiments.language import t
from experiments.running.runner import Plan
from experiments.telling.numbers import plain, rounded, signed
from experiments.telling.words import quoted


@solara.component
def AgainstFirst(
    session: Session, comparison: Comparison, job: Job, work: Callable[[Plan, Plan], Work],
    doing: Callable[[Side], str], again: str, show: Callable[[Any, Side], Any],
) -> None:  # fmt: skip
    """Begins `work` for the first plan and the chosen one when the levers rest, tells how far it is, shows the result.

    `doing` says what is being worked out about a plan, `again` is the button's word after it was stopped.
    """
    side, base = side_at(comparison, session.place.value), comparison.base
    state, answer = job.state.value, session.answer.value
    rests = answer is not None and answer.complete
    question = f"{base.plan.scenario.hash} {side.plan.scenario.hash}"

    def start() -> None:
        job.start(question, work(base.plan, side.plan))

    def begin() -> None:
        if rests and side.name != base.name and job.state.peek().question != question:
            start()

    solara.use_effect(begin, [question, rests])
    if side.name == base.name:
        said = t("Choose another plan on the left: {plan} is what the others are measured against.",
                 plan=quoted(base.plan.title))  # fmt: skip
        tag("p", said)
        return
    fresh = state if state.question == question else State()
    known = fresh.result is not None and not fresh.stopped
    JobBar(fresh, doing(side), again if rests and not known else "", start, job.cancel)
    if fresh.result is not None:
        show(fresh.result, side)


def gained(points: float) -> str:
    """Points out of 100 with their sign: `+3.1`, `−0.4`, `0.0`."""
    near = rounded(points, 0.1) if math.isfinite(points) else 0.0
    return signed(plain(abs(points), 0.1), (near > 0) - (near < 0))
