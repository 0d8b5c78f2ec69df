"""A stream of orders through an engine: as many at once as keep it busy, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from itertools import islice

from experiments.running.engines.interrupts import patient
from experiments.running.engines.local import Engine
from experiments.running.jobs import Order, Result

TICK = 0.2  # seconds between two looks at whether the user wants to stop
DIED_TWICE = "the process that ran it died twice, perhaps for lack of memory; try fewer residents"


def flow(engine: Engine, orders: Iterator[Order]) -> Iterator[Result]:
    """Results in the order in which they are ready.

    When a worker dies, the orders in flight are tried again one by one, so that only the culprit dies
    again: that one comes back as a failed result. Raises `KeyboardInterrupt` after Ctrl-C, once the
    results that are ready have been given out.
    """
    pending: dict[Future[Result], Order] = {}
    with patient() as asked:
        while True:
            for order in islice(orders, max(engine.window - len(pending), 0)):
                pending[_begin(engine, order)] = order
            if not pending:
                return
            ready, _ = wait(pending, timeout=TICK, return_when=FIRST_COMPLETED)
            lost = [pending[future] for future in ready if _died(future)]
            yield from [future.result() for future in ready if not _died(future)]
            for future in ready:
                del pending[future]
            if asked:
                engine.stop()
                raise KeyboardInterrupt
            if lost:
                suspects = [*lost, *pending.values()]
                pending.clear()
                engine.restart()
                for order in suspects:
                    yield _alone(engine, order)


def _begin(engine: Engine, order: Order) -> Future[Result]:
    """Submit an order; a worker that has just died counts as having died with it."""
    try:
        return engine.submit(order)
    except BrokenExecutor as error:
        future: Future[Result] = Future()
        future.set_exception(error)
        return future


def _died(future: Future[Result]) -> bool:
    return isinstance(future.exception(), BrokenExecutor)


def _alone(engine: Engine, order: Order) -> Result:
    """The result of an order that may have killed its worker."""
    future = _begin(engine, order)
    if not _died(future):  # waits for the end
        return future.result()
    engine.restart()
    return Result(order.key, error=DIED_TWICE)
