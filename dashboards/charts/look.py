"""How a plan looks everywhere on the page; colours are those of the printed report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from experiments.report.page import TEMPLATES

SYMBOLS = ("circle", "rect", "triangle", "diamond", "arrow", "pin", "roundRect")
SIGNS = ("●", "■", "▲", "◆", "➤", "⬟", "▬")
DASHES: tuple[str | list[int], ...] = ("dotted", "solid", "dashed", [12, 4, 3, 4], [6, 3], [14, 3], [3, 3])


@dataclass(frozen=True, slots=True)
class Look:
    """One plan's colour, symbol and dash, for the place that it was given on the page."""

    color: str
    symbol: str
    sign: str
    dash: str | list[int]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one mode, light or dark, by their names in the style sheet."""

    dark: bool
    colors: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.colors[name]

    def look(self, place: int) -> Look:
        """The look of the plan at a place; place 0, the first plan, is grey."""
        i = place % len(SYMBOLS)
        return Look(self.colors[f"plan-{i}"], SYMBOLS[i], SIGNS[i], DASHES[i])


@lru_cache(maxsize=2)
def theme(dark: bool) -> Theme:
    """The colours of the report's style sheet, for one mode."""
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root\s*\{(.*?)\}", css, flags=re.DOTALL)
    colors = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]+)", blocks[0]))
    if dark:
        colors |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]+)", blocks[1]))
    return Theme(dark, colors)


def variables(colors: Theme) -> str:
    """The colours as CSS variables of the page."""
    inner = " ".join(f"--{name}: {value};" for name, value in colors.colors.items())
    scheme = "dark" if colors.dark else "light"
    return f".dpi {{ {inner} color-scheme: {scheme}; }}"
