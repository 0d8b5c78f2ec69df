"""Experiments as jobs, and as words."""

from __future__ import annotations

import pytest

from experiments.designing.experiment import Experiment
from experiments.designing.points import Space
from experiments.running.runner import Plan
from sim.errors import DPICityError
from tests.experiments.running.designs import small


def test_jobs_come_seed_by_seed_with_the_number_of_their_point():
    plans = (small(), Plan("other", small().scenario))
    found = Experiment(plans, (1, 2), Space({"payments.fee": (0.0, 1.0)}))
    facts = [(job.seed, job.plan.name, job.labels["point"]) for job in found.jobs()]
    assert facts[:5] == [
        (1, "baseline", 0), (1, "baseline", 1), (1, "other", 0), (1, "other", 1), (2, "baseline", 0),
    ]  # fmt: skip
    assert len(facts) == len(found) == 8


def test_the_shape_is_said_in_words():
    assert Experiment((small(),)).shape() == "1 scenario × 1 point × 1 simulated city"
    many = Experiment((small(),), tuple(range(1000)), Space({"payments.fee": (0.0, 1.0)}))
    assert many.shape() == "1 scenario × 2 points × 1,000 simulated cities"


def test_another_size_length_or_number_of_cities():
    found = Experiment((small(),)).resized(residents=2000, months=5, seeds=3)
    assert (found.plans[0].scenario.residents, found.plans[0].scenario.months) == (2000, 5)
    assert found.seeds == (1, 2, 3)
    with pytest.raises(DPICityError, match="--residents 5: give a number from 1,000"):
        found.resized(residents=5)
