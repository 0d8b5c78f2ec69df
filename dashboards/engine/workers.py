"""What happens in the worker processes: runs of one plan in one city, given up when told to.

Processes and not threads, because a run and a page that is being drawn would otherwise wait for
each other at every step.
"""

from __future__ import annotations

import base64
import multiprocessing
import os
import signal
import threading
import zlib
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

import numpy as np

from experiments.cases.entries import Entry
from experiments.explaining.residents import FACTS
from experiments.lessons.grandmother import Lesson
from experiments.running.runner import Cities, Event, Plan, Run, Stopped, run_plan
from sim.tables import City

LOOK = 0.2  # seconds between two looks whether the server ends
CITIES_KEPT = 8  # those of all seeds, the small one of a first look, and some of another page
KEPT = ("stage_payments", "barrier_payments", "identity", "online", "device")
"""The states of every resident that a replay keeps, month by month."""
_HERE: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Replay:
    """Every resident of one run, month by month: `states[name][month, resident]` is a code."""

    states: dict[str, Any]
    codes: dict[str, tuple[str, ...]]
    x: Any
    y: Any
    facts: dict[str, Any]
    districts: tuple[dict[str, Any], ...]

    def packed(self, name: str) -> str:
        """One state of all residents, resident by resident, compressed for the page."""
        return packed(np.ascontiguousarray(self.states[name].T))

    def places(self) -> str:
        """Where all residents live, compressed for the page."""
        return packed(np.stack([self.x, self.y], axis=1).astype(np.float32))


def packed(values: Any) -> str:
    """Numbers as text that the page can unpack."""
    return base64.b64encode(zlib.compress(values.tobytes(), 6)).decode()


def prepare(flags: Any) -> None:
    """Set up a worker: Ctrl-C is the server's business, and without the server there is no work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HERE.update(flags=flags, cities=Cities(CITIES_KEPT))
    threading.Thread(target=_follow, args=(flags,), daemon=True, name="follow").start()


def _follow(flags: Any) -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        while not wait([parent.sentinel], LOOK) and not flags[0]:
            pass
        os._exit(0)  # also in the middle of a compilation, which takes a minute


def run(plan: Plan, seed: int, slot: int) -> Run | None:
    """One run; None when its flag was raised on the way."""
    flags = _HERE["flags"]

    def look(event: Event) -> None:
        if flags[slot]:
            raise Stopped

    try:
        return run_plan(plan, seed, _HERE["cities"], look)
    except Stopped:
        return None


def replay(plan: Plan, seed: int, slot: int) -> Replay | None:
    """One run with the state of every resident in every month; None when its flag was raised."""
    from sim.model import DPICity

    city = _HERE["cities"].get(plan.scenario, seed)
    model = DPICity(plan.scenario, seed=seed, city=city, history=True)
    while model.month < plan.scenario.months:
        if _HERE["flags"][slot]:
            return None
        model.play_month()
    history, r = model.record.history, model.city.residents
    facts = {name: r.array(name).copy() for name in FACTS}
    codes = {name: model.record.codes[name] for name in KEPT}
    states = {name: history[name] for name in KEPT}
    return Replay(states, codes, r.x.copy(), r.y.copy(), facts, outlines(model.city))


def lesson(plan: None, seed: int, slot: int) -> Lesson | None:
    """Everything a class can try; None when its flag was raised on the way."""
    from experiments.lessons.grandmother import make

    def look(done: float) -> None:
        if _HERE["flags"][slot]:
            raise Stopped

    try:
        return make(look)
    except Stopped:
        return None


def catalogue(plan: None, seed: int, slot: int) -> dict[str, Entry]:
    """All cases: reading and checking their files would hold up every page of the server."""
    from experiments.cases.entries import entries

    return entries()


def outlines(city: City) -> tuple[dict[str, Any], ...]:
    """The outer ring, the name and the middle of every district."""
    found = []
    for name, shape in zip(city.names["districts"], city.polygons, strict=True):
        largest = max(getattr(shape, "geoms", [shape]), key=lambda part: part.area)
        middle = largest.representative_point()
        ring = [[round(x, 3), round(y, 3)] for x, y in largest.exterior.coords]
        found.append({"name": name, "x": round(middle.x, 3), "y": round(middle.y, 3), "ring": ring})
    return tuple(found)
