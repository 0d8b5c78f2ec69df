"""Time and disk space as people say them."""

from __future__ import annotations

UNITS = (("GB", 1e9), ("MB", 1e6), ("kB", 1e3))


def duration(seconds: float) -> str:
    """`8 s`, `1 min 40 s`, `2 h 5 min`, `3 days 4 h`: two units at most."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s" if seconds >= 1 else "less than a second"
    minutes, s = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {s} s" if s else f"{minutes} min"
    hours, m = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {m} min" if m else f"{hours} h"
    days, h = divmod(hours, 24)
    return f"{days} day{'s' if days > 1 else ''}" + (f" {h} h" if h else "")


def disk(size: float) -> str:
    """`340 kB`, `12 MB`, `1.5 GB`."""
    for unit, scale in UNITS:
        if size >= scale:
            amount = size / scale
            return f"{amount:.1f} {unit}" if amount < 10 else f"{amount:,.0f} {unit}"
    return f"{size:.0f} bytes"
