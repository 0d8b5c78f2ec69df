"""A connection that breaks, and two tabs of one browser."""

from __future__ import annotations

import signal
from urllib.parse import urlsplit

from tests.dashboards import conftest
from tests.dashboards.conftest import Visit, small


def test_a_server_that_ends_is_told_in_the_language_of_the_page_and_the_work_comes_back(browser) -> None:
    with conftest.serving() as (address, server):
        one = Visit(browser, f"{address}/?lang=fr")
        one.rested()
        one.page.locator(".levers input[type=range]").first.press("ArrowLeft")
        one.page.wait_for_function("location.search.includes('view=')", timeout=300_000)
        one.rested()
        assert one.page.locator(".dpi-lost").count() == 0
        moved = one.page.locator(".levers input[type=range]").first.input_value()
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)
        banner = one.page.wait_for_selector(".dpi-lost[role=alert]", timeout=30_000)
        assert banner.inner_text().startswith("La connexion au programme est perdue")
        assert one.page.locator(".v-overlay--active, .v-dialog--active").count() == 0
        one.wrong.clear()  # the browser tells of every try to connect
        with conftest.serving(port=urlsplit(address).port or 0):
            one.page.wait_for_selector(".levers input[type=range]", timeout=300_000)
            one.page.wait_for_function("!document.querySelector('.dpi-lost')", timeout=300_000)
            assert one.page.locator(".levers input[type=range]").first.input_value() == moved
            one.context.close()


def less(one: Visit) -> None:
    """Lower the subsidy of phones in four steps, and wait for the new sentence."""
    before = one.page.locator(".lead").inner_text()
    button = one.page.get_by_role("button", name="Less: Device subsidy")
    for _ in range(4):
        button.first.click()
    changed = "(old) => document.querySelector('.lead').innerText !== old"
    one.page.wait_for_function(changed, arg=before, timeout=60_000)


def test_a_line_that_breaks_for_a_moment_is_taken_up_again(visit) -> None:
    one = visit()
    one.rested()
    times = one.page.evaluate("solara.debug.reconnectCount")
    assert one.page.evaluate("solara.debug.dropConnection()")
    one.page.wait_for_function("(old) => solara.debug.reconnectCount > old", arg=times, timeout=60_000)
    one.page.wait_for_selector(".dpi-lost", state="detached", timeout=60_000)
    less(one)
    one.wrong.clear()  # the browser tells of the broken line


GIVE_UP = """() => {
  solara.debug.kernel()._reconnectAttempt = 99; // as after minutes of waiting ever longer
  return solara.debug.dropConnection();
}"""


def test_a_line_that_the_library_has_given_up_is_taken_up_when_the_computer_wakes(visit) -> None:
    one = visit()
    one.rested()
    one.context.set_offline(True)
    assert one.page.evaluate(GIVE_UP)
    one.page.wait_for_selector(".dpi-lost", timeout=60_000)
    one.page.wait_for_function("solara.debug.kernel().connectionStatus === 'disconnected'", timeout=60_000)
    one.context.set_offline(False)
    one.page.wait_for_selector(".dpi-lost", state="detached", timeout=60_000)
    less(one)
    one.wrong.clear()  # the browser tells of the broken line


def test_a_page_that_the_server_closed_meanwhile_loads_again_with_the_work(browser, monkeypatch) -> None:
    monkeypatch.setenv("SOLARA_KERNEL_CULL_TIMEOUT", "2s")  # for ten minutes
    with conftest.serving() as (address, _):
        one = Visit(browser, address)
        one.rested()
        less(one)
        one.page.wait_for_function("location.search.includes('view=')", timeout=60_000)
        one.rested()
        one.page.evaluate("window.before = true")
        said = one.page.locator(".lead").inner_text()
        one.context.set_offline(True)
        assert one.page.evaluate("solara.debug.dropConnection()")
        one.page.wait_for_selector(".dpi-lost", timeout=60_000)
        one.page.wait_for_timeout(8_000)
        one.wrong.clear()  # the browser tells of the broken line
        one.context.set_offline(False)
        one.page.wait_for_function("!window.before", timeout=60_000)
        one.rested()
        assert one.page.locator(".lead").inner_text() == said
        one.close()


def untold(one: Visit) -> list[str]:
    """What went wrong in the page, but for the browser's word on every try to connect."""
    return [
        text for text in one.wrong if "WebSocket connection to" not in text and "_DISCONNECTED" not in text
    ]


def test_what_is_moved_while_the_line_is_down_counts_when_it_is_back(visit) -> None:
    page = (one := visit(small())).page
    one.rested()
    slider = page.locator(".levers input[type=range]").first
    start, said = slider.input_value(), page.locator(".lead").inner_text()
    one.context.set_offline(True)
    assert page.evaluate("solara.debug.dropConnection()")
    page.wait_for_selector(".dpi-lost", timeout=60_000)
    slider.press("Home")
    page.wait_for_timeout(2000)
    one.context.set_offline(False)
    page.wait_for_selector(".dpi-lost", state="detached", timeout=60_000)
    changed = "(old) => document.querySelector('.lead').innerText !== old"
    page.wait_for_function(changed, arg=said, timeout=60_000)
    one.rested()
    assert (start, slider.input_value()) == ("100", "0")
    assert page.get_attribute("button[aria-keyshortcuts='Control+Z']", "aria-disabled") == "false"
    assert untold(one) == []
    one.wrong.clear()


CLOSED = """() => {
  window.before = true;
  solara.debug.kernel().dispose(); // as when the server has closed the page
  document.querySelector(".levers button[aria-label^='Less']").click();
  return document.querySelector('.dpi').inert;
}"""


def test_nothing_is_moved_on_a_page_that_the_server_has_closed(visit) -> None:
    """A lever that was moved before the page was loaded again could not be sent, and the console told so."""
    page = (one := visit(small())).page
    one.rested()
    page.wait_for_timeout(6_000)  # the page looks after its line every five seconds
    assert page.evaluate(CLOSED)
    page.wait_for_function("!window.before", timeout=60_000)
    one.rested()
    assert untold(one) == []
    assert page.locator(".levers input[type=range]").first.input_value() == "100"


def test_two_tabs_of_one_browser_are_two_pages(visit) -> None:
    one = visit()
    one.rested()
    other = one.context.new_page()
    other.goto(one.page.url)
    other.wait_for_selector("[data-complete=true]", timeout=300_000)
    said = other.locator(".lead").inner_text()
    less(one)
    one.rested()
    assert other.locator(".lead").inner_text() == said
    assert one.page.locator(".lead").inner_text() != said
    other.locator(".plans .plan").nth(1).click()
    other.wait_for_function("document.querySelector('.plans .chosen .name').innerText === 'Connect first'")
    assert one.page.locator(".plans .chosen .name").inner_text() == "Nobody left behind"
