"""Where a server of many pages keeps what it knows, so that it can give memory back when they close.

Python takes memory in blocks of a megabyte, and a small thing that stays keeps a whole one. The C library of Linux keeps a
page of four kilobytes for it, and returns all others when it is asked to; small things take it a little longer. So the
server's own process runs on the C library alone, and its workers, which end with it, as Python does by itself.
That library gives every thread a heap of its own, each of which keeps what is half used; a page has three threads, which
seldom run at once, so two heaps serve all of them.
"""

from __future__ import annotations

import ctypes
import os
import sys

PLAIN = {"PYTHONMALLOC": "malloc"}
"""What Python is told at its start, and only then."""
HEAPS = 2
M_ARENA_MAX = -8  # the number that mallopt(3) of glibc knows this setting by


def plain_heaps(command: str) -> None:
    """Begin this program anew on the C library's heaps, where that helps and nobody has chosen others.

    Does nothing unless the program was started as `command`: another one that only calls it goes on as it is.
    """
    if sys.platform != "linux" or sys.argv[1:2] != [command]:
        return
    if "PYTHONMALLOC" not in os.environ:
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(sys.executable, sys.orig_argv, os.environ | PLAIN)
    if PLAIN.items() <= os.environ.items():
        del os.environ["PYTHONMALLOC"]  # the workers go on as usual


def few_heaps() -> None:
    """Let the threads of this process share `HEAPS` heaps, where the C library can (glibc)."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(M_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Let the C library return free memory to the computer, where it can (glibc)."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
