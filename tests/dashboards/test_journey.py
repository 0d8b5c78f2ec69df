"""The page in a real browser, as a person would use it: nothing leaves the machine, nothing goes wrong."""

from __future__ import annotations

import re

import pytest

from dashboards.tabs import APART, TABS
from experiments.telling.numbers import people
from tests.dashboards.conftest import drawer, small

SLIDER = "[id='lever-data_subsidy:intensity']"
LEAD = ".summary .lead"
GROUND = "getComputedStyle(document.querySelector('.dpi')).backgroundColor"
NAMELESS = """() => [...document.querySelectorAll('.dpi button, .dpi input, .dpi select')]
    .filter((e) => !(e.textContent || '').trim() && !e.getAttribute('aria-label') && !(e.labels || []).length)
    .map((e) => e.outerHTML)"""

PATIENCE = 180_000  # milliseconds: the first lesson and the first map compile their rules


def test_the_first_screen_is_a_finished_comparison(visit) -> None:
    page = (seen := visit()).page
    seen.rested()
    page.wait_for_selector(".chart[data-drawn]")
    assert re.search(r"\d+ of 100 adults use digital payments by", page.inner_text(LEAD))
    assert page.locator(".tiles .value").count() == 5
    assert page.locator(".plans li").count() == 3
    assert "A thinking tool, not a forecast." in page.inner_text("header")
    assert page.get_attribute("html", "lang") == "en"
    assert "user-scalable" not in page.get_attribute("meta[name=viewport]", "content")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate(NAMELESS) == []
    page.click("button:has-text('Dark')")
    page.wait_for_function(f"{GROUND} !== 'rgb(245, 245, 242)'")


def test_a_keyboard_reaches_the_charts_at_once(visit) -> None:
    page = visit("?tab=money").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Go to the charts"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "tab-money"
    assert page.locator("[role=tabpanel] figure").count() >= 1


def test_a_moved_lever_changes_chart_and_sentence_and_undo_takes_it_back(visit) -> None:
    page = (seen := visit()).page
    seen.rested()
    page.wait_for_selector(".chart[data-drawn]")
    first, drawn = page.inner_text(LEAD), page.get_attribute(".chart", "data-drawn")
    page.locator(SLIDER).focus()
    page.keyboard.press("Home")
    changed = "before => document.querySelector('.chart').dataset.drawn !== before"
    page.wait_for_function(changed, arg=drawn, timeout=120_000)
    page.wait_for_function(f"before => document.querySelector('{LEAD}').innerText !== before", arg=first)
    assert page.locator(SLIDER).get_attribute("aria-valuetext") == "0 %"
    page.click("button[aria-label='More: Data subsidy, How strongly']")
    assert page.locator(SLIDER).get_attribute("aria-valuetext") == "5 %"
    seen.rested()
    assert "view=" in page.url
    page.wait_for_timeout(800)
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    page.wait_for_function(f"before => document.querySelector('{LEAD}').innerText === before", arg=first)
    page.wait_for_selector(f"{SLIDER}[aria-valuetext='100 %']")


def test_a_link_brings_the_view_back_to_another_person(visit) -> None:
    one = visit("?tab=money")
    one.page.click("button:has-text('My own plan')")
    one.page.wait_for_selector(".plans li:nth-child(4)")
    one.page.click("label:has-text('Data subsidy')")
    one.page.wait_for_function("location.search.includes('view=')", timeout=120_000)
    one.rested()
    other = visit("?" + one.page.url.partition("?")[2])
    assert other.page.locator(".plans li").count() == 4
    assert other.page.get_attribute("[role=tab][aria-selected=true]", "id") == "tab-money"


def test_the_arrow_keys_go_through_every_tab(visit) -> None:
    page = (seen := visit()).page
    seen.rested()
    page.focus("#tab-time")
    met = []
    for _ in range(page.locator("[role=tab]").count()):
        page.keyboard.press("ArrowRight")
        name = page.get_attribute("[role=tab][aria-selected=true]", "id")
        page.wait_for_selector(f"#tab-panel[aria-labelledby={name}]", timeout=PATIENCE)
        page.wait_for_selector(
            "[role=tabpanel] figure, .life, .city-map canvas[data-drawn], .job, [role=tabpanel] iframe, .no-results",
            timeout=PATIENCE,
        )
        met.append(name)
        assert page.locator(".handout").count() == (name.removeprefix("tab-") not in APART)
    assert sorted(met) == sorted(f"tab-{name}" for name in TABS)


