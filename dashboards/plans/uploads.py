"""Whether an opened file is text that a plan, a table or a map can be read from."""

from __future__ import annotations

import re

from experiments.language import t
from sim.errors import DPICityError

ARCHIVES = ("PK\x03\x04", "\x1f\x8b", "Rar!", "7z\xbc\xaf")
BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
REPLACED = "\N{REPLACEMENT CHARACTER}"
HEAD = 4_000  # letters that are looked at
MOST_REPLACED = 0.2


def is_text(text: str) -> bool:
    """Whether an opened file is text: no archive, no control characters, most of its letters known."""
    head = text[:HEAD]
    return not (
        BINARY.search(head) or text.startswith(ARCHIVES) or head.count(REPLACED) > MOST_REPLACED * len(head)
    )


def legible(name: str, text: str) -> str:
    """The text of an opened table or map; `DPICityError` for an empty file and for one that is no text."""
    if not text.strip():
        raise DPICityError(t("{file} is empty. Open a file with districts in it.", file=name))
    if not is_text(text):
        raise DPICityError(
            t(
                "{file} is not a text file. Save the table as CSV or the map as GeoJSON, and open that.",
                file=name,
            )
        )
    return text
