"""What counted adults do reads as English, for one and for many."""

from __future__ import annotations

import pytest

from experiments.telling.outcomes import doing, plural


@pytest.mark.parametrize(
    ("outcome", "many", "one", "would"),
    [
        ("payments", "use digital payments", "uses digital payments", "use digital payments"),
        ("online", "are online", "is online", "be online"),
    ],
)
def test_the_verb_agrees(outcome: str, many: str, one: str, would: str) -> None:
    assert (doing(outcome), doing(outcome, one=True), plural(outcome)) == (many, one, would)


def test_both_verbs_of_a_sentence_agree() -> None:
    from sim.registry import registry

    name = next(k for k, i in registry().indicators.items() if i.label == "Have a signal and are not online")
    assert doing(name, one=True) == "has a signal and is not online"
