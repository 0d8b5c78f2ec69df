"""How the page bears many people: run `python -m tests.benchmarks.crowd` from the top folder.

Opens 20 pages and moves a slider on all of them at once, each to a value that nobody has had: the median and the
95th percentile of the time to the changed chart, and the server's memory before, with all of them, and after they
closed. Then the same for a class that is told what to try: all move to one value.
First with visitors who need no browser on this computer, as in a class where everybody brings one, then with
20 browser pages that share the processors with the server. Then opens and closes 500 pages one after the
other: memory and threads before and after.
Needs a browser; what is printed depends on what else the computer does.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from pathlib import Path
from typing import Any

from tests.benchmarks import visitors
from tests.benchmarks.page import left, moved, opened, rested, told
from tests.dashboards import conftest

SETTLE = 20.0  # seconds; how long a closed page may take to be forgotten
ROUNDS = 3  # moves of everybody
STEPS = 5  # how often the long row of openings is reported


def status(process: int, name: str) -> int:
    """One number of what the system tells about a process."""
    text = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith(name))


def memory(process: int) -> float:
    """Megabytes that the server itself holds; the runs are made in processes of their own."""
    return status(process, "VmRSS") / 1024


def report(when: str, process: int) -> None:
    """One line about the server."""
    print(f"{when:28} {memory(process):6.0f} MB   {status(process, 'Threads'):4} threads", flush=True)


def crowd(browser: Any, address: str, process: int, people: int) -> None:
    """Everybody at once, and what is left of them."""
    report("before", process)
    pages = [opened(browser, address)[0] for _ in range(people)]
    for page in pages:
        rested(page)
    told("slider, all at once", [ms for _ in range(ROUNDS) for ms in moved(pages)])
    report(f"with {people} pages", process)
    for page in pages:
        left(page)
    time.sleep(SETTLE)
    report("after they closed", process)


async def visited(address: str, process: int, people: int) -> None:
    """The same by visitors who bring their own browsers, so that the server has the processors for itself."""
    first = await visitors.visit(address)
    await first.rested()
    await first.leave()
    await asyncio.sleep(SETTLE)
    report("before", process)
    pages = [await visitors.visit(address) for _ in range(people)]
    for words, stands in (
        ("slider, all at once", [place / (people + 1) for place in range(1, people + 1)]),
        ("the same, to one value", [1.0] * people),
    ):
        for page, stand in zip(pages, stands, strict=True):
            await page.rested()
            page.stand(stand)
        told(words, [ms for _ in range(ROUNDS) for ms in await asyncio.gather(*(p.moved() for p in pages))])
    report(f"with {people} visitors", process)
    for page in pages:
        await page.leave()
    await asyncio.sleep(SETTLE)
    report("after they left", process)


def openings(browser: Any, address: str, process: int, times: int) -> None:
    """One page after the other, each closed as soon as its first chart is there."""
    for step in range(STEPS):
        for _ in range(times // STEPS):
            left(opened(browser, address)[0])
        time.sleep(SETTLE / STEPS)
        report(f"after {(step + 1) * (times // STEPS)} openings", process)


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=20)
    words.add_argument("--visitors", type=int, default=20)
    words.add_argument("--openings", type=int, default=500)
    given = words.parse_args()
    with conftest.serving() as (address, server):
        if given.visitors:
            asyncio.run(visited(address, server.pid, given.visitors))
        if given.people or given.openings:
            with conftest.chromium() as browser:
                first = opened(browser, address)[0]
                rested(first)
                left(first)
                time.sleep(SETTLE)
                if given.people:
                    crowd(browser, address, server.pid, given.people)
                if given.openings:
                    openings(browser, address, server.pid, given.openings)


if __name__ == "__main__":
    main()
