"""Patterns that a believable model must show with its default parameters, each within its bands.

The patterns themselves are in experiments/validating/patterns, for this test and for
`dpi-city validate` alike.
"""

from __future__ import annotations

from functools import cache

import pytest

from experiments.validating.lives import Lives
from experiments.validating.pattern import Band, Measured, Pattern
from experiments.validating.patterns import patterns


@cache
def lives() -> Lives:
    return Lives(seed=1)


@cache
def measured(number: int) -> Measured:
    return patterns()[number - 1].measure(lives())


SHOWN = [(pattern, band) for pattern in patterns() for band in pattern.bands]


@pytest.mark.parametrize(("pattern", "band"), SHOWN, ids=[f"{p.number}-{b.name}" for p, b in SHOWN])
def test_a_pattern_lies_within_its_band(pattern: Pattern, band: Band):
    value = measured(pattern.number).figures[band.name]
    assert band.low <= value <= band.high, f"{pattern.title}. {band.label}: {value:.4g} {band.unit}"


def test_the_patterns_are_the_thirteen_of_the_model_description():
    assert [pattern.number for pattern in patterns()] == list(range(1, 14))
    for pattern in patterns():
        assert pattern.source
        assert all(band.low < band.high for band in pattern.bands)
        assert len({band.name for band in pattern.bands}) == len(pattern.bands)
