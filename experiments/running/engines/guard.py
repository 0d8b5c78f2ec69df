"""Refuses to start processes from a script that each of them would run again.

A new process reads the user's script before it works, so what the script does has to stand under
`if __name__ == "__main__":`. Python finds out in every one of the new processes; this looks before there are any.
"""

from __future__ import annotations

import ast
import sys
import threading
from pathlib import Path
from types import FrameType

from sim.errors import DPICityError


def check_guard() -> None:
    """Raise `DPICityError` when a line of the main script that has no such guard asks for processes.

    A thread has no place in the script: there the line counts at which the script itself stands.
    """
    main = sys.modules["__main__"]
    path = getattr(main, "__file__", None)
    frame = _line_of(vars(main), sys._getframe(1)) or _line_of(vars(main), _main_thread())
    if path is None or frame is None or not Path(path).is_file():  # a notebook, or a program that is typed in
        return
    line = frame.f_lineno
    if not any(first <= line <= last for first, last in _guarded(Path(path))):
        raise DPICityError(
            f"{path}:{line}: every process that this line asks for would run the whole script again. Put what the script "
            'does under `if __name__ == "__main__":`, or ask for one process with workers=1.'
        )


def _main_thread() -> FrameType | None:
    return sys._current_frames().get(threading.main_thread().ident or 0)


def _line_of(main: dict[str, object], frame: FrameType | None) -> FrameType | None:
    """Where the main script stands, if it is what called us."""
    while frame is not None and not (frame.f_globals is main and frame.f_code.co_name == "<module>"):
        frame = frame.f_back
    return frame


def _guarded(path: Path) -> list[tuple[int, int]]:
    """The lines under conditions on `__name__`, from the first to the last of each."""
    tree = ast.parse(path.read_bytes())
    return [
        (node.lineno, node.end_lineno or node.lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.If)
        and "__name__" in {n.id for n in ast.walk(node.test) if isinstance(n, ast.Name)}
    ]
