"""How fast the page is: run `python -m tests.benchmarks.page` from the top folder.

Prints the median and the 95th percentile of: opening the page to the first chart; a slider moved to the
chart that has changed; the map of all residents drawn anew; the same slider while other people move theirs.
Needs a browser; what is printed depends on what else the computer does.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np

from tests.dashboards import conftest

WANTED = {"first chart": 3000, "slider to chart": 250, "map": 150, "slider, all at once": 1500}
"""Milliseconds at the 95th percentile."""
CHANGED = (
    """(old) => { const box = document.querySelector('.chart'); return box && box.dataset.drawn !== old; }"""
)


def told(name: str, times: list[float]) -> None:
    """One line of the table."""
    middle, high = np.percentile(times, [50, 95])
    print(
        f"{name:24} median {middle:7.0f} ms   95 % {high:7.0f} ms   wanted {WANTED[name]:5} ms   n {len(times)}"
    )


def opened(browser: Any, address: str) -> tuple[Any, float]:
    """A new person's page, and how long it took to the first chart, in ms."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(".chart[data-drawn]", timeout=60_000)
    return page, 1000 * (time.perf_counter() - began)


def pressed(page: Any) -> tuple[str, float]:
    """A press on a slider: what the first chart was before, and when."""
    slider = page.locator(".levers input[type=range]").first
    old = page.evaluate("document.querySelector('.chart').dataset.drawn")
    way = "ArrowLeft" if int(slider.input_value()) > 50 else "ArrowRight"
    began = time.perf_counter()
    slider.press(way)
    return old, began


def moved(pages: list[Any]) -> list[float]:
    """From a press on the slider of every page to the next drawing of its first chart, in ms."""
    asked = [pressed(page) for page in pages]
    times = []
    for page, (old, began) in zip(pages, asked, strict=True):
        page.wait_for_function(CHANGED, arg=old, timeout=60_000)
        times.append(1000 * (time.perf_counter() - began))
    return times


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


def memory(process: int) -> float:
    """Megabytes that the server itself holds."""
    text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS")) / 1024


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--moves", type=int, default=40)
    words.add_argument("--people", type=int, default=20)
    given = words.parse_args()
    with conftest.serving() as (address, process), conftest.chromium() as browser:
        pages = [opened(browser, address) for _ in range(3)]
        told("first chart", [ms for _, ms in pages])
        page = pages[-1][0]
        page.wait_for_selector("[data-complete=true]", timeout=120_000)
        told("slider to chart", [moved([page])[0] for _ in range(given.moves)])
        told("map", redrawn(page, 20))
        before = memory(process.pid)
        crowd = [opened(browser, address)[0] for _ in range(given.people)]
        times = [ms for _ in range(3) for ms in moved(crowd)]
        told("slider, all at once", times)
        full = memory(process.pid)
        for one in crowd:
            one.context.close()
        time.sleep(5)
        after = memory(process.pid)
        print(
            f"memory: {before:.0f} MB, with {given.people} pages {full:.0f} MB, after they closed {after:.0f} MB"
        )


if __name__ == "__main__":
    main()
