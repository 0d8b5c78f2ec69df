"""`dpi-city sensitivity` from the command line."""

from __future__ import annotations

import json

import pytest

from experiments.cli import main
from tests.experiments.running.designs import forbid

SMALL = [
    "--residents",
    "1000",
    "--months",
    "3",
    "--workers",
    "1",
    "--over",
    "trust.gain",
    "--over",
    "payments.peers",
]
FEW = ["--seeds", "2", "--trajectories", "2", "--samples", "4", "--draws", "30"]


def dpi_city(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


def test_a_study_is_told_written_down_and_not_computed_twice(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert dpi_city("sensitivity", "connect-first", "--against", "baseline", *SMALL, *FEW, "--json") == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert data["outcomes"] == ["payments", "worst_gap"]
    assert [i["key"] for i in data["inputs"]] == ["payments.peers", "trust.gain"]
    assert data["draws"]["count"] == 30
    assert "About 128 runs of 1,000 residents and 3 months: some 1 s on 1 processor, 384 kB on disk." in err
    assert data["sentences"][0] in " ".join(err.split())
    folder = tmp_path / data["folder"]
    assert {p.name for p in folder.iterdir()} == {
        "manifest.json", "design", "readings", "runs", "loose", "scenarios", "answer.json", "page.html", ".lock",
    }  # fmt: skip
    assert json.loads((folder / "answer.json").read_text())["draws"] == data["draws"]
    page = (folder / "page.html").read_text()
    forbid(monkeypatch)
    assert dpi_city("sensitivity", "connect-first", "--against", "baseline", *SMALL, *FEW, "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == data
    assert "runs are there already" in err
    assert (folder / "page.html").read_text() == page
    assert (
        dpi_city("sensitivity", "connect-first", "--against", "baseline", *SMALL, *FEW, "--language", "es")
        == 0
    )
    said = " ".join(capsys.readouterr().err.split())
    assert "¿Qué tan segura es la diferencia entre «Primero conectar» y «" in said
    assert '<html lang="es" dir="ltr">' in (folder / "page.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--outcome", "paymets"], "--outcome paymets: 'paymets' is no indicator; did you mean 'payments'?"),
        (["--over", "truts.*"], "no uncertain number of these plans has this name; did you mean 'trust.*'?"),
        (["--samples", "100"], "--samples 100: give a power of two, such as 128, or 0 for none."),
        (["--seeds", "1"], "--seeds 1: a design needs two cities or more"),
        (["--against", "basline"], "did you mean 'baseline'?"),
        (["--precision", "0"], "--precision 0: give a number above 0"),
    ],
)
def test_bad_input_is_refused_before_anything_runs(options, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert dpi_city("sensitivity", "connect-first", *options) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "results").exists()


def test_a_plan_is_not_held_against_itself(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text("title: Mine\nextends: baseline\n")
    assert dpi_city("sensitivity", "mine.yaml", "--against", "baseline", "--over", "trust.gain") == 2
    assert "--against baseline: this plan does the same as mine.yaml" in " ".join(
        capsys.readouterr().err.split()
    )
    assert not (tmp_path / "results").exists()
