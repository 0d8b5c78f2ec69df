"""Results of another version are verified where that is possible, and said to be another version's where not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from experiments import sweep
from tests.experiments.command_line import dpi_city
from tests.experiments.packaging.test_crate import FEES

OTHER = "0123456789abcdef"


@pytest.fixture
def folder(tmp_path) -> Path:
    """An experiment of which the manifest names another model."""
    sweep(FEES, tmp_path / "out", workers=1)
    change(tmp_path / "out", model=OTHER)
    return tmp_path / "out"


def change(folder: Path, **facts) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | facts), "utf-8")


def said(capsys) -> str:
    return " ".join(capsys.readouterr().err.split())


def test_another_model_that_gives_the_same_bytes_is_noted_only(folder, capsys):
    assert dpi_city("verify", str(folder)) == 0
    text = said(capsys)
    assert f"Note: the source of the model is not the same: {OTHER} then," in text
    assert "the bytes of all of them agree." in text


def test_another_model_that_gives_other_numbers_is_named_with_the_one_to_use(folder, capsys, monkeypatch):
    from sim.model import DPICity

    real = DPICity.play_month

    def step(self: DPICity) -> None:
        real(self)
        self.record.series["data_price"][:] = 1.0
        self.record.counts["stage_payments"][:, :, 0] -= 1

    monkeypatch.setattr(DPICity, "play_month", step)
    assert dpi_city("verify", str(folder)) == 3
    text = said(capsys)
    assert "2 of them do not agree. Verify them with the version that made them, dpi-city 0.1.0." in text
    assert f"{OTHER} then" in text


def test_what_this_model_does_not_know_is_said_with_the_one_that_does(folder, capsys):
    plan = folder / "scenarios" / "baseline.yaml"
    plan.write_text(plan.read_text("utf-8") + "policies:\n  - {use: flying_taxis}\n", "utf-8")
    assert dpi_city("verify", str(folder)) == 2
    text = said(capsys)
    assert f"these results come from another version of the model ({OTHER}; this is" in text
    assert "asked for something that this one does not know" in text
    assert text.endswith("Verify them with the version that made them, dpi-city 0.1.0.")


def test_another_format_is_said_to_be_another_format(folder, capsys):
    change(folder, format=99)
    for command in ("verify", "package"):
        assert dpi_city(command, str(folder)) == 2
        assert "these results are in format 99, and this version of dpi-city reads format 1." in said(capsys)


def test_a_sweep_does_not_go_on_in_results_of_another_model(folder, capsys):
    (folder.parent / "fees.yaml").write_text(json.dumps(FEES), "utf-8")
    assert dpi_city("sweep", str(folder.parent / "fees.yaml"), "--out", str(folder)) == 2
    assert f"come from another version of the model ({OTHER}; this is" in said(capsys)


def test_results_of_another_model_are_not_packed_with_the_description_of_this_one(folder, capsys):
    assert dpi_city("package", str(folder)) == 2
    assert f"these results come from another version of the model ({OTHER};" in said(capsys)
    assert not folder.with_name("out-package").exists()
