"""The command: a page, tables and JSON; a missed band is said loudly and leaves with 3."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.comparing.stats import Estimate
from experiments.validating.checking import Shown
from experiments.validating.patterns import patterns
from experiments.validating.pictures import allowed, verdict
from experiments.validating.report import Validation, markdown, sheet
from tests.experiments.calibrating.small import write_town


def validate(*arguments) -> int:
    with pytest.raises(SystemExit) as left:
        main(["validate", *map(str, arguments)])
    return left.value.code


def test_a_users_town_is_scored_from_a_csv(tmp_path, capsys):
    town = write_town(tmp_path)
    points = tmp_path / "points.csv"
    rows = ["payments,2024-04,0.10", "payments,2024-07,0.15", "payments,2024-10,0.2", "payments,2025-01,0.24"]
    points.write_text("\n".join(["series,date,value", *rows]), encoding="utf-8")
    page = tmp_path / "page.html"
    small = ("--seeds", 2, "--residents", 1000, "--workers", 1, "--html", page, "--json")
    assert validate(town, "--observed", points, *small) == 0
    told = json.loads(capsys.readouterr().out)
    (series,) = told["series"]
    assert set(series["rivals"]) == {"without its network", "Bass", "logistic"}
    assert series["held_back"] > 0
    assert told["patterns"] == []
    assert "Bass" in page.read_text("utf-8")
    assert "| town | Use digital payments |" in page.with_suffix(".md").read_text("utf-8")


def test_a_missed_band_is_said_loudly_and_leaves_with_3(tmp_path, monkeypatch, capsys):
    pattern = patterns()[11]
    never = replace(pattern, bands=(replace(pattern.bands[0], low=-0.02, high=-0.01),))
    monkeypatch.setattr("experiments.validating.patterns.patterns", lambda: (never,))
    town = write_town(tmp_path)
    small = ("--seeds", 1, "--residents", 1000, "--workers", 1, "--html", tmp_path / "page.html")
    assert validate(town, "--patterns", *small) == 3
    assert "Pattern 12 is MISSED" in " ".join(capsys.readouterr().err.split())
    assert "MISSED" in (tmp_path / "page.html").read_text("utf-8")


def test_a_verdict_names_the_figure_and_its_band():
    pattern = patterns()[2]
    shown = Shown(pattern, {"lost": Estimate(0.2, 0.18, 0.22, 5)}, {"lost": 0}, 5, {})
    assert verdict(shown) == (
        "Pattern 3 is MISSED (without peers and acceptance far fewer pay digitally): users lost without peers and "
        "acceptance, month 48 is 0.20, not 0.30 to 0.60."
    )
    good = replace(shown, figures={"lost": Estimate(0.44)})
    assert verdict(good) == "Pattern 3 is shown: without peers and acceptance far fewer pay digitally."
    text = markdown(Validation([shown], []), "dpi-city validate")
    assert (
        "| 3 | Users lost without peers and acceptance, month 48 | 0.20 (0.18 to 0.22) | 0.30 to 0.60 |"
        in text
    )
    assert sheet(Validation([shown], [])).warnings == (verdict(shown),)


@pytest.mark.parametrize(("arguments", "sentence"), [
    (["baseline"], "baseline: nothing was measured in it. Give it `observed` points, or a CSV with --observed."),
    (["--observed", "x.csv"], "--observed goes with one scenario."),
    (["pix", "--use", "calibrated/nowhere"], "there is no calibrated set 'calibrated/nowhere'"),
])  # fmt: skip
def test_bad_input_is_refused(capsys, arguments, sentence):
    assert validate(*arguments) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_the_page_in_docs_tells_of_every_figure_and_its_band():
    """Refresh it with `dpi-city validate --seeds 3 --residents 10000 --equilibria --markdown docs/VALIDATION.md`."""
    told = (Path(__file__).resolve().parents[3] / "docs" / "VALIDATION.md").read_text("utf-8")
    for pattern in patterns():
        for band in pattern.bands:
            assert f"| {pattern.number} | {band.label} |" in told
            assert f"| {allowed(band)} | {band.unit} |" in told
