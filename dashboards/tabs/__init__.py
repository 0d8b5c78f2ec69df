"""One file per tab; each shows the same comparison from another side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboards.tabs.time import OverTime

TABS: dict[str, tuple[str, Callable[..., Any]]] = {
    "time": ("Over time", OverTime),
}
"""Every tab by its name in the address: title and component."""
