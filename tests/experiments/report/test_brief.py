"""The sheet to hand out: one page, complete in itself, in every language."""

from __future__ import annotations

import contextlib
import re
import sys
import zlib
from html import unescape

import pytest

from experiments.comparing.compare import Comparison, compare
from experiments.language import LANGUAGES, speaking
from experiments.report import brief, charts_barriers
from experiments.report.findings import cost_finding, gap_finding
from sim.errors import DPICityError
from sim.scenario import load_scenario, scenario_text
from tests.experiments.made_up import plan, run

COMMAND = "dpi-city report baseline connect-first --out brief.pdf --seeds 3"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    plans = [plan("baseline", "No new policy", acts=False), plan("connect-first", "Connect first")]
    runs = [run("baseline", s, 0.5 + 0.01 * s) for s in (1, 2, 3)]
    return compare(plans, runs + [run("connect-first", s, 0.6 + 0.015 * s, 41e6) for s in (1, 2, 3)])


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_sheet_is_one_page_in_every_language(comparison, code):
    with speaking(code):
        made, scale = brief.laid_out(comparison, command=COMMAND)
    assert (len(made.pages), scale) == (1, 1.0)


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_most_plans_with_long_titles_are_one_page_of_a4_too(code):
    plans = [plan("base", "No new policy", acts=False)]
    plans += [plan(name, f"Nobody left behind, with help at the counter ({name})") for name in "abcde"]
    runs = [
        run(p.name, s, 0.5 + 0.01 * s + 0.1 * i, 41e6 * i) for i, p in enumerate(plans) for s in (1, 2, 3)
    ]
    with speaking(code):
        full = compare(plans, runs)
        made, scale = brief.laid_out(full, command=COMMAND, budget=5e6)
    assert (len(made.pages), len(plans)) == (1, brief.MOST)
    assert round(made.pages[0].width * scale / 96 * 25.4) == 210


def test_a_plan_alone_is_compared_with_nothing(comparison):
    alone = compare([comparison.sides[1].plan], comparison.sides[1].runs)
    text = brief.sheet(alone, command=COMMAND, budget=5e6)
    assert [label for label, _ in brief.rows(alone, 5e6)] == [
        "Of 100 adults use digital payments", "Least served", "Public cost in all"
    ]  # fmt: skip
    assert "With “Connect first”, 63 of 100 are reached." in text
    assert not re.search("other plans|No plan|At best|costs most|Under every", text)
    found = [gap_finding(alone), cost_finding(alone)]
    assert found[0].startswith("With “Connect first”, ")
    assert found[1].startswith("“Connect first” costs US$ 41 million; ")


def test_a_legend_with_long_words_is_not_cut_off(comparison, monkeypatch):
    words = "a reason that takes a great many words to tell"
    monkeypatch.setattr(charts_barriers, "kept_short", lambda name: f"{words}: {name}")
    wide = charts_barriers.barriers(comparison).svg.split(brief.NARROW)[0]
    page = float(re.search(r'viewBox="0 0 ([\d.]+)', wide)[1])
    found = re.findall(rf' x="([\d.]+)"[^>]*>({words}[^<]*)</text>', wide)
    assert len(found) == 2
    assert all(float(start) + 4 * len(text) < page for start, text in found)  # no letter is 4 points narrow


def test_letters_of_a_drawing_are_shapes_on_paper_so_that_arabic_is_joined(comparison):
    with speaking("ar"):
        html = brief.sheet(comparison, command=COMMAND)
    assert "<text" not in html
    assert html.count("<svg") >= 1


def test_the_file_is_a_pdf(comparison, tmp_path):
    path = brief.write(tmp_path / "brief.pdf", comparison, command=COMMAND)
    assert path.read_bytes().startswith(b"%PDF")


def test_the_plans_are_attached_to_the_file_and_the_same_plans_give_the_same_bytes(comparison, tmp_path):
    made = brief.pdf(comparison, command="dpi-city compare plan0.yaml")
    assert made == brief.pdf(comparison, command="dpi-city compare plan0.yaml")
    unpacked = []
    for packed in re.findall(rb"stream\n(.*?)\nendstream", made, re.DOTALL):
        with contextlib.suppress(zlib.error):
            unpacked.append(zlib.decompress(packed))
    for side in comparison.sides:
        text = scenario_text(side.plan.scenario).encode()
        assert text in unpacked
        (tmp_path / f"{side.name}.yaml").write_bytes(text)
        assert load_scenario(str(tmp_path / f"{side.name}.yaml")).hash == side.plan.scenario.hash
        assert any(f"({side.name}.yaml)".encode() in part for part in unpacked)
    assert "attached to this PDF" in brief.sheet(comparison, command="dpi-city compare plan0.yaml")
    assert "attached to this PDF" not in brief.sheet(comparison, command="dpi-city compare baseline")


def test_the_sheet_carries_the_command_and_the_hash_that_repeat_it(comparison):
    html = unescape(brief.sheet(comparison, command=COMMAND))
    assert COMMAND in html
    assert all(side.plan.scenario.hash[:16] in html for side in comparison.sides)


def test_drawings_on_paper_have_plain_colours_and_ask_nothing_of_the_network(comparison):
    html = brief.sheet(comparison, command=COMMAND)
    assert "var(--" not in html
    assert not re.search(r"<(?:script|link|iframe)\b|url\((?!#)", html)


def test_arabic_runs_from_right_to_left_and_commands_do_not(comparison):
    with speaking("ar"):
        html = brief.sheet(comparison, command=COMMAND)
    assert '<html lang="ar" dir="rtl">' in html
    assert html.count("<code") == html.count('<code dir="ltr">')


def test_another_ending_is_refused_before_anything_is_computed(tmp_path):
    with pytest.raises(DPICityError, match=r"a brief ends in \.pdf or \.html"):
        brief.check(tmp_path / "brief.docx", 2)
    with pytest.raises(DPICityError, match="room for 6 plans, not 7"):
        brief.check(tmp_path / "brief.pdf", 7)


def test_a_missing_library_is_named_with_the_way_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(DPICityError, match=r'pip install "dpi-city\[brief\]"'):
        brief.check(tmp_path / "brief.pdf", 2)
    brief.check(tmp_path / "brief.html", 2)
