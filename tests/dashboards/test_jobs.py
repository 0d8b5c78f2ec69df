"""Long work in the background: it reports, it can be given up, and it says what went wrong."""

from __future__ import annotations

import threading
import time
from types import SimpleNamespace

import pytest

from dashboards.engine.jobs import Job, State, run_each
from dashboards.widgets.progress import told
from experiments.running.runner import Run, Stopped
from sim.errors import DPICityError
from tests.experiments.made_up import plan, run


def until(true, seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.005)


def test_a_job_says_how_far_it_is_and_keeps_its_result() -> None:
    job, gate = Job(), threading.Event()

    def work(report, unwanted):
        report(0.5, "half")
        gate.wait(5)
        return "whole"

    job.start("q", work)
    until(lambda: job.state.peek().done == 0.5)
    assert (job.state.peek().result, job.state.peek().running) == ("half", True)
    gate.set()
    until(lambda: not job.state.peek().running)
    assert job.state.peek().result == "whole"


def test_a_job_that_is_given_up_stops_and_keeps_what_it_knew() -> None:
    job, ended = Job(), threading.Event()

    def work(report, unwanted):
        report(0.2, "some")
        while not unwanted():
            time.sleep(0.002)
        ended.set()
        raise Stopped

    job.start("q", work)
    until(lambda: job.state.peek().result == "some")
    job.cancel()
    assert ended.wait(5)
    assert (job.state.peek().stopped, job.state.peek().running, job.state.peek().result) == (
        True,
        False,
        "some",
    )


@pytest.mark.parametrize(
    ("error", "words"), [(DPICityError("No policy."), "No policy."), (KeyError("x"), "KeyError")]
)
def test_a_job_that_fails_says_why(error: Exception, words: str) -> None:
    job = Job()

    def work(report, unwanted):
        raise error

    job.start("q", work)
    until(lambda: not job.state.peek().running)
    assert words in job.state.peek().error


def test_runs_come_in_the_order_in_which_they_were_asked_for() -> None:
    asked = [(plan(f"plan{i}"), seed) for i in range(3) for seed in (1, 2)]
    workshop = SimpleNamespace(run=lambda one, seed, unwanted: run(one.name, seed, 0.1 * seed))
    found = [(place, known.plan, known.seed) for place, known in run_each(workshop, asked, lambda: False)]
    assert found == [(k, one.name, seed) for k, (one, seed) in enumerate(asked)]


def test_a_failed_run_ends_the_work_with_its_reason() -> None:
    workshop = SimpleNamespace(run=lambda one, seed, unwanted: Run(one.name, seed, error="ValueError: x"))
    with pytest.raises(DPICityError, match="“My plan” failed: ValueError: x"):
        list(run_each(workshop, [(plan("plan0", "My plan"), 1)], lambda: False))


def test_the_time_left_is_guessed_once_some_work_is_done() -> None:
    assert told(State(running=True, done=0.01), "Running") == "Running …"
    half = State(running=True, done=0.5, since=time.monotonic() - 20)
    assert told(half, "Running") == "Running: 50 % done, about 20 seconds left."
