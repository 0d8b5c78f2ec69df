"""The ten minutes of a policymaker who has no mouse: every stop is reached by Tab, is seen, and does what it says."""

from __future__ import annotations

import re

from tests.dashboards.conftest import small

PATIENCE = 60_000
LEAD = ".summary .lead"
OTHER = f"before => document.querySelector('{LEAD}').innerText !== before"
SAME = f"before => document.querySelector('{LEAD}').innerText === before"
MOST = 150  # presses of Tab from one end of the page to the other
FOCUS = """async () => {
  const e = document.activeElement, look = getComputedStyle(e);
  const labels = [...(e.labels || [])].map((l) => l.innerText).join(' ');
  const label = e.getAttribute('aria-label') || labels || e.innerText || '';
  const shown = () => {
    const box = e.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.width > 0;
  };
  for (let i = 0; i < 60 && !shown(); i += 1) await new Promise(requestAnimationFrame);  // it is scrolled to
  const seen = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2;
  return { label: label.trim(), tag: e.tagName, seen, shown: shown() };
}"""


def reach(page, wanted: str, key: str = "Tab") -> None:
    """Press Tab until what is wanted has the focus; every stop on the way is seen and has a name."""
    for _ in range(MOST):
        page.keyboard.press(key)
        at = page.evaluate(FOCUS)
        if at["tag"] == "BODY":
            continue
        assert at["label"], at
        assert at["seen"], f"no focus is seen on {at}"
        assert at["shown"], f"{at} has the focus outside of what is shown"
        if re.match(wanted, at["label"]):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def test_a_policymaker_without_a_mouse_comes_to_the_brief(visit) -> None:
    page = (seen := visit(small())).page
    seen.rested()
    first = page.inner_text(LEAD)
    reach(page, r"\+ My own plan")  # a plan of one's own, with one policy
    page.keyboard.press("Enter")
    page.wait_for_selector(".plans li:nth-child(4)")
    reach(page, "Data subsidy")
    page.keyboard.press("Space")  # off: it moves into a closed list, and the focus goes with it
    page.wait_for_function("() => document.activeElement.tagName === 'SUMMARY'")
    page.wait_for_function(OTHER, arg=first, timeout=PATIENCE)
    seen.rested()
    without = page.inner_text(LEAD)
    page.keyboard.press("Enter")
    reach(page, "Data subsidy")
    page.keyboard.press("Space")  # and on again
    page.wait_for_function(
        "() => document.activeElement.dataset.policy === 'data_subsidy' && "
        "document.activeElement.checked && !document.activeElement.closest('details')"
    )
    page.wait_for_function(OTHER, arg=without, timeout=PATIENCE)
    seen.rested()
    added = page.inner_text(LEAD)
    reach(page, "Data subsidy, How strongly")  # a lever, and back
    page.keyboard.press("Home")
    page.wait_for_function(OTHER, arg=added, timeout=PATIENCE)
    page.keyboard.press("Control+z")
    page.wait_for_function(SAME, arg=added, timeout=PATIENCE)
    seen.rested()

    reach(page, "Over time")  # the tabs are one stop; arrows go through them
    for name in ("who", "map", "why", "money"):
        page.keyboard.press("ArrowRight")
        page.wait_for_selector(f"#tab-panel[aria-labelledby=tab-{name}]", timeout=PATIENCE)
        page.wait_for_selector("#tab-panel figure, #tab-panel .city-map canvas[data-drawn]", timeout=PATIENCE)
        assert page.evaluate("document.activeElement.id") == f"tab-{name}"
    reach(page, "Find the best mix")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-running=true] progress")
    reach(page, "Stop")
    page.keyboard.press("Enter")
    page.wait_for_selector("button:has-text('Find the best mix')")

    reach(page, "Save a one-page brief")
    with page.expect_download(timeout=PATIENCE) as brief:
        page.keyboard.press("Enter")
    assert brief.value.suggested_filename.endswith(".pdf")


def rests_on(page, wanted: str) -> None:
    """The focus has been handed on, and what has it now has a name that begins as wanted."""
    page.wait_for_function("() => document.activeElement !== document.body", timeout=PATIENCE)
    at = page.evaluate(FOCUS)
    assert re.match(wanted, at["label"]), at
    assert at["seen"], f"no focus is seen on {at}"


def test_what_had_the_focus_hands_it_on_when_it_goes(visit) -> None:
    page = (seen := visit(small("money"))).page
    seen.rested()
    page.focus(".plans li:nth-child(2) button.icon")  # a plan is removed: the next one has its place
    page.keyboard.press("Enter")
    page.wait_for_selector(".plans li:nth-child(3)", state="detached")
    rests_on(page, r"\W+Nobody left behind")
    page.focus("button[aria-keyshortcuts='Control+Z']")  # nothing is left to undo: the button stays
    page.keyboard.press("Enter")
    page.wait_for_selector(".plans li:nth-child(3)")
    page.wait_for_selector("button[aria-keyshortcuts='Control+Z'][aria-disabled=true]")
    rests_on(page, ".*Undo")
    page.focus("button:has-text('My own plan')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".plans li:nth-child(4)")
    page.focus(".plans li:nth-child(4) button.icon")  # undo takes away the plan that has the focus
    page.keyboard.press("Control+z")
    page.wait_for_selector(".plans li:nth-child(4)", state="detached")
    rests_on(page, r"\W+Nobody left behind")

    page.focus("button:has-text('Find the best mix')")  # work is stopped
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-running=true] progress")
    page.focus("[data-running=true] button")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-running=false] button:has-text('Find the best mix')", timeout=PATIENCE)
    rests_on(page, "Find the best mix")

    page.click("#tab-time")  # a dated policy is removed, and then the last one
    page.wait_for_selector(".timeline")
    while left := page.locator(".timeline li").count():
        page.locator(".timeline .row-name").last.press("Enter")
        page.focus(".timeline .row-more > button")
        page.keyboard.press("Enter")
        page.wait_for_selector(f".timeline li:nth-child({left})", state="detached")
        rests_on(page, "." if left > 1 else "Add a crisis")
        assert page.evaluate("document.activeElement.closest('.timeline') !== null")

    page.focus("header select")  # another language draws everything anew
    page.select_option("header select", "es")
    page.wait_for_selector("html[lang=es]", state="attached")
    rests_on(page, "Idioma")
