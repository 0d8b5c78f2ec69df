"""Numbers as people say them: rounded to what is known, never to more.

A number with an interval is rounded to the first digit of half its width, one without to two
significant digits; none shows more than three.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from experiments.comparing.stats import Estimate

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
DASH = "–"
NOTHING = "—"
NEARLY = 1.1  # half a width of 91 and more counts as 100


def magnitude(value: float) -> int:
    """The power of ten of the first digit: 2 for 560, -1 for 0.3."""
    return math.floor(math.log10(abs(value))) if value else 0


def step(value: float, half: float) -> float:
    """What to round `value` to when its interval is ± `half`; NaN or 0 means not known."""
    if not value:
        return 10.0 ** magnitude(half) if half and math.isfinite(half) else 1.0
    if half and math.isfinite(half):
        power = min(max(magnitude(NEARLY * half), magnitude(value) - 2), magnitude(value))
    else:
        power = magnitude(value) - 1
    return float(10.0**power)


def rounded(value: float, to: float) -> float:
    """`value` to the nearest multiple of `to`, without the dust of binary fractions."""
    digits = max(0, -magnitude(to))
    return round(round(value / to) * to, digits) + 0.0


def plain(value: float, to: float = 1.0) -> str:
    """A rounded number with thousands separated: 12,000 or 0.25; an em dash when not known."""
    if not math.isfinite(value):
        return NOTHING
    digits = max(0, -magnitude(to))
    return f"{rounded(value, to):,.{digits}f}"


def money(value: float, half: float = math.nan) -> str:
    """US dollars: `US$ 560`, `US$ 41 million`, `US$ 1.2 million`, `−US$ 3,000`.

    Never finer than a tenth below ten, and a whole number above, in the unit that is written.
    """
    if not math.isfinite(value):
        return NOTHING
    to = step(value, half)
    amount, sign = abs(rounded(value, to)), "−" if rounded(value, to) < 0 else ""
    for scale, name in SCALES:
        if amount >= scale:
            return f"{sign}US$ {_short(amount / scale, to / scale)}{name}"
    return f"{sign}US$ {_short(amount, to) if amount >= 10 else plain(amount, min(max(to, 0.01), 1.0))}"


def _short(amount: float, to: float) -> str:
    """An amount of 1 or more: whole from ten on, one decimal below unless that is a zero."""
    if amount >= 10 or to >= 1:
        return plain(amount)
    return plain(amount, 0.1).removesuffix(".0")


def money_range(known: Estimate) -> str:
    """` (540–580)` or ` (41–43 million)` in US$; nothing without an interval, or when it rounds to one."""
    if not known.known or known.half == 0:
        return ""
    low, high = (money(bound, known.half).replace("US$ ", "") for bound in (known.low, known.high))
    for _, name in SCALES:
        if low.endswith(name) and high.endswith(name):
            low = low.removesuffix(name)
    joint = DASH if low[0] != "−" and high[0] != "−" else " to "
    return "" if low == high else f" ({low}{joint}{high})"


def people(share: float) -> str:
    """A share as whole people out of 100: `71`, `fewer than 1`, `more than 99`."""
    hundred = 100 * share
    if 0 < hundred < 0.5:
        return "fewer than 1"
    if 99.5 < hundred < 100:
        return "more than 99"
    return plain(hundred)


def people_range(known: Estimate) -> str:
    """` (69–73)` out of 100; nothing when there is no interval or it rounds to one number."""
    if not known.known:
        return ""
    low, high = (plain(min(max(100 * bound, 0.0), 100.0)) for bound in (known.low, known.high))
    return "" if low == high else f" ({low}{DASH}{high})"


def points(known: Estimate) -> tuple[str, str]:
    """The size of a difference of shares in people of 100, and its range: `12`, ` (10–14)`.

    Below one person of 100 it keeps one decimal.
    """
    size, low, high = (100 * abs(x) for x in (known.mean, known.low, known.high))
    to = 1.0 if size >= 0.95 else 0.1
    if not known.known or math.copysign(1, known.low) != math.copysign(1, known.high):
        return plain(size, to), ""
    low, high = sorted((low, high))
    first, last = plain(low, to), plain(high, to)
    return plain(size, to), "" if first == last else f" ({first}{DASH}{last})"


def month_name(date: str) -> str:
    """`2035-12` as `December 2035`."""
    return f"{MONTHS[int(date[5:7]) - 1]} {date[:4]}"


def value_of(known: Estimate, unit: str) -> str:
    """Any indicator with its range, in the shortest honest form: `71 %`, `0.42`, `1,200`."""
    if unit.startswith("share"):
        return f"{plain(100 * known.mean)} %{people_range(known)}"
    if not math.isfinite(known.mean):
        return NOTHING
    to = step(known.mean, known.half)
    if not known.known or known.half == 0:
        return plain(known.mean, to)
    low, high = plain(known.low, to), plain(known.high, to)
    return plain(known.mean, to) + ("" if low == high else f" ({low} to {high})")
