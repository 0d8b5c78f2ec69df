"""How `dpi-city` ends: exit codes, Ctrl-C at any moment, a reader that has left, and an answer that finds no room.

Imports little, so that it stands before anything slow is imported.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

DONE, BAD_INPUT, SOME_FAILED, STOPPED = 0, 2, 3, 130
"""Exit codes: done, bad input, some runs failed, stopped by the user."""
PIPE_CLOSED = 1
"""How the libraries of the command line leave when nobody reads any more; nothing else here leaves so."""
FULL = (errno.ENOSPC, errno.EDQUOT)
"""How the operating system refuses to write when there is no room."""
LATER = 0.05  # seconds after which a Ctrl-C that Python lost is given again


def tell(text: str) -> None:
    """A line for people, on stderr."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


@contextlib.contextmanager
def program() -> Iterator[None]:
    """The whole life of the program: until a command begins, Ctrl-C ends it at once, and after its end not at all."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else somebody wants it to be ignored
        signal.signal(signal.SIGINT, _leave)
    sys.unraisablehook = _not_lost
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def command[**P, T](act: Callable[P, T]) -> Callable[P, T]:
    """A command, in which Ctrl-C raises `KeyboardInterrupt` and ends with a sentence."""

    @functools.wraps(act)
    def attentive(*arguments: P.args, **options: P.kwargs) -> T:
        if signal.getsignal(signal.SIGINT) is _leave:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        with clear_exit():
            return act(*arguments, **options)

    return attentive


@contextlib.contextmanager
def clear_exit() -> Iterator[None]:
    """Leave with a sentence and 130 after Ctrl-C, and with 130 when the pipe is closed that we write into.

    Where the answer goes to a full disk, a sentence says so.

    Closing a pipe (`| head`) is a way to stop: who reads has had enough, and the program cannot say any more.
    """
    try:
        try:
            yield
        except KeyboardInterrupt:
            tell("Stopped.")
            raise SystemExit(STOPPED) from None
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _hush()
        raise SystemExit(STOPPED) from None
    except OSError as error:
        if error.errno not in FULL:
            raise
        _hush()
        tell("The disk is full on which the answer is written. Free some space, or write it elsewhere.")
        raise SystemExit(BAD_INPUT) from None
    except SystemExit as left:
        if left.code != PIPE_CLOSED:
            raise
        _hush()
        raise SystemExit(STOPPED) from None


def _leave(number: int, frame: object) -> None:
    """Ctrl-C while everything is still being imported: nothing is at stake, and libraries could swallow an exception."""
    os.write(2, b"Stopped.\n")
    os._exit(STOPPED)


def _not_lost(lost: Any) -> None:
    """Give Ctrl-C again a moment later when it came where Python cannot raise, such as at the end of an object."""
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)
        return
    again = threading.Timer(LATER, os.kill, (os.getpid(), signal.SIGINT))
    again.daemon = True
    again.start()


def _hush() -> None:
    """Send to nowhere what can no longer be written: Python would complain of it at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with open(os.devnull, "w") as nowhere:
                os.dup2(nowhere.fileno(), stream.fileno())
