"""A package for a paper holds what it says, and its numbers come out again."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rocrate.rocrate import ROCrate

from experiments import sweep
from tests.experiments.command_line import dpi_city

FEES = {
    "title": "Fees", "scenarios": ["baseline"], "residents": 1000, "months": 3,
    "parameters": {"payments.fee": [0, 0.5]},
}  # fmt: skip


@pytest.fixture
def folder(tmp_path) -> Path:
    sweep(FEES, tmp_path / "out", workers=1)
    return tmp_path / "out"


def test_a_package_is_a_crate_that_verifies(folder, capsys):
    assert dpi_city("package", str(folder)) == 0
    made = folder.with_name("out-package")
    crate = ROCrate(made)
    named = {entity.id for entity in crate.data_entities}
    assert {"README.md", "model/ODD.md", "figures/payments.png", "results/manifest.json"} <= named
    assert all((made / name).is_file() for name in named)
    assert dpi_city("verify", str(made), "--json") == 0
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (found["agrees"], found["runs"], len(found["checked"])) == (True, 2, 2)
    assert dpi_city("package", str(folder)) == 2


def test_a_package_tells_what_was_asked_and_what_was_varied(tmp_path):
    text = "scenarios: [baseline]\nresidents: 1000\nmonths: 3\nparameters: {payments.fee: [0, 0.5]}\n"
    (tmp_path / "fees.yaml").write_text(text)
    sweep(tmp_path / "fees.yaml", tmp_path / "out", workers=1)
    assert dpi_city("package", str(tmp_path / "out")) == 0
    made = tmp_path / "out-package"
    assert (made / "experiment.yaml").read_text() == text
    told = (made / "README.md").read_text("utf-8")
    assert "What was varied:\n\n- Fee on a resident's payment (`payments.fee`, % of a payment)\n" in told
    assert "The experiment file is `experiment.yaml`" in told


def test_a_number_that_was_changed_is_found(folder, capsys):
    part = next(folder.glob("series/*.parquet"))
    table = pq.read_table(part)
    values = table["value"].to_pylist()
    values[0] = (values[0] or 0.0) + 1e-9
    place = table.column_names.index("value")
    pq.write_table(table.set_column(place, "value", [values]), part)
    assert dpi_city("verify", str(folder)) == 3
    assert "do not agree" in capsys.readouterr().err


def test_an_unfinished_experiment_is_not_packed(folder, capsys):
    for part in (*folder.glob("runs/*"), *folder.glob("series/*")):
        part.unlink()
    assert dpi_city("package", str(folder)) == 2
    assert dpi_city("verify", str(folder), "--sample", "0") == 2
