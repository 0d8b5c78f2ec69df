"""A file that is saved after a change says what changed, and keeps its comments."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sim.scenario import Numbers, PolicyUse, ShockUse, load_scenario, revised_text
from sim.scenario.numbers import FOREVER

TEXT = """\
# A note of my own
title: Mine  # short
city: marenga
start: 2026-01
months: 60
parameters:
  payments.fee: 0.5  # agreed with the banks
policies:
  # first the networks
  - use: municipal_broadband
    from: 2026-07  # after the vote
  - use: data_subsidy
    months: [6, 30]
    below: 0.6  # the poorer part
shocks:
  - {use: flood, month: 12}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def revised(file: Path, **change) -> str:
    """The text after a change; it always reads back as the changed scenario."""
    after = replace(load_scenario(file), **change)
    text = revised_text(file.read_text(encoding="utf-8"), after, file)
    file.write_text(text, encoding="utf-8")
    assert load_scenario(file).hash == after.hash
    return text


def test_nothing_changes_when_nothing_changed(file: Path) -> None:
    assert revised(file) == TEXT


def test_a_moved_policy_keeps_every_comment_but_that_of_its_old_date(file: Path) -> None:
    first, second = load_scenario(file).policies
    text = revised(file, policies=(replace(first, start=9), replace(second, end=FOREVER)))
    for comment in (
        "# A note of my own",
        "# short",
        "# agreed with the banks",
        "# first the networks",
        "# the poorer part",
    ):
        assert comment in text
    assert "months: [9]" in text
    assert "months: [6]" in text
    assert "2026-07" not in text


def test_an_added_and_a_dropped_policy_leave_the_others_alone(file: Path) -> None:
    second = load_scenario(file).policies[1]
    text = revised(file, policies=(second, PolicyUse("ombudsperson", start=6)))
    assert "municipal_broadband" not in text
    assert "below: 0.6  # the poorer part" in text
    assert text.count("- use:") == 2


def test_parameters_words_and_crises_are_set_dropped_and_added(file: Path) -> None:
    text = revised(file, title="Ours", parameters=Numbers({"governance.model": 3}),
                   shocks=(ShockUse("flood", 18), ShockUse("pandemic", 24, intensity=0.5)))  # fmt: skip
    assert "title: Ours  # short" in text
    assert "payments.fee" not in text
    assert "governance.model: 3" in text
    assert "{use: flood, month: 18}" in text


def test_what_a_base_file_says_is_replaced_as_a_whole(file: Path) -> None:
    file.write_text(
        "# mine\nextends: connect-first\npolicies:\n  - {use: ombudsperson, months: [6]}\n", encoding="utf-8"
    )
    known = load_scenario(file).policies
    text = revised(file, policies=(replace(known[0], start=20), *known[1:]))
    assert "# mine" in text
    assert "extends: connect-first" in text
    assert "replace:" in text


def test_an_entry_added_to_a_base_file_is_only_appended(file: Path) -> None:
    file.write_text("extends: connect-first\n", encoding="utf-8")
    known = load_scenario(file).policies
    text = revised(file, policies=(*known, PolicyUse("ombudsperson", start=6)))
    assert text.count("- use:") == 1
    assert "replace" not in text
