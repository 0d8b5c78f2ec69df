"""How fast the page is: run `python -m tests.benchmarks.page` from the top folder.

Prints the median and the 95th percentile of: opening the page to the first chart; a slider moved to the
chart that has changed, without a pause between two moves and with one; a slider dragged for six seconds,
between two drawings;
the map of all residents drawn anew, and the same with 100,000 of them.
Needs a browser; what is printed depends on what else the computer does. Many people: `tests.benchmarks.crowd`.
"""

from __future__ import annotations

import argparse
import time
from itertools import pairwise
from typing import Any

import numpy as np

from dashboards.plans import drafts, place
from dashboards.plans.link import to_address
from tests.dashboards import conftest

WANTED = {
    "first chart": 3000, "slider to chart": 250, "slider with pauses": 250, "slider dragged": 250,
    "map": 150, "map of 100,000": 150, "slider, all at once": 1500, "the same, to one value": 1500,
}  # fmt: skip
"""Milliseconds at the 95th percentile."""
PAUSE = 300  # ms between a chart and the next press of somebody who looks at it
CLOCK = """
(() => {
  const drawn = (news) => news.some((one) => one.target === document.querySelector('.chart'));
  addEventListener('keydown', (event) => { window.pressed = event.timeStamp; }, true);
  new MutationObserver((news) => { if (drawn(news)) window.drawn = performance.now(); })
    .observe(document, { subtree: true, attributes: true, attributeFilter: ['data-drawn'] });
})()
"""
"""Notes in the page when a key was pressed and when its first chart was drawn: the benchmark's own questions to the
browser take a while, which nobody who uses the page waits for."""


def told(name: str, times: list[float]) -> None:
    """One line of the table."""
    middle, high = np.percentile(times, [50, 95])
    print(
        f"{name:24} median {middle:7.0f} ms   95 % {high:7.0f} ms   wanted {WANTED[name]:5} ms   n {len(times)}"
    )


def opened(browser: Any, address: str) -> tuple[Any, float]:
    """A new person's page, and how long it took to the first chart, in ms."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    page.add_init_script(CLOCK)
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(".chart[data-drawn]", timeout=60_000)
    return page, 1000 * (time.perf_counter() - began)


def pressed(page: Any) -> None:
    """A press on the first slider, towards its middle."""
    slider = page.locator(".levers input[type=range]").first
    slider.press("ArrowLeft" if int(slider.input_value()) > 50 else "ArrowRight")


def moved(pages: list[Any]) -> list[float]:
    """From a press on the slider of every page to the next drawing of its first chart, in ms."""
    for page in pages:
        pressed(page)
    for page in pages:
        page.wait_for_function("window.drawn > window.pressed", polling=20, timeout=60_000)
    return [float(page.evaluate("window.drawn - window.pressed")) for page in pages]


def paced(page: Any) -> float:
    """A press of somebody who has looked at the chart first, to the next drawing, in ms."""
    page.wait_for_timeout(PAUSE)
    return moved([page])[0]


def left(page: Any) -> None:
    """Leave the page as a person does who closes its tab: the browser tells the server."""
    page.goto("about:blank")
    page.context.close()


def rested(page: Any) -> None:
    """Wait until all cities have answered, and nothing is left to be run."""
    page.wait_for_selector("[data-complete=true]", timeout=240_000)
    page.wait_for_timeout(2000)


def redrawn(page: Any, times: int) -> list[float]:
    """The map of all residents at several months, as the page itself times its drawing, in ms."""
    page.click("#tab-map")
    page.wait_for_selector("canvas[data-drawn]", timeout=60_000)
    found = []
    for _ in range(times):
        page.locator("#map-month").press("ArrowLeft")
        page.wait_for_timeout(50)
        found.append(float(page.evaluate("document.querySelector('canvas').dataset.drawn")))
    return found


def dragged(page: Any, seconds: float = 6.0) -> list[float]:
    """The times between two drawings of the first chart while a slider is pulled without a pause, in ms."""
    drawn = "[...document.querySelectorAll('.chart')][0].dataset.drawn"
    slider = page.locator(".levers input[type=range]").first
    box = slider.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    began, seen = time.perf_counter(), [page.evaluate(drawn)]
    while (gone := time.perf_counter() - began) < seconds:
        page.mouse.move(
            box["x"] + (box["width"] - 8) * (1 - 0.5 * gone / seconds), box["y"] + box["height"] / 2
        )
        if (now := page.evaluate(drawn)) != seen[-1]:
            seen.append(now)
        page.wait_for_timeout(20)
    page.mouse.up()
    return [float(b) - float(a) for a, b in pairwise(seen[1:])] or [1000 * seconds]


def large(address: str) -> str:
    """The address of a page whose city has 100,000 simulated residents."""
    view = place.moved_to(drafts.opening(), residents=100_000)
    return address + "/" + to_address(view, "map")


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--moves", type=int, default=40)
    given = words.parse_args()
    with conftest.serving() as (address, _), conftest.chromium() as browser:
        pages = [opened(browser, address) for _ in range(3)]
        told("first chart", [ms for _, ms in pages])
        page = pages[-1][0]
        rested(page)
        told("slider to chart", [moved([page])[0] for _ in range(given.moves)])
        rested(page)
        told("slider with pauses", [paced(page) for _ in range(given.moves)])
        rested(page)
        told("slider dragged", dragged(page))
        told("map", redrawn(page, 20))
        for one, _ in pages:
            left(one)
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        page.goto(large(address))
        page.wait_for_selector("canvas[data-drawn]", timeout=240_000)
        told("map of 100,000", redrawn(page, 20))


if __name__ == "__main__":
    main()
