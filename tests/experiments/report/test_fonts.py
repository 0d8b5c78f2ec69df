"""Titles in any script are drawn as they are written, and no Python warning reaches a reader."""

from __future__ import annotations

import warnings

import pytest
from matplotlib.figure import Figure

from experiments.report.fonts import OWN, fallbacks, readable
from experiments.report.svg import draw

NOBODY_HAS = "\ue999"  # a private character
STIX_HAS = "⃬"  # a sign that matplotlib's second font has, and its first has not


def test_a_text_that_no_font_has_stays_a_text_without_a_warning():
    def paint(axes, narrow):
        axes.plot([0, 1])
        axes.set_yticks([0, 1], ["连接优先", "什么都不做"])
        axes.set_title(f"学校{NOBODY_HAS}")

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        svg = draw(paint, 2.0, "Chart.")
    assert [str(one.message) for one in said] == []
    assert svg.count(">连接优先<") == svg.count(f">学校{NOBODY_HAS}<") == 2


def test_a_character_is_drawn_by_another_font_of_this_computer():
    families, lacking = fallbacks(frozenset(f"a{STIX_HAS}{NOBODY_HAS}"))
    assert families
    assert lacking == {NOBODY_HAS}
    figure = Figure()
    text = figure.text(0, 0, STIX_HAS)
    assert readable(figure) == ""
    assert text.get_fontfamily() == [OWN, *families]


def test_what_the_own_font_draws_asks_for_no_other():
    assert fallbacks(frozenset("Zürich Ελλάδα Москва العربية עברית")) == ((), frozenset())


@pytest.mark.parametrize("title", ["US$ 5, not US$ 6", r"$\nothing$"])
def test_dollars_are_no_formula(title):
    svg = draw(lambda axes, narrow: axes.set_title(title), 2.0, "Chart.")
    assert svg.count(f">{title}<") == 2
