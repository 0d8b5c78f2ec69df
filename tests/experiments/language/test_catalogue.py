"""The language in force, and the form that a number takes in it."""

from __future__ import annotations

import pytest

from experiments.comparing.stats import Estimate
from experiments.language import LANGUAGES, direction, language, speaking, t, tn
from experiments.language.catalogue import counted
from experiments.telling.groups import aged, who
from experiments.telling.numbers import money, money_range, month_name, people_range, plain, points, signed
from sim.errors import DPICityError


def test_english_is_spoken_until_another_language_is_asked_for():
    assert language() == "en"
    with speaking("ar"):
        assert language() == "ar"
        with speaking("fr"):
            assert language() == "fr"
        assert language() == "ar"
    assert language() == "en"


def test_an_unknown_language_is_refused_with_the_nearest_one():
    with (
        pytest.raises(DPICityError, match=r"--language pr: there is en, ar, es, fr, pt; .*pt"),
        speaking("pr"),
    ):
        pass


def test_values_are_put_in_as_they_are():
    assert (
        t("With {plan}, nobody is kept out.", plan="{reason} <b>") == "With {reason} <b>, nobody is kept out."
    )


def test_what_has_no_translation_stays_english():
    with speaking("fr"):
        assert t("A plan of my own {x}", x=3) == "A plan of my own 3"
        assert tn("{n} plan", "{n} plans", 2, n=2) == "2 plans"


def test_only_arabic_runs_from_right_to_left():
    assert {code: direction(code) for code in LANGUAGES} == {
        "en": "ltr", "ar": "rtl", "es": "ltr", "fr": "ltr", "pt": "ltr",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "number", "as_if"), [("fr", 1.2, 1), ("es", 1.2, 100), ("ar", 1.2, 100), ("ar", 3, 3)]
)
def test_a_broken_number_takes_the_form_of_its_language(code, number, as_if):
    assert counted(code, number) == as_if


@pytest.mark.parametrize(
    ("code", "number", "month"),
    [
        ("en", "1,234.5", "December 2035"),
        ("fr", "1\u202f234,5", "décembre 2035"),
        ("es", "1.234,5", "diciembre de 2035"),
        ("pt", "1.234,5", "dezembro de 2035"),
        ("ar", "1,234.5", "ديسمبر 2035"),
    ],
)
def test_numbers_and_months_follow_the_language(code, number, month):
    with speaking(code):
        assert (plain(1234.5, 0.1), month_name("2035-12")) == (number, month)


def test_a_range_is_told_in_words_where_a_dash_would_turn_it_round():
    known = Estimate(0.71, 0.69, 0.73, 5)
    for code, said in (("fr", " (69–73)"), ("ar", " (من 69 إلى 73)")):
        with speaking(code):
            assert people_range(known) == points(known)[1] == said
    with speaking("ar"):
        assert money_range(Estimate(42e6, 41e6, 43e6, 5)) == " (من 41 إلى 43 مليون)"
        assert "–" not in who("age", "15-24") + aged("15-24")


def test_a_minus_keeps_its_side_in_arabic():
    with speaking("ar"):
        assert signed("3", -1) == "\u200e−3"
        assert plain(-3.0) == "\u200e−3"
    assert money(-3000.0) == "−US$ 3,000"


@pytest.mark.parametrize(
    ("code", "amount", "said"),
    [
        ("en", 1e9, "US$ 1 billion"), ("en", 2.5e9, "US$ 2.5 billion"),
        ("es", 1e9, "1.000 millones de US$"), ("es", 12e9, "12.000 millones de US$"), ("es", 1e6, "1 millón de US$"),
        ("fr", 1e9, "1 milliard de US$"), ("fr", 2e9, "2 milliards de US$"),
        ("ar", 5e6, "5 ملايين دولار"), ("ar", 11e6, "11 مليون دولار"),
    ],
)  # fmt: skip
def test_millions_and_billions_are_counted_as_the_language_counts_them(code, amount, said):
    with speaking(code):
        assert money(amount) == said
