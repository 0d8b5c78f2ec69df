"""What nobody sees waits until the levers rest: most of a page lies below the window, or behind something.

The page tells when such a part comes into sight and when it leaves; until it has told, it counts as seen.
"""

from __future__ import annotations

from collections.abc import Callable

import solara


def use_latest[Drawn](make: Callable[[], Drawn], *, settled: bool) -> tuple[Drawn, Callable[[bool], None]]:
    """What `make` gives now, or, out of sight and while the answer is not `settled`, what it gave last.

    The second thing returned is to be told whether the part that draws it is in sight.
    """
    seen, see = solara.use_state(True)
    latest: solara.Ref[list[Drawn]] = solara.use_ref([])
    if seen or settled or not latest.current:
        latest.current = [make()]
    return latest.current[0], see
