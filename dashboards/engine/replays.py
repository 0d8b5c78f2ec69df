"""Runs with every resident's months, made when a tab asks for them and dropped when it closes."""

from __future__ import annotations

from typing import Any

import solara

from dashboards.engine.knowledge import SEEDS
from dashboards.engine.workers import Replay
from dashboards.state import Session
from experiments.running.runner import Plan, Stopped


def use_replay(session: Session, plan: Plan) -> Replay | None:
    """The replay of a plan in the first city; None until it is there. Waits while a lever moves."""
    answer = session.answer.value
    rests = answer is not None and answer.complete
    kept: Any = solara.use_ref(None)

    def work(cancel: Any) -> Replay | None:
        if not rests:
            return None
        try:
            return session.workshop.replay(plan, SEEDS[0], cancel.is_set)
        except Stopped:
            return None

    result: solara.Result[Replay | None] = solara.use_thread(
        work, dependencies=[plan.scenario.hash, rests], intrusive_cancel=False
    )
    if result.state == solara.ResultState.FINISHED and result.value is not None:
        kept.current = result.value
    found: Replay | None = kept.current
    return found
