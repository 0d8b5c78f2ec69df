"""Tables of spreadsheets: the same cells, whatever stands between them."""

from __future__ import annotations

import csv

import pytest

from sim.spreadsheet import rows

CELLS = [["name", "share"], ["Nord, haut", "0.5"], ["Sul", "-12.25"]]


@pytest.mark.parametrize(
    "text",
    [
        'name,share\n"Nord, haut",0.5\nSul,-12.25\n',
        "name;share\nNord, haut;0,5\nSul;-12,25\n",
        "name\tshare\r\nNord, haut\t0.5\r\nSul\t-12,25\r\n",
        "name;share\rNord, haut;0.5\rSul;-12,25",
    ],
)
def test_a_table_reads_the_same_whatever_stands_between_its_cells(text: str) -> None:
    assert list(rows(text)) == CELLS


def test_with_commas_between_cells_a_semicolon_is_a_letter() -> None:
    assert list(rows('name,share\n"A;B","1,5"\n')) == [["name", "share"], ["A;B", "1,5"]]


def test_a_quotation_mark_without_its_partner_is_an_error() -> None:
    with pytest.raises(csv.Error):
        list(rows('name,share\n"A,1\n'))
