"""What a moving lever leaves as it is: what is made when the levers rest, and what shows other things of a plan."""

from __future__ import annotations

from collections.abc import Callable

import solara
from solara.toestand import use_sync_external_store_with_selector

from dashboards.engine.publishing import Answer
from dashboards.plans.drafts import View
from dashboards.state import Session


def use_view[Found](session: Session, pick: Callable[[View], Found]) -> Found:
    """What `pick` finds in the view; its component is drawn anew only when that has changed."""
    view = session.view
    found: Found = use_sync_external_store_with_selector(view.subscribe, view.peek, pick)
    return found


def use_rests(session: Session) -> int:
    """How often all cities have answered so far: what takes long is made anew when this number rises."""
    answer, last = session.answer.value, solara.use_ref(None)
    seen: tuple[int, Answer | None] = last.current or (0, None)
    if answer is not None and answer.complete and answer is not seen[1]:
        seen = last.current = (seen[0] + 1, answer)
    return seen[0]
