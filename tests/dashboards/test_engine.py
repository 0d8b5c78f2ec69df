"""The engine with two speeds, with runs that are made up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np
import pytest

from dashboards.engine.shelf import Shelf
from dashboards.engine.two_speeds import REST, SEEDS, Answer, Engine, lean, shifted
from experiments.running.runner import Plan, Run, Stopped
from tests.experiments.made_up import plan, run


class MadeUp:
    """A workshop that answers at once, or when it is told to."""

    def __init__(self) -> None:
        self.opening = Shelf(10)
        self.asked: list[tuple[str, int]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.broken = ""

    def run(self, one: Plan, seed: int, unwanted: Callable[[], bool]) -> Run:
        self.asked.append((one.name, seed))
        while not self.gate.wait(0.005):
            if unwanted():
                raise Stopped
        if self.broken:
            return Run(one.name, seed, error=self.broken)
        return run(one.name, seed, 0.4 + 0.01 * seed)


@pytest.fixture
def made() -> tuple[MadeUp, Engine, list[Answer], list[str]]:
    workshop, answers, troubles = MadeUp(), [], []
    return workshop, Engine(workshop, answers.append, troubles.append), answers, troubles


def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.005)


def test_one_city_answers_first_and_the_others_follow_when_the_lever_rests(made) -> None:
    _, engine, answers, _ = made
    engine.want([plan("plan0"), plan("plan1", acts=False)])
    until(lambda: len(answers) == 2)
    assert [answer.complete for answer in answers] == [False, True]
    assert [len(answer.comparison.seeds) for answer in answers] == [1, len(SEEDS)]
    engine.close()


def test_what_is_known_is_not_run_again(made) -> None:
    workshop, engine, answers, _ = made
    one, two = plan("plan0", acts=False), plan("plan1")
    engine.want([one])
    until(lambda: bool(answers) and answers[-1].complete)
    ran = len(workshop.asked)
    engine.want([one, two])
    until(lambda: answers[-1].complete and len(answers[-1].comparison.sides) == 2)
    assert {name for name, _ in workshop.asked[ran:]} == {"plan1"}
    engine.close()


def test_a_moving_lever_takes_the_processor_from_runs_that_only_narrow_ranges(made) -> None:
    workshop, engine, answers, _ = made
    engine.want([plan("plan0", acts=False)])
    until(lambda: len(answers) == 1)
    workshop.gate.clear()
    until(lambda: any(seed != SEEDS[0] for _, seed in workshop.asked))
    engine.want([plan("plan0", acts=False), plan("plan1")])
    until(lambda: ("plan1", SEEDS[0]) in workshop.asked)
    workshop.gate.set()
    until(lambda: answers[-1].complete and len(answers[-1].comparison.sides) == 2)
    engine.close()


def test_plans_are_drawn_while_their_first_run_is_under_way_and_before_any_answer(made) -> None:
    workshop, engine, answers, _ = made
    one, seen = plan("plan0"), []

    def show() -> None:
        until(lambda: engine.known(one, SEEDS[0]) is not None)
        time.sleep(0.05)  # long enough to publish, if it were allowed
        seen.append(len(answers))

    engine.want([one], show)
    until(lambda: bool(answers))
    assert seen == [0]
    assert workshop.asked[0] == ("plan0", SEEDS[0])
    engine.close()


def test_the_first_answer_is_drawn_before_other_cities_take_the_processor(made) -> None:
    workshop, engine, answers, _ = made
    workshop.gate.clear()
    engine.want([plan("plan0")])
    time.sleep(REST + 0.1)  # a run that lasts longer than the rest
    workshop.gate.set()
    until(lambda: bool(answers))
    answered = time.monotonic()
    until(lambda: len(workshop.asked) > 1)
    assert time.monotonic() - answered > REST / 2
    engine.close()


def test_a_closed_page_computes_nothing_more(made) -> None:
    workshop, engine, answers, _ = made
    workshop.gate.clear()
    engine.want([plan("plan0")])
    until(lambda: bool(workshop.asked))
    engine.close()
    until(lambda: not [t for t in threading.enumerate() if t.name == "engine"])
    assert not answers


def test_a_run_that_fails_is_told_in_a_sentence_and_not_tried_for_ever(made) -> None:
    workshop, engine, _, troubles = made
    workshop.broken = "ValueError: x"
    engine.want([plan("plan0", "My plan")])
    until(lambda: bool(troubles))
    assert troubles[0] == "My plan: this plan could not be run (ValueError: x). Undo the last change."
    until(lambda: not [t for t in threading.enumerate() if t.name == "engine"])
    assert len(workshop.asked) <= len(SEEDS)
    engine.close()


def test_the_first_city_is_shifted_to_the_mean_of_all_so_that_no_line_jumps() -> None:
    runs = [run("plan0", seed, 0.4 + 0.02 * seed, 1e6 * seed) for seed in (1, 2, 3)]
    moved = shifted(runs[0], lean(runs))
    mean = np.mean([r.indicators["payments"] for r in runs], axis=0)
    np.testing.assert_allclose(moved.indicators["payments"], mean)
    np.testing.assert_allclose(moved.counted.spend.sum(), 2e6)


def test_a_shelf_forgets_what_was_asked_for_longest_ago() -> None:
    shelf = Shelf(2)
    plans = [plan(f"plan{i}", months=24 + i) for i in range(3)]
    for one in plans:
        shelf.put(one, run(one.name, 1, 0.5))
    assert [shelf.get(one, 1) is None for one in plans] == [True, False, False]
