"""What people's programs save as a text, a table or a map, made into what the model reads."""

from __future__ import annotations

import csv
import io
import re

from experiments.language import t
from sim.errors import DPICityError

ARCHIVES = ("PK\x03\x04", "\x1f\x8b", "Rar!", "7z\xbc\xaf")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
REPLACED = "\N{REPLACEMENT CHARACTER}"
HEAD = 4_000  # letters that are looked at
MOST_REPLACED = 0.2
WORDS = ("name", "area")
"""The columns of a table of districts that hold words."""


def is_text(text: str) -> bool:
    """Whether an opened file is text: no archive, no control characters, most of its letters known."""
    head = text[:HEAD]
    return not (
        CONTROL.search(head) or text.startswith(ARCHIVES) or head.count(REPLACED) > MOST_REPLACED * len(head)
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


def with_commas(table: str) -> str:
    """A table with commas between its cells, from one with semicolons or tabs and perhaps decimal commas.

    Spreadsheets write semicolons where a comma stands in numbers. Lines keep their places.
    """
    header = table.partition("\n")[0]
    sign = next((sign for sign in (";", "\t") if sign in header and "," not in header), "")
    if not sign:
        return table
    first, *rest = csv.reader(io.StringIO(table), delimiter=sign)
    columns = [column.strip() for column in first]
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    write(columns)
    for row in rest:
        numbers = [column not in WORDS for column in columns] + [False] * len(row)
        write(
            [cell.replace(",", ".") if number else cell for cell, number in zip(row, numbers, strict=False)]
        )
    return out.getvalue()
