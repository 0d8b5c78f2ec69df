"""Results read back as data frames and by SQL, and damage found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments.reading.frames import database, load
from experiments.reading.parts import finished_runs
from experiments.running.jobs import Job
from experiments.running.recording.recorded import Recorded
from experiments.running.sweep import run_design
from sim.errors import ResultsError
from tests.experiments.command_line import dpi_city
from tests.experiments.made_up import plan, run
from tests.experiments.old_folder import save
from tests.experiments.running.designs import content, fees, small


@pytest.fixture
def folder(tmp_path) -> Path:
    """Three runs with two tables."""
    run_design(fees(1), tmp_path, recorded=Recorded(("series", "groups"), every=1), workers=1)
    return tmp_path


def test_frames_have_the_design_in_front_and_units_and_labels_behind(folder):
    frames = load(folder)
    assert set(frames) == {"series", "groups", "runs", "indicators", "parameters"}
    series = frames["series"]
    assert list(series.columns) == [
        "number", "run", "scenario", "seed", "payments.fee", "month", "date", "indicator", "value", "label", "unit",
    ]  # fmt: skip
    assert series.groupby("indicator", observed=True).size().unique().tolist() == [12]
    assert series[series.indicator == "payments"].label.unique().tolist() == ["Use digital payments"]
    fee = frames["parameters"].set_index("name").loc["payments.fee"]
    assert (fee.unit, fee.role, fee.default) == ("% of a payment", "lever", 1.0)


def test_sql_answers_on_every_table(folder):
    with database(folder) as base:
        found = base.execute(
            'SELECT "payments.fee" AS fee, share FROM groups JOIN runs USING (number, "payments.fee") '
            "WHERE \"group\" = 'women' AND outcome = 'payments' AND month = 3 ORDER BY fee"
        ).fetchall()
    assert [fee for fee, _ in found] == [0.0, 0.5, 1.0]
    assert all(0 <= share <= 1 for _, share in found)


def test_runs_that_no_part_holds_yet_are_read_too(tmp_path, monkeypatch):
    from experiments.running.engines import local as engines

    def stop(order: object, watch: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engines, "compute", stop)
    run_design(fees(1), tmp_path, workers=1)
    assert not list(tmp_path.glob("series/*"))
    frames = load(tmp_path)
    assert frames["runs"].state.tolist() == ["done", "done", "missing"]
    assert frames["series"].number.unique().tolist() == [0, 1]


def test_a_flipped_bit_is_found_named_and_computed_again(folder):
    whole = content(folder)
    part = next(folder.glob("series/*.parquet"))
    data = bytearray(part.read_bytes())
    data[len(data) // 3] ^= 1
    part.write_bytes(data)
    with pytest.raises(ResultsError, match=rf"{part.name}: this part is damaged \("):
        load(folder)
    kept = Recorded(("series", "groups"), every=1)
    tally = run_design(fees(1), folder, recorded=kept, workers=1)
    assert tally.done == 3
    assert [path.suffix for path in tally.set_aside] == [".damaged"] * 3
    for path in tally.set_aside:
        path.unlink()
    assert content(folder) == whole


def test_a_cut_part_is_set_aside_by_the_next_sweep(tmp_path):
    run_design([Job(small(), 1)], tmp_path, workers=1)
    part = next(tmp_path.glob("series/*.parquet"))
    part.write_bytes(part.read_bytes()[:100])
    tally = run_design([Job(small(), 1)], tmp_path, workers=1)
    assert tally.done == 1
    assert part.with_name(part.name + ".damaged") in tally.set_aside
    assert load(tmp_path)["runs"].state.tolist() == ["done"]


@pytest.mark.parametrize("left", [100, 0])
def test_a_cut_list_of_runs_does_not_keep_a_sweep_from_going_on(tmp_path, left, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.yaml").write_text("scenarios: [baseline]\nresidents: 1000\nmonths: 1\n")
    assert dpi_city("sweep", "one.yaml", "--out", "out") == 0
    part = next(tmp_path.glob("out/runs/*.parquet"))
    part.write_bytes(part.read_bytes()[:left])
    assert finished_runs(Path("out")) == 0
    assert dpi_city("sweep", "one.yaml", "--out", "out") == 0
    assert load("out")["runs"].state.tolist() == ["done"]


def test_a_run_cut_short_outside_of_any_part_is_named(tmp_path):
    run_design([Job(small(), 1)], tmp_path, workers=1)
    (tmp_path / "loose" / "abc.arrow").write_bytes(b"half a run")
    with pytest.raises(ResultsError, match=r"abc\.arrow: this run is damaged"):
        load(tmp_path)
    run_design([Job(small(), 1)], tmp_path, workers=1)
    assert load(tmp_path)["runs"].state.tolist() == ["done"]


def test_a_lost_part_and_a_lost_design_are_told_apart(folder):
    next(folder.glob("groups/*.parquet")).unlink()
    with pytest.raises(ResultsError, match=r"groups/.*: this part is missing\. Type the command"):
        load(folder)
    next(folder.glob("design/*.parquet")).unlink()
    for part in folder.glob("*/*.parquet"):
        part.unlink()
    with pytest.raises(ResultsError, match=r"nothing says which run is which here\. Type the command"):
        load(folder)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{", "this file is damaged or missing"),
        ('{"made_by": "dpi-city", "kind": "experiment", "format": 1}', "'model' is missing from this file"),
    ],
)
def test_a_damaged_manifest_is_one_clear_sentence_for_every_command(folder, text, wrong, capsys):
    (folder / "manifest.json").write_text(text)
    for command in (
        ["query"],
        ["verify"],
        ["package"],
        ["sweep", "doubts", "--out"],
        ["run", "baseline", "--out"],
    ):
        if command[0] == "run" and text != "{":
            continue
        assert dpi_city(*command, str(folder)) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert f"manifest.json: {wrong}. It alone says which model made the runs beside it" in said


def test_a_folder_that_an_earlier_version_wrote_can_be_asked_too(tmp_path):
    save(tmp_path / "out", [plan("a")], [run("a", 1, 0.6)])
    assert set(load(tmp_path / "out")) >= {"series", "groups"}
    with database(tmp_path / "out") as base:
        found = base.execute(
            "SELECT value FROM series WHERE indicator = 'payments' AND month = 24"
        ).fetchall()
    assert found == [(0.6,)]


def test_query_writes_a_table_json_and_csv(folder, capsys):
    sql = 'SELECT number, "payments.fee" AS fee, NULL AS gone FROM runs ORDER BY number'
    assert dpi_city("query", str(folder), sql, "--json") == 0
    assert json.loads(capsys.readouterr().out)[1] == {"number": 1, "fee": 0.5, "gone": None}
    assert dpi_city("query", str(folder), sql, "--csv") == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["number,fee,gone", "0,0.0,"]
    assert dpi_city("query", str(folder), "SELECT * FROM series") == 0
    out, err = capsys.readouterr()
    assert "indicator" in out.splitlines()[0]
    assert "more rows; --csv gives all." in err


def test_query_without_a_question_lists_the_tables(folder, capsys):
    assert dpi_city("query", str(folder)) == 0
    out, err = capsys.readouterr()
    tables = [line.split()[0] for line in out.splitlines()[1:]]
    assert tables == ["groups", "indicators", "parameters", "runs", "series"]
    assert "double quotes" in err


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DROP VIEW runs", "the query would do more than read (DROP)"),
        ("COPY (SELECT 1) TO 'answer.csv'", "the query would do more than read (COPY)"),
        ("ATTACH 'new.db'", "the query would do more than read (ATTACH)"),
        ("SELECT 1; SELECT 2", "the query holds 2 questions"),
        (" ; ", "the query holds no questions"),
        ("", "the query holds no questions"),
    ],
)
def test_a_query_is_one_question_that_only_reads(folder, capsys, monkeypatch, sql, said):
    monkeypatch.chdir(folder)
    before = content(folder)
    assert dpi_city("query", ".", sql) == 2
    assert said in capsys.readouterr().err
    assert content(folder) == before
    assert dpi_city("query", ".", "PIVOT runs ON state USING count(*) GROUP BY seed", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["done"] > 0


def test_a_bad_question_or_folder_is_a_clear_message_and_exit_code_2(folder, tmp_path, capsys):
    assert dpi_city("query", str(folder), "SELECT sead FROM runs") == 2
    assert 'Candidate bindings: "seed"' in capsys.readouterr().err
    assert dpi_city("query", str(folder), "SELECT * FROM last") == 2
    said = capsys.readouterr().err
    assert "The tables are groups, indicators, parameters, runs, series." in said
    assert "Did you mean" not in said
    assert dpi_city("query", str(tmp_path / "nowhere"), "SELECT 1") == 2
    assert "there is no experiment here" in capsys.readouterr().err
