"""Where runs are computed: in this process, in several, or on a Dask cluster.

An engine takes orders and gives futures; what it computes does not depend on which one it is.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Any, Protocol, Self

from experiments.running.engines.guard import check_guard
from experiments.running.engines.interrupts import patient, unheard
from experiments.running.jobs import Order, Result, compute
from experiments.running.runner import Event, Stopped

AHEAD = 2  # orders that wait behind every worker, so that none is idle

_STOP: dict[str, Any] = {}


class Engine(Protocol):
    """Something that computes orders; a context that frees what it took."""

    @property
    def size(self) -> int:
        """The number of workers."""
        ...

    @property
    def window(self) -> int:
        """How many orders to hand out at once."""
        ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def submit(self, order: Order) -> Future[Result]:
        """Begin an order."""
        ...

    def restart(self) -> None:
        """Be ready again after a worker died."""
        ...

    def stop(self) -> None:
        """End the runs in flight, soon."""
        ...


class Here:
    """This process: an order is computed when it is submitted; `watch` hears of its months."""

    size = window = 1

    def __init__(self, watch: Callable[[Event], None] | None = None) -> None:
        self._watch = watch

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *left: object) -> None:
        pass

    def submit(self, order: Order) -> Future[Result]:
        """Compute an order now."""
        future: Future[Result] = Future()
        future.set_result(compute(order, self._watch))
        return future

    def restart(self) -> None:
        """Nothing to do: this process is alive."""

    def stop(self) -> None:
        """Nothing to do: no order is in flight."""


class Processes:
    """Several processes on this computer; they end with this one, even when it is killed.

    Orders of one seed go to the process that had the last of them, which knows its people and their luck
    already, unless that one is more than `AHEAD` orders behind the idlest.
    """

    def __init__(self, size: int) -> None:
        check_guard()
        self.size, self.window = size, size * (1 + AHEAD)
        self._context = multiprocessing.get_context("spawn")
        self._stop = self._context.Event()
        self._last: dict[int, int] = {}  # the process that had the last order of a seed

    def __enter__(self) -> Self:
        self._pools = [
            ProcessPoolExecutor(1, self._context, prepare, (self._stop,)) for _ in range(self.size)
        ]
        self._under_way: list[list[Future[Result]]] = [[] for _ in self._pools]
        return self

    def __exit__(self, *left: object) -> None:
        self._stop.set()
        # a process that is still starting needs what this one would take away at its end
        with patient() as asked:
            for pool in self._pools:
                pool.shutdown(cancel_futures=True)
        if asked:
            raise KeyboardInterrupt

    def submit(self, order: Order) -> Future[Result]:
        """Hand an order to the process that knows its people, or to the idlest."""
        place = self._last[order.seed] = self._place(order.seed)
        with unheard():  # the first order starts the process
            future = self._pools[place].submit(compute_there, order)
        self._under_way[place].append(future)
        return future

    def _place(self, seed: int) -> int:
        self._under_way = [[one for one in some if not one.done()] for some in self._under_way]
        loads = [len(some) for some in self._under_way]
        known = self._last.get(seed)
        return known if known is not None and loads[known] <= min(loads) + AHEAD else loads.index(min(loads))

    def restart(self) -> None:
        """Replace all processes."""
        for pool in self._pools:
            pool.shutdown(wait=False, cancel_futures=True)
        self.__enter__()

    def stop(self) -> None:
        """Let the runs in flight end with their present month."""
        self._stop.set()


def prepare(stop: Any) -> None:
    """Set up a worker process: Ctrl-C is the parent's business, and the parent's end is ours."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("DPI_CITY_THREADS", "1")
    _STOP["asked"] = stop
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: Any) -> None:
    """Leave when the parent is gone: nobody will ask for our results."""
    parent.join()
    os._exit(1)


def compute_there(order: Order) -> Result:
    """In a worker process: compute an order, unless asked to stop."""
    with contextlib.suppress(Stopped):
        return compute(order, _watch)
    return Result(order.key, error="stopped")


def _watch(event: Event) -> None:
    if _STOP["asked"].is_set():
        raise Stopped
