"""Charts as SVG that follow the page: its ink, its dark mode, its width.

matplotlib draws with stand-in colours, which become CSS variables here, so that one drawing serves
light and dark pages. Colours are Okabe–Ito without yellow (see report.css), with a marker and a dash
for each plan, so that nothing depends on colour alone.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from experiments.report.fonts import readable

INK, MUTED, PAPER = "#010101", "#010202", "#010303"
SERIES = ("#010400", "#010401", "#010402", "#010403", "#010404", "#010405", "#010406")
VARIABLES = {INK: "--ink", MUTED: "--muted", PAPER: "--paper"} | {
    color: f"--plan-{i}" for i, color in enumerate(SERIES)
}
MARKERS = ("o", "s", "^", "D", "v", "P", "X")
DASHES: tuple[Any, ...] = (":", "-", "--", "-.", (0, (5, 1, 1, 1, 1, 1)), (0, (8, 2)), (0, (3, 1)))
HATCHES = ("", "//", "..", "\\\\", "xx", "--", "++", "oo")

STYLE: dict[str, Any] = {
    "svg.hashsalt": "dpi-city",
    "font.family": "sans-serif",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": MUTED,
    "grid.alpha": 0.25,
    "grid.linewidth": 0.6,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "hatch.linewidth": 0.6,
    "hatch.color": PAPER,
    "lines.linewidth": 2.0,
    "figure.constrained_layout.use": True,
}

_LETTERS: ContextVar[str] = ContextVar("letters", default="none")

WIDE, NARROW = 6.0, 3.35  # inches; about 600 and 330 px on the page


@dataclass(frozen=True, slots=True)
class Style:
    """How one plan looks in every chart; the reference plan is grey."""

    color: str
    marker: str
    dash: Any
    hatch: str


def style_of(place: int) -> Style:
    """The look of the plan at `place`: 0 is the reference, then 1, 2, …"""
    i = place % len(SERIES)
    return Style(SERIES[i], MARKERS[i], DASHES[i], HATCHES[i])


@contextmanager
def outlined() -> Iterator[None]:
    """Inside, texts are drawn as shapes: WeasyPrint sets a drawing's text letter by letter, which tears Arabic apart."""
    token = _LETTERS.set("path")
    try:
        yield
    finally:
        _LETTERS.reset(token)


def draw(paint: Callable[[Any, bool], None], height: float, alt: str, tall: float = 0.0) -> str:
    """A chart for wide and one for narrow pages; `paint(axes, narrow)` draws on matplotlib axes.

    `height` is in inches, `tall` that of the narrow one when it differs; `alt` is what a screen
    reader says instead of the picture.
    """
    return "".join(
        f'<div class="chart {name}">{_one(paint, width, inches, alt, narrow)}</div>'
        for name, width, inches, narrow in (
            ("wide", WIDE, height, False),
            ("narrow", NARROW, tall or height, True),
        )
    )


def _one(paint: Callable[[Any, bool], None], width: float, height: float, alt: str, narrow: bool) -> str:
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    style: Any = STYLE | {"svg.fonttype": _LETTERS.get(), "svg.hashsalt": f"dpi-city {alt} {narrow}"}
    with mpl.rc_context(style):
        figure = Figure(figsize=(width, height))
        FigureCanvasAgg(figure)
        paint(figure.add_subplot(), narrow)
        readable(figure)
        text = io.StringIO()
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None})
    return clean(text.getvalue(), alt)


def clean(svg: str, alt: str) -> str:
    """Only the drawing: no header, no metadata, colours as CSS variables, and the text alternative."""
    from html import escape

    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r'(<svg[^>]*?) height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r"font: ([^;\"]*?)'[^;\"]*", r"font: \1system-ui, sans-serif", svg)
    for color, variable in VARIABLES.items():
        svg = svg.replace(color, f"var({variable})")
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(alt, quote=True)}"', 1).strip()
