"""What travels between the browser and the server when a slider moves: counted, since a clock depends on the computer."""

from __future__ import annotations

from tests.dashboards.conftest import small

PATIENCE = 180_000
LISTEN = """() => {
  window.sent = [];
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (text) {
    if (String(text).includes('"event":"move"')) window.sent.push(JSON.parse(text).content.data.content.data.value);
    return send.call(this, text);
  };
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
