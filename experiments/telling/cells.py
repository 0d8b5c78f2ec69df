"""Cells of a table: as people read them, and as a spreadsheet or a program computes with them."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from babel.numbers import get_decimal_symbol

from experiments.language import language, t
from experiments.telling.numbers import money, month_name, people, people_range, plain, value_of

if TYPE_CHECKING:
    from experiments.comparing.stats import Estimate

DIGITS = 6
"""Significant digits of a number in a file: more than anybody reads, few enough to look at."""
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet compute with a text, in narrow and in wide letters."""
NONE = float("nan")
ITSELF, LOW, HIGH = PARTS = ("", "low", "high")
"""The columns of a file that one column of a table can need."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is read (`text`) and as it is reckoned with: its value and range in the unit of its column.

    NaN stands for what is not known or not told; it is empty in a file.
    """

    text: str
    value: float
    low: float = NONE
    high: float = NONE

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the calendar: `2026-01` in a file, "January 2026" where it is read."""

    date: str

    def __str__(self) -> str:
        return month_name(self.date)


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a column of numbers; its unit, and the period where the rows do not tell it, stand in a file only."""

    text: str
    unit: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Range:
    """A range that has a column of its own; two of them in a file."""

    text: str
    low: float
    high: float

    def __str__(self) -> str:
        return self.text


type Cell = str | Number | Range | Month
type Row = tuple[Cell, ...]
type Columns = tuple[str | Head, ...]


def share(known: Estimate) -> Number:
    """A share in people of 100, with its range: `71 (69–73)`."""
    low, high = (min(max(100 * bound, 0.0), 100.0) for bound in (known.low, known.high))
    return Number(people(known.mean) + people_range(known), 100 * known.mean, low, high)


def dollars(known: Estimate) -> Number:
    """An amount of money, rounded to its range: `US$ 41 million`."""
    return Number(money(known.mean, known.half), known.mean, known.low, known.high)


def valued(known: Estimate, unit: str) -> Number:
    """Any indicator with its range; a share in hundredths."""
    told = known.times(100) if unit.startswith("share") else known
    return Number(value_of(known, unit), told.mean, told.low, told.high)


def number(value: float, to: float = 1.0) -> Number:
    """A number without a range, read to the nearest multiple of `to`."""
    return Number(plain(value, to), value)


def ranged(known: Estimate, to: float = 1.0) -> Number:
    """A mean that is read without its range, which stands in a file."""
    return Number(plain(known.mean, to), known.mean, known.low, known.high)


def told(columns: Columns, rows: Sequence[Row]) -> list[list[str]]:
    """The table as it is read, its head first."""
    return [[str(cell) for cell in row] for row in (columns, *rows)]


def as_csv(columns: Columns, rows: Sequence[Row], source: str = "") -> str:
    """The table as a file: a number has a column of its own, and two more where a range is known of it.

    What gives the numbers again, the `source`, stands in a last column, in every row: a note above or below the table
    would make texts of its numbers where a program reads it.

    It is written as a spreadsheet in the language of the page reads it: where a comma stands before decimals, a
    semicolon stands between cells. Months are `2026-01` in every language.
    """
    comma = get_decimal_symbol(language()) == ","
    table = [[_parts(cell) for cell in row] for row in rows]
    parts = [[part for part in PARTS if any(part in row[i] for row in table)] for i in range(len(columns))]
    out = io.StringIO()
    write = csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n").writerow
    last = ([t("Source")], [source]) if source else ([], [])
    write([_name(head, part) for head, own in zip(columns, parts, strict=True) for part in own] + last[0])
    for row in table:
        cells = [cell.get(part, "") for cell, own in zip(row, parts, strict=True) for part in own]
        write(
            [harmless(cell) if isinstance(cell, str) else digits(cell, comma=comma) for cell in cells]
            + last[1]
        )
    return "\ufeff" + out.getvalue()


def _parts(cell: Cell) -> Mapping[str, str | float]:
    """What a cell puts into the columns of a file, by the name of the part."""
    if isinstance(cell, Range):
        return {LOW: cell.low, HIGH: cell.high}
    if isinstance(cell, Number):
        return {ITSELF: cell.value} | (
            {LOW: cell.low, HIGH: cell.high} if math.isfinite(cell.high - cell.low) else {}
        )
    return {ITSELF: cell.date if isinstance(cell, Month) else cell}


def _name(head: str | Head, part: str) -> str:
    text, unit = (head.text, f" [{head.unit}]") if isinstance(head, Head) else (head, "")
    if part == LOW:
        text = t("{column}: low", column=text)
    elif part == HIGH:
        text = t("{column}: high", column=text)
    return harmless(text + unit)


def digits(value: float, *, comma: bool) -> str:
    """A number without thousands and without an exponent; empty when it is not known."""
    if not math.isfinite(value):
        return ""
    text = f"{Decimal(f'{value:.{DIGITS}g}'):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text.replace(".", ",") if comma else text


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, whoever named what it tells: an apostrophe goes before it."""
    return f"'{text}" if text.strip().startswith(FORMULA) else text
