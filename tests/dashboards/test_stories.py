"""One resident's life as dated lines, from states that are made up."""

from __future__ import annotations

import base64
import zlib

import numpy as np

from dashboards.engine.workers import Replay
from dashboards.stories import ending, left_out, life, person
from sim.choice import CONSTRAINTS, STAGES
from sim.city.columns import DEVICES, IDENTITY

CODES = {"stage_payments": STAGES, "barrier_payments": CONSTRAINTS, "identity": IDENTITY,
         "online": ("offline", "online"), "device": DEVICES}  # fmt: skip


def replay() -> Replay:
    """Two residents over six months: one is brought in, the other stays out for the price."""
    months = 6
    states = {name: np.zeros((months, 2), np.uint8) for name in CODES}
    states["device"][2:, 0] = DEVICES.index("smartphone")
    states["online"][3:, 0] = 1
    states["identity"][4:, 0] = IDENTITY.index("active")
    states["stage_payments"][5:, 0] = STAGES.index("uses")
    states["barrier_payments"][:] = CONSTRAINTS.index("price")
    states["barrier_payments"][3:, 0] = CONSTRAINTS.index("deciding")
    states["barrier_payments"][5:, 0] = CONSTRAINTS.index("uses it")
    facts = {name: np.array([0, 1]) for name in
             ("district", "female", "age", "fifth", "education", "work", "disabled", "migrant")}  # fmt: skip
    return Replay(states, CODES, np.array([0.0, 1.0]), np.array([2.0, 3.0]), facts, ())


def test_a_life_tells_what_stood_in_the_way_and_what_changed_in_order_of_time() -> None:
    told = [(line.month, line.text) for line in life(replay(), 0)]
    assert told == [
        (0, "kept from paying digitally by price"),
        (2, "has a smartphone"),
        (3, "is online"),
        (4, "has a digital ID that works"),
        (5, "pays digitally"),
    ]


def test_a_life_ends_with_how_it_stands() -> None:
    assert ending(replay(), 0) == "In the last month this person pays digitally."
    assert ending(replay(), 1) == "In the last month this person does not pay digitally, because of price."


def test_a_person_is_told_in_one_sentence() -> None:
    told = person(replay(), 1, ("Old Port", "Quarry"))
    assert told == (
        "A woman aged 25-44 in Quarry, of the second fifth: secondary schooling, informal work, "
        "lives with a disability, migrant or undocumented."
    )


def test_only_those_kept_out_by_something_are_left_out() -> None:
    assert left_out(replay()).tolist() == [1]


def test_what_the_page_unpacks_is_what_was_packed() -> None:
    known = replay()
    states = np.frombuffer(zlib.decompress(base64.b64decode(known.packed("online"))), np.uint8)
    np.testing.assert_array_equal(states.reshape(2, 6), known.states["online"].T)
    places = np.frombuffer(zlib.decompress(base64.b64decode(known.places())), np.float32)
    np.testing.assert_array_equal(places, [0, 2, 1, 3])
