"""A package for a paper holds what it says, and its numbers come out again."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from rocrate.rocrate import ROCrate

from experiments import sweep
from experiments.running.keeping.seals import seal_line, seal_of
from experiments.running.keeping.shelf import locked
from experiments.running.versions import versions
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


def test_what_the_specification_demands_of_metadata_is_there(folder):
    """Of RO-Crate 1.2: software has a URL, a licence is an entity with a name, files are described, actions mentioned."""
    assert dpi_city("package", str(folder)) == 0
    made = folder.with_name("out-package")
    crate = ROCrate(made)
    assert crate.license["name"] == "Apache License 2.0"
    assert crate.root_dataset["mentions"]["instrument"].id == "#dpi-city"
    software = [entity for entity in crate.contextual_entities if entity.type == "SoftwareApplication"]
    assert {entity["name"] for entity in software} == set(versions()) - {"system"}
    assert all(entity["url"] for entity in software)
    told = {entity.id: entity["description"] for entity in crate.data_entities}
    assert told["model/ODD.md"] == "The model in words (ODD protocol)"
    assert told[next(name for name in told if "/series/" in name and name.endswith(".parquet"))] == (
        "Table: series of the finished runs"
    )
    assert all(told.values())


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
    assert dpi_city("verify", str(folder)) == 2
    assert "is damaged (its checksum is another)" in capsys.readouterr().err
    seal_of(part).write_bytes(seal_line(part, part.name))  # by somebody who wants it to look right
    assert dpi_city("verify", str(folder)) == 3
    assert "do not agree" in capsys.readouterr().err


def test_an_unfinished_experiment_is_not_packed(folder, capsys):
    for part in (*folder.glob("runs/*"), *folder.glob("series/*")):
        part.unlink()
    assert dpi_city("package", str(folder)) == 2
    assert dpi_city("verify", str(folder), "--sample", "0") == 2


def test_keys_given_in_python_are_packed_as_an_experiment_file(folder):
    assert dpi_city("package", str(folder)) == 0
    made = folder.with_name("out-package")
    assert dpi_city("check", str(made / "experiment.yaml")) == 0
    assert "Computed with `experiments.sweep({…}, " in (made / "README.md").read_text("utf-8")


def test_a_file_that_was_edited_or_lost_after_packing_is_named(folder, capsys):
    assert dpi_city("package", str(folder)) == 0
    made = folder.with_name("out-package")
    (made / "README.md").write_text("Our finding is certain.")
    assert dpi_city("verify", str(made)) == 3
    said = capsys.readouterr().err
    assert "README.md: it is not the file that was packed." in said
    assert "the bytes of all of them agree" in said
    next(made.glob("results/series/*.parquet")).unlink()
    assert dpi_city("verify", str(made)) == 3
    said = capsys.readouterr().err
    assert ".parquet: it is missing from the package." in said
    assert "Files are missing, so no run was computed again." in said
    (made / "ro-crate-metadata.json").write_text("{")
    assert dpi_city("verify", str(made)) == 2
    assert "the list of the files in this package is damaged" in capsys.readouterr().err


def test_a_plan_whose_file_is_gone_is_named_and_not_packed(folder, capsys):
    (folder / "scenarios" / "baseline.yaml").unlink()
    for command in ("package", "verify"):
        assert dpi_city(command, str(folder)) == 2
        assert "the plan 'baseline' or its city is missing." in capsys.readouterr().err
    sweep(FEES, folder, workers=1)
    assert dpi_city("package", str(folder)) == 0


def test_a_folder_that_others_read_is_packed_and_one_that_is_written_to_is_not(folder, capsys):
    with locked(folder, reading=True):
        assert dpi_city("package", str(folder), "--out", str(folder.with_name("one"))) == 0
    with locked(folder):
        assert dpi_city("package", str(folder), "--out", str(folder.with_name("two"))) == 2
    assert "another program is writing here" in capsys.readouterr().err


def test_a_plan_with_a_name_that_no_font_has_is_packed_without_a_warning(tmp_path):
    """Pixels would show boxes: the figure is SVG then, where its text is text."""
    (tmp_path / "\ue999.yaml").write_text("extends: baseline\n")
    sweep({**FEES, "scenarios": [str(tmp_path / "\ue999.yaml")]}, tmp_path / "out", workers=1)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert dpi_city("package", str(tmp_path / "out")) == 0
    made = tmp_path / "out-package"
    figure = made / "figures" / "payments.svg"
    assert "\ue999" in figure.read_text("utf-8")
    named = {entity.id: entity for entity in ROCrate(made).data_entities}
    assert named["figures/payments.svg"]["encodingFormat"] == "image/svg+xml"
    assert not list(made.glob("figures/*.png"))
