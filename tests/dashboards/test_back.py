"""The way back: the browser's buttons go through the tabs, and undo goes through the levers."""

from __future__ import annotations

from tests.dashboards.conftest import Visit, small

LEVER = ".levers input[type=range]"
UNDO = "button[aria-keyshortcuts='Control+Z']"


def opened(page, tab: str) -> None:
    """Wait until a tab is chosen, shown and in the address."""
    page.wait_for_selector(f"#tab-{tab}[aria-selected=true]")
    page.wait_for_selector(f"#tab-panel[aria-labelledby=tab-{tab}]")
    asked = "(tab) => (new URLSearchParams(location.search).get('tab') || 'time') === tab"
    page.wait_for_function(asked, arg=tab)


def moved(one: Visit) -> str:
    """Move the first lever; where it is then."""
    address = one.page.url
    one.page.locator(LEVER).first.press("ArrowLeft")
    one.page.wait_for_function("(old) => location.href !== old", arg=address)
    one.rested()
    return one.page.locator(LEVER).first.input_value()


def test_back_and_forward_go_through_the_tabs_and_the_work_stays(visit) -> None:
    page = (one := visit(small())).page
    one.rested()
    page.evaluate("window.before = true")  # gone when the page is loaded again
    start, length = page.locator(LEVER).first.input_value(), page.evaluate("history.length")
    page.click("#tab-who")
    opened(page, "who")
    page.click("#tab-money")
    opened(page, "money")
    assert page.evaluate("history.length") == length + 2
    there = moved(one)
    assert there != start
    assert page.evaluate("history.length") == length + 2
    address = page.url
    for step, tab in ((page.go_back, "who"), (page.go_back, "time"), (page.go_forward, "who")):
        step(wait_until="commit")
        opened(page, tab)
        assert page.locator(LEVER).first.input_value() == there
        assert page.get_attribute(UNDO, "aria-disabled") == "false"
        view = "(old) => new URL(old).searchParams.get('view') === new URL(location.href).searchParams.get('view')"
        page.wait_for_function(view, arg=address)
    page.keyboard.press("Control+z")
    page.wait_for_function(f"(at) => document.querySelector('{LEVER}').value === at", arg=start)
    assert page.evaluate("window.before")
    page.click("#tab-map")
    opened(page, "map")
    assert page.evaluate("history.length") == length + 2  # what lay ahead is gone


def test_a_button_that_leads_to_another_tab_is_a_step_too(visit) -> None:
    page = visit(small("map")).page
    page.wait_for_selector(".city-map canvas[data-drawn]", timeout=180_000)
    page.click(".city-map canvas")
    page.click("button:has-text('Read this person’s story')")
    opened(page, "stories")
    page.go_back(wait_until="commit")
    opened(page, "map")
    page.wait_for_selector(".city-map canvas")
    assert page.locator("#tab-panel .life").count() == 0


def test_quick_choices_of_tabs_end_at_the_last_one(visit) -> None:
    page = (one := visit(small())).page
    one.rested()
    page.focus("#tab-time")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowLeft")
    last = page.get_attribute("[role=tab][aria-selected=true]", "id").removeprefix("tab-")
    opened(page, last)
    address = page.url
    page.wait_for_timeout(1500)  # what is still under way would choose another tab now
    assert page.get_attribute(f"#tab-{last}", "aria-selected") == "true"
    assert (page.url, f"tab={last}" in page.url) == (address, True)
