"""A CSV of measurements becomes the points of a scenario, or an error that names the row."""

from __future__ import annotations

import pytest

from sim.errors import ScenarioError
from sim.scenario import scenario_from_dict
from sim.scenario.points_file import with_points
from tests.sim.scenario.files import write

PLAN = scenario_from_dict({"city": "marenga", "start": "2024-01", "months": 36})
TABLE = """\
series,date,value,unit,role,group,source
payments,2024-06,0.20,share,calibrate,,survey
payments,2025-06-30,0.35,share of adults,validate,,survey
payments,2025-06,0.30,,validate,women,survey
id_enrolled,2025-01,.5,,,secondary + tertiary,register
"""


def test_every_row_is_a_point(tmp_path):
    found = with_points(PLAN, write(tmp_path, TABLE, "points.csv")).observed
    assert [(p.series, p.month, p.value, p.role, p.groups) for p in found] == [
        ("payments", 5, 0.20, "calibrate", ()),
        ("payments", 17, 0.35, "validate", ()),
        ("payments", 17, 0.30, "validate", ("women",)),
        ("id_enrolled", 12, 0.5, "calibrate", ("secondary", "tertiary")),
    ]
    assert found[0].source == "survey"


def test_without_roles_the_last_quarter_of_each_series_is_held_back(tmp_path):
    rows = [f"payments,2024-{month:02d},0.{month:02d}" for month in (9, 1, 3, 5, 7)]
    rows += ["merchants,2024-05,0.1", "online,2024-05,0.5", "online,2025-05,0.6"]
    text = "\n".join(["series,date,value", *rows])
    found = with_points(PLAN, write(tmp_path, text, "points.csv")).observed
    roles = {(p.series, p.month): p.role for p in found}
    held = {key for key, role in roles.items() if role == "validate"}
    assert held == {("payments", 6), ("payments", 8), ("online", 16)}


@pytest.mark.parametrize(("old", "new", "sentence"), [
    ("0.20,share", ",share", "p.csv:2:3, value: this cell is empty. Fill it in, or delete the row."),
    ("0.20", "45", "p.csv:2:3, value = 45.0: this is a share of adults, which runs from 0 to 1. For 45 %, write 0.45."),
    ("0.20", "45%", "p.csv:2:3, value = '45%': this takes a number, not the word '45%'. Write 0.45."),
    ("0.20", "-0.1", "p.csv:2:3, value = -0.1: this is a share of adults, which runs from 0 to 1."),
    ("0.20", "nan", "p.csv:2:3, value = 'nan': this takes a number, not the word 'nan'. "
     "Write digits, such as 40 or 0.5."),
    ("0.20,share", "0.20,percent",
     "p.csv:2:4, unit = 'percent': payments is measured in 'share of adults'. Convert the value, or fix the unit."),
    ("payments,2024-06", "payment,2024-06",
     "p.csv:2:1, series = 'payment': this is not a known indicator; did you mean 'payments'?"),
    ("2024-06", "2023-06", "p.csv:2:2, date = '2023-06': the run starts in 2024-01. Set `start` earlier, or change this."),
    ("2024-06", "2027-06", "p.csv:2:2, date = '2027-06': this is after the last month of the run, 36 (2027-01). "
     "Raise `months`, or change this."),
    ("2024-06", "June 2024", "p.csv:2:2, date = 'June 2024': this takes a year and a month. Write it as 2026-03."),
    ("2024-06", "2025-06", "p.csv:3:1: payments was already measured in this month, in line 2. Keep one of the two."),
    ("calibrate", "fit", "p.csv:2:5, role = 'fit': this is one of calibrate, validate."),
    ("women", "wemen", "p.csv:4:6, group: 'wemen' is not a group of residents; did you mean 'women'?"),
    ("series,date", "serie,date", "p.csv:1:1: 'serie' is not a known column; did you mean 'series'?"),
])  # fmt: skip
def test_what_is_wrong_is_named_by_row(tmp_path, old, new, sentence):
    path = write(tmp_path, TABLE.replace(old, new, 1), "p.csv")
    with pytest.raises(ScenarioError) as caught:
        with_points(PLAN, path)
    found = str(caught.value).replace(f"{tmp_path}/", "").splitlines()
    assert found[0] == sentence


def test_a_table_without_rows_is_refused(tmp_path):
    with pytest.raises(ScenarioError, match="there is no measured value in it"):
        with_points(PLAN, write(tmp_path, "series,date,value\n\n", "p.csv"))


def test_a_table_with_semicolons_and_decimal_commas_gives_the_same_points(tmp_path):
    european = TABLE.replace(",", ";").replace("0.", "0,")
    assert european != TABLE
    known, found = (
        with_points(PLAN, write(tmp_path, text, f"{name}.csv")).observed
        for name, text in (("known", TABLE), ("found", european))
    )
    assert [(p.month, p.value) for p in found] == [(p.month, p.value) for p in known]


def test_a_quotation_mark_without_its_partner_is_told(tmp_path):
    with pytest.raises(ScenarioError, match=r"p\.csv: this cannot be read as a table .*quotation mark"):
        with_points(PLAN, write(tmp_path, TABLE + 'payments,"2024-09,0.5\n', "p.csv"))
