"""The answer about components, on a stand-in whose answer is known."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from experiments.comparing.targets import Target
from experiments.language import speaking
from experiments.necessity import telling
from experiments.necessity.charts import charts
from experiments.necessity.components import equipped, named, subsets
from experiments.necessity.file import Question
from experiments.necessity.result import answer, wilson
from experiments.necessity.tables import sets
from experiments.necessity.trials import try_all
from sim.scenario.parts import Numbers
from tests.experiments.known import Known, plan

COMPONENTS = ("identity", "payments", "exchange", "assisted")
QUESTION = Question(
    "q", "What is needed?", plan("plan", "id_campaign", "data_exchange", "telecentres"),
    (Target("payments", 0.5), Target("needs_online", 0.5)), COMPONENTS, (0, 2), draws=20,
)  # fmt: skip


def has(trial, name: str) -> bool:
    if name == "assisted":
        return any(use.use == "assisted_channel" for use in trial.scenario().policies)
    return trial.scenario().parameters[f"components.{name}"] == 1


def world(trial, reading) -> float:
    """Payments need payments; online needs the ID, and exchange or help, and in one draw of 20 both."""
    if reading == "payments":
        return 1.0 * has(trial, "payments")
    helped = has(trial, "exchange") + has(trial, "assisted")
    return 1.0 * (has(trial, "identity") and helped >= (2 if trial.seed == 20 else 1))


@cache
def outcomes():
    return try_all(Known(world), QUESTION)


def test_every_set_meets_the_same_draws():
    bench = Known(world)
    try_all(bench, QUESTION)
    assert len(bench.asked) == QUESTION.runs == 16 * 2 * 20
    first, other = bench.asked[:20], bench.asked[20:40]
    assert [t.seed for t in first] == [t.seed for t in other] == list(range(1, 21))
    assert first[3].values["trust.gain"] == other[3].values["trust.gain"]
    assert first[3].values["trust.gain"] != first[4].values["trust.gain"]


def test_necessary_components_are_found_with_their_targets():
    needs = {need.component: need for need in answer(outcomes()).needs}
    assert needs["payments"].share == needs["identity"].share == 1
    assert [t.indicator for t in needs["payments"].targets] == ["payments"]
    assert [t.indicator for t in needs["identity"].targets] == ["needs_online"]
    assert needs["exchange"].share == pytest.approx(0.05), "only in the one draw that needs both"
    assert not needs["assisted"].necessary


def test_the_smallest_sufficient_sets_hold_no_smaller_one():
    found = answer(outcomes())
    assert {s.components for s in found.minimal} == {
        frozenset({"identity", "payments", "exchange"}), frozenset({"identity", "payments", "assisted"}),
    }  # fmt: skip
    assert all(s.share == pytest.approx(0.95) for s in found.minimal)
    assert found.full.share == 1
    assert found.reachable == 1


def test_substitutes_and_complements_by_hand():
    """Of two targets: ID with exchange adds 1/2 · (half the sets, those without help), and so on."""
    found = {(p.first, p.second): p.interaction.mean for p in answer(outcomes()).pairs}
    assert found["identity", "payments"] == 0
    # without help: −1/2 − 0 + ... exchange counts only without help: 19 draws 1/4, in the one draw with both 1/4
    assert found["identity", "exchange"] == pytest.approx(0.25)
    # with the ID (half of the backgrounds): 19 draws lose 1/2, the last one gains 1/2
    assert found["exchange", "assisted"] == pytest.approx(0.5 * (0.95 * -0.5 + 0.05 * 0.5))


def test_every_sentence_says_what_was_found():
    said = telling.findings(QUESTION, answer(outcomes()))
    assert said[0].startswith("Necessary: digital ")
    assert "digital payments (40; for “Use digital payments: at least 50 %”)" in said[0]
    assert "in how many of the 40 cases in which any set reaches all targets" in said[0]
    assert said[1].startswith("Not always necessary: data exchange (2)")
    assert said[2].startswith("The smallest sets that are enough: digital ID + digital payments + ")
    assert "data exchange (38; 76–99 %)" in said[2]
    assert (
        "With all components the targets are reached in 20 of 20 draws under every governance model."
        in said[3]
    )
    assert any("the same under every governance model" in sentence for sentence in said)
    assert any(
        "need each other most: digital ID and data exchange. Together they reach 0.50 more of the 2 targets"
        in sentence
        and "stand in for each other most" in sentence
        for sentence in said
    )


def test_counts_are_of_the_draws_that_were_made():
    """Ten draws under two models are twenty cases, wherever they are told."""
    few = replace(QUESTION, draws=10)
    result = answer(try_all(Known(world), few))
    assert (result.cases, result.winnable) == (20, 20)
    told = [*telling.findings(few, result), str(sets(few, result).title)]
    told += [
        text
        for chart in charts(few, result)
        for text in (chart.finding, chart.measure, chart.svg, *map(str, chart.columns))
    ]
    assert "“Use digital payments: at least 50 %”" in told[0]
    assert not any("of 100" in text or "20 draws" in text for text in told)
    assert any("of 20 cases" in text for text in told)
    assert [cell for column in list(sets(few, result).columns)[4:5] for cell in column.cells][:2] == [
        "20",
        "20",
    ]


def test_a_target_that_few_cases_reach_is_told_in_cases():
    """In 3 of 10 draws everything is reached, of which two models make 6 of 20 cases."""
    few = replace(QUESTION, draws=10)
    found = try_all(Known(lambda trial, reading: world(trial, reading) * (trial.seed <= 3)), few)
    said = telling.findings(few, answer(found))
    assert "digital payments (6; for " in said[0]
    assert "of the 6 cases in which any set reaches all targets" in said[0]
    assert said[2].startswith("No set is enough: that takes all targets in 18 of 20 cases. The best, ")
    assert ", reaches them in 6 (11–60 %)." in said[2]
    assert any("at least 50 %” is reached in only 6 of 20 cases." in sentence for sentence in said)


@pytest.mark.parametrize("code", ["ar", "es", "fr", "pt"])
def test_the_answer_is_told_in_every_language_and_kept_in_english(code):
    bench = Known(world)
    with speaking(code):
        found = try_all(bench, QUESTION)
        result = answer(found)
        told = [
            *telling.findings(QUESTION, result),
            *(s for note in telling.notes(QUESTION) for s in note.sentences),
        ]
        told += [
            text for chart in charts(QUESTION, result) for text in (chart.measure, *map(str, chart.columns))
        ]
        told += [str(column.header) for column in sets(QUESTION, result).columns]
    english = re.compile(r"\b(the|of|with|draws|targets|payments|sets?)\b")
    assert not [text for text in told if english.search(text)]
    assert (
        bench.asked[-1].labels["components"]
        == named(frozenset(COMPONENTS))
        == ("digital ID + digital payments + data exchange + assisted and offline channels")
    )


def test_targets_that_nothing_reaches_are_said_to_be_out_of_reach():
    found = try_all(Known(lambda trial, reading: 0.1), QUESTION)
    result = answer(found)
    assert result.minimal == ()
    said = telling.findings(QUESTION, result)
    assert said[0].startswith("No set of components reaches all 2 targets in any of 40 cases")
    assert (
        "Even with all components, “Use digital payments: at least 50 %” is reached in only 0 of 40 cases."
        in said
    )


def test_a_failed_run_counts_as_missed():
    found = try_all(
        Known(lambda trial, reading: None if trial.seed == 1 else world(trial, reading)), QUESTION
    )
    assert found.failed == 32
    assert not found.met[:, :, 0].any()
    assert np.isnan(found.values[:, :, 0]).all()


def test_a_plan_without_a_component_goes_without_its_policies():
    bare = equipped(QUESTION.plan.scenario, COMPONENTS, frozenset({"payments"}), 2)
    assert bare.policies == ()
    assert bare.parameters["governance.model"] == 2
    full = equipped(QUESTION.plan.scenario, COMPONENTS, frozenset(COMPONENTS), 0)
    assert [use.use for use in full.policies] == [
        "id_campaign",
        "data_exchange",
        "telecentres",
        "assisted_channel",
    ]
    assert isinstance(full.parameters, Numbers)
    assert len(subsets(COMPONENTS)) == 16
    assert named(frozenset()) == "none of them"


def test_the_interval_of_a_share_is_wilsons():
    assert wilson(10, 10) == pytest.approx((0.722, 1.0), abs=1e-3)
    assert wilson(5, 10) == pytest.approx((0.237, 0.763), abs=1e-3)


def test_every_picture_has_its_numbers():
    result = answer(outcomes())
    for chart in charts(QUESTION, result):
        assert all(len(row) == len(chart.columns) for row in chart.rows)
        assert 'role="img" aria-label="' in chart.svg
    assert len(sets(QUESTION, result).rows) == 10
