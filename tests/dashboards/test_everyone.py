"""The page for everyone: five languages, light and dark, wide and narrow, by keyboard and screen reader."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe

from dashboards.tabs import TABS
from experiments.language import LANGUAGES, direction
from tests.dashboards.conftest import ROOT

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TEMPLATE = ROOT / "dashboards/templates/index.html.j2"


DARK = "rgb(19, 20, 21)"
CONTRAST = {"runOnly": ["color-contrast"]}  # all that differs between light and dark


def faults(page, rules=RULES) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it stands."""
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def open_tab(page, name: str) -> None:
    """Go to a tab and let it draw."""
    page.click(f"#tab-{name}")
    page.wait_for_selector(f"#tab-{name}[aria-selected=true]")
    page.wait_for_timeout(300)


def test_axe_finds_nothing_on_any_tab_light_and_dark(visit):
    one = visit()
    one.rested()
    for mode, rules in (("light", RULES), ("dark", CONTRAST)):
        for name in TABS:
            open_tab(one.page, name)
            assert faults(one.page, rules) == [], (mode, name)
        one.page.get_by_role("button", name=re.compile("Dark|Light")).click()
        one.page.wait_for_timeout(300)


def test_the_page_speaks_every_language_and_axe_agrees(visit):
    one = visit("?lang=ar")
    page = one.page
    names = list(TABS)
    for place, code in enumerate(("ar", "es", "fr", "pt")):
        if place:
            page.select_option("header select", code)
        page.wait_for_selector(f"html[lang={code}]", state="attached")
        assert page.evaluate("document.documentElement.dir") == direction(code)
        open_tab(page, names[2 * place])
        assert f"lang={code}" in page.url
        assert faults(page) == [], code


def test_cases_in_arabic_and_dark_have_no_faults_once_the_run_is_drawn(visit):
    page = visit("?lang=ar&tab=cases", color_scheme="dark").page
    page.wait_for_selector(".case figure .chart[data-drawn]", timeout=180_000)
    assert page.evaluate("getComputedStyle(document.querySelector('.dpi')).backgroundColor") == DARK
    page.evaluate("() => document.querySelectorAll('.dpi details').forEach((d) => { d.open = true; })")
    assert faults(page) == []


def test_a_language_survives_going_back_to_english(visit):
    one = visit("?lang=fr")
    assert one.page.locator("#tab-who").inner_text() == "Qui est exclu"
    one.page.select_option("header select", "en")
    one.page.wait_for_selector("html[lang=en]", state="attached")
    one.page.wait_for_function("document.querySelector('#tab-who').innerText === 'Who is left out'")
    assert "lang=" not in one.page.url


def test_the_first_page_knows_the_same_languages_as_the_catalogues():
    listed = re.search(r"const spoken = \[(.*?)\]", TEMPLATE.read_text(encoding="utf-8")).group(1)
    assert {code.strip(' "') for code in listed.split(",")} == set(LANGUAGES)


def test_an_arabic_phone_has_no_sideways_scrolling(visit):
    one = visit("?lang=ar", width=360, height=740)
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 360
