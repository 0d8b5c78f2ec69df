"""An analysis is packed with everything that it rests on, and comes out again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

from experiments import load
from tests.experiments.command_line import dpi_city

OPTIMISE = ["optimise", "baseline", "--budget", "2e7", "--residents", "1000", "--months", "12", "--workers", "1",
            "--rounds", "1", "--seeds", "1", "--draws", "2", "--policy", "device_subsidy",
            "--policy", "instant_payments", "--policy", "open_standards"]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """The package of an optimisation."""
    folder = tmp_path_factory.mktemp("analysis") / "best"
    assert dpi_city(*OPTIMISE, "--out", str(folder)) == 0
    assert dpi_city("package", str(folder)) == 0
    return folder.with_name("best-package")


def test_the_package_of_an_analysis_is_a_crate_that_verifies(made, capsys):
    named = {entity.id for entity in ROCrate(made).data_entities}
    assert {"README.md", "model/ODD.md", "results/answer.json", "results/page.html",
            "results/scenarios/baseline.yaml"} <= named  # fmt: skip
    assert all((made / name).is_file() for name in named)
    told = (made / "README.md").read_text("utf-8")
    assert told.startswith("# dpi-city optimise baseline\n\nWithout a further policy,")
    assert "`results/page.html`" in told
    assert "`figures/`" not in told
    assert dpi_city("verify", str(made), "--sample", "3", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["agrees"]
    assert len(found["checked"]) == 4
    assert "what follows from all runs" in found["checked"]


def test_a_number_that_was_changed_is_found_or_what_follows_from_it(made, tmp_path, capsys):
    changed = Path(shutil.copytree(made, tmp_path / "changed"))
    answer = changed / "results" / "answer.json"
    content = json.loads(answer.read_text("utf-8"))
    content["base"]["adoption"] += 0.001
    answer.write_text(json.dumps(content), "utf-8")
    assert dpi_city("verify", str(changed), "--sample", "1") == 3
    said = words(capsys)
    assert "the bytes of all of them agree." in said
    assert "what follows from all runs: 'base' is not the same." in said


def test_the_runs_of_an_analysis_can_be_asked_in_sql_and_loaded(made, capsys):
    query = "SELECT mix, avg(value) AS mean FROM readings WHERE reading = 'payments' AND stage[:2] = '01' GROUP BY mix"
    assert dpi_city("query", str(made / "results"), query, "--json") == 0
    mixes = {row["mix"]: row["mean"] for row in json.loads(capsys.readouterr().out)}
    assert mixes["From month 6 Instant payments"] > mixes["No further policy"]
    frames = load(made / "results")
    assert set(frames["runs"].state) == {"done"}
    assert {"reading", "value", "mix", "trust.gain"} <= set(frames["readings"].columns)


def test_a_damaged_part_of_an_analysis_is_found_and_computed_again(made, tmp_path, capsys):
    folder = Path(shutil.copytree(made / "results", tmp_path / "best"))
    part = min((folder / "readings").glob("*.parquet"))
    whole = part.read_bytes()
    part.write_bytes(whole[: len(whole) // 2])
    assert dpi_city("verify", str(folder)) == 2
    assert f"{part}: this part is damaged" in words(capsys)
    assert dpi_city(*OPTIMISE, "--out", str(folder)) == 0
    assert "Damaged, set aside and computed again where needed" in words(capsys)
    assert part.read_bytes() == whole


def test_an_analysis_of_another_model_is_said_to_be_one(made, tmp_path, capsys):
    other = Path(shutil.copytree(made / "results", tmp_path / "other"))
    manifest = other / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8")) | {"model": "0123"}), "utf-8")
    assert dpi_city("verify", str(other)) == 0
    assert "Note: the source of the model is not the same: 0123 then" in words(capsys)
    assert dpi_city(*OPTIMISE, "--rounds", "1", "--out", str(other)) == 0
    assert f"They are now in {tmp_path / 'other-0123'}." in words(capsys)


def words(capsys) -> str:
    return " ".join(capsys.readouterr().err.split())


def test_a_package_is_not_written_over(made):
    assert dpi_city("package", str(made.with_name("best"))) == 2
