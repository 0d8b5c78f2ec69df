"""The whole command on a small town: it finds what made the points, stops, goes on, and gives up honestly."""

from __future__ import annotations

import json
import re

import pytest

from experiments.cli import main
from sim.scenario import load_scenario, scenario_text
from tests.experiments.calibrating.small import FITTED, TRUTH, town, write_town

SMALL = ["--draws", "24", "--waves", "2", "--residents", "1000", "--workers", "1", "--json"]


def calibrate(folder, *options, plan=None):
    """Exit code of a calibration of the town."""
    path = plan or write_town(folder)
    with pytest.raises(SystemExit) as left:
        main(["calibrate", str(path), *FITTED, *SMALL, "--out", str(folder / "runs"), *options])
    return left.value.code


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calibration")
    assert calibrate(folder) == 0
    return folder


def test_the_set_fits_and_holds_values_like_those_that_made_the_points(done):
    write_town(done)
    plan = done / "plan.yaml"
    plan.write_text("city: marenga\nparameters: runs.yaml\n", encoding="utf-8")
    medoid = load_scenario(plan).parameters
    assert abs(medoid["payments.base"] - TRUTH["payments.base"]) < 0.8
    text = (done / "runs.yaml").read_text("utf-8")
    bases = [
        float(line.partition("payments.base: ")[2].partition(",")[0])
        for line in text.splitlines()
        if "shared" in line
    ]
    assert min(bases) < TRUTH["payments.base"] < max(bases)
    assert len(bases) >= 5


def test_nothing_is_computed_twice_and_the_result_is_the_same_to_the_byte(done, monkeypatch, capsys):
    before = (done / "runs.yaml").read_bytes()

    def computed(order):
        raise AssertionError("this run was already there")

    monkeypatch.setattr("experiments.running.course.compute", computed)
    assert calibrate(done, plan=done / "town.yaml") == 0
    assert (done / "runs.yaml").read_bytes() == before
    told = json.loads(capsys.readouterr().out)
    assert told["draws"] == 48
    assert told["error_in_points"]["town"] < 5


def test_ctrl_c_keeps_what_is_finished_and_the_same_command_goes_on(done, tmp_path, monkeypatch, capsys):
    from experiments.running import course

    real, made = course.compute, []

    def impatient(order, *rest):
        made.append(order.key)
        if len(made) == 2:
            raise KeyboardInterrupt
        return real(order, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(course, "compute", impatient)
        assert calibrate(tmp_path) == 130
    assert "the same command goes on from there" in " ".join(capsys.readouterr().err.split())
    assert calibrate(tmp_path) == 0
    one, other = ((folder / "runs.yaml").read_text("utf-8") for folder in (done, tmp_path))
    assert one.partition("members:")[2] == other.partition("members:")[2]


def test_when_nothing_is_plausible_the_nearest_miss_is_shown(tmp_path, capsys):
    """Measurements 40 points above what any of the draws can reach."""
    high = write_town(tmp_path, off=0.4)
    assert calibrate(tmp_path, "--draws", "8", "--waves", "1", plan=high) == 3
    said = " ".join(capsys.readouterr().err.split())
    assert "Nothing is plausible: of 8 draws none stays under an implausibility of 3.0" in said
    assert "ruled out by town, Use digital payments" in said
    assert not (tmp_path / "runs.yaml").exists()


@pytest.mark.parametrize(("off", "code", "shared"), [
    (0.02, 0, "the shared set,"), (0.4, 3, "the shared set (nothing plausible; nearest miss),"),
])  # fmt: skip
def test_apart_tells_for_each_case_what_sharing_loses(tmp_path, capsys, off, code, shared):
    """Two towns that the same parameters made, one of them measured a little or a lot too high."""
    other = tmp_path / "other.yaml"
    other.write_text(scenario_text(town(off=off)), encoding="utf-8")
    assert calibrate(tmp_path, str(other), "--apart", "--draws", "12") == code
    said = " ".join(capsys.readouterr().err.split())
    assert "town alone: Wave 1 of 2" in said
    found = re.findall(
        r"(town|other): ([0-9.]+) points off with the shared set.*?, ([0-9.]+) when fitted alone", said
    )
    assert [name for name, _, _ in found] == ["town", "other"]
    assert f"points off with {shared}" in said
    together, alone = float(found[0][1]), float(found[0][2])
    if off > 0.1:
        assert together >= alone >= 0
    else:  # towns that nearly agree lose nothing but luck: either set is within what they differ by
        assert max(together, alone) <= 100 * off


@pytest.mark.parametrize(("options", "sentence"), [
    (["--draws", "2"], "--draws 2: give a number from 8 to 100,000."),
    (["--range", "payments.base=1"], "--range payments.base=1: write a name and two numbers"),
    (["--range", "trust.gain=0,1"], "--range trust.gain: this parameter is not fitted. Add it with --also trust.gain."),
    (["--discrepancy", "payment=0.1"], "'payment' is not an indicator; did you mean 'payments'?"),
    (["--also", "payments.bass"], "'payments.bass' is not a known parameter; did you mean 'payments.base'?"),
])  # fmt: skip
def test_a_bad_option_is_refused_before_any_run(tmp_path, capsys, options, sentence):
    assert calibrate(tmp_path, *options) == 2
    assert sentence in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "runs").exists()
