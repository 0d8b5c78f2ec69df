"""What is made when the levers rest, and not while one of them moves."""

from __future__ import annotations

import solara

from dashboards.engine.publishing import Answer
from dashboards.state import Session


def use_rests(session: Session) -> int:
    """How often all cities have answered so far: what takes long is made anew when this number rises."""
    answer, last = session.answer.value, solara.use_ref(None)
    seen: tuple[int, Answer | None] = last.current or (0, None)
    if answer is not None and answer.complete and answer is not seen[1]:
        seen = last.current = (seen[0] + 1, answer)
    return seen[0]
