"""One resident's life as dated lines, from states that are made up."""

from __future__ import annotations

import numpy as np

from experiments.explaining.residents import FACTS, ending, left_out, life, person
from experiments.language import speaking
from sim.choice import CONSTRAINTS, OUTCOMES, STAGES
from sim.city.columns import DEVICES, IDENTITY

CODES = {"stage_payments": STAGES, "barrier_payments": CONSTRAINTS, "identity": IDENTITY,
         "online": ("offline", "online"), "device": DEVICES, "need": OUTCOMES}  # fmt: skip


def two_lives() -> dict[str, np.ndarray]:
    """Two residents over six months: one is brought in, the other stays out for the price."""
    months = {name: np.zeros((6, 2), np.uint8) for name in CODES}
    months["device"][2:, 0] = DEVICES.index("smartphone")
    months["online"][3:, 0] = 1
    months["identity"][4:, 0] = IDENTITY.index("active")
    months["stage_payments"][5:, 0] = STAGES.index("uses")
    months["barrier_payments"][:] = CONSTRAINTS.index("price")
    months["barrier_payments"][3:, 0] = CONSTRAINTS.index("deciding")
    months["barrier_payments"][5:, 0] = CONSTRAINTS.index("uses it")
    return months


def test_a_life_tells_what_stood_in_the_way_and_what_changed_in_order_of_time() -> None:
    told = [(line.month, line.text) for line in life(two_lives(), CODES, 0)]
    assert told == [
        (0, "kept out of digital payments by price"),
        (2, "has a smartphone"),
        (3, "is online"),
        (4, "has a digital ID that works"),
        (5, "uses digital payments"),
    ]


def test_a_barrier_that_passes_quickly_is_only_told_when_asked_for() -> None:
    months = two_lives()
    months["barrier_payments"][2, 1] = CONSTRAINTS.index("trust")
    assert "kept out of digital payments by a lack of trust" in [o.text for o in life(months, CODES, 1)]
    assert [o.text for o in life(months, CODES, 1, settled=2)] == ["kept out of digital payments by price"]


def test_a_denied_service_is_told_each_time_and_a_served_one_once() -> None:
    months = two_lives()
    months["need"][:, 1] = [0, OUTCOMES.index("denied"), 0, OUTCOMES.index("denied"), 1, 1]
    told = [o.text for o in life(months, CODES, 1) if o.text.startswith("needs")]
    assert told == ["needs a public service: denied"] * 2 + ["needs a public service: served online"]


def test_a_life_ends_with_how_it_stands() -> None:
    months = two_lives()
    assert ending(months, CODES, 0) == "In the last month this person uses digital payments."
    assert (
        ending(months, CODES, 1)
        == "In the last month this person does not use digital payments, because of price."
    )


def test_a_person_is_told_in_one_sentence() -> None:
    facts = {name: np.array([0, 1]) for name in FACTS}
    assert person(facts, 1, ("Old Port", "Quarry")) == (
        "A woman aged 25–44 in Quarry, of the second fifth: secondary schooling, informal work, "
        "lives with a disability, migrant or undocumented."
    )


def test_only_those_kept_out_by_something_are_left_out() -> None:
    assert left_out(two_lives()).tolist() == [1]


def test_an_age_without_end_is_told_as_the_language_says_it() -> None:
    facts = {name: np.array([0, 3]) for name in FACTS} | {
        "district": np.array([0, 1]),
        "work": np.array([0, 1]),
    }
    facts |= {"female": np.array([0, 1]), "education": np.array([0, 1])}
    with speaking("es"):
        assert person(facts, 1, ("Old Port", "Quarry")).startswith(
            "Una mujer de 60 años o más en La Cantera (el cuarto quinto): "
        )
