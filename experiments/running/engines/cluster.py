"""Runs on a Dask cluster: the scheduler that research computers already have, or one started here."""

from __future__ import annotations

import logging
import os
import re
import time
from concurrent.futures import Future
from typing import Any, Self

from experiments.running.engines.guard import check_guard
from experiments.running.engines.interrupts import unheard
from experiments.running.engines.local import AHEAD
from experiments.running.extras import extra
from experiments.running.jobs import Order, Result, compute
from sim.errors import DPICityError, ResultsError

ADDRESS = r"[a-z]+://\S+"
PATIENCE = 10  # seconds to wait for a scheduler to answer
FIRST_WORKER = 120  # seconds to wait for the first worker, which may sit in a queue
LOOK = 5.0  # seconds between two looks at how many workers there are
OWN_PORT = "127.0.0.1:0"  # any that is free: two clusters on one computer do not meet


class Cluster:
    """The workers of the Dask scheduler at `address`.

    Workers may come and go: the scheduler gives a run whose worker died to another one, and gives up
    when several died with it. Every worker needs the same version of dpi-city; one with another model
    refuses to compute.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._client: Any = None
        self._threads, self._looked = 1, 0.0

    def __enter__(self) -> Self:
        distributed = extra("distributed", "cluster")
        if not re.fullmatch(ADDRESS, self.address):
            raise DPICityError(
                f"--scheduler {self.address}: this is no address of a scheduler. Write one such as tcp://10.0.0.5:8786."
            )
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said below
        try:
            self._client = distributed.Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError):
            raise DPICityError(
                f"--scheduler {self.address}: no scheduler answers there. Start one with `dask scheduler`; it "
                "prints its address, such as tcp://10.0.0.5:8786."
            ) from None
        try:
            self._client.wait_for_workers(1, timeout=FIRST_WORKER)
        except TimeoutError:
            self.__exit__()
            raise DPICityError(
                f"--scheduler {self.address}: this scheduler has no workers. Start some with "
                f"`dask worker {self.address} --nthreads 1`, on one computer or on many."
            ) from None
        self._executor = self._client.get_executor(pure=False)
        return self

    def __exit__(self, *left: object) -> None:
        self._client.close()

    @property
    def size(self) -> int:
        """The threads of all workers that are there now."""
        if time.monotonic() - self._looked > LOOK:
            self._looked = time.monotonic()
            self._threads = max(sum(self._client.nthreads().values()), 1)
        return self._threads

    @property
    def window(self) -> int:
        """How many orders to hand out at once."""
        return self.size * (1 + AHEAD)

    def submit(self, order: Order) -> Future[Result]:
        """Hand an order to the scheduler."""
        mine: Future[Result] = Future()
        theirs = self._executor.submit(compute_on_cluster, order)
        theirs.add_done_callback(lambda done: self._pass_on(done, mine, order.key))
        return mine

    def _pass_on(self, theirs: Future[Result], mine: Future[Result], key: str) -> None:
        """A result, a failure of its own, or the end of the scheduler."""
        if theirs.cancelled():
            mine.set_exception(ResultsError(
                f"--scheduler {self.address}: the connection to the scheduler is lost. The runs that were finished "
                "are kept; type the command again to go on."
            ))  # fmt: skip
        elif error := theirs.exception():
            mine.set_result(Result(key, error=f"{type(error).__name__}: {error}"))
        else:
            mine.set_result(theirs.result())

    def restart(self) -> None:
        """Nothing to do: the scheduler replaces workers that die."""

    def stop(self) -> None:
        """Take back the orders that wait; workers end the run they are at."""
        self._executor.shutdown(wait=False)


class LocalCluster(Cluster):
    """A Dask scheduler and `workers` worker processes on this computer, to try out what a cluster does."""

    def __init__(self, workers: int) -> None:
        super().__init__("")
        self._workers = workers
        self._cluster: Any = None

    def __enter__(self) -> Self:
        check_guard()
        distributed = extra("distributed", "cluster")
        with unheard():
            self._cluster = distributed.LocalCluster(
                n_workers=self._workers, threads_per_worker=1, dashboard_address=OWN_PORT,
                scheduler_kwargs={"dashboard": False}, silence_logs=logging.CRITICAL,
            )  # fmt: skip
        self.address = self._cluster.scheduler_address
        return super().__enter__()

    def __exit__(self, *left: object) -> None:
        super().__exit__()
        self._cluster.close()


def compute_on_cluster(order: Order) -> Result:
    """On a worker of the cluster: one thread a run, since the scheduler counts threads."""
    os.environ.setdefault("DPI_CITY_THREADS", "1")
    return compute(order)
