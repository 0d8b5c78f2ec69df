"""The recommendations, and every sentence that is said of them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from experiments.language import speaking
from experiments.optimising.advice import Doubts, recommended
from experiments.optimising.charts import front as picture
from experiments.optimising.judge import AllFailed
from experiments.optimising.telling import findings, holding, safety, too_few
from experiments.telling.outcomes import doing
from tests.experiments.optimising.test_search import score
from tests.experiments.optimising.world import World, found


def test_three_recommendations_have_the_titles_that_they_deserve():
    result = found(floor=0.0)
    titles = [(advice.title, *advice.also) for advice in result.advice]
    assert len(titles) == 3
    assert len({title for each in titles for title in each}) == sum(map(len, titles))
    best = max(result.advice, key=lambda advice: advice.score.adoption)
    assert best.title == "Most people"


def test_a_mix_that_wins_twice_is_one_recommendation_with_two_titles():
    """The third is then the next best: nobody is called the smallest gap who has not got it."""
    first = score(mix=(("a", 1.0, 6),), adoption=0.8, gain=0.3, worst=0.7, cost=1.0)
    second = score(mix=(("b", 1.0, 6),), adoption=0.7, gain=0.2, worst=0.5, cost=2.0)
    third = score(mix=(("c", 1.0, 6),), adoption=0.6, gain=0.1, worst=0.3, cost=3.0)
    picks = recommended([third, first, second])
    assert [titles for _, titles in picks] == [
        ["Most people", "Smallest gap", "Best balance", "Lowest cost", "Least lock-in"], ["Next best"], ["Next best"],
    ]  # fmt: skip
    assert [s for s, _ in picks] == [first, second, third]


def test_no_title_hangs_on_a_difference_that_cannot_be_seen():
    """The second reaches 0.4 more of 100 for twice the money; its gap is 0.3 points smaller."""
    first = score(mix=(("a", 1.0, 6),), adoption=0.800, gain=0.3, worst=0.700, cost=1.0)
    second = score(mix=(("b", 1.0, 6),), adoption=0.804, gain=0.3, worst=0.707, cost=2.0)
    titles = dict(recommended([first, second]))
    assert titles[first][:2] == ["Most people", "Smallest gap"]


def test_winners_are_judged_on_cities_the_search_has_not_seen():
    bench = World()
    found(bench=bench)
    assert {trial.seed for trial in bench.asked} == {1, 2, 1001, 1002, 1003}


def test_assumptions_are_drawn_for_the_winners_and_for_the_base():
    bench = World()
    result = found(bench=bench)
    drawn = [trial for trial in bench.asked if trial.scenario().parameters]
    assert len(drawn) == 4 * (1 + result.judged)
    assert all(advice.doubts.draws == 4 for advice in result.advice)


def test_every_recommendation_says_what_it_brings_gives_up_and_whether_it_holds():
    result = found(floor=0.0)
    said = findings(result, "use digital payments")
    assert said[0].startswith(
        "Without a further policy, 40 of 100 adults use digital payments, and 20 of 100 of the"
    )
    assert "A mix must cost at most US$ 8 million and deny no more needs than now." in said[0]
    for sentence in said[1:4]:
        assert "gives up" in sentence
        assert "draws of the assumptions it adds" in sentence
        assert "Lock-in goes from 0.40 to 0.40" in sentence
    assert said[1].startswith("Most people")
    assert "15.0 more of 100 adults, to 55, and the group served least to 40 of 100" in said[1]
    assert "Of 100 needs, 1.0 fewer are denied." in said[1]
    assert said[-1].endswith("A search finds good mixes, not proven best ones.")
    chart = picture(result, "use digital payments")
    assert len(chart.rows) == len(result.front)


@pytest.mark.parametrize("code", ["ar", "es", "fr", "pt"])
def test_the_answer_is_told_in_every_language_and_mixes_are_kept_in_english(code):
    bench = World()
    with speaking(code):
        result = found(floor=0.0, bench=bench)
        told = [
            *findings(result, doing("payments")),
            *too_few(replace(result, advice=result.advice[:1])).split(". "),
        ]
        chart = picture(result, doing("payments"))
    told += [chart.finding, chart.measure, *map(str, chart.columns), *(row[0] for row in chart.rows)]
    english = re.compile(r"\b(the|of|from|month|strength|draws|subsidy|payments|mix|and)\b", re.IGNORECASE)
    assert not [text for text in told if english.search(text.replace("calibrated/", ""))]
    assert any("from month" in label.lower() for trial in bench.asked for label in trial.labels.values())


def test_fewer_than_three_are_explained():
    result = found(budget=3.2e6, floor=0.4)
    said = " ".join(findings(result, "use digital payments"))
    assert len(result.advice) < 3
    assert "There is only 1 recommendation. Every other mix that was tried is beaten in all four aims" in said


def test_failed_runs_leave_their_mixes_out_and_are_told():
    result = found(bench=World(breaks="data_subsidy"))
    assert result.failed
    assert not any("data_subsidy" in str(s.mix) for s in result.front)
    assert (
        "2 runs failed, and the mixes that they belong to were left out. The first error: it broke."
        in " ".join(findings(result, "use digital payments"))
    )


def test_without_the_base_there_is_no_answer():
    class Broken(World):
        def _answer(self, trial):
            return type(super()._answer(trial))({}, "no memory")

    with pytest.raises(AllFailed, match="The plan without a further policy failed: no memory"):
        found(bench=Broken())


def test_the_safest_is_the_one_that_keeps_all_limits_most_often():
    first = score(mix=(("a", 1.0, 6),), adoption=0.8, gain=0.3, worst=0.7, cost=3.0)
    second = score(mix=(("b", 1.0, 6),), adoption=0.7, gain=0.2, worst=0.5, cost=2.0)
    third = score(mix=(("c", 1.0, 6),), adoption=0.6, gain=0.1, worst=0.3, cost=1.0)
    titles = dict(recommended([first, second, third], {first: 0.5, second: 0.9, third: 0.9}))
    assert titles[second][0] == "Safest", "of equals, the one that reaches most people"
    assert "Safest" not in titles[first] + titles[third]


@pytest.mark.parametrize(
    ("holds", "said"),
    [(10, "The safest of the 7 best mixes keeps all limits in 10 of 12 draws of the assumptions."),
     (9, "None of the 7 best mixes is safe: under other assumptions the safest keeps all limits in 9 of 12 draws. "
         "A lower floor or a larger budget leaves more room.")],
)  # fmt: skip
def test_whether_any_mix_is_safe_is_said_plainly(holds, said):
    result = found(floor=0.0)
    advice = tuple(replace(one, doubts=Doubts(12, holds - k, (0, 2 + k, 0), (0.1, 0.2, 0.3)))
                   for k, one in enumerate(result.advice))  # fmt: skip
    assert safety(replace(result, advice=advice)) == said


def test_limits_that_break_under_other_assumptions_are_named():
    said = holding(Doubts(12, 7, (4, 1, 0), (0.1, 0.2, 0.3)))
    assert said == (
        "Under 12 draws of the assumptions it adds 20 of 100 adults (10 to 30 in nine draws of ten), and keeps all "
        "limits in 7 of them. It breaks the budget in 4 and the floor in 1."
    )
