"""What travels between the browser and the server when a slider moves: counted, since a clock depends on the computer."""

from __future__ import annotations

import json

from tests.dashboards.conftest import drawer, small

PATIENCE = 180_000
LISTEN = """() => {
  window.sent = [];
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (text) {
    if (String(text).includes('"event":"move"')) window.sent.push(JSON.parse(text).content.data.content.data.value);
    return send.call(this, text);
  };
}"""
SLIDER = "document.querySelector('.levers input[type=range]')"
LATE = """() => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (text) { setTimeout(() => send.call(this, text), 1500); };
}"""


def test_a_slider_that_is_pressed_is_reported_once_and_a_drag_ends_where_it_was_let_go(visit) -> None:
    page = visit(small()).page
    page.evaluate(LISTEN)
    slider = page.locator(".levers input[type=range]").first
    start = int(slider.input_value())
    for times in (1, 2, 3):
        slider.press("ArrowLeft")
        page.wait_for_timeout(300)
        assert page.evaluate("window.sent") == [round((start - n) / 100, 2) for n in range(1, times + 1)]
    page.evaluate("window.sent.length = 0")
    page.get_by_role("button", name="Less: ").first.click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.sent") == [round((start - 8) / 100, 2)]
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.8 * box["width"], middle)
    page.mouse.down()
    for part in (0.7, 0.6, 0.5, 0.4):
        page.mouse.move(box["x"] + part * box["width"], middle)
    page.mouse.up()
    page.wait_for_timeout(300)
    told = page.evaluate("window.sent.splice(0)")
    assert told[-1] == int(slider.input_value()) / 100
    assert len(told) == len(set(told)) <= 6


def test_a_slider_stays_where_it_was_put_however_late_the_answer_comes(visit) -> None:
    page = visit(small()).page
    page.evaluate(LATE)
    slider = page.locator(".levers input[type=range]").first
    start = int(slider.input_value())
    for times in (1, 2, 3):
        slider.press("ArrowLeft")
        for _ in range(8):
            page.wait_for_timeout(100)
            assert int(slider.input_value()) == start - times
    page.wait_for_selector("button[aria-keyshortcuts='Control+Z'][aria-disabled=false]", timeout=PATIENCE)
    page.wait_for_timeout(3500)
    assert int(slider.input_value()) == start - 3
    page.keyboard.press("Control+z")
    page.wait_for_function(f"{SLIDER}.value > {start - 3}", timeout=PATIENCE)


def test_the_address_is_made_anew_when_the_lever_rests_and_the_file_when_it_is_asked_for(visit) -> None:
    page = visit(small()).page
    heard: list[dict] = []

    def hear(frame: str | bytes) -> None:
        content = json.loads(frame)["content"] if isinstance(frame, str) else {}
        if state := content.get("data", {}).get("state"):
            heard.append(state)

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    page.reload()
    page.wait_for_selector("[data-complete=true]", timeout=PATIENCE)
    page.wait_for_timeout(500)
    heard.clear()
    page.locator(".levers input[type=range]").first.press("ArrowLeft")
    page.wait_for_selector("[data-complete=false]", timeout=PATIENCE)
    page.wait_for_selector("[data-complete=true]", timeout=PATIENCE)
    page.wait_for_timeout(500)
    rest = next(
        place for place, state in enumerate(heard) if "copy" in state
    )  # the page is drawn from its top
    assert [sum(key in state for state in heard) for key in ("search", "copy", "text")] == [1, 1, 0]
    assert sum("option" in state for state in heard[:rest]) == 1  # the chart in sight, once
    assert (
        sum("option" in state for state in heard[rest:]) > 1
    )  # then those below the window, where they changed
    assert not [state for state in heard[:rest] if "file" in state]  # no table is open
    assert rest < 12  # each message costs the server most of a millisecond
    drawer(page, "Files, period and size")
    for times in (1, 2):  # made by the first, at hand for the second
        with page.expect_download() as saved:
            page.click(".files .save")
        assert saved.value.suggested_filename == "my-plan-2.yaml"
        assert "title: Nobody left behind" in saved.value.path().read_text("utf-8"), times
    assert sum("text" in state for state in heard) == 1
