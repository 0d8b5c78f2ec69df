"""Sobol indices against the closed form of a sum and of a product."""

from __future__ import annotations

import pytest

from experiments.sensitivity.indices import runs, share_out
from experiments.sensitivity.inputs import inputs_of
from experiments.sensitivity.question import Question
from tests.experiments.known import Known, of, plan

QUESTION = Question(plan(), ("payments",))
INPUTS = inputs_of([plan().scenario], over=["trust.gain", "trust.loss"])
ENDS = {i.key: (i.low, i.high) for i in INPUTS}


def centred(trial, key) -> float:
    """The input on [−1, 1], which has variance 1/3."""
    low, high = ENDS[key]
    return 2 * (of(trial, key) - low) / (high - low) - 1


def test_a_weighted_sum_shares_its_variance_by_squared_weights():
    bench = Known(lambda trial, reading: 2 * centred(trial, "trust.gain") + centred(trial, "trust.loss"))
    (found,) = share_out(bench, QUESTION, INPUTS, [1, 2], samples=256)
    shares = {s.input.key: s for s in found.shares}
    assert shares["trust.gain"].first == pytest.approx(0.8, abs=0.05)
    assert shares["trust.gain"].total == pytest.approx(0.8, abs=0.05)
    assert shares["trust.loss"].total == pytest.approx(0.2, abs=0.05)
    assert 0 < shares["trust.gain"].first_half < 0.3
    assert len(bench.asked) == runs(2, 256)


def test_a_product_acts_only_together():
    bench = Known(lambda trial, reading: centred(trial, "trust.gain") * centred(trial, "trust.loss"))
    (found,) = share_out(bench, QUESTION, INPUTS, [1], samples=256)
    for share in found.shares:
        assert share.first == pytest.approx(0, abs=0.1)
        assert share.total == pytest.approx(1, abs=0.1)


def test_an_outcome_that_never_moves_has_no_variance_to_share():
    (found,) = share_out(Known(lambda trial, reading: 1.0), QUESTION, INPUTS, [1], samples=8)
    assert found.shares == ()
