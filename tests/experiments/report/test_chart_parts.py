"""Parts of charts keep to the room there is."""

from __future__ import annotations

from experiments.report.chart_parts import row_names
from experiments.report.svg import draw

LONG = "Cost of the smallest bundle that keeps a person online, relative to the basic basket"


def test_a_long_name_of_a_row_leaves_room_for_the_bars():
    """A name above its row that is wider than the page would push the axes to nothing, of which matplotlib warns."""

    def paint(axes, narrow):
        axes.barh([1, 0], [2, 1])
        row_names(axes, [LONG, "Trust"], 0.4, narrow)

    drawn = draw(paint, 2.0, "two bars")
    assert "Cost of the smallest bundle that keeps a pers…" in drawn
    assert "Trust" in drawn
