"""The lesson: what the class can try is run with the model, and the page tells those numbers and no others."""

from __future__ import annotations

import json
import re
from functools import cache

import numpy as np

from experiments.language import speaking
from experiments.lessons.grandmother import HELP, PEOPLE, Lesson, Setting, make, plan_of, settings
from experiments.lessons.page import KEPT, page
from sim.scenario import load_scenario


@cache
def lesson() -> Lesson:
    """The few settings that the answer key needs."""
    return make(tried=[s for s in settings() if s.key in KEPT])


def test_every_combination_of_help_can_be_tried_free_and_compulsory() -> None:
    keys = [setting.key for setting in settings()]
    assert len(keys) == len(set(keys)) == 3 ** len(HELP) * 2


def test_a_setting_is_a_plan_with_the_policies_of_its_sliders() -> None:
    plan = plan_of(Setting((0, 1, 2), compulsory=True), load_scenario("grandmother"))
    strengths = {use.use: use.intensity for use in plan.scenario.policies}
    assert strengths == {"id_campaign": 0.5, "documents_light": 0.5, "remote_onboarding": 0.5, "skills_training": 1.0,
                         "telecentres": 1.0, "digital_only_mandate": 1.0}  # fmt: skip


def test_compulsion_raises_the_average_and_shuts_people_out() -> None:
    """The moral is not foregone: it is what the model does, with no help and with all of it."""
    known = lesson()
    for free, forced in (("0000", "0001"), ("2220", "2221")):
        assert known.users(forced) > known.users(free)
        assert known.turned_away(forced) > 5 * known.turned_away(free)


def test_the_grandmother_is_an_old_woman_who_is_out() -> None:
    known = lesson()
    row = known.grandmother
    assert known.people[row].startswith("A woman aged 60+")
    assert not known.outcomes["0000"].uses[-1][row]
    assert known.outcomes["0001"].denied[row]


def test_a_lesson_made_in_english_tells_who_people_are_in_the_readers_language() -> None:
    known = lesson()
    with speaking("es"):
        assert known.people[known.grandmother].startswith("Una mujer de 60 años o más")
    assert known.people[known.grandmother].startswith("A woman aged 60+")


def test_whoever_uses_the_app_is_stopped_by_nothing() -> None:
    known = lesson()
    assert len(known.people) == PEOPLE
    for found in known.outcomes.values():
        assert found.uses.shape == (6, PEOPLE)
        np.testing.assert_array_equal(found.stops[found.uses[-1]], 0)


def test_the_file_needs_no_network_and_tells_the_numbers_of_the_runs() -> None:
    known = lesson()
    text = page(known)
    assert not re.search(r"(src|href)=|url\(|https?://", text)
    data = json.loads(re.search(r'id="data">(.*?)</script>', text, re.DOTALL)[1])
    assert data["runs"]["2220"]["uses"][-1].count("1") == known.users("2220")
    assert f"instead of {known.users('0000')}" in text
    assert len(data["people"]) == PEOPLE
