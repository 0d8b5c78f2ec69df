"""Shows where a job stands: how far, how long still, how to stop it or to begin again."""

from __future__ import annotations

import time
from collections.abc import Callable

import solara

from dashboards.engine.jobs import State
from dashboards.widgets.declared import JobBox
from dashboards.widgets.parts import tag
from experiments.language import t
from experiments.telling.numbers import plain

EARLY = 0.04  # share done before which the time left is not guessed


@solara.component
def JobBar(
    state: State, what: str, again: str, on_start: Callable[[], None], on_cancel: Callable[[], None]
) -> None:
    """A progress bar while a job runs; afterwards a button with the words `again`, none if they are empty."""
    if state.error:
        tag("p", t("This could not be computed: {reason}", reason=state.error), css="warn", role="alert")
    text = told(state, what) if state.running else t("Stopped.") if state.stopped else ""
    JobBox(
        running=state.running, done=round(state.done, 3), text=text,
        labels={"cancel": t("Stop"), "start": "" if state.running else again},
        event_start=lambda _: on_start(), event_cancel=lambda _: on_cancel(),
    )  # fmt: skip


def told(state: State, what: str) -> str:
    """What is being done, how much of it is done, and about how long it will still take."""
    if state.done < EARLY:
        return t("{what} …", what=what)
    left = (time.monotonic() - state.since) * (1 - state.done) / state.done
    seconds = max(5, 5 * round(left / 5))
    return t(
        "{what}: {percent} % done, about {seconds} seconds left.",
        what=what,
        percent=plain(100 * state.done),
        seconds=seconds,
    )
