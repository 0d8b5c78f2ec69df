"""Numbers as people say them: rounded to what is known, never to more.

A number with an interval is rounded to the first digit of half its width, one without to two
significant digits; none shows more than three.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from experiments.language import direction, language, mark, t, tn

if TYPE_CHECKING:
    from experiments.comparing.stats import Estimate

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
LEFT_TO_RIGHT = "\u200e"
DOLLARS: dict[float, Callable[[float, str], str]] = {
    1e12: lambda n, x: tn("US$ {amount} trillion", "US$ {amount} trillion", n, amount=x),
    1e9: lambda n, x: tn("US$ {amount} billion", "US$ {amount} billion", n, amount=x),
    1e6: lambda n, x: tn("US$ {amount} million", "US$ {amount} million", n, amount=x),
    1.0: lambda n, x: t("US$ {amount}", amount=x),
}
"""An amount of money in words, by the scale that it counts in."""
AMOUNTS: dict[float, Callable[[float, str], str]] = {
    1e12: lambda n, x: tn("{amount} trillion", "{amount} trillion", n, amount=x),
    1e9: lambda n, x: tn("{amount} billion", "{amount} billion", n, amount=x),
    1e6: lambda n, x: tn("{amount} million", "{amount} million", n, amount=x),
    1.0: lambda n, x: x,
}
NOT_COUNTED = {"es": (1e9,)}
"""Scales that a language does without: Spanish says 1.200 millones."""
DASH = "–"
NOTHING = "—"
SHARES = ("share", "probability")
"""Units of numbers from 0 to 1 that are said in percent."""
RATES = {
    "1/month": mark("{percent} a month"), "share/month": mark("{percent} a month"), "1/year": mark("{percent} a year"),
}  # fmt: skip
"""Units of rates that are said in percent, and how."""
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
    return written(rounded(value, to), max(0, -magnitude(to)), language())


@lru_cache(maxsize=4096)
def written(value: float, digits: int, code: str) -> str:
    """A number with its separators as a language writes them, and a true minus, which keeps its side in Arabic."""
    size = abs(value)
    if code == "en":
        text = f"{size:,.{digits}f}"
    else:
        from babel.numbers import format_decimal

        text = format_decimal(size, format=f"#,##0.{'0' * digits}".rstrip("."), locale=code)
    return _with_sign(text, -1 if value < 0 else 0, code)


def signed(text: str, sign: int) -> str:
    """A number with a plus or a minus in front."""
    return _with_sign(text, sign, language())


def _with_sign(text: str, sign: int, code: str) -> str:
    mark_of = {1: "+", -1: "−"}.get(sign, "")
    side = LEFT_TO_RIGHT if mark_of and direction(code) == "rtl" else ""
    return f"{side}{mark_of}{text}"


def percent(number: str) -> str:
    """A number of hundredths: `71 %`."""
    return t("{number} %", number=number)


def money(value: float, half: float = math.nan) -> str:
    """US dollars: `US$ 560`, `US$ 41 million`, `US$ 1.2 million`, `−US$ 3,000`.

    Never finer than a tenth below ten, and a whole number above, in the unit that is written.
    """
    if not math.isfinite(value):
        return NOTHING
    sign, text, amount, scale = _parts(value, step(value, half))
    return signed(DOLLARS[scale](amount, text), sign)


def _parts(value: float, to: float) -> tuple[int, str, float, float]:
    """The sign (-1 or 0), the number as text to a multiple of `to`, the number, and the scale that it counts in."""
    near = rounded(value, to)
    amount, sign = abs(near), -1 if near < 0 else 0
    without = NOT_COUNTED.get(language(), ())
    scale = next((s for s in DOLLARS if amount >= s > 1 and s not in without), 1.0)
    if scale > 1:
        return sign, _short(amount / scale, to / scale), amount / scale, scale
    return sign, _short(amount, to) if amount >= 10 else plain(amount, min(max(to, 0.01), 1.0)), amount, scale


def _short(amount: float, to: float) -> str:
    """An amount of 1 or more: whole from ten on, one decimal below unless that is a zero."""
    if amount >= 10 or to >= 1 or rounded(amount, 0.1) == round(amount):
        return plain(amount)
    return plain(amount, 0.1)


def money_range(known: Estimate) -> str:
    """` (540–580)` or ` (41–43 million)` in US$; nothing without an interval, or when it rounds to one."""
    if not known.known or known.half == 0:
        return ""
    to = max(step(bound, known.half) for bound in (known.low, known.high))
    parts = [_parts(bound, to) for bound in (known.low, known.high)]
    numbers = [signed(text, sign) for sign, text, _, _ in parts]
    scales = [scale for *_, scale in parts]
    if scales[0] != scales[1]:
        numbers = [AMOUNTS[p[3]](p[2], text) for p, text in zip(parts, numbers, strict=True)]
    if numbers[0] == numbers[1]:
        return ""
    both = span(*numbers)
    if any(sign < 0 for sign, *_ in parts):
        both = t("{low} to {high}", low=numbers[0], high=numbers[1])
    return f" ({AMOUNTS[scales[1]](parts[1][2], both) if scales[0] == scales[1] else both})"


def span(low: str, high: str) -> str:
    """From one number to another: `69–73`; in words where one reads from the right, as a dash turns them round there."""
    if direction(language()) == "rtl":
        return t("{low} to {high}", low=low, high=high)
    return f"{low}{DASH}{high}"


def people(share: float) -> str:
    """A share as whole people out of 100: `71`, `fewer than 1`, `more than 99`."""
    hundred = 100 * share
    if 0 < hundred < 0.5:
        return t("fewer than 1")
    if 99.5 < hundred < 100:
        return t("more than 99")
    return plain(hundred)


def people_range(known: Estimate) -> str:
    """` (69–73)` out of 100; nothing when there is no interval or it rounds to one number."""
    if not known.known:
        return ""
    low, high = (plain(min(max(100 * bound, 0.0), 100.0)) for bound in (known.low, known.high))
    return "" if low == high else f" ({span(low, high)})"


def person_step(size: float) -> float:
    """What a difference in people of 100 is rounded to: whole people, and tenths below one."""
    return 1.0 if size >= 0.95 else 0.1


def points(known: Estimate) -> tuple[str, str]:
    """The size of a difference of shares in people of 100, and its range: `12`, ` (10–14)`.

    Below one person of 100 it keeps one decimal.
    """
    size, low, high = (100 * abs(x) for x in (known.mean, known.low, known.high))
    to = person_step(size)
    if not known.known or math.copysign(1, known.low) != math.copysign(1, known.high):
        return plain(size, to), ""
    low, high = sorted((low, high))
    first, last = plain(low, to), plain(high, to)
    return plain(size, to), "" if first == last else f" ({span(first, last)})"


def month_name(date: str) -> str:
    """`2035-12` as `December 2035`."""
    return dated(date[:7], language())


@lru_cache(maxsize=4096)
def dated(date: str, code: str) -> str:
    """A month and its year as a language writes them."""
    if code == "en":
        return f"{MONTHS[int(date[5:7]) - 1]} {date[:4]}"
    import datetime

    from babel.dates import format_skeleton

    return str(format_skeleton("yMMMM", datetime.date(int(date[:4]), int(date[5:7]), 1), locale=code))


def value_of(known: Estimate, unit: str) -> str:
    """Any indicator with its range, in the shortest honest form: `71 %`, `0.42`, `1,200`."""
    if unit.startswith("share"):
        return percent(plain(100 * known.mean)) + people_range(known)
    if not math.isfinite(known.mean):
        return NOTHING
    to = step(known.mean, known.half)
    if not known.known or known.half == 0:
        return plain(known.mean, to)
    low, high = plain(known.low, to), plain(known.high, to)
    return plain(known.mean, to) + ("" if low == high else f" ({t('{low} to {high}', low=low, high=high)})")
