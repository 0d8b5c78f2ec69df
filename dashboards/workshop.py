"""The one workshop of a server process."""

from __future__ import annotations

from functools import lru_cache

from dashboards.drafts import opening
from dashboards.shelf import Workshop


@lru_cache(maxsize=1)
def workshop() -> Workshop:
    """The workshop that all pages of this process share."""
    return Workshop(opening().plans())
