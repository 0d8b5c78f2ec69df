"""What the counted adults do, inside a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from experiments.language import t
from sim.registry import registry

VERBS = ("Use", "Own", "Hold", "Have", "Trust")
SHARE = "share of adults"


def doing(outcome: str, *, one: bool = False) -> str:
    """What the counted adults do, from the indicator's label: "use digital payments", "are online"."""
    return t(_english(outcome, one=one))


def plural(outcome: str) -> str:
    """What people would do, after "lets more people": "use digital payments", "be online"."""
    return t(_infinitive(outcome))


def doing_words() -> Iterator[str]:
    """Every phrase that `doing` and `plural` can give, in English."""
    for name, known in registry().indicators.items():
        if known.unit == SHARE:
            yield from (_english(name, one=False), _english(name, one=True), _infinitive(name))


def _english(outcome: str, *, one: bool) -> str:
    label = registry().indicators[outcome].label
    verb, _, rest = label.partition(" ")
    if verb not in VERBS or not rest:
        return f"{'is' if one else 'are'} {label[0].lower()}{label[1:]}"
    if not one:
        return f"{verb.lower()} {rest}"
    third = {"Have": "has"}.get(verb, f"{verb.lower()}s")
    return f"{third} {rest.replace(' and are ', ' and is ')}"


def _infinitive(outcome: str) -> str:
    words = _english(outcome, one=False)
    return f"be {words[4:]}" if words.startswith("are ") else words