def test_a_click_on_the_map_picks_the_person_of_the_stories(visit) -> None:
    page = visit("?tab=map").page
    page.wait_for_selector(".city-map canvas[data-drawn]", timeout=120_000)
    assert float(page.get_attribute(".city-map canvas", "data-drawn")) < 150
    page.locator(".city-map canvas").click(position={"x": 420, "y": 150})
    page.wait_for_timeout(300)
    page.click("#tab-stories")
    page.wait_for_selector(".life .ending", timeout=120_000)
    assert page.locator(".life").count() == 2
    assert page.inner_text("#tab-panel h3 >> nth=0").startswith(("A woman", "A man"))


def test_the_page_fits_a_phone_in_the_colours_that_it_prefers(visit) -> None:
    page = (seen := visit("?tab=who", width=360, height=740, color_scheme="dark")).page
    seen.rested()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert max(map(int, re.findall(r"\d+", page.evaluate(GROUND))[:3])) < 60


def test_a_broken_link_opens_the_first_screen_and_says_so(visit) -> None:
    page = visit("?view=nonsense").page
    assert "This link cannot be read" in page.inner_text("[role=alert]")
    assert page.locator(".plans li").count() == 3


def test_a_policy_is_moved_on_the_timeline_and_a_crisis_added(visit) -> None:
    page = (seen := visit()).page
    seen.rested()
    bar = page.locator(".timeline [role=slider]").first
    before = bar.get_attribute("aria-valuetext")
    bar.focus()
    page.keyboard.press("PageUp")
    page.wait_for_function(
        "b => document.querySelector('.timeline [role=slider]').ariaValueText !== b", arg=before
    )
    page.select_option(".timeline select", "flood")
    page.wait_for_selector(".timeline li.shock")
    page.wait_for_function("location.search.includes('view=')", timeout=120_000)
    assert bar.get_attribute("aria-valuetext") != before
    assert page.locator(".timeline li.shock").count() == 1


def test_a_plan_is_opened_from_a_file_and_a_broken_one_is_told(visit, tmp_path) -> None:
    page = (seen := visit()).page
    seen.rested()
    drawer(page, "Files, period and size")
    files = page.locator("input[type=file][accept='.yaml,.yml']")
    bad = tmp_path / "bad.yaml"
    bad.write_text("title: X\nmonthss: 3\n", encoding="utf-8")
    files.set_input_files(str(bad))
    page.wait_for_selector(".files #problem-plan[role=alert]:has-text('bad.yaml:2:1')")
    assert files.get_attribute("aria-invalid") == "true"
    assert files.get_attribute("aria-describedby") == "problem-plan"
    assert page.locator(".plans li").count() == 3
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as stream:
        stream.truncate(200_000_000)
    files.set_input_files(str(huge))
    page.wait_for_selector(".opener [role=alert]:has-text('Your work is as it was')")
    page.wait_for_selector("[role=alert]:has-text('bad.yaml')", state="detached")  # that was another file
    good = tmp_path / "good.yaml"
    good.write_text("# mine\ntitle: Mine\nextends: connect-first\n", encoding="utf-8")
    files.set_input_files(str(good))
    page.wait_for_selector(".plans li:nth-child(4):has-text('Mine')")
    assert page.locator("[role=alert]").count() == 0
    assert files.get_attribute("aria-invalid") is None
    seen.rested()


def test_a_dot_on_the_map_leads_to_that_persons_story(visit) -> None:
    page = visit(small("map")).page
    page.wait_for_selector(".city-map canvas[data-drawn]", timeout=180_000)
    assert "A click on a dot" in page.inner_text("#tab-panel .card >> nth=0")
    page.click(".city-map canvas")
    page.click("button:has-text('Read this person’s story')")
    page.wait_for_selector("#tab-panel[aria-labelledby=tab-stories] .life", timeout=180_000)
    assert page.inner_text("#tab-panel h3 >> nth=0").startswith(("A woman aged", "A man aged"))


