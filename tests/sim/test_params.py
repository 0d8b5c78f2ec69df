"""A parameter refuses what makes no sense, in a sentence that says what would."""

from __future__ import annotations

import math
from typing import Any

import pytest

from sim.errors import RuleError
from sim.params import Param


def param(**changes: Any) -> Param:
    """A fee of 1 %, with changes."""
    given: dict[str, Any] = {
        "default": 1.0, "unit": "% of a payment", "bounds": (0.0, 10.0), "role": "lever",
        "label": "Fee on a payment", "source": "policy choice", "rule": "payments", "name": "fee",
    }  # fmt: skip
    return Param(**(given | changes))


@pytest.mark.parametrize("value", [0, 10, 2.5, 1e-300])
def test_a_value_within_bounds_is_no_problem(value: float) -> None:
    assert param().problem(value) is None


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (-1, "'payments.fee' accepts 0 to 10 % of a payment, not -1"),
        (10.5, "'payments.fee' accepts 0 to 10 % of a payment, not 10.5"),
        (math.nan, "'payments.fee' takes a finite number, not nan"),
        (math.inf, "'payments.fee' takes a finite number, not inf"),
        ("2", "'payments.fee' takes a number, not '2'"),
        (True, "'payments.fee' takes a number, not True"),
        (None, "'payments.fee' takes a number, not None"),
    ],
)
def test_a_bad_value_is_named_with_what_is_accepted(value: object, sentence: str) -> None:
    assert param().problem(value) == sentence


def test_months_are_whole() -> None:
    month = param(unit="months", whole=True, name="delay")
    assert month.problem(3.0) is None
    assert month.problem(2.5) == "'payments.delay' takes a whole number of months, not 2.5"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"default": 11.0}, r"Param 'Fee on a payment': 11.0 is outside \(0.0, 10.0\)"),
        ({"default": math.nan}, "nan is outside"),
        ({"bounds": (0.0, math.inf)}, "is outside"),
        ({"role": "levr"}, "role 'levr', did you mean 'lever'?"),
        ({"unit": ""}, "needs a unit, a label and a source"),
        ({"source": ""}, "needs a unit, a label and a source"),
    ],
)
def test_a_wrong_declaration_is_refused(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleError, match=words):
        param(**changes)


def test_an_assumption_is_called_one() -> None:
    assert param(source="Assumption: 5-10").assumed
    assert not param(source="World Bank, Findex 2021").assumed


def test_a_rule_gives_its_parameters_their_names() -> None:
    named = param(rule="", name="").named("trust", "loss")
    assert named.key == "trust.loss"
    assert named.default == 1.0
