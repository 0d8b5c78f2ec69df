"""The model description says what the code says, all of it, and is up to date."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sim.choice import CONSTRAINTS
from sim.city.assumptions import PARAMS
from sim.city.columns import COLUMNS
from sim.describe import assumptions, description, odd, write_docs
from sim.describe.data import by_ground, ground
from sim.describe.markdown import body, number, table
from sim.describe.words import PHASES, REFERENCES
from sim.params import Param
from sim.registry import registry
from sim.rules import Mechanism, Phase, Policy

DOCS = Path(__file__).resolve().parents[2] / "docs"
ODD, ASSUMPTIONS = odd(), assumptions()


@pytest.mark.parametrize(("page", "text"), [("ODD.md", ODD), ("ASSUMPTIONS.md", ASSUMPTIONS)])
def test_the_pages_are_up_to_date(page: str, text: str) -> None:
    written = (DOCS / page).read_text("utf-8")
    assert written == text, f"docs/{page} is out of date: dpi-city describe --out docs"


def test_writing_the_pages_twice_changes_nothing(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in write_docs(tmp_path / "new")]
    again = write_docs(tmp_path / "new")
    assert [path.name for path in again] == ["ODD.md", "ASSUMPTIONS.md"]
    assert [path.read_bytes() for path in again] == first


def test_every_rule_has_a_heading_its_equation_and_its_parameters() -> None:
    for rule in registry().rules.values():
        assert f"\n### {rule.name}\n" in ODD
        assert body(rule) in ODD
        assert rule.title() in ODD


def test_every_number_is_on_both_pages_or_belongs_to_the_city() -> None:
    for key in registry().params:
        assert f"| `{key}` |" in ODD
        assert f"| `{key}` |" in ASSUMPTIONS
    for param in PARAMS.values():
        assert f"| `{param.key}` |" in ASSUMPTIONS


def test_every_column_indicator_constraint_and_phase_is_described() -> None:
    for column in (*COLUMNS, *registry().columns.values()):
        assert f"| `{column.name}` | {column.label} |" in ODD
    for found in registry().indicators.values():
        assert f"| `{found.name}` | {found.label} | {found.unit} |" in ODD
    for constraint in CONSTRAINTS[1:]:
        assert constraint in ODD
    assert list(PHASES) == list(Phase)


def test_the_seven_parts_of_odd_are_there_in_order() -> None:
    parts = ("Purpose and patterns", "Entities, state variables and scales", "Process overview and scheduling",
             "Design concepts", "Initialisation", "Input data", "Submodels")  # fmt: skip
    places = [ODD.index(f"## {k}. {part}") for k, part in enumerate(parts, start=1)]
    assert places == sorted(places)


def test_who_is_cited_is_in_the_references() -> None:
    for author, year in (("Grimm", 2020), ("Grimm", 2005), ("Müller", 2013), ("Edmonds", 2019), ("Bass", 1969),
                         ("McCulloch", 2022), ("ten Broeke", 2016), ("Lee", 2015), ("Granovetter", 1978),
                         ("Brock", 2001)):  # fmt: skip
        assert any(r.startswith(author) and f"({year})" in r for r in REFERENCES)
        assert ODD.count(str(year)) >= 2


def test_assumptions_come_first_and_nothing_is_counted_twice() -> None:
    kinds = by_ground()
    assert next(iter(kinds)) == "assumptions"
    assert all(param.assumed for param in kinds["assumptions"])
    assert sum(map(len, kinds.values())) == len(registry().params) + len(PARAMS)
    assert ASSUMPTIONS.startswith(
        f"# What the model assumes\n\n{len(registry().params) + len(PARAMS)} parameters"
    )
    assert ASSUMPTIONS.index("## Assumptions") < ASSUMPTIONS.index("## From evidence")


@pytest.mark.parametrize(
    ("source", "rests_on"),
    [
        ("assumption: 5-10", "assumptions"),
        (
            "fitted in an earlier model; 90 % of the fits lie between 0.1 and 0.3",
            "fitted in an earlier model",
        ),
        ("policy choice; zero for UPI", "choices and definitions"),
        ("World Bank, Findex 2021", "from evidence"),
    ],
)
def test_a_value_rests_on_what_its_source_says(source: str, rests_on: str) -> None:
    assert ground(Param(1, "share", (0, 1), "uncertainty", "Share", source)) == rests_on


def test_the_data_survive_json_and_hold_every_parameter_and_rule() -> None:
    data = json.loads(json.dumps(description(), allow_nan=False))
    assert {p["key"] for p in data["parameters"]} == {*registry().params, *(p.key for p in PARAMS.values())}
    assert {
        r["name"] for kind in ("mechanisms", "policies", "services", "shocks") for r in data[kind]
    } == set(registry().rules)
    assert {i["name"] for i in data["indicators"]} == set(registry().indicators)


def test_a_policys_docstring_becomes_a_list_and_keeps_its_equations() -> None:
    class Kiosks(Policy):
        """Kiosks enrol.

            x = 1

        Eligible: those who
                  cannot enrol alone.
        Cost:     `visit` each.

        No evidence was found.
        """

    assert body(Kiosks) == (
        "    x = 1\n\n- **Eligible:** those who cannot enrol alone.\n- **Cost:** `visit` each.\n\n"
        "No evidence was found."
    )


def test_a_docstring_of_one_line_has_no_body() -> None:
    class Short(Mechanism):
        """Nothing more to say."""

    assert body(Short) == ""


def test_bars_in_cells_do_not_break_a_table() -> None:
    assert table(("a", "b"), [("x|y", "z")]) == "| a | b |\n| --- | --- |\n| x\\|y | z |"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(20_000, "20,000"), (0.0014, "0.0014"), (-0.25, "-0.25"), (0, "0"), (1e6, "1,000,000")],
)
def test_numbers_are_written_as_people_write_them(value: float, shown: str) -> None:
    assert number(value) == shown
