"""The page: complete in itself, readable by everyone, and saying what the numbers say."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from experiments.comparing.compare import Comparison, compare
from experiments.report.page import page, tight, write_report
from experiments.report.svg import style_of
from sim.scenario.parts import Observed
from tests.experiments.made_up import plan, run

COMMAND = "dpi-city compare base a --seeds 3"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    observed = (Observed("payments", 12, 0.3, "calibrate"), Observed("payments", 24, 0.4, "validate"))
    plans = [
        plan("base", "No new policy", acts=False, observed=observed),
        plan("a", "Connect <first> & last"),
    ]
    runs = [run("base", s, 0.5 + 0.01 * s) for s in (1, 2, 3)]
    return compare(plans, runs + [run("a", s, 0.6 + 0.015 * s, 41e6, women=0.5) for s in (1, 2, 3)])


def test_no_line_break_tears_money_or_a_range_apart() -> None:
    assert (
        tight("US$ 1,020 (1,010–1,030), people aged 60+")
        == "US$\u00a01,020 (1,010–\u20601,030), people aged 60+"
    )
    assert tight("52 millones de US$, 1.020 US$") == "52 millones de\u00a0US$, 1.020\u00a0US$"


@pytest.fixture(scope="module")
def html(comparison) -> str:
    return page(comparison, command=COMMAND)


class Tags(HTMLParser):
    """Collects tags with their attributes, and checks that they close in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "link", "img", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_asks_nothing_of_the_network(html):
    assert re.findall(r"<(?:script|link|img|iframe|object)\b", html) == []
    assert not re.search(r"url\((?!#)|@import", html)
    addresses = set(re.findall(r"https?://[^\s\"'<]+", html))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_tags_close_in_order_and_the_language_is_said(html):
    tags = Tags(html)
    assert tags.open == []
    assert ("html", {"lang": "en", "dir": "ltr"}) in tags.found
    viewport = next(a["content"] for t, a in tags.found if t == "meta" and a.get("name") == "viewport")
    assert "user-scalable" not in str(viewport)


def test_the_page_says_that_it_is_no_forecast(html):
    assert "A thinking tool, not a forecast; the city is fictional." in html


def test_what_a_scenario_says_cannot_become_markup(html):
    assert "Connect <first>" not in html
    assert "Connect &lt;first&gt; &amp; last" in html


def test_every_chart_has_a_finding_a_text_alternative_and_a_table(html):
    figures = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert [re.search(r'id="([^"]+)"', f).group(1) for f in figures] == [
        "over-time", "barriers", "groups", "costs", "measured-payments",
    ]  # fmt: skip
    for figure in figures:
        assert re.search(r"<h2>[^<]+\.</h2>", figure)
        assert figure.count('role="img" aria-label="') == 2  # a wide and a narrow drawing
        assert "<summary>The numbers as a table</summary>" in figure
        assert '<th scope="row">' in figure


def test_headings_go_down_one_level_at_a_time(html):
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_command_the_hashes_and_the_versions_are_there(html, comparison):
    assert COMMAND in html
    assert all(side.plan.scenario.hash in html for side in comparison.sides)
    assert "numba" in html


def test_the_words_of_the_workshop_stay_in_the_command(html):
    shown = re.sub(r"<style>.*?</style>|<code[^>]*>.*?</code>", "", html, flags=re.DOTALL)
    shown = re.sub(r"<[^>]+>", " ", shown)
    assert not re.search(r"\b(agents?|seeds?|replicates?|parameters?)\b", shown, re.IGNORECASE)


def test_measurements_come_with_their_error(html):
    assert "Use digital payments: 12.0 points off on average, 1 measured value (only scored)." in html


def test_the_same_comparison_gives_the_same_page(comparison, html):
    assert page(comparison, command=COMMAND) == html


def test_no_two_of_seven_plans_look_alike():
    looks = [style_of(i) for i in range(7)]
    assert len({look.color for look in looks}) == len({look.marker for look in looks}) == 7


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two hex colours."""

    def light(color: str) -> float:
        parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_and_marks_stand_out_from_their_background(html, theme):
    block = re.findall(r":root \{(.*?)\}", html, re.DOTALL)[theme]
    color = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{6})", block))
    for text in ("--ink", "--muted", "--link"):
        assert contrast(color[text], color["--paper"]) >= 4.5, text
        assert contrast(color[text], color["--page"]) >= 4.5, text
    assert contrast(color["--warn"], color["--warn-paper"]) >= 4.5
    for name in [name for name in color if name.startswith("--plan")]:
        assert contrast(color[name], color["--paper"]) >= 3, name


def test_the_page_is_written_whole(tmp_path, comparison, html):
    path = write_report(tmp_path / "deep" / "page.html", comparison, command=COMMAND)
    assert path.read_text() == html
    assert [p.name for p in path.parent.iterdir()] == ["page.html"]


def test_one_city_is_said_to_be_too_few():
    found = compare([plan("base", acts=False), plan("a")], [run("base", 1, 0.5), run("a", 1, 0.6)])
    assert "one simulated city only, so no range can be given" in page(found)
