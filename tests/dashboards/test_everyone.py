"""The page for everyone: five languages, light and dark, wide and narrow, by keyboard and screen reader."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboards.tabs import TABS
from experiments.language import LANGUAGES, direction
from tests.dashboards.conftest import ROOT, small

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
TEMPLATE = ROOT / "dashboards/templates/index.html.j2"
TOO_SMALL = """() => [...document.querySelectorAll('.dpi a, .dpi button, .dpi input, .dpi select, .dpi summary')]
    .map((e) => (e.type === 'checkbox' ? e.closest('label') : e))
    .filter((e) => {
      const { width, height } = e.getBoundingClientRect();
      return width > 1 && e.type !== 'file' && (width < 24 || height < 24);
    })
    .map((e) => e.outerHTML.slice(0, 120))"""
"""What a finger has to meet in less than 24 by 24 pixels (2.5.8)."""
SPACED = """.dpi * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
.dpi p { margin-bottom: 2em !important; }"""

OPTIONS = """([place, left_out]) => {
  const words = [...document.querySelector(place).options].slice(left_out).map((o) => o.text);
  const near = new Intl.Collator(document.documentElement.lang, { sensitivity: 'base' });
  return [words, [...words].sort(near.compare)];
}"""
"""The words of a list, and the same as the browser sorts them in the language of the page."""
COMMAND = """() => {
  const words = [], lines = [], command = document.querySelector('.handout .command');
  const walker = document.createTreeWalker(command, NodeFilter.SHOW_TEXT);
  for (let n = walker.nextNode(); n; n = walker.nextNode()) for (const word of n.textContent.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(n, word.index);
    range.setEnd(n, word.index + word[0].length);
    words.push(word[0]);
    lines.push(new Set([...range.getClientRects()].map((r) => r.top)).size);
  }
  return [words, lines];
}"""
"""The words of the command at the end of a view, and on how many lines each of them stands."""
MOVING = """() => [...document.querySelectorAll('*')].flatMap((e) => ['', '::before', '::after'].map((part) => {
  const look = getComputedStyle(e, part || null), lasts = look.transitionDuration.split(',').some((s) => parseFloat(s) > 0);
  const moves = look.animationName !== 'none' || lasts || look.scrollBehavior !== 'auto';
  return moves ? e.tagName + '.' + e.className + part : '';
})).filter(Boolean)"""
"""What fades, glides or turns."""

DARK = "rgb(19, 20, 21)"
CONTRAST = {"runOnly": ["color-contrast"]}  # all that differs between light and dark


def faults(page, rules=RULES, within: str | None = None) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page as it stands, or in one part of it."""
    found = Axe().run(page, context=within, options=rules).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


def around(place: int) -> str | None:
    """Where to look: what stands around the tabs is the same for all of them, so it is looked at with the first."""
    return "main" if place else None


def open_tab(page, name: str) -> None:
    """Go to a tab and let it draw."""
    page.click(f"#tab-{name}")
    page.wait_for_selector(f"#tab-{name}[aria-selected=true]")
    page.wait_for_timeout(300)


def set_scheme(page, scheme: str) -> None:
    """Light or dark, by the button of the page."""
    dark = f"getComputedStyle(document.querySelector('.dpi')).backgroundColor === '{DARK}'"
    if page.evaluate(dark) != (scheme == "dark"):
        page.click("header .aside button")
        page.wait_for_function(f"({dark}) === {'true' if scheme == 'dark' else 'false'}")


def fits_narrower_and_wider_set(page) -> None:
    """Nothing has to be scrolled sideways at 320 pixels (1.4.10), nor with wider spaces in the text (1.4.12)."""
    page.set_viewport_size({"width": 320, "height": 740})
    page.evaluate("() => document.querySelectorAll('.left details').forEach((d) => { d.open = true; })")
    page.wait_for_function("document.documentElement.scrollWidth <= 320")
    wider = page.add_style_tag(content=SPACED)
    page.wait_for_function("document.documentElement.scrollWidth <= 320")
    wider.evaluate("(style) => style.remove()")
    page.set_viewport_size({"width": 360, "height": 740})


def test_axe_finds_nothing_on_any_tab_light_and_dark(visit):
    one = visit()
    one.rested()
    for scheme, rules in (("light", RULES), ("dark", CONTRAST)):
        set_scheme(one.page, scheme)
        for place, name in enumerate(TABS):
            open_tab(one.page, name)
            assert faults(one.page, rules, around(place)) == [], (scheme, name)


