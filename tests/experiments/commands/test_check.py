"""`dpi-city check` knows what kind of file it looks at."""

from __future__ import annotations

import json

import pytest

from tests.experiments.command_line import dpi_city

EXPERIMENT = "scenarios: [baseline]\nmonths: 3\nparameters: {payments.fee: [0, 1]}\n"
TARGETS = "scenario: baseline\nmonths: 12\ntargets: [{indicator: payments, at_least: 0.6}]\n"


@pytest.mark.parametrize(
    ("text", "typed", "said"),
    [
        (EXPERIMENT, ("payments.fee", "payments.fees"), "did you mean 'payments.fee'?"),
        (TARGETS, ("payments", "paymets"), "this is no indicator; did you mean 'payments'?"),
    ],
)
def test_experiment_and_targets_files_are_checked_as_what_they_are(
    text, typed, said, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(text)
    assert dpi_city("check", "mine.yaml") == 0
    assert "mine.yaml: nothing is wrong with it." in capsys.readouterr().err
    (tmp_path / "mine.yaml").write_text(text.replace(*typed))
    assert dpi_city("check", "mine.yaml", "--json") == 2
    out, err = capsys.readouterr()
    assert said in err
    assert json.loads(out)["mine.yaml"] == err.splitlines()
