"""Targets as people write and read them."""

from __future__ import annotations

import pytest

from experiments.comparing.targets import Target, check_group, scale, shown, target_of
from sim.errors import DPICityError


def test_a_written_target_is_read():
    known = target_of("payments >= 0.6")
    assert known == Target("payments", 0.6)
    assert known.words == "Use digital payments: at least 60 %"
    assert (known.met(0.6), known.met(0.59), known.met(float("nan"))) == (True, False, False)
    most = target_of("cost<=5_000_000")
    assert (most.limit, most.met(4e6), most.margin(4e6)) == (5e6, True, 1e6)
    assert most.words == "Public cost in all: at most US$ 5 million"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("paymnts>=0.6", "--target paymnts>=0.6: 'paymnts' is no indicator; did you mean 'payments'?"),
        ("payments=0.6", "--target payments=0.6: write an indicator, >= or <=, and a number"),
    ],
)
def test_a_target_that_cannot_be_read_is_explained(text, said):
    with pytest.raises(DPICityError) as error:
        target_of(text)
    assert str(error.value).startswith(said)


def test_readings_name_the_group_and_the_month():
    assert Target("payments", 0.5, month=60, group="women").reading == "payments/women@60"


def test_groups_are_told_apart_for_some_outcomes_only():
    with pytest.raises(DPICityError, match="not for 'trust'"):
        check_group("trust", "women", ("women",), "here")
    with pytest.raises(DPICityError, match="did you mean 'women'"):
        check_group("payments", "woman", ("women", "men"), "here")


def test_values_and_differences_carry_their_unit():
    assert shown("payments", 0.125) == "12.5 %"
    assert shown("payments", 0.0005) == "0.050 %"
    assert shown("worst_gap", -21.0) == "−21 points"
    assert scale("payments") == (100.0, "points")
    assert scale("lock_in")[0] == 1.0
    assert scale("cost") == (1e-6, "million US$")
