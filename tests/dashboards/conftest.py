"""A server of the page and a browser, for the tests that need them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dashboards.engine.publishing import Answer
from dashboards.engine.shelf import Shelf
from dashboards.plans import drafts
from dashboards.plans.link import to_address
from dashboards.state import Session
from experiments.comparing.compare import Comparison, compare
from tests.dashboards.drawn import made

ROOT = Path(__file__).parent.parent.parent
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--process-per-site",
]  # fmt: skip
WIDE = {"width": 1366, "height": 768}
LOOK = {"width", "height", "color_scheme", "reduced_motion", "forced_colors"}
"""What an open page can be told by itself."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


def small(tab: str = "time", language: str = "en", **changed: Any) -> str:
    """The query of a link to the first screen in a small city and few months: everything answers soon.

    `changed` are fields that all its scenarios have otherwise.
    """
    first = drafts.opening()
    brief = {"residents": 1500, "months": 36} | changed
    plans = (replace(d, scenario=replace(d.scenario, **brief)) for d in first.drafts)
    return to_address(replace(first, drafts=tuple(plans)), tab, language)


@contextmanager
def serving(*more: str, port: int = 0, where: Path = ROOT) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address and the process of a server that runs, in a folder, the command a person would type."""
    if not port:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    command = [sys.executable, "-m", "experiments.cli", "dashboard", "--port", str(port), "--no-open", *more]
    known = {**os.environ, "PYTHONPATH": str(ROOT)}
    log = Path(tempfile.gettempdir(), f"dashboard-{port}.log")
    with log.open("wb") as said:
        server = subprocess.Popen(command, cwd=where, env=known, stderr=said)
    try:
        _wait(f"http://localhost:{port}", server)
        yield f"http://localhost:{port}", server
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.unlink(missing_ok=True)


def drawer(page, words: str) -> None:
    """Open a drawer as a person does."""
    page.click(f"summary:has-text('{words}')")
    page.wait_for_selector(f"details[open] > summary:has-text('{words}')")


def told(address: str) -> str:
    """The last lines that the server at an address wrote about its own troubles."""
    port = address.rpartition(":")[2]
    return Path(tempfile.gettempdir(), f"dashboard-{port}.log").read_text("utf-8")[-4000:]


@pytest.fixture(scope="session")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the server was started; it shows the results that lie there."""
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="session")
def address(workplace: Path) -> Iterator[str]:
    """The address of a server for all tests."""
    with serving(where=workplace) as (found, _):
        yield found


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        assert server.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
    raise AssertionError("the server did not answer within five minutes")


@contextmanager
def chromium():
    """A real browser; `Error` where there is none."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as kit:
        started = kit.chromium.launch(executable_path=found, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser():
    """A real browser for all tests; they are skipped where there is none."""
    from playwright.sync_api import Error

    with ExitStack() as stack:
        try:
            started = stack.enter_context(chromium())
        except Error as error:
            pytest.skip(f"no browser is installed ({str(error).splitlines()[0]})")
        yield started


@pytest.fixture(scope="session")
def home(browser, address: str):
    """Where visits follow each other in one process, which has compiled the program of the page before."""
    found = browser.new_context(viewport=WIDE)
    found.new_page().goto(f"{address}/static/none")  # while this stays, so does the process
    yield found
    found.close()


def left(home) -> None:
    """Leave a home as if nobody had been there."""
    idle, *others = home.pages
    for page in others:
        page.close()
    home.set_offline(False)
    home.clear_cookies()
    idle.evaluate("localStorage.clear()")


class Visit:
    """One person's page, with everything that went wrong in it; at a home where others were before, or a new one."""

    def __init__(
        self, browser, address: str, width: int = 1366, height: int = 768, home=None, **more
    ) -> None:
        size = {"width": width, "height": height}
        self.home = home
        self.context = home or browser.new_context(viewport=size, **more)
        self.page = self.context.new_page()
        if home:
            self.page.set_viewport_size(size)
            self.page.emulate_media(**more)
        self.wrong: list[str] = []
        self.page.on("console", lambda m: self.wrong.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._local)
        self.page.goto(address)
        self.page.wait_for_selector(
            "[role=tabpanel] figure, [role=tabpanel] .life, .city-map", timeout=300_000
        )
        self.page.wait_for_selector(".levers fieldset", state="attached")  # what lies below has its place now

    def _local(self, request) -> None:
        if not request.url.startswith(("http://localhost", "ws://localhost", "data:", "blob:")):
            self.wrong.append(f"a request left the machine: {request.url}")

    def rested(self) -> None:
        """Wait until all cities are in the answer, and the last part of the page has it."""
        self.page.wait_for_selector("[data-complete=true]", timeout=300_000)
        self.page.wait_for_selector(".handout [aria-disabled=true]", state="detached", timeout=300_000)

    def close(self) -> None:
        """Leave, and fail when anything went wrong."""
        if self.home:
            left(self.home)
        else:
            self.context.close()
        assert not self.wrong, self.wrong


@pytest.fixture
def visit(browser, home, address: str):
    """A way to open pages that are checked and closed at the end; the second is another person's."""
    opened: list[Visit] = []

    def open_page(query: str = "", **more) -> Visit:
        shared = not opened and more.keys() <= LOOK
        opened.append(Visit(browser, address + query, home=home if shared else None, **more))
        return opened[-1]

    yield open_page
    print(told(address))  # shown beside a test that failed
    for one in opened:
        one.close()


@pytest.fixture
def comparison() -> Comparison:
    """Three plans in three cities."""
    return compare(*made())


@pytest.fixture
def session(comparison: Comparison) -> Session:
    """A page that shows them and runs nothing."""
    idle = SimpleNamespace(opening=Shelf(1), run=None, replay=None)
    one = Session(idle, drafts.opening())
    one.answer.set(Answer(comparison, True))
    return one
