"""A whole study on a stand-in with a known answer, and every sentence and picture of it."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
import pytest

from experiments.comparing.targets import target_of
from experiments.language import speaking
from experiments.sensitivity import telling
from experiments.sensitivity.charts import charts
from experiments.sensitivity.discovery import Limit
from experiments.sensitivity.inputs import Input, inputs_of
from experiments.sensitivity.question import Question
from experiments.sensitivity.study import Sizes, failing, study
from experiments.sensitivity.tables import screening
from tests.experiments.known import Known, of, plan

SIZES = Sizes(cities=3, trajectories=3, leading=3, shared=2, samples=16, draws=120)
BASE, MORE = plan("base"), plan("more", "data_subsidy")
KEYS = ["trust.gain", "trust.loss", "payments.peers"]


def outcome(trial, reading) -> float:
    """The subsidy adds 10 points, less what a high loss of trust takes away again."""
    luck = 0.002 * trial.seed
    if not trial.scenario().policies:
        return 0.5 + luck
    loss = of(trial, "trust.loss", 0.12)
    return 0.6 + luck - 3.0 * max(loss - 0.12, 0.0) + 0.001 * of(trial, "trust.gain", 0.012)


@cache
def pair():
    inputs = inputs_of([BASE.scenario, MORE.scenario], over=KEYS)
    bench = Known(outcome)
    found = study(bench, Question(MORE, ("payments",), BASE), inputs, [1, 2, 3], sizes=SIZES)
    return found, bench


def test_the_assumption_that_matters_is_named_and_turns_the_ranking():
    found, _ = pair()
    assert found.screenings[0].influences[0].input.key == "trust.loss"
    assert [swing.input.key for swing in found.tornado.reversals] == ["trust.loss"]
    assert found.indices[0].shares[0].input.key == "trust.loss"


def test_the_box_is_the_one_that_was_put_there():
    found, _ = pair()
    assert found.draws.meaning == "not ahead"
    (limit,) = found.box.limits
    assert limit.input.key == "trust.loss"
    assert not limit.below
    assert abs(limit.value - (0.12 + 0.1 / 3)) < 0.01


def test_the_sentences_say_so():
    found, _ = pair()
    said = telling.findings(found)
    assert said[0].startswith(
        f"In {round(found.draws.ahead * 120)} of 120 draws of the assumptions, “More” does better"
    )
    assert any("assumption could turn the ranking round alone: " in sentence for sentence in said)
    assert any("is not ahead in" in sentence and "Look out for" in sentence for sentence in said)
    assert any(sentence.startswith("Of 3 assumptions, these matter most") for sentence in said)
    assert any(sentence.startswith("With 3 simulated cities the mean is known to ±") for sentence in said)


def test_the_warning_counts_the_draws_that_were_kept_aside():
    box, draws = pair()[0].box, pair()[0].draws
    held = draws.fails[::3]
    assert (box.held_out, box.hits + box.missed) == (len(held), held.sum())
    assert box.hits / box.inside == pytest.approx(box.density)
    assert telling.fails(pair()[0]).endswith(
        f": {box.inside} of {len(held)} draws that were kept aside are like that; {box.hits} of these {box.inside} fail, "
        f"and {box.missed} of the other {len(held) - box.inside}."
    )


@pytest.mark.parametrize(
    ("unit", "low", "high", "number", "said"),
    [
        ("share/month", -0.009, -0.003, -0.0039, "−0.39 % a month"),
        ("1/month", 0.018, 0.054, 0.0361, "3.6 % a month"),
        ("probability", 0.1, 0.3, 0.21, "21 %"),
        ("hours/need", 1.25, 3.75, 2.61, "2.6 hours/need"),
        ("ratio", 1.0, 3.0, 1.23, "1.2"),
    ],
)
def test_a_limit_is_told_with_its_unit(unit, low, high, number, said):
    assert telling.value(Input("a.b", "A", unit, low, high, low), number) == said


def test_as_many_runs_as_were_announced_at_most():
    """An assumption without any effect in the screening is not followed up: 2 ends in 3 cities under 2 plans."""
    found, bench = pair()
    assert len(bench.asked) == found.question.runs(SIZES.points(3)) - 2 * 3 * 2


def test_every_picture_has_a_finding_a_table_and_a_text_alternative():
    found, _ = pair()
    drawn = charts(found)
    assert [chart.key for chart in drawn] == ["tornado", "screening-payments", "sobol-payments", "cities"]
    for chart in drawn:
        assert chart.finding
        assert all(len(row) == len(chart.columns) for row in chart.rows)
        assert 'role="img" aria-label="' in chart.svg
    assert len(screening(found).rows) == 3


@pytest.mark.parametrize("code", ["ar", "es", "fr", "pt"])
def test_the_answer_is_told_in_every_language(code):
    found, _ = pair()
    with speaking(code):
        told = [
            telling.title(found),
            *telling.findings(found),
            *(s for note in telling.notes(found) for s in note.sentences),
        ]
        told += [
            text
            for chart in charts(found)
            for text in (chart.finding, chart.measure, *map(str, chart.columns))
        ]
        told += [row[0] for chart in charts(found) for row in chart.rows]
        told += [str(column.header) for column in screening(found).columns]
    english = re.compile(r"\b(the|of|with|draws?|assumptions?|trust|cities)\b", re.IGNORECASE)
    assert not [text for text in told if english.search(text)]


def test_a_plan_alone_is_held_against_its_targets():
    inputs = inputs_of([MORE.scenario], over=KEYS)
    targets = [target_of("payments>=0.55")]
    found = study(
        Known(outcome), Question(MORE, ("payments",)), inputs, [1, 2, 3], sizes=SIZES, targets=targets
    )
    said = " ".join(telling.findings(found))
    assert found.draws.meaning == "target"
    assert 0 < found.draws.fails.mean() < 0.5
    assert "“More” misses its targets (Use digital payments: at least 55 %) in" in said
    assert "does better" not in said


def test_without_failures_the_worst_fifth_is_looked_at():
    gain = np.linspace(0.1, 1, 100)
    fails, meaning = failing(gain, None, pair=True)
    assert (meaning, fails.sum()) == ("worst", 20)
    assert failing(-gain, None, pair=True)[1] == "not ahead"


def test_draws_that_cannot_be_run_are_counted_and_left_out():
    bench = Known(
        lambda trial, reading: None if of(trial, "trust.gain", 0.012) > 0.017 else outcome(trial, reading)
    )
    inputs = inputs_of([MORE.scenario], over=KEYS)
    found = study(bench, Question(MORE, ("payments",)), inputs, [1, 2, 3], sizes=SIZES)
    assert found.failed > 0
    assert found.draws.count == 120 - found.failed
    said = telling.findings(found)
    assert f"{found.failed} draws could not be run and are left out." in said
    assert "Too few runs finished to say which assumptions matter." in said
    assert [chart.key for chart in charts(found)] == ["cities"]


def test_two_limits_on_one_assumption_are_told_as_a_range():
    trust, loss, _ = inputs_of([BASE.scenario, MORE.scenario], over=KEYS)[:3]
    told = telling.limits(
        [Limit(trust, True, trust.high), Limit(loss, False, loss.usual), Limit(trust, False, trust.low)]
    )
    low, high = telling.value(trust, trust.low), telling.value(trust, trust.high)
    assert told == [
        f"“{trust.label}” between {low} and {high}", telling.limit(Limit(loss, False, loss.usual)),
    ]  # fmt: skip
