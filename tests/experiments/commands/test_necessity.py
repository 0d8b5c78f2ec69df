"""`dpi-city necessity` from the command line."""

from __future__ import annotations

import json

from tests.experiments.commands.test_sensitivity import dpi_city

FILE = """\
title: Is help needed?
scenario: baseline
targets: [{indicator: payments, at_least: 0.0005}]
components: [payments, assisted]
governance: [as it is]
draws: 2
residents: 1000
months: 6
"""


def test_the_answer_is_told_and_written_down(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(FILE)
    assert dpi_city("necessity", "mine.yaml", "--workers", "1", "--json") == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert data["needs"][0]["component"] == "payments"
    assert data["minimal"][0]["components"] == ["payments"]
    assert "About 8 runs of 1,000 residents and 6 months" in err
    assert {p.name for p in (tmp_path / "results/necessity-mine").iterdir()} == {
        "manifest.json", "design", "readings", "runs", "loose", "scenarios", "answer.json", "page.html", ".lock",
    }  # fmt: skip


def test_the_answer_speaks_other_languages(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(FILE)
    assert dpi_city("necessity", "mine.yaml", "--workers", "1", "--language", "es") == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "Necesario: pagos digitales (2; para «Usan pagos digitales: al menos 0,050 %»)." in said
    page = (tmp_path / "results/necessity-mine/page.html").read_text("utf-8")
    assert '<html lang="es" dir="ltr">' in page
    assert "Qué se probó, y qué significan las palabras" in page
    assert "dpi-city necessity mine.yaml --language es" in page
    assert dpi_city("verify", "results/necessity-mine") == 0
    assert dpi_city("necessity", "mine.yaml", "--language", "xx") == 2


def test_a_draw_too_few_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert dpi_city("necessity", "marenga", "--draws", "1") == 2
    assert "--draws 1: give a number from 2 to 10,000." in capsys.readouterr().err
