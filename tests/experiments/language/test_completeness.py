"""Every language says everything: nothing is missing, every place is filled."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from experiments.language import LANGUAGES, speaking
from experiments.language.collect import PLURALS, current, essential, header, messages, missing, translated
from experiments.telling.names import city_name
from sim.city.files import city_names, load_city

PLACES = Formatter()
LAG = 0.03  # explanations of rules that a language may still lack
each_language = pytest.mark.parametrize("code", translated())


def places(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in PLACES.parse(text) if name is not None}


def test_every_language_but_english_has_a_catalogue_and_plural_rules():
    assert {*translated(), "en"} == set(LANGUAGES)
    assert set(PLURALS) == set(translated())
    assert "nplurals=6" in header("ar")


@each_language
def test_no_sentence_of_the_page_or_the_report_is_missing(code):
    lacking = missing(code, essential())
    assert lacking == [], f"run dpi-city languages --update and translate these in locale/{code}.po"


@each_language
def test_explanations_of_rules_hardly_lag_behind(code):
    assert len(missing(code)) <= LAG * len(messages()), missing(code)[:20]


@each_language
def test_every_place_of_a_sentence_is_filled(code):
    for message in current(code):
        if not message.id or not message.string:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in said:
            extra = places(text) - set().union(*map(places, ids))
            lost = places(ids[-1]) - places(text)
            # a form for none, one or two things may say the number in words
            assert not extra, (text, extra)
            assert not lost - ({"number"} if len(said) > 2 else set()), (text, lost)


@each_language
def test_counted_sentences_have_all_forms_of_the_language(code):
    forms = int(re.search(r"nplurals=(\d)", PLURALS[code]).group(1))
    for message in current(code):
        if isinstance(message.id, tuple) and any(message.string):
            assert len(message.string) == forms, message.id
            assert all(message.string), message.id


def test_arabic_sentences_are_arabic():
    letters = re.compile(r"[\u0600-\u06ff]")
    plain = re.compile(r"\{[^}]*\}|[\W\d_]|US")
    for message in current("ar"):
        if not message.id:
            continue
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(letters.search(text) or not plain.sub("", text) for text in said), message.id


def test_every_city_has_a_name_in_arabic_letters():
    with speaking("ar"):
        names = [city_name(load_city(name).title) for name in city_names()]
    assert not [name for name in names if re.search(r"[A-Za-z]", name)]


def test_french_signs_never_begin_a_line():
    for message in current("fr"):
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not [text for text in said if re.search(r" [:;?!»]|« ", text)], message.id


@each_language
def test_ranges_of_ages_have_a_dash_between_them(code):
    for message in current(code):
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not [text for text in said if re.search(r"15-24|25-44|45-59", text)], message.id