@pytest.mark.parametrize("first", [0, 1])
def test_every_tab_meets_every_language_and_axe_agrees(visit, first: int):
    """Light and dark take turns over tabs and languages; each tab is seen in both, and each language."""
    page = (seen := visit(small(), width=360, height=740)).page
    seen.rested()
    for turn, code in enumerate(("ar", "es", "fr", "pt")):
        page.select_option("header select", code)
        page.wait_for_selector(f"html[lang={code}]", state="attached")
        assert page.evaluate("document.documentElement.dir") == direction(code)
        set_scheme(page, ("light", "dark")[(turn + first) % 2])
        for place, name in enumerate(list(TABS)[first::2]):
            open_tab(page, name)
            assert faults(page, within=around(place)) == [], (code, name)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, (code, name)
            assert page.evaluate(TOO_SMALL) == [], (code, name)
            if not place:
                fits_narrower_and_wider_set(page)
        assert f"lang={code}" in page.url


def test_cases_in_arabic_and_dark_have_no_faults_once_the_run_is_drawn(visit):
    page = visit("?lang=ar&tab=cases", color_scheme="dark").page
    page.wait_for_selector(".case figure .chart[data-drawn]", timeout=180_000)
    assert page.evaluate("getComputedStyle(document.querySelector('.dpi')).backgroundColor") == DARK
    page.evaluate("() => document.querySelectorAll('.dpi details').forEach((d) => { d.open = true; })")
    assert faults(page) == []


@pytest.mark.parametrize("code", ["en", "fr"])
def test_lists_are_in_the_order_of_the_titles_that_are_read(visit, code: str):
    page = visit(small(language=code)).page
    page.wait_for_selector(".timeline select")
    places = (
        (".actions select", 1),
        (".left .choice select", 0),
        (".timeline .choice select", 1),
        (".assumptions select", 0),
    )
    for place, left_out in places:
        words, wanted = page.evaluate(OPTIONS, [place, left_out])
        assert len(words) > 4, place
        assert words == wanted, place
    page.click("#tab-cases")
    page.wait_for_selector(".case-shelf button", timeout=120_000)
    shelves, unused = (
        page.locator(place).evaluate_all(
            "(all, part) => all.map((list) => [...list.querySelectorAll(part)].map((e) => e.textContent))",
            part,
        )
        for place, part in ((".case-shelf ul", ".case-name"), (".unused", "label span"))
    )
    near = "(words) => [...words].sort(new Intl.Collator(document.documentElement.lang, { sensitivity: 'base' }).compare)"
    assert sum(map(len, shelves)) == 42
    assert sum(map(len, unused)) > 30
    for lists in (shelves, unused):
        assert [page.evaluate(near, titles) for titles in lists] == lists


def test_a_command_goes_on_in_the_next_line_between_its_words_only(visit):
    page = (seen := visit(small("who"), width=360, height=740)).page
    seen.rested()
    words, lines = page.evaluate(COMMAND)
    assert words == page.locator(".handout .command").inner_text().split() != []
    assert max(lines) == 1


def test_nothing_moves_for_whoever_asked_for_less_motion(visit, browser, address):
    starting = browser.new_page(reduced_motion="reduce")
    starting.goto(address)  # not drawn yet: the library shows how far it has come
    assert starting.evaluate(MOVING) == []
    starting.close()
    page = (seen := visit(small(), reduced_motion="reduce")).page
    seen.rested()
    for name in TABS:
        open_tab(page, name)
        assert page.evaluate(MOVING) == [], name
        assert page.evaluate("document.getAnimations().length") == 0, name


def test_time_runs_the_same_way_on_the_timeline_as_in_the_charts_of_an_arabic_page(visit):
    page = visit(small(language="ar")).page
    years = page.locator(".timeline-years span")
    ways = years.evaluate_all("all => all.map((e) => [Number(e.innerText), e.getBoundingClientRect().left])")
    assert len(ways) > 1
    assert [x for _, x in sorted(ways)] == sorted(x for _, x in ways)
    bar, track = (page.locator(f".timeline .{name}").first.bounding_box() for name in ("bar", "track"))
    start = int(page.locator(".timeline .bar").first.get_attribute("aria-valuenow"))
    assert abs(bar["x"] - track["x"] - track["width"] * start / 36) < 2


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


