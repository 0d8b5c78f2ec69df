"""Titles in any script: fonts of this computer that can draw what matplotlib's own font cannot."""

from __future__ import annotations

import warnings
from functools import lru_cache
from typing import Any

OWN = "DejaVu Sans"
"""The font that comes with matplotlib: Latin, Greek, Cyrillic, Arabic, Hebrew and most signs."""
BOXES = "Last Resort"  # a font that draws a box for everything
PLAIN = ("normal", 400)


def readable(figure: Any) -> str:
    """Have every text of a figure drawn as it is written; returns the characters that no font here has.

    Their missing shapes are not worth a Python warning to a reader: in SVG a text stays text, which a browser
    draws with fonts of its own, and a caller that draws pixels may choose SVG instead.
    """
    from matplotlib.text import Text

    for axes in figure.axes:  # texts of ticks are not there before somebody asks for them
        axes.get_xticklabels()
        axes.get_yticklabels()
    texts = figure.findobj(Text)
    wanted = frozenset("".join(text.get_text() for text in texts)) - set("\r\n")
    families, lacking = fallbacks(wanted)
    for text in texts:
        text.set_parse_math(False)  # "US$ 5, not US$ 6" is no formula
        if families:
            text.set_fontfamily([OWN, *families])
    if lacking:
        warnings.filterwarnings("ignore", r"Glyph .* missing from font", UserWarning)
    return "".join(sorted(lacking))


@lru_cache(maxsize=64)
def fallbacks(wanted: frozenset[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Families that together draw what the own font cannot, and the characters that are left over.

    The family that draws most of them comes first, of equals the first by name.
    """
    from matplotlib.font_manager import findfont, fontManager

    lacking = wanted - drawn_by(findfont(OWN), wanted)
    usual = {
        font.name: font.fname
        for font in sorted(fontManager.ttflist, key=lambda font: (font.name, font.fname))
        if (font.style, font.weight) == PLAIN and not font.name.startswith(BOXES)
    } if lacking else {}  # fmt: skip
    chosen: list[str] = []
    while lacking:
        known = {name: drawn_by(path, lacking) for name, path in usual.items()}
        best = max(known, key=lambda name: len(known[name]), default="")
        if not best or not known[best]:
            break
        chosen.append(best)
        lacking -= known[best]
    return tuple(chosen), lacking


def drawn_by(path: str, wanted: frozenset[str]) -> frozenset[str]:
    """Which of the characters a font file has a shape for; none when it cannot be read as outlines."""
    from matplotlib.ft2font import FT2Font

    try:
        font = FT2Font(path)
    except (OSError, RuntimeError):  # a bitmap font, or a file that is gone since the list was made
        return frozenset()
    return frozenset(letter for letter in wanted if font.get_char_index(ord(letter)))
