"""Work in other processes: the same is done once for all who want it, and a process that was killed is replaced."""

from __future__ import annotations

import gc
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest

from dashboards.engine import processes
from dashboards.engine.processes import Processes
from dashboards.engine.workshop import Workshop
from experiments.running.runner import Plan, Stopped
from sim.errors import DPICityError
from tests.experiments.made_up import plan, run

A, B = plan("a"), plan("b", acts=False)


def soon() -> float:
    """The time between two looks."""
    return 0.01


class Pool:
    """A pool in which nothing is done until a test says so."""

    def __init__(self) -> None:
        self.given: list[tuple[Plan, int, int]] = []
        self.futures: list[Future[str]] = []

    def submit(self, work: Callable[..., str], one: Plan, seed: int, slot: int) -> Future[str]:
        self.given.append((one, seed, slot))
        self.futures.append(Future())
        return self.futures[-1]

    def shutdown(self, *, cancel_futures: bool) -> None:
        pass


class Asker(threading.Thread):
    """Somebody who asks for work, and may lose interest."""

    def __init__(self, shop: Processes, one: Plan, seed: int = 1) -> None:
        super().__init__(daemon=True)
        self.shop, self.one, self.seed = shop, one, seed
        self.gone, self.found = False, ""
        self.start()

    def run(self) -> None:
        try:
            self.found = self.shop.result(run_of, self.one, self.seed, lambda: self.gone, soon)
        except Stopped:
            self.found = "stopped"

    def answer(self) -> str:
        self.join(10)
        assert not self.is_alive()
        return self.found


def run_of(one: Plan, seed: int, slot: int) -> str:
    """What is done, when a test says so."""
    return f"{one.name}{seed}"


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Processes, Pool]]:
    pool = Pool()
    monkeypatch.setattr(Processes, "_started", lambda self: pool)
    one = Processes(1)
    yield one, pool
    one.close()


def wait_for(true: Callable[[], bool]) -> None:
    """Wait until something that happens in another thread has happened."""
    until = time.monotonic() + 10
    while not true():
        assert time.monotonic() < until
        time.sleep(0.005)


def test_the_same_work_is_done_once_for_all_who_want_it_at_that_moment(shop) -> None:
    processes_, pool = shop
    both = [Asker(processes_, A), Asker(processes_, A)]
    others = [Asker(processes_, B), Asker(processes_, A, seed=2)]
    wait_for(lambda: sum(e.wanted for e in processes_._errands.values()) == 4)
    assert processes_.busy == len(pool.futures) == 3
    for given, future in zip(pool.given, pool.futures, strict=True):
        future.set_result(run_of(*given))
    assert [asker.answer() for asker in (*both, *others)] == ["a1", "a1", "b1", "a2"]
    assert (processes_.busy, processes_._errands) == (0, {})


def test_whoever_leaves_first_leaves_the_work_to_the_other_and_the_last_one_ends_it(shop) -> None:
    processes_, pool = shop
    first = Asker(processes_, A)
    wait_for(lambda: len(pool.futures) == 1)
    second = Asker(processes_, A)
    wait_for(lambda: processes_._errands[run_of, A.scenario.hash, 1].wanted == 2)
    pool.futures[0].set_running_or_notify_cancel()
    slot = pool.given[0][2]
    first.gone = True
    assert first.answer() == "stopped"
    assert (processes_.busy, processes_._flags[slot]) == (1, 0)
    second.gone = True
    wait_for(lambda: processes_._flags[slot] == 1)
    third = Asker(processes_, A)  # does not join what is being ended
    wait_for(lambda: len(pool.futures) == 2)
    assert pool.given[1][2] != slot
    pool.futures[0].set_result(None)  # so answers a worker that has seen its flag
    assert second.answer() == "stopped"
    pool.futures[1].set_result("done")
    assert third.answer() == "done"
    assert (processes_.busy, processes_._errands) == (0, {})


def test_a_run_that_a_page_still_has_is_not_made_again_and_is_forgotten_with_the_page(monkeypatch) -> None:
    shop, made = Workshop(processes=1), []
    monkeypatch.setattr(
        shop, "_made", lambda work, one, seed, unwanted: made.append(seed) or run(one.name, seed, 0.5)
    )
    of_one_page = shop.run(A, 1)
    of_another = shop.run(Plan("another name", A.scenario), 1)
    assert (made, of_another.plan, of_another.record is of_one_page.record) == ([1], "another name", True)
    del of_one_page, of_another
    gc.collect()
    shop.run(A, 1)
    assert made == [1, 1]
    shop.close()


def often_killed(one: Plan, deaths: int, slot: int) -> str:
    """The first processes that do this are killed on the way; the next one says what it found."""
    with open(one.name, "a+", encoding="utf-8") as file:
        file.seek(0)
        before = file.read()
        file.write("x")
    if len(before) < deaths:
        os.kill(os.getpid(), signal.SIGKILL)
    return "found"


@pytest.mark.parametrize(("deaths", "tries"), [(1, 2), (99, processes.TRIES)])
def test_a_process_that_is_killed_is_replaced_and_the_work_is_tried_again(tmp_path, deaths, tries) -> None:
    shop, marker = Processes(1), tmp_path / "deaths"

    def work() -> str:
        return shop.result(often_killed, Plan(str(marker), A.scenario), deaths, lambda: False, soon)

    try:
        if tries == processes.TRIES:
            with pytest.raises(DPICityError, match=r"has ended 3 times, perhaps for lack of memory"):
                work()
        else:
            assert work() == "found"
        assert marker.read_text() == "x" * tries
        assert (shop.busy, shop._errands) == (0, {})
    finally:
        shop.close()
