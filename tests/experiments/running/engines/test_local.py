"""Which process an order goes to: the one that knows its people, unless that one is far behind."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from experiments.running.engines.local import AHEAD, Processes
from experiments.running.jobs import Order
from experiments.running.recording.recorded import Recorded


class Pool:
    """Takes orders and never does them."""

    def __init__(self) -> None:
        self.seeds: list[int] = []
        self.given: list[Future[Any]] = []

    def submit(self, work: Any, order: Order) -> Future[Any]:
        self.seeds.append(order.seed)
        self.given.append(Future())
        return self.given[-1]


def two() -> tuple[Processes, Pool, Pool]:
    """An engine of two processes that are made up."""
    engine = Processes(2)
    pools = Pool(), Pool()
    engine._pools = list(pools)
    engine._under_way = [[], []]
    return engine, *pools


def ask(engine: Processes, *seeds: int) -> None:
    for seed in seeds:
        engine.submit(Order("key", b"", seed, {}, Recorded(), ""))


def test_orders_of_one_seed_go_to_the_same_process() -> None:
    engine, one, other = two()
    ask(engine, 1, 2, 1, 2, 1, 2)
    assert (one.seeds, other.seeds) == ([1, 1, 1], [2, 2, 2])


def test_no_process_is_idle_because_another_knows_the_people() -> None:
    engine, one, other = two()
    ask(engine, *[7] * (2 * AHEAD + 2))
    assert abs(len(one.seeds) - len(other.seeds)) <= AHEAD + 1
    assert other.seeds


def test_a_process_that_is_done_takes_the_next_order_of_anybody() -> None:
    engine, _, other = two()
    ask(engine, 1, 2)
    other.given[0].set_result(None)
    ask(engine, 3)
    assert other.seeds == [2, 3]
