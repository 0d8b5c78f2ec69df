"""How an equation becomes a fast loop over residents.

An `@equation` is a small scalar function that reads like the formula it computes and can be
called from plain Python in a test. A `@kernel` is a loop over rows `lo..hi` that calls it. Both
are compiled with numba, without `fastmath`, so a result is the same to the last bit on any
machine. A kernel writes only to its own rows: `over_rows` may cut the rows into blocks and work
on several at once without changing a single bit.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from typing import Any, cast

import numba
import numpy as np

WORTH_THREADS = 200_000  # rows under which handing work to a second thread costs more than it saves

NO_ROWS = np.uint32(0)


def equation[F: Callable[..., Any]](function: F) -> F:
    """Compile a scalar formula; `function.py_func` stays the plain Python form."""
    return cast("F", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def kernel[F: Callable[..., Any]](function: F) -> F:
    """Compile a loop over rows; it releases Python's lock while it runs."""
    return cast("F", numba.njit(cache=True, nogil=True, error_model="numpy")(function))


def threads() -> int:
    """How many threads a single large run may use (environment variable DPI_CITY_THREADS)."""
    asked = os.environ.get("DPI_CITY_THREADS", "")
    return max(1, int(asked)) if asked.isdigit() else (os.cpu_count() or 1)


@lru_cache(maxsize=1)
def _pool(workers: int) -> ThreadPoolExecutor:
    return ThreadPoolExecutor(workers, thread_name_prefix="rows")


def over_rows(loop: Callable[..., Any], rows: int, *args: Any) -> None:
    """Run `loop(lo, hi, *args)` over 0..rows, in blocks on several threads when rows are many.

    Row numbers are unsigned: numba then needs no code for negative indices, and loops are two to
    four times faster.
    """
    if rows < WORTH_THREADS or (workers := threads()) == 1:
        loop(NO_ROWS, np.uint32(rows), *args)
        return
    edges = [np.uint32(rows * k // workers) for k in range(workers + 1)]
    blocks = pairwise(edges)
    jobs = [_pool(workers).submit(loop, lo, hi, *args) for lo, hi in blocks]
    for job in jobs:
        job.result()


def at_once(rows: int, jobs: Iterable[Callable[[], Any]]) -> None:
    """Do independent jobs, several at a time when each looks at many rows.

    No job may write what another reads or writes, so their order does not matter.
    """
    if rows < WORTH_THREADS or (workers := threads()) == 1:
        for job in jobs:
            job()
        return
    for waiting in [_pool(workers).submit(job) for job in jobs]:
        waiting.result()