def test_dates_of_levers_are_in_the_new_language_at_once(visit):
    """They were told in the language before, which the page had while they were drawn."""
    page = visit(small()).page
    launch = "[...document.querySelectorAll('.system output')][0].textContent.replace(/\\u00a0/g, ' ')"
    for code, said in (("fr", "janv. 2026"), ("pt", "jan. de 2026"), ("ar", "يناير 2026")):
        page.select_option("header select", code)
        page.wait_for_selector(f"html[lang={code}]", state="attached")
        assert page.evaluate(launch) == said


PLACES = "() => [...document.querySelectorAll('[role=tab]')].map((e) => [e.offsetLeft, e.offsetTop, e.offsetWidth])"


def test_no_tab_moves_when_another_is_chosen(visit):
    """On a phone the bold letters of a chosen tab sent others into the next line, from under the finger."""
    page = visit(small(language="pt"), width=360, height=768).page
    before = page.evaluate(PLACES)
    for name in ("who", "money", "learn"):
        page.click(f"#tab-{name}")
        page.wait_for_selector(f"#tab-{name}[aria-selected=true]")
        assert page.evaluate(PLACES) == before, name


def test_choices_are_wide_enough_for_their_words(visit):
    page = visit(small()).page
    page.click("summary:has-text('How the city is run')")
    widths = page.locator(".system select").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().width)"
    )
    assert len(widths) > 5
    assert min(widths) > 50  # "yes" and its arrow


HEARD = """() => {
  window.heard = [];
  const last = new Map();
  const listen = (first) => {
    for (const e of document.querySelectorAll('[role=status], [role=alert], [aria-live=polite]')) {
      const text = e.innerText.trim();
      if (last.get(e) !== text && !first && text) window.heard.push(text);
      last.set(e, text);
    }
  };
  listen(true);
  new MutationObserver(() => listen(false)).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
"""Notes what a screen reader is given to read out by itself."""


def test_a_moved_lever_is_read_out_once_and_a_map_that_plays_is_not(visit):
    page = (seen := visit(small())).page
    seen.rested()
    page.evaluate(HEARD)
    page.locator(".levers input[type=range]").first.press("ArrowLeft")
    page.wait_for_selector("[data-complete=false]")
    seen.rested()
    page.wait_for_function("window.heard.length > 0")
    assert page.evaluate("window.heard") == [page.inner_text(".summary .lead")]
    open_tab(page, "map")
    page.wait_for_selector("canvas[data-drawn]", timeout=180_000)
    page.wait_for_timeout(500)
    page.evaluate("window.heard = []")
    page.click(".city-map button")
    page.wait_for_function("document.querySelector('#map-month').value > 3")
    assert page.evaluate("window.heard") == []
    assert (
        page.get_attribute("output[for=map-month]", "aria-live") == "off"
    )  # the slider says its month itself


def test_each_chart_names_its_own_picture_and_table(visit):
    page = visit(small()).page
    for part in (".figure .more", ".numbers summary"):
        names = page.locator(part).evaluate_all("all => all.map((e) => e.getAttribute('aria-label'))")
        assert len(names) == len(set(names)) == 5
        shown = page.locator(part).all_inner_texts()
        assert all(name.startswith(text) for name, text in zip(names, shown, strict=True))
    assert page.locator(".plans .number").first.inner_text().endswith("of 100")


def test_colours_that_tell_something_stay_where_the_computer_forces_its_own(visit):
    page = visit(small(), forced_colors="active").page
    dots = page.locator(".panel .legend span").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).color)"
    )
    assert len(set(dots)) == 3
    edge = "getComputedStyle(document.querySelector('{}')).borderBottomColor"
    chosen, other = (page.evaluate(edge.format(tab)) for tab in ("#tab-time", "#tab-who"))
    assert chosen != other


def test_a_printed_page_shows_what_was_found_and_cuts_no_chart(visit):
    page = (seen := visit(small())).page
    seen.rested()
    page.wait_for_selector(".chart[data-drawn]")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    for gone in (".left", ".tabs", ".makers", ".figure .more"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator(".lead").is_visible()
    inside = """() => [...document.querySelectorAll('.chart canvas')].every((c) => {
      const [own, card] = [c, c.closest('.card')].map((e) => e.getBoundingClientRect());
      return own.width > 100 && own.right <= card.right;
    })"""
    assert page.evaluate(inside)
