"""Who waits for a first look."""

from __future__ import annotations

from dashboards.engine.urgency import CALM, Urgency


def test_urgency_lasts_as_long_as_anybody_waits_and_a_moment_more() -> None:
    now = [100.0]
    urgency = Urgency(lambda: now[0])
    assert not urgency.lasts()
    with urgency.counted(True), urgency.counted(True):
        assert urgency.waiting == 2
        assert urgency.lasts()
    now[0] += 0.9 * CALM
    assert urgency.lasts()
    now[0] += 0.2 * CALM
    assert not urgency.lasts()


def test_what_nobody_waits_for_is_not_urgent() -> None:
    urgency = Urgency(lambda: 100.0)
    with urgency.counted(False):
        assert not urgency.lasts()
    assert not urgency.lasts()
