"""Progress of a long analysis in plain lines."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from experiments.telling import steps as module
from experiments.telling.steps import Steps, lasting


def test_lines_say_the_step_and_the_time_left(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    text = io.StringIO()
    with Steps(Console(file=text, width=100), 100) as steps:
        steps(20, 100, "Screening")
        now[0] += 20
        steps(30, 100, "Screening")
    lines = text.getvalue().splitlines()
    assert lines[0] == "Screening: 20 of 100 runs"
    assert lines[1] == "Screening: 30 of 100 runs, about 2 minutes left", "10 runs took 20 s, 70 are left"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (40, "40 s"), (400, "7 minutes"), (9000, "2.5 hours")]
)
def test_lengths_of_time_as_people_say_them(seconds, said):
    assert lasting(seconds) == said
