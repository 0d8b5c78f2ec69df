"""The engine with two speeds, with runs that are made up."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dashboards.engine import two_speeds
from dashboards.engine.first_look import PART
from dashboards.engine.knowledge import SEEDS
from dashboards.engine.publishing import Answer
from dashboards.engine.shelf import Shelf
from dashboards.engine.two_speeds import PATIENCE, REST, WORKERS, Engine
from experiments.comparing import compare as comparing
from experiments.running.runner import Plan, Run, Stopped
from tests.experiments.made_up import plan, run

WHOLE = 20_000  # residents of the plans here


class MadeUp:
    """A workshop that answers at once, or when it is told to."""

    def __init__(self) -> None:
        self.opening = Shelf(10)
        self.asked: list[tuple[str, int]] = []
        self.sizes: list[int] = []
        self.busy = 0
        self.held: set[float] = set()  # strengths of plans that have to wait
        self.gate = threading.Event()
        self.gate.set()
        self.broken = ""
        self.others_wait = False
        self.urgent: list[bool] = []
        self.elsewhere = 0  # runs that other pages wait for
        self.given_up: list[float] = []  # strengths of plans

    def alone(self, mine: int) -> bool:
        return self.busy + self.elsewhere <= mine

    def pressed(self) -> bool:
        return self.others_wait

    def run(self, one: Plan, seed: int, unwanted: Callable[[], bool], *, urgent: bool = False) -> Run:
        self.urgent.append(urgent)
        self.asked.append((one.name, seed))
        self.sizes.append(one.scenario.residents)
        strength = one.scenario.policies[0].intensity if one.scenario.policies else 0.0
        self.busy += 1
        try:
            while not self.gate.wait(0.005) or strength in self.held:
                if unwanted():
                    self.given_up.append(strength)
                    raise Stopped
                time.sleep(0.005)
        finally:
            self.busy -= 1
        if self.broken:
            return Run(one.name, seed, error=self.broken)
        return run(one.name, seed, 0.4 + 0.01 * seed + 0.2 * strength)


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


def test_other_cities_wait_while_somebody_on_another_page_waits_for_a_first_look(made) -> None:
    workshop, engine, answers, _ = made
    workshop.others_wait = True
    engine.want([plan("plan0")])
    until(lambda: len(answers) == 1)
    time.sleep(REST + 0.2)
    assert workshop.asked == [("plan0", SEEDS[0])]
    assert workshop.urgent == [True]
    workshop.others_wait = False
    until(lambda: answers[-1].complete)
    assert not any(workshop.urgent[1:])
    engine.close()


def test_a_lever_that_moves_while_others_wait_is_answered_at_once(made) -> None:
    workshop, engine, answers, _ = made
    workshop.others_wait = True
    for place in range(5):
        engine.want([plan(f"plan{place}")])
        until(lambda place=place: len(answers) == place + 1, seconds=1.0)
        time.sleep(0.08)
    assert [answer.comparison.sides[0].name for answer in answers] == [f"plan{place}" for place in range(5)]
    engine.close()


def test_a_question_that_comes_at_the_very_end_of_a_wait_does_not_wait_for_others(made, monkeypatch) -> None:
    monkeypatch.setattr(two_speeds, "WORKERS", 1)
    workshop, engine, answers, _ = made
    workshop.others_wait = True
    wait, late = engine._lock.wait, [[at_strength(0.9)]]

    def ended(seconds: float) -> bool:
        woken = wait(seconds)
        if not woken and answers and late:
            engine.want(late.pop())
        return woken

    monkeypatch.setattr(engine._lock, "wait", ended)
    engine.want([at_strength(1.0)])
    until(lambda: len(answers) == 2, seconds=PATIENCE / 2)
    assert strengths(answers) == [1.0, 0.9]
    engine.close()


def test_a_question_that_comes_as_the_last_thread_ends_is_answered(made, monkeypatch) -> None:
    monkeypatch.setattr(two_speeds, "WORKERS", 1)
    _, engine, answers, _ = made
    following, late = engine._next, [[at_strength(0.9)]]

    def ended() -> object:
        job = following()
        if job is None and late:
            engine.want(late.pop())
        return job

    monkeypatch.setattr(engine, "_next", ended)
    engine.want([at_strength(1.0)])
    until(lambda: strengths(answers[-1:]) == [0.9] and answers[-1].complete)
    assert not late
    assert answers[-1].comparison.seeds == SEEDS
    engine.close()


def test_what_is_known_is_not_run_again(made) -> None:
    workshop, engine, answers, _ = made
    one, two = plan("plan0", acts=False), plan("plan1")
    engine.want([one])
    until(lambda: bool(answers) and answers[-1].complete)
    ran = len(workshop.asked)
    engine.want([one, two])
    until(lambda: answers[-1].complete and len(answers[-1].comparison.sides) == 2)
    new = {
        name
        for (name, _), size in zip(workshop.asked[ran:], workshop.sizes[ran:], strict=True)
        if size == WHOLE
    }
    assert new == {"plan1"}
    engine.close()


def test_a_moving_lever_takes_the_processor_from_runs_that_only_narrow_ranges(made) -> None:
    workshop, engine, answers, _ = made
    engine.want([plan("plan0", acts=False)])
    until(lambda: len(answers) == 1)
    workshop.gate.clear()
    until(lambda: any(seed != SEEDS[0] for _, seed in workshop.asked))
    engine.want([plan("plan0", acts=False), plan("plan1")])
    until(lambda: ("plan1", SEEDS[0]) in workshop.asked)
    assert not answers[-1].complete  # nothing was finished before: the run came in between
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
    assert len(workshop.asked) <= len(SEEDS) + 1  # all cities, and the small one
    engine.close()


def at_strength(strength: float) -> Plan:
    """A plan whose only policy works at this strength."""
    one = plan("plan1")
    uses = (replace(one.scenario.policies[0], intensity=strength),)
    return Plan(one.name, replace(one.scenario, policies=uses))


def strengths(answers: list[Answer]) -> list[float]:
    """How strong the only policy was in each answer."""
    return [answer.comparison.base.plan.scenario.policies[0].intensity for answer in answers]


def at_rest(engine: Engine, workshop: MadeUp, plans: list[Plan]) -> None:
    """Ask for plans and wait until every run is done, the small ones too."""
    engine.want(plans)
    until(lambda: not [t for t in threading.enumerate() if t.name == "engine"])
    assert WHOLE // PART in workshop.sizes


def test_a_plan_that_was_known_is_answered_by_a_quarter_of_its_residents(made) -> None:
    workshop, engine, answers, _ = made
    at_rest(engine, workshop, [plan("plan0", acts=False), at_strength(1.0)])
    ran, told = len(workshop.sizes), len(answers)
    engine.want([plan("plan0", acts=False), at_strength(0.5)])
    until(lambda: answers[-1].complete and len(answers) == told + 2)
    assert workshop.sizes[ran] == WHOLE // PART
    assert workshop.sizes[ran + 1 :] == [WHOLE] * len(SEEDS)
    look, whole = answers[told:]
    assert look.residents == run("plan1", 1, 0.5).counted.groups.sizes[0]
    assert not whole.residents
    # 0.1 less in the small city too, and shifted by the lean of the cities: 0.43 + 0.1 in the mean
    for answer in (look, whole):
        assert answer.comparison.others[0].levels["payments"].mean == pytest.approx(0.53, abs=0.005)
    engine.close()


def test_the_first_look_at_a_move_measures_only_what_has_moved(made, monkeypatch) -> None:
    workshop, engine, answers, _ = made
    at_rest(engine, workshop, [plan("plan0", acts=False), at_strength(1.0)])
    until(lambda: not engine._publisher._telling)
    measured: list[str] = []
    measure = comparing._side

    def noted(one: Plan, *given: Any) -> comparing.Side:
        measured.append(one.name)
        return measure(one, *given)

    monkeypatch.setattr(comparing, "_side", noted)
    told = len(answers)
    engine.want([plan("plan0", acts=False), at_strength(0.5)])
    until(lambda: len(answers) > told)
    assert measured == ["plan1"]
    engine.close()


def test_another_city_is_asked_as_a_whole(made) -> None:
    workshop, engine, _, _ = made
    at_rest(engine, workshop, [at_strength(1.0)])
    ran = len(workshop.sizes)
    engine.want([Plan("plan1", replace(at_strength(0.5).scenario, months=36))])
    until(lambda: len(workshop.sizes) > ran)
    assert workshop.sizes[ran] == WHOLE
    engine.close()


def test_a_lever_that_keeps_moving_is_followed_on_the_way(made) -> None:
    workshop, engine, answers, _ = made
    at_rest(engine, workshop, [at_strength(1.0)])
    told, ways = len(answers), (0.9, 0.8, 0.7)
    workshop.held = set(ways)
    for busy, strength in zip((1, 2, WORKERS), ways, strict=True):
        engine.want([at_strength(strength)])
        until(lambda busy=busy: workshop.busy == busy)
    workshop.held = {ways[-1]}
    until(lambda: len(answers) > told)
    workshop.held = set()
    until(lambda: answers[-1].complete)
    shown = strengths(answers[told:])
    assert shown == sorted(shown, reverse=True), "an older position never comes after a newer one"
    assert shown[0] > ways[-1], "something was shown on the way"
    assert shown[-1] == ways[-1]
    engine.close()


def test_the_next_step_of_a_lever_is_run_before_it_is_asked_for(made) -> None:
    workshop, engine, answers, _ = made
    at_rest(engine, workshop, [at_strength(1.0)])
    engine.want([at_strength(0.9)], ahead=[at_strength(0.8)])
    until(lambda: not [t for t in threading.enumerate() if t.name == "engine"])
    told, ran = len(answers), len(workshop.sizes)
    workshop.gate.clear()  # nothing can be run any more, and yet there is a first look
    engine.want([at_strength(0.8)])
    until(lambda: len(answers) > told)
    assert answers[-1].comparison.base.plan.scenario.policies[0].intensity == 0.8
    assert WHOLE // PART not in workshop.sizes[ran:]
    workshop.gate.set()
    engine.close()


def test_the_next_step_is_run_beside_the_one_that_is_asked_for(made) -> None:
    workshop, engine, answers, _ = made
    at_rest(engine, workshop, [at_strength(1.0)])
    workshop.held, told = {0.9, 0.8}, len(answers)
    engine.want([at_strength(0.9)], ahead=[at_strength(0.8)])
    until(lambda: workshop.busy == WORKERS)
    time.sleep(0.1)
    assert workshop.busy == WORKERS, "neither is given up for the other"
    workshop.held = {0.8}
    until(lambda: len(answers) > told)
    assert strengths(answers[-1:]) == [0.9]
    workshop.held = {0.8, 0.7}
    engine.want([at_strength(0.8)])
    engine.want([at_strength(0.7)])
    time.sleep(0.1)
    workshop.held = {0.7}
    until(lambda: strengths(answers[-1:]) == [0.8])
    workshop.held = set()  # so what was run ahead, and then asked for, was finished, and shows the way
    engine.close()


def test_what_is_run_ahead_gives_way_to_another_page_and_to_another_question(made) -> None:
    workshop, engine, *_ = made
    at_rest(engine, workshop, [at_strength(1.0)])
    workshop.held = {0.9, 0.8}
    engine.want([at_strength(0.9)], ahead=[at_strength(0.8)])
    until(lambda: workshop.busy == WORKERS)
    workshop.elsewhere = WORKERS
    until(lambda: workshop.busy == 1)
    workshop.elsewhere = 0
    until(lambda: workshop.busy == WORKERS)
    engine.want([at_strength(0.5)])  # another way than was expected
    until(lambda: workshop.sizes.count(WHOLE // PART) == 4 + 1)
    assert workshop.given_up == [0.8, 0.8], "to another page, then to another question"
    engine.close()


def test_nothing_is_run_ahead_while_others_wait_and_a_plan_that_fails_ahead_is_not_told(made) -> None:
    workshop, engine, _, troubles = made
    at_rest(engine, workshop, [at_strength(1.0)])
    workshop.elsewhere = WORKERS
    engine.want([at_strength(0.9)], ahead=[at_strength(0.8)])
    until(lambda: not [t for t in threading.enumerate() if t.name == "engine"])
    assert workshop.sizes.count(WHOLE // PART) == 2
    workshop.elsewhere, workshop.broken = 0, "ValueError: x"
    engine.want([at_strength(0.9)], ahead=[at_strength(0.8)])
    until(lambda: workshop.sizes.count(WHOLE // PART) == 3)
    until(lambda: not [t for t in threading.enumerate() if t.name == "engine"])
    assert not troubles
    engine.close()


def test_a_shelf_forgets_what_was_asked_for_longest_ago() -> None:
    shelf = Shelf(2)
    plans = [plan(f"plan{i}", months=24 + i) for i in range(3)]
    for one in plans:
        shelf.put(one, run(one.name, 1, 0.5))
    assert [shelf.get(one, 1) is None for one in plans] == [True, False, False]
