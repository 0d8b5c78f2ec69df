"""An answer as a page."""

from __future__ import annotations

from experiments.language import speaking
from experiments.report.chart_parts import Chart
from experiments.report.sheet import Section, Sheet, sheet_text
from tests.experiments.known import plan


def test_a_page_holds_the_answer_the_charts_and_how_to_repeat_it():
    chart = Chart("key", "A finding.", "A measure.", "<svg></svg>", ("Row", "Value"), (("one", "1"),))
    sheet = Sheet("Why?", ("Because <b>.",), (chart,), (Section("Notes", ("A note.",)),), ("Careful.",))
    text = sheet_text(sheet, [plan("x")], command="dpi-city why")
    assert text.count("<h1>Why?</h1>") == 1
    assert "Because &lt;b&gt;." in text
    assert "<td>1</td>" in text
    assert "dpi-city why" in text
    assert plan("x").scenario.hash in text
    assert "the city is fictional" in text
    assert 'role="note">Careful.' in text
    assert "<script" not in text
    assert "http" not in text


def test_a_page_is_marked_with_its_language_and_direction():
    sheet = Sheet("Why?", ("Because.",), ())
    assert '<html lang="en" dir="ltr">' in sheet_text(sheet, [plan("x")], command="")
    with speaking("ar"):
        said = sheet_text(sheet, [plan("x")], command="")
    assert '<html lang="ar" dir="rtl">' in said
    assert "A thinking tool" not in said
    assert "Made with" not in said
