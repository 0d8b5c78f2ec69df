"""A stored verdict is told in the reader's language, figure by figure."""

from __future__ import annotations

from experiments.cases.entries import Entry, entries
from experiments.cases.judge import ALLOWED, RIDERS, ROLES, UNITS, band_name
from experiments.cases.results import stored
from experiments.cases.telling import FIGURES, amount, figure_rows, limit, point_rows, status_word, why
from experiments.language import speaking

BAND = {"claim": "much", "series": "economic_value", "date": "2024-12", "at_least": 0.01, "at_most": 0.04,
        "source": "deck"}  # fmt: skip


def case(**rest: object) -> Entry:
    return Entry.model_validate({"title": "Case", "country": "Here", "deck": ({"says": "It works."},),
                                 "model": "A line.", "scenario": "estonia", **rest})  # fmt: skip


def test_every_figure_that_judge_can_name_has_words():
    named = {f"{role} {kind}, mean error in {UNITS[kind]}" for role in ROLES.values() for kind in ALLOWED}
    assert named | {RIDERS} == set(FIGURES)


def test_a_claimed_share_is_told_in_hundredths_with_its_month():
    entry = case(bands=(BAND,))
    check = {
        "what": band_name(entry.bands[0]),
        "value": 0.00261,
        "allowed": "at least 0.01, at most 0.04",
        "met": False,
    }
    verdict = {"status": "not yet", "checks": [check], "points": []}
    (row,) = figure_rows(entry, verdict)
    assert row == (
        "Worth of hours and cash saved, December 2024", "0.261 %", "at least 1 %, at most 4 %", "no",
    )  # fmt: skip
    assert why(verdict) == "Figures missed: 1 of 1."
    with speaking("es"):
        (row,) = figure_rows(entry, verdict)
        assert row[0].endswith(", diciembre de 2024")
        assert row[1:] == (
            "0,261\N{NO-BREAK SPACE}%",
            "al menos 1\N{NO-BREAK SPACE}%, como máximo 4\N{NO-BREAK SPACE}%",
            "no",
        )


def test_measured_values_are_told_with_group_month_and_use():
    point = {"series": "payments", "group": ["women"], "date": "2020-11", "role": "validate", "kind": "shares",
             "unit": "share of adults", "measured": 0.201, "model": None}  # fmt: skip
    (row,) = point_rows({"points": [point]})
    assert row == ("Use digital payments (women)", "November 2020", "20.1 %", "—", "only scored")
    (row,) = point_rows({"points": [point | {"kind": "volumes relative to a month", "measured": 1.5}]})
    assert row[0].endswith(", relative to another month")
    assert row[2] == "1.50"


def test_numbers_keep_three_digits_and_limits_their_own():
    assert (amount(0.1234, True), amount(0.0, True), amount(1234.5, False)) == ("12.3 %", "0 %", "1,230")
    assert (limit(5.0, False), limit(1.42, False), limit(0.985, True)) == ("5", "1.42", "98.5 %")


def test_every_stored_verdict_can_be_told_without_english_left_over():
    known = stored()
    with speaking("fr"):
        for name, entry in entries().items():
            verdict = known[name]
            current = {*FIGURES, *map(band_name, entry.bands)}
            if not {check["what"] for check in verdict["checks"]} <= current:
                continue  # the case asks for other figures since it was run
            assert status_word(verdict["status"]) != verdict["status"]
            assert why(verdict)[-1] == "."
            said = " ".join(" ".join(row) for row in (*figure_rows(entry, verdict), *point_rows(verdict)))
            assert not {"at", "least", "mean", "error", "the", "fitted"} & set(said.split()), said
