"""Pieces of Markdown: tables, numbers, and docstrings turned into text."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

from sim.params import Param
from sim.rules import Rule
from sim.tables import Column

ITEM = re.compile(r"(Eligible|Reached|Effect|Cost):\s*(.*)")
PARAMETER_HEAD = ("Parameter", "Meaning", "Value", "Unit", "Range", "Role", "Source")
COLUMN_HEAD = ("Column", "Meaning", "Unit", "Kind", "Values", "Start", "Declared by")


def number(value: float) -> str:
    """A number as a person writes it: 20,000 or 0.0014."""
    return f"{value:,.10g}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '\\|') for cell in line)} |" for line in lines)


def parameter_row(param: Param) -> tuple[str, ...]:
    """One parameter as cells under PARAMETER_HEAD."""
    low, high = param.bounds
    return (f"`{param.key}`", param.label, number(param.default), param.unit,
            f"{number(low)} to {number(high)}", param.role, param.source)  # fmt: skip


def column_row(column: Column, owner: str) -> tuple[str, ...]:
    """One column as cells under COLUMN_HEAD."""
    kind = "fixed" if column.fixed else "monthly" if column.monthly else "state"
    values = ", ".join(column.codes)
    if column.refers_to:
        values = f"a row of {column.refers_to}"
    elif column.bounds and not values:
        values = f"{number(column.bounds[0])} to {number(column.bounds[1])}"
    start = "city file" if column.start is None else number(column.start)
    return (f"`{column.name}`", column.label, column.unit, kind, values, start, owner)


def body(rule: type[Rule]) -> str:
    """The docstring without its first line; Eligible, Reached, Effect and Cost become a list."""
    lines = inspect.cleandoc(rule.__doc__ or "").splitlines()[1:]
    written: list[str] = []
    in_list = False
    for line in lines:
        item = ITEM.match(line)
        if item:
            written.append(f"- **{item[1]}:** {item[2]}")
        elif in_list and line.strip():
            written[-1] += f" {line.strip()}"
        else:
            written.append(line)
        in_list = bool(item) or (in_list and bool(line.strip()))
    return "\n".join(written).strip("\n")


def section(*parts: str) -> str:
    """Parts with a blank line between them; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def dotted(names: Iterable[str]) -> str:
    """Column names in code type, separated by commas."""
    return ", ".join(f"`{name}`" for name in names)
