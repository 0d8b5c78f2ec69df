"""Names stand where a person looks for them."""

from __future__ import annotations

from experiments.telling.names import alphabetic, plain_name
from sim.registry import registry


def test_a_list_is_in_the_order_of_what_is_read_and_not_of_what_stands_in_files() -> None:
    files = {
        "le zèbre": "a",
        "L’École": "b0",
        "École": "b",
        "eau": "c",
        "Zoo": "d",
        "ébène": "e",
        "Électricité": "f",
    }
    listed = alphabetic(files)
    assert list(listed) == ["eau", "ébène", "École", "Électricité", "L’École", "le zèbre", "Zoo"]
    assert listed == files


def test_letters_of_another_alphabet_keep_its_order() -> None:
    assert list(alphabetic({"ثقة": "", "أجهزة": "", "بنية": ""})) == ["أجهزة", "بنية", "ثقة"]


def test_words_that_are_one_are_joined_by_a_hyphen() -> None:
    policies = registry().policies
    named = {
        name: plain_name(policies[name])
        for name in ("women_centred_enrolment", "in_house_capacity", "id_campaign")
    }
    assert list(named.values()) == ["Women-centred enrolment", "In-house capacity", "ID campaign"]
