"""Work that is given up in the middle: the page says so, and the workers rest within seconds."""

from __future__ import annotations

import os
import sys
import time

import pytest

from tests.dashboards import conftest
from tests.dashboards.conftest import Visit, small
from tests.dashboards.test_app import _workers

QUIET = 0.2  # seconds of computing in two seconds; a run takes all of them


def computed(server: int) -> float:
    """Seconds that the workers of a server have computed."""
    total = 0
    for worker in _workers(server):
        with open(f"/proc/{worker}/stat", encoding="ascii") as told_of:
            user, system = told_of.read().rpartition(")")[2].split()[11:13]
        total += int(user) + int(system)
    return total / os.sysconf("SC_CLK_TCK")


def rest(server: int, patience: float = 8) -> None:
    """Wait until the workers rest, so many seconds at most."""
    until = time.monotonic() + patience
    while True:
        before = computed(server)
        time.sleep(2)
        if computed(server) - before < QUIET:
            return
        assert time.monotonic() < until, "the workers compute what nobody wants"


@pytest.mark.skipif(sys.platform != "linux", reason="workers are looked up as Linux tells them")
def test_work_that_is_stopped_or_left_keeps_no_worker_busy(browser) -> None:
    with conftest.serving() as (address, server):
        one = Visit(browser, address + small("money"))
        one.rested()
        rest(server.pid, 120)  # the first screen of everybody is still being made
        job = one.page.locator("[role=tabpanel] .job")
        for leave in (False, True):
            if job.first.get_attribute("data-running") != "true":
                job.first.get_by_role("button").click()
            one.page.wait_for_selector("[role=tabpanel] .job[data-running=true]")
            before = computed(server.pid)
            one.page.wait_for_timeout(1500)
            assert computed(server.pid) - before > QUIET
            if leave:
                one.close()
            else:
                one.page.get_by_role("button", name="Stop").click()
                one.page.wait_for_selector("[role=tabpanel] .job:has-text('Stopped.')")
            rest(server.pid)
