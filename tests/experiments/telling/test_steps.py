"""Progress of a long analysis in plain lines."""

from __future__ import annotations

import io

from rich.console import Console

from experiments.language import speaking
from experiments.sensitivity.screening import STEP
from experiments.telling import steps as module
from experiments.telling.steps import Steps


def lines(monkeypatch, language="en"):
    """What is said when 20 of 1,100 runs were there, 2 workers begin, and 10 more runs take 20 s."""
    now = [100.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: now[0])
    text = io.StringIO()
    with speaking(language), Steps(Console(file=text, width=100), 1100, workers=2) as steps:
        steps(20, 1100, STEP)
        steps(22, 1100, STEP)
        now[0] += 20
        steps(32, 1100, STEP)
    return text.getvalue().splitlines()


def test_lines_say_the_step_and_the_time_left(monkeypatch):
    first, second = lines(monkeypatch)
    assert first == "Screening all assumptions: 20 of 1,100 runs"
    assert second == "Screening all assumptions: 32 of 1,100 runs, about 35 min 36 s left"


def test_progress_is_told_in_the_language_of_the_analysis(monkeypatch):
    _, second = lines(monkeypatch, "es")
    assert second == "Se examinan todos los supuestos: 32 de 1.100 simulaciones; quedan unos 35 min 36 s"
