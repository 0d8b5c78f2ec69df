"""The workshop that all pages share: what it has ready before anybody is let in, and how it ends."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

from dashboards.engine.workshop import Workshop
from experiments.running.runner import Plan
from tests.experiments.made_up import plan, run

PLANS = (plan("plan0"), plan("plan1", acts=False))


class MadeUp(Workshop):
    """A workshop whose workers answer at once."""

    def __init__(self) -> None:
        super().__init__(PLANS, processes=1)
        self.asked: list[tuple[str, int]] = []

    def _made(
        self, work: Callable[..., object], one: Plan | None, seed: int, unwanted: Callable[[], bool]
    ) -> object:
        if one is None:
            return {}
        self.asked.append((one.name, seed))
        return run(one.name, seed, 0.5)


def test_a_visitor_is_let_in_after_the_first_city_and_the_others_give_way_to_the_visitor() -> None:
    shop, known = MadeUp(), []
    visitor = shop._urgency.counted(urgent=True)

    def ready() -> None:
        known.append([shop.opening.get(one, 1) is not None for one in PLANS])
        visitor.__enter__()

    warming = threading.Thread(target=shop.warm, args=((1, 2), ready))
    warming.start()
    time.sleep(0.3)
    assert known == [[True, True]]
    assert {seed for _, seed in shop.asked} == {1}
    before = len(shop.asked)
    visitor.__exit__(None, None, None)
    warming.join(10)
    assert not warming.is_alive()
    assert sorted(shop.asked[before:]) == sorted(
        [(one.name, 1) for one in shop._small] + [(one.name, 2) for one in PLANS]
    )
    shop.close()


def test_a_workshop_that_closes_is_not_waited_for() -> None:
    """Neither by the warming, nor by a page that wants the first screen; workers that compile would take a minute."""
    shop = Workshop(PLANS, processes=1)
    ended: list[str] = []
    warming = threading.Thread(target=lambda: (shop.warm((1,)), ended.append("warm")))
    warming.start()
    time.sleep(0.2)
    shop.close()
    warming.join(10)
    assert ended == ["warm"]


def test_a_workshop_that_has_closed_has_left_nothing_that_is_still_ending() -> None:
    """Python would meet it half closed when it ends itself, and tell of a bad file descriptor."""
    shop = Workshop(PLANS, processes=2)
    warming = threading.Thread(target=shop.warm, args=((1,),))
    warming.start()
    while len(workers := list((shop._processes.pool._processes or {}).values())) < 2:
        time.sleep(0.01)
    keeper = shop._processes.pool._executor_manager_thread
    assert keeper is not None
    shop.close()
    assert not keeper.is_alive()
    assert [one for one in workers if _still_there(one.pid)] == []
    warming.join(10)
    assert not warming.is_alive()


def _still_there(process: int | None) -> bool:
    """Whether there is such a process of ours that nobody has waited for."""
    assert process is not None
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
