"""Draws of all assumptions, from calibrated sets and from ranges."""

from __future__ import annotations

from experiments.running.inputs import plan_of
from experiments.sensitivity.draws import drawn, packaged_sets
from experiments.sensitivity.inputs import inputs_of
from sim.scenario.calibrated import load_set

INPUTS = inputs_of([plan_of("connect-first").scenario])


def test_numbers_of_a_calibrated_set_come_from_its_members_together():
    members = [dict(member.shared) for member in load_set("calibrated/pix").members]
    found = drawn(INPUTS, len(members) + 5, 1, ["calibrated/pix"])
    shared = set(members[0]) & {one.key for one in INPUTS}
    assert found.calibrated == len(shared) > 10
    assert found.ranged == len(INPUTS) - len(shared)
    met = [tuple(draw[key] for key in sorted(shared)) for draw in found.draws]
    known = {tuple(member[key] for key in sorted(shared)) for member in members}
    assert set(met) <= known
    assert set(met[: len(known)]) == known


def test_every_other_number_covers_its_range_evenly():
    found = drawn(INPUTS, 20, 1, packaged_sets())
    other = next(
        one for one in INPUTS if one.key not in load_set("calibrated/pix").members[0].shared and not one.whole
    )
    places = sorted(
        int(20 * (draw[other.key] - other.low) / (other.high - other.low)) for draw in found.draws
    )
    assert places == list(range(20))
    assert found.draws == drawn(INPUTS, 20, 1, packaged_sets()).draws


def test_without_a_set_all_numbers_come_from_ranges():
    found = drawn(INPUTS, 3, 1)
    assert (found.calibrated, found.ranged, found.sets) == (0, len(INPUTS), ())
