"""Uncertain inputs: which there are, over which range, and how they get into a plan."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from experiments.designing.starts import applied
from experiments.sensitivity.inputs import Input, inputs_of, latin, points
from sim.errors import DPICityError
from sim.registry import registry
from sim.scenario.parts import Numbers, PolicyUse, Shift
from tests.experiments.known import plan


def by_key(*plans, **rest) -> dict[str, Input]:
    return {i.key: i for i in inputs_of([p.scenario for p in plans], **rest)}


def test_inputs_are_what_nobody_knows_and_the_plans_make_use_of():
    known = by_key(plan("a", "data_subsidy", "skills_training"))
    params = registry().params
    assert all(params[key].role == "uncertainty" for key in known if not key.startswith("start."))
    assert "skills_training.gain" in known
    assert "id_campaign.push" not in known, "this plan has no campaign"
    assert "start.coverage" in known


def test_a_number_moves_by_half_of_itself_within_its_bounds():
    known = by_key(plan())["trust.cap"]
    param = registry().params["trust.cap"]
    assert (known.low, known.high) == (0.5 * param.default, min(param.bounds[1], 1.5 * param.default))


def test_a_range_that_the_source_states_is_used_as_it_is():
    known = by_key(plan())["awareness.media"]
    assert (known.low, known.high) == (0.013, 0.058)


def test_the_whole_range_is_that_of_the_bounds():
    known = by_key(plan(), whole_range=True)["trust.gain"]
    assert (known.low, known.high) == registry().params["trust.gain"].bounds


def test_the_middle_is_the_value_in_force():
    own = plan(parameters=Numbers({"trust.gain": 0.02}))
    assert by_key(own)["trust.gain"].usual == 0.02
    use = PolicyUse("skills_training", values=Numbers({"gain": 0.2}))
    assert by_key(plan_with(use))["skills_training.gain"].usual == 0.2


def plan_with(use: PolicyUse):
    bare = plan()
    return replace(bare, scenario=replace(bare.scenario, policies=(use,)))


def test_a_parameter_that_a_shift_moves_is_left_alone():
    bare = plan()
    moved = replace(bare.scenario, shifts=(Shift("trust.gain", 0, 12, 0, "times", 2.0),))
    assert "trust.gain" not in {i.key for i in inputs_of([moved])}


def test_an_unknown_pattern_is_told_with_the_nearest_name():
    with pytest.raises(DPICityError, match=r"--over trus.*: no uncertain number.*did you mean 'trust.\*'"):
        inputs_of([plan().scenario], over=["trus.*"])
    with pytest.raises(DPICityError, match="--spread 2: give a number above 0"):
        inputs_of([plan().scenario], spread=2)


def test_values_land_in_the_plan_and_in_the_city():
    before = plan().scenario
    after = applied(before, {"trust.gain": 0.02, "start.skill": 0.6, "start.coverage": 0.5})
    assert after.parameters["trust.gain"] == 0.02
    assert after.city.minds.skill.value == 0.6
    assert sum(d.share * d.coverage for d in after.city.districts) == pytest.approx(0.5)
    assert before.city.minds.skill.value != 0.6
    assert after.hash != before.hash


def test_a_latin_hypercube_has_one_draw_in_every_slice():
    inputs = inputs_of([plan().scenario], over=["trust.*"])
    shares = latin(inputs, 10, 1)
    for column in shares.T:
        assert sorted((column * 10).astype(int)) == list(range(10))
    assert np.array_equal(shares, latin(inputs, 10, 1))
    first = points(inputs, shares)[0]
    assert all(i.low <= first[i.key] <= i.high for i in inputs)


def test_whole_numbers_stay_whole():
    assert Input("a", "A", "months", 1, 4, 2, whole=True).at(0.5) in (2.0, 3.0)
