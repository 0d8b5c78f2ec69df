"""The person in a choice, and the name of what stands in the way."""

from __future__ import annotations

import pytest

from sim import choice
from sim.choice import (
    ACCEPTANCE,
    CHOICE,
    CONSTRAINTS,
    PRICE,
    SEVERAL,
    SKILL,
    STAGES,
    TRUST,
    made_good,
    named_constraint,
    personal_utility,
)

plain = personal_utility.py_func  # type: ignore[attr-defined]


def test_the_middling_person_adds_nothing():
    """Half of the skill, the middle of the incomes, a man with secondary schooling who trusts by half."""
    assert plain(2.0, 0.5, 0.5, 0.5, -0.3, 0.0, 0.8, 1.0, 2.0, 0.5) == 0


def test_skill_income_sex_schooling_and_trust_add_up():
    """2 · .4 − .5 · .4 − .3 + .8 · .5 + 2 · .25 = 1.2."""
    assert plain(2.0, 0.9, 0.5, 0.1, -0.3, 1.0, 0.8, 2.0, 2.0, 0.75) == pytest.approx(1.2)
    assert personal_utility(2.0, 0.9, 0.5, 0.1, -0.3, 1.0, 0.8, 2.0, 2.0, 0.75) == pytest.approx(1.2)


@pytest.mark.parametrize(
    ("lifts", "named"),
    [
        ({"price": 1.0, "skill": 1.0, "acceptance": 1.0, "trust": 1.0}, PRICE),
        ({"price": 0.9, "skill": 1.0, "acceptance": 1.0, "trust": 1.0}, SKILL),
        ({"acceptance": 1.0, "trust": 1.0}, TRUST),
        ({"acceptance": 1.0}, ACCEPTANCE),
        ({"price": 0.25, "skill": 0.25, "acceptance": 0.25, "trust": 0.25}, SEVERAL),
        ({"price": 0.25, "skill": 0.25, "acceptance": 0.25}, CHOICE),
    ],
)
def test_the_cheapest_single_change_that_is_enough_is_named(lifts: dict[str, float], named: int):
    """One util is missing; the four changes together lift by exactly that, or by less."""
    without = {"price": 0.0, "skill": 0.0, "acceptance": 0.0, "trust": 0.0}
    assert named_constraint.py_func(1.0, **without | lifts) == named  # type: ignore[attr-defined]
    assert named_constraint(1.0, **without | lifts) == named


def test_skill_and_trust_are_made_good_up_to_what_is_enough_and_no_further():
    """2 · (.65 − .4) = .5; nobody who has more lacks any."""
    assert made_good.py_func(2.0, 0.4, 0.65) == made_good(2.0, 0.4, 0.65) == pytest.approx(0.5)  # type: ignore[attr-defined]
    assert made_good(2.0, 0.7, 0.65) == 0


def test_codes_and_words_name_the_same_things():
    words = {"NONE": "uses it", "DIGITAL_ID": "digital ID", "NOT_DIGITAL": "service not digital",
             "LOCK_IN": "vendor lock-in", "SEVERAL": "several at once", "CHOICE": "own choice",
             "DISTANCE": "agent distance"}  # fmt: skip
    for word in ("coverage", "device", "price", "documents", "signature", "account", "awareness", "skill", "acceptance",
                 "trust", "deciding"):  # fmt: skip
        words[word.upper()] = word
    assert {CONSTRAINTS[getattr(choice, name)]: name for name in words} == {w: n for n, w in words.items()}
    assert len(words) == len(CONSTRAINTS)
    assert [STAGES[getattr(choice, stage.upper())] for stage in STAGES] == list(STAGES)