def test_on_a_phone_one_step_leads_to_the_levers_and_back(visit) -> None:
    page = visit(small(), width=360, height=740).page
    seen = "(e) => { const r = e.getBoundingClientRect(); return r.top >= -1 && r.top < innerHeight; }"
    page.click("a.jump[href='#levers']")
    page.wait_for_function(f"({seen})(document.querySelector('.plans'))")
    page.click("a.jump[href='#main']")
    page.wait_for_function(f"({seen})(document.querySelector('.tabs'))")
    page.click("#tab-map")
    page.wait_for_selector(".city-map canvas[data-drawn]", timeout=180_000)
    assert page.locator("#map-month").bounding_box()["width"] > 150  # a finger can choose a month
    assert page.locator(".plans li").count() == 3


def test_the_legend_of_the_map_says_numbers_as_the_rest_of_the_page_does(visit) -> None:
    """A few in a thousand are fewer than 1 of 100, and not 0."""
    page = visit(small("map")).page
    page.wait_for_selector(".city-map canvas[data-drawn]", timeout=PATIENCE)
    told = """async () => {
      const map = document.querySelector('.city-map').__vue__;
      await map.$nextTick();  // in one breath, so that both are of one month
      const lines = [...document.querySelectorAll('.city-map .legend li')].map((li) => li.innerText);
      return [lines, map.counts.map((count) => count / map.size)];
    }"""
    met = set()
    page.focus("#map-month")
    page.keyboard.press("Home")
    for _ in range(18):
        page.keyboard.press("ArrowRight")
        lines, shares = page.evaluate(told)
        assert sum(shares) == pytest.approx(1)
        for line, share in zip(lines, shares, strict=True):
            assert line.endswith(f": {people(share)} of 100")
        met |= {people(share) for share in shares}
    assert met & {"fewer than 1", "more than 99"}


WRITTEN = """(times) => {
  const found = [], size = (text) => ({ width: 6.5 * text.length });
  const note = (text, x, y) => found.push([text, x, y, size(text).width / 2]);
  const paper = new Proxy({ measureText: size, fillText: note }, { get: (own, name) => own[name] || (() => {}) });
  const map = document.querySelector('.city-map').__vue__;
  const districts = map.districts.flatMap((d) => [...Array(times)].map((_, k) => ({ ...d, y: d.y + (k * 2) / times })));
  map.names_on.call(Object.setPrototypeOf({ districts }, map), paper, map.box);
  return found;
}"""
"""The districts as the map writes them, each with its middle and half its width; as if there were so many `times` more."""


def test_no_name_of_a_district_stands_on_another_on_the_map_of_a_phone(visit) -> None:
    page = visit(small("map"), width=360, height=740).page
    page.wait_for_selector(".city-map canvas[data-drawn]", timeout=PATIENCE)
    written = page.evaluate(WRITTEN, 1)
    assert len({name for name, *_ in written}) == 12
    many = page.evaluate(WRITTEN, 20)
    assert 12 <= len(many) < 40
    for names in (written, many):
        for place, (one, x, y, half) in enumerate(names):
            for other, u, v, wide in names[:place]:
                assert abs(x - u) >= half + wide or abs(y - v) >= 12, (one, other)


def test_a_small_share_is_read_as_it_is_and_not_rounded_to_a_whole_percent(visit) -> None:
    page = visit(small()).page
    page.click("summary:has-text('Assumptions about the world')")
    page.select_option(".assumptions select", "Needs")
    told = page.locator("output[for='lever-needs.failure']")
    told.wait_for()
    assert told.inner_text() == "1.5\u00a0%"


def test_a_full_list_of_plans_says_so(visit) -> None:
    page = visit(small()).page
    for number in (4, 5, 6):
        assert "There is room for" not in page.inner_text(".plans")
        page.click("button:has-text('My own plan')")
        page.wait_for_selector(f".plans li:nth-child({number})")
    page.wait_for_selector(".plans p:has-text('There is room for 6 plans. Remove one first.')")
