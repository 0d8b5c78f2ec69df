"""The AI assistant: less skill, and errors somebody or nobody answers for."""

from __future__ import annotations

from typing import Any

from numpy.testing import assert_allclose, assert_array_equal

from sim.choice import REGISTERED, USES
from sim.mechanisms.assistant import Assistant
from tests.cities import run_rule, tiny_city

PLAIN = {
    "skill": 0, "income": 0, "female": 0, "education": 0, "trust": 0, "peers": 0, "usefulness": 0, "habit": 0,
    "aversion": 0, "least": 0, "rate": 1,
}  # fmt: skip


def deciding(**columns: Any) -> Any:
    """Residents who pass every gate of the assistant."""
    return tiny_city(
        **{"access": 0, "identity": "active", "stage_assistant": "aware", **columns},
        government__live_assistant=True,
    )


def test_errors_weigh_less_the_more_of_them_can_be_contested():
    """.2 of appeal less 6 · .1 · (1 − contestable): −.1 at one half, +.05 at three quarters."""
    for contestable, stage in ((0.5, REGISTERED), (0.75, USES)):
        city = deciding(government__contestable=contestable)
        run_rule(Assistant, city, **PLAIN | {"base": 0.2, "aversion": 6, "errors": 0.1})
        assert_array_equal(city.residents.stage_assistant, stage)


def test_the_assistant_saves_a_share_of_the_skill():
    """Skill .1 with weight 2 costs .8 utils, and 1.5 · .4 = .6 when a quarter is saved; the appeal is .7."""
    for ease, stage in ((0, REGISTERED), (0.25, USES)):
        city = deciding(skill=0.1)
        run_rule(Assistant, city, **PLAIN | {"base": 0.7, "skill": 2, "ease": ease})
        assert_array_equal(city.residents.stage_assistant, stage)


def test_care_prevents_a_share_of_the_errors():
    """.2 · (1 − .75) = .05, and the errors are there before the assistant is."""
    city = tiny_city(government__ai_care=0.75, stage_assistant="aware")
    run_rule(Assistant, city, **PLAIN | {"base": 5, "errors": 0.2})
    assert_allclose(city.government.ai_errors, 0.05)
    assert_array_equal(city.residents.stage_assistant, 1)
