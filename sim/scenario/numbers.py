"""Numbers by name that nobody can change, and months as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

FOREVER = 1_000_000
"""The end of what has no end."""


class Numbers(Mapping[str, float]):
    """Numbers by name that cannot be changed; equal and hashed by content, in any order."""

    __slots__ = ("_numbers",)

    def __init__(self, numbers: Mapping[str, float] | None = None) -> None:
        self._numbers = {name: float(value) for name, value in sorted((numbers or {}).items())}

    def __getitem__(self, name: str) -> float:
        return self._numbers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __hash__(self) -> int:
        return hash(tuple(self._numbers.items()))

    def __repr__(self) -> str:
        return f"Numbers({self._numbers})"


def date_of(start: str, month: int) -> str:
    """The calendar month `month` months after `start`."""
    years, rest = divmod(int(start[:4]) * 12 + int(start[5:]) - 1 + month, 12)
    return f"{years:04d}-{rest + 1:02d}"


def month_of(start: str, date: str) -> int:
    """How many months `date` lies after `start`; negative before it."""
    return (int(date[:4]) - int(start[:4])) * 12 + int(date[5:]) - int(start[5:])
