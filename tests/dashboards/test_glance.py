"""The strip beside the levers: what they change stays in sight, and it hides nothing that is being used."""

from __future__ import annotations

import numpy as np
import pytest

from dashboards.charts.spark import HEIGHT, WIDTH, points, spark
from tests.dashboards.conftest import small
from tests.dashboards.drawn import COLORS
from tests.dashboards.test_everyone import TOO_SMALL

SLIDER = ".levers input[type=range] >> nth=2"
IN_SIGHT = """(e) => {
  const { left, right, top, bottom } = e.getBoundingClientRect();
  const on = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const inside = top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth;
  return inside && !!on && (e.contains(on) || on.contains(e));
}"""
"""Whether an element lies in the window and nothing covers its middle."""
HIDDEN = """() => {
  const e = document.activeElement, bar = document.querySelector('.glance');
  if (e === document.body || bar.contains(e) || !bar.getClientRects().length) return '';
  const own = e.getBoundingClientRect(), over = bar.getBoundingClientRect();
  const beside = own.right <= over.left || own.left >= over.right;
  return beside || own.bottom <= over.top + 1 || own.top >= over.bottom - 1 ? '' : e.outerHTML.slice(0, 150);
}"""
"""What has the focus although the strip lies over some of it; empty when all is well."""
LARGE_TEXT = "html { font-size: 200% !important; } .dpi { font-size: 30px !important; }"


def value(page) -> str:
    """The number that the strip shows first."""
    return page.inner_text(".glance-main b")


def moved(page) -> None:
    """The third slider goes from one end to the other, and the strip's number changes with it."""
    slider = page.locator(SLIDER)
    before = value(page)
    slider.focus()
    page.keyboard.press("Home" if int(slider.input_value()) > 50 else "End")
    page.wait_for_function("b => document.querySelector('.glance-main b').innerText !== b", arg=before)


@pytest.mark.parametrize(("width", "language", "scheme"), [(360, "en", "light"), (320, "ar", "dark")])
def test_on_a_phone_a_moved_lever_and_what_it_changes_are_seen_together(visit, width, language, scheme):
    one = visit(small(language=language), width=width, height=740, color_scheme=scheme)
    page = one.page
    one.rested()
    page.locator(SLIDER).scroll_into_view_if_needed()
    page.wait_for_selector(".glance")
    line = page.get_attribute(".glance polyline >> nth=-1", "points")
    moved(page)
    one.rested()
    assert page.locator(SLIDER).evaluate(IN_SIGHT)
    assert page.locator(".glance-main b").evaluate(IN_SIGHT)
    assert page.locator(".glance .spark").evaluate(IN_SIGHT)
    assert page.get_attribute(".glance polyline >> nth=-1", "points") != line
    assert value(page) == page.inner_text(".tiles .value >> nth=0")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.click(".glance button")
    page.wait_for_function(
        "l => [...document.querySelectorAll('.glance polyline')].at(-1).getAttribute('points') === l",
        arg=line,
    )


@pytest.mark.parametrize(
    ("size", "style"), [((360, 740), ""), ((320, 256), ""), ((360, 740), LARGE_TEXT), ((1366, 768), "")]
)
def test_whatever_a_keyboard_reaches_among_the_levers_is_not_hidden_by_the_strip(visit, size, style):
    page = (one := visit(small(), width=size[0], height=size[1])).page
    one.rested()  # a longer number would make the strip grow over what has the focus
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    if style:
        page.add_style_tag(content=style)
    page.evaluate("scrollTo(0, document.querySelector('.levers').getBoundingClientRect().top + scrollY)")
    page.wait_for_function("document.documentElement.dataset.tiles === 'away'")
    assert page.locator(".glance").evaluate("e => e.offsetHeight / innerHeight") < 0.45
    page.focus(".plans button >> nth=0")
    inside = "document.querySelector('.left').contains(document.activeElement)"
    for key, least in (("Tab", 30), ("Shift+Tab", 30)):
        met = 0
        while page.evaluate(inside) and met < 40:
            page.wait_for_function(
                f"({HIDDEN})() === ''", timeout=15_000
            )  # a page scrolls a moment after the key
            page.keyboard.press(key)
            met += 1
        assert met > least
        page.focus(".glance-main")


def test_on_a_wide_page_the_strip_comes_only_when_the_numbers_on_top_are_out_of_sight(visit):
    page = (one := visit(small())).page
    one.rested()
    assert not page.locator(".glance").is_visible()
    page.mouse.move(900, 500)
    page.mouse.wheel(0, 900)
    page.wait_for_selector(".glance")
    moved(page)
    assert page.locator(SLIDER).evaluate(IN_SIGHT)
    assert page.locator(".glance-main b").evaluate(IN_SIGHT)
    page.click(".glance-main")
    page.wait_for_function("document.activeElement.id === 'main'")


def test_the_line_in_the_strip_rises_as_the_outcome_does(comparison):
    assert points(np.array([0.0, 0.5, 1.0])) == f"0,{HEIGHT}.0 {WIDTH // 2},{HEIGHT / 2} {WIDTH},0.0"
    drawn = spark(comparison, 1, COLORS)
    assert [line["own"] for line in drawn] == [False, False, True]
    assert drawn[-1]["color"] == COLORS.look(1).color
    ends = {line["color"]: float(line["points"].rpartition(",")[2]) for line in drawn}
    assert ends[COLORS.look(2).color] < ends[COLORS.look(1).color] < ends[COLORS.look(0).color]


def test_a_finger_meets_levers_plans_and_tabs_of_a_comfortable_size(visit):
    page = visit(small(), width=360, height=740, has_touch=True, is_mobile=True).page
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    small_ones = page.evaluate(TOO_SMALL.replace("24", "36"))
    assert small_ones == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.tap("button[aria-label='Less: Data subsidy, How strongly']")
    page.wait_for_selector("[id='lever-data_subsidy:intensity'][aria-valuetext='95 %']")


JUST_IN_SIGHT = """() => {
  scrollBy(0, document.querySelector('.tiles').getBoundingClientRect().bottom - 5);
  document.querySelector('.left').scrollTo(0, 1e6);
}"""


def test_the_strip_does_not_come_between_a_pressed_mouse_and_its_click(visit) -> None:
    """It used to: what lay under the mouse when it was pressed did not open when it was let go."""
    page = (one := visit(small(), height=900)).page
    one.rested()
    page.evaluate(JUST_IN_SIGHT)
    page.wait_for_timeout(1000)  # it glides
    summary = page.locator(".system > summary")
    box = summary.bounding_box()
    assert box["y"] + box["height"] < 900
    page.wait_for_selector("html[data-tiles=seen]", state="attached")
    page.mouse.move(box["x"] + 20, box["y"] + 4)
    page.mouse.down()
    page.evaluate("scrollBy(0, 12)")  # the numbers leave the window, and the mouse is still on the drawer
    page.wait_for_timeout(500)
    assert summary.bounding_box()["y"] == box["y"] - 12
    page.mouse.up()
    page.wait_for_selector("details[open].system")
    page.wait_for_selector(".glance")
