"""How the members of a group are called inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from experiments.language import mark, t
from sim.city.columns import AGES, AREAS, EDUCATION, WORK
from sim.city.groups import DISABILITY, FIFTHS, MIGRATION, SEX

PEOPLE = {
    "sex": "{}", "age": "people {}", "fifth": "the {}", "education": "people with {} schooling",
    "disability": "people {}", "migrant": "{}", "work": "people in {}", "area": "people in the {}",
}  # fmt: skip
"""How the members of a group are called inside a sentence, by dimension; districts are apart."""
IRREGULAR = {
    "primary or less": "people with primary schooling or less",
    "not working": "people without work",
    "informal settlement": "people in informal settlements",
}
LABELS = {
    "sex": SEX, "age": AGES, "fifth": FIFTHS, "education": EDUCATION, "disability": DISABILITY,
    "migrant": MIGRATION, "work": WORK, "area": AREAS,
}  # fmt: skip
IN_DISTRICT = mark("people in {district}")


def who(dimension: str, label: str) -> str:
    """A group's members inside a sentence: "people aged 60+", "the poorest fifth"."""
    if dimension == "district":
        return t(IN_DISTRICT, district=t(label))
    return t(_english(dimension, label))


def aged(label: str) -> str:
    """The age of a group behind "a woman": "aged 25–44", "aged 60+"."""
    return t(_aged(label))


def members(label: str) -> str:
    """As `who`, for a group known by its label alone; a label of no dimension is a district's name."""
    return who(next((d for d, labels in LABELS.items() if label in labels), "district"), label)


def group_words() -> Iterator[str]:
    """Every phrase that `who` can give for groups that all cities have, in English."""
    for dimension, labels in LABELS.items():
        yield from (_english(dimension, label) for label in labels)
    yield from (_aged(label) for label in AGES)


def _english(dimension: str, label: str) -> str:
    if dimension == "age":
        label = _aged(label)
    return IRREGULAR.get(label) or PEOPLE.get(dimension, "{}").format(label)


def _aged(label: str) -> str:
    return f"aged {label.replace('-', '–')}"
