"""The optimiser on a stand-in whose best mix is known."""

from __future__ import annotations

from functools import cache

import pytest

from experiments.optimising.advice import optimise
from experiments.optimising.charts import front as picture
from experiments.optimising.scores import Goal, Score, check_goal, front
from experiments.optimising.search import Effort
from experiments.optimising.space import candidates, mix_of, named, with_mix
from experiments.optimising.telling import findings
from experiments.running.trials import Answer
from sim.errors import DPICityError
from tests.experiments.known import Known, plan

BASE = plan("base").scenario
NAMES = ("data_subsidy", "id_campaign", "skills_training")
GAIN = {
    "data_subsidy": (0.10, 0.00, 4e6),
    "id_campaign": (0.05, 0.20, 3e6),
    "skills_training": (0.01, 0.01, 9e6),
}
EFFORT = Effort(generations=3, size=8, cities=2)


class World(Known):
    """Each policy adds to everybody, to the worst group, and to the cost, by strength; luck is the same for all."""

    def _answer(self, trial) -> Answer:
        many, few, cost = 0.4 + 0.001 * (trial.seed % 7), 0.2, 10e6
        for use in trial.scenario.policies:
            more, worst, price = GAIN[use.use]
            many, few, cost = (
                many + use.intensity * more,
                few + use.intensity * worst,
                cost + use.intensity * price,
            )
        return Answer(
            {"payments": many, "payments/men": many, "payments/women": few, "lock_in": 0.4, "cost": cost}
        )


@cache
def found(budget: float = 8e6, floor: float = 0.3):
    bench = World(lambda trial, reading: None)
    return optimise(
        bench, BASE, NAMES, Goal("payments", budget, floor), [1, 2], effort=EFFORT, draws=4
    ), bench


def test_the_best_affordable_mix_is_found():
    result, _ = found()
    first = result.advice[0]
    assert first.title == "Most people"
    assert {name for name, _, _ in first.score.mix} == {"data_subsidy", "id_campaign"}
    assert all(strength == 1 for _, strength, _ in first.score.mix)
    assert first.score.cost == pytest.approx(7e6)
    assert first.holds == 1
    assert len({advice.score.mix for advice in result.advice}) == len(result.advice)
    for score in result.front:
        assert score.cost <= 8e6
        assert score.worst >= 0.3


def test_the_same_search_takes_the_same_way():
    again = optimise(
        World(lambda trial, reading: None),
        BASE,
        NAMES,
        Goal("payments", 8e6, 0.3),
        [1, 2],
        effort=EFFORT,
        draws=4,
    )
    assert again == found()[0]


def test_winners_are_judged_on_cities_the_search_has_not_seen():
    _, bench = found()
    assert {trial.seed for trial in bench.asked} == {1, 2, 1001, 1002, 1003}


def test_what_cannot_be_had_is_said_with_what_can():
    bench = World(lambda trial, reading: None)
    with pytest.raises(
        DPICityError, match=r"nothing fits in it\. The cheapest policy, id_campaign, costs US"
    ):
        optimise(bench, BASE, NAMES, Goal("payments", 1e5), [1], effort=EFFORT)
    with pytest.raises(DPICityError, match=r"--floor 0\.9: no mix within the budget reaches it\. The best"):
        optimise(bench, BASE, NAMES, Goal("payments", 2e7, 0.9), [1], effort=EFFORT)


def test_goals_and_policies_that_mean_nothing_are_refused():
    with pytest.raises(DPICityError, match="did you mean 'payments'"):
        check_goal(Goal("paymets", 1e6))
    with pytest.raises(DPICityError, match="--budget -1: give US"):
        check_goal(Goal("payments", -1))
    with pytest.raises(DPICityError, match="did you mean 'data_subsidy'"):
        candidates(BASE, ["data_subsidi"])
    with pytest.raises(DPICityError, match="has all of these policies already"):
        candidates(plan("p", "data_subsidy").scenario, ["data_subsidy"])


def test_a_front_holds_what_nothing_beats():
    best, cheap, bad = (
        Score((), 0.8, 0.6, 0.4, 9.0),
        Score((("a", 1, 6),), 0.6, 0.5, 0.4, 1.0),
        Score((("b", 1, 6),), 0.5, 0.3, 0.5, 9.5),
    )
    assert front([best, cheap, bad]) == [best, cheap]


def test_mixes_are_written_and_said():
    mix = mix_of({"id_campaign": (0.5, 24), "data_subsidy": (1.0, 6), "cloud": (0.0, 6)})
    assert named(mix) == "data subsidy from month 6, id campaign at half strength from month 24"
    uses = with_mix(BASE, mix).policies
    assert [(u.use, u.start, u.intensity) for u in uses] == [
        ("data_subsidy", 6, 1.0),
        ("id_campaign", 24, 0.5),
    ]


def test_every_recommendation_says_what_it_gives_up():
    result, _ = found()
    said = findings(result, "use digital payments")
    assert len(said) == 1 + len(result.advice)
    assert all("gives up" in sentence for sentence in said[1:])
    chart = picture(result, "use digital payments")
    assert len(chart.rows) == len(result.front)
