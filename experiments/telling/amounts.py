"""Time and disk space as people say them."""

from __future__ import annotations

from experiments.language import SOURCE, language, t

SHORT = {"second": "s", "minute": "min", "hour": "h"}
"""Units of time in English."""
UNITS = (("GB", 1e9), ("MB", 1e6), ("kB", 1e3))


def duration(seconds: float) -> str:
    """`8 s`, `1 min 40 s`, `2 h 5 min`, `3 days 4 h`: two units at most."""
    whole = round(seconds)
    if whole < 60:
        return _time(whole, "second") if seconds >= 1 else t("less than a second")
    minutes, s = divmod(whole, 60)
    if minutes < 60:
        return _both(minutes, "minute", s, "second")
    hours, m = divmod(minutes, 60)
    if hours < 24:
        return _both(hours, "hour", m, "minute")
    days, h = divmod(hours, 24)
    return _both(days, "day", h, "hour")


def roughly(seconds: float) -> str:
    """The same for a guess: whole minutes from a minute and a half on."""
    return duration(60 * round(seconds / 60) if seconds >= 90 else max(seconds, 1))


def _both(large: int, unit: str, small: int, rest: str) -> str:
    return f"{_time(large, unit)} {_time(small, rest)}" if small else _time(large, unit)


def _time(number: int, unit: str) -> str:
    """So many of a unit, as a language shortens it."""
    code = language()
    if code == SOURCE:
        return f"{number} day{'s' if number > 1 else ''}" if unit == "day" else f"{number} {SHORT[unit]}"
    from babel.units import format_unit

    return str(format_unit(number, f"duration-{unit}", "short", locale=code))


def disk(size: float) -> str:
    """`340 kB`, `12 MB`, `1.5 GB`."""
    for unit, scale in UNITS:
        if size >= scale:
            amount = size / scale
            return f"{amount:.1f} {unit}" if amount < 10 else f"{amount:,.0f} {unit}"
    return f"{size:.0f} bytes"
