"""Saved tables hold numbers that a program can sum and draw, and nothing that a spreadsheet would run."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from experiments.comparing.stats import Estimate
from experiments.language import speaking
from experiments.telling.cells import (
    Head,
    Month,
    Number,
    Range,
    as_csv,
    digits,
    dollars,
    harmless,
    number,
    share,
    told,
)

COLUMNS = ("Month", Head("Plan", "of 100 adults"), Head("Cost", "US$"))
ROWS = ((Month("2026-01"), share(Estimate(0.81, 0.805, 0.82, 3)), dollars(Estimate(-1_234_567.8))),
        (Month("2027-01"), Number("too few", float("nan")), number(12_345.0)))  # fmt: skip


def test_a_number_has_a_column_for_itself_and_two_for_its_range_where_there_is_one():
    assert told(COLUMNS, ROWS)[1] == ["January 2026", "81 (80–82)", "−US$ 1.2 million"]
    assert as_csv(COLUMNS, ROWS).lstrip("\ufeff").splitlines() == [
        "Month,Plan [of 100 adults],Plan: low [of 100 adults],Plan: high [of 100 adults],Cost [US$]",
        "2026-01,81,80.5,82,-1234570",
        "2027-01,,,,12345",
    ]


@pytest.mark.parametrize(
    ("code", "sep", "decimal"), [("en", ",", "."), ("ar", ",", "."), ("fr", ";", ","), ("pt", ";", ",")]
)
def test_a_file_is_written_as_a_spreadsheet_of_its_language_reads_it(code: str, sep: str, decimal: str):
    with speaking(code):
        file = as_csv(COLUMNS, ROWS)
    assert file.startswith("\ufeff")  # by which a spreadsheet knows the letters
    read = pd.read_csv(
        io.StringIO(file.lstrip("\ufeff")),
        sep=sep,
        decimal=decimal,
        parse_dates=["Month"] if code == "en" else None,
    )
    assert read.iloc[:, 4].tolist() == [-1_234_570, 12_345]
    assert read.iloc[0, 1:4].tolist() == [81.0, 80.5, 82.0]
    assert read.iloc[:, 1].sum() == 81
    assert read.iloc[:, 0].astype(str).str.startswith(("2026-01", "2027-01")).all()


def test_a_range_with_a_column_of_its_own_becomes_two():
    rows = (("a", Range("3 to 5", 3.0, 5.0)),)
    assert as_csv(("Name", "95 % range"), rows).split("\r\n")[:2] == [
        "\ufeffName,95 % range: low,95 % range: high",
        "a,3,5",
    ]


@pytest.mark.parametrize(
    "evil", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1+1", " =1+1", "＝1+1", '=HYPERLINK("x")']
)
def test_a_name_that_looks_like_a_formula_is_harmless_and_negative_numbers_stay(evil: str):
    file = as_csv((evil, Head(evil, "points")), ((evil, number(-2.5, 0.1)),))
    head, row = list(
        pd.read_csv(io.StringIO(file.lstrip("\ufeff")), header=None, dtype=str).itertuples(index=False)
    )
    assert {*head, row[0]} == {harmless(evil), harmless(f"{evil} [points]")}
    assert all(text.startswith("'") for text in (*head, row[0]))
    assert row[1] == "-2.5"


def test_numbers_have_no_exponent_no_thousands_and_no_dust():
    values = (1.0, -0.0, 0.1 + 0.2, 1e-7, 123_456_789.0, -3.25, float("nan"), float("inf"))
    assert [digits(value, comma=False) for value in values] == [
        "1",
        "0",
        "0.3",
        "0.0000001",
        "123457000",
        "-3.25",
        "",
        "",
    ]
    assert digits(-0.5, comma=True) == "-0,5"
