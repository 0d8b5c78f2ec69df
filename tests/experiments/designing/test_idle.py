"""Parameters that are varied to no effect."""

from __future__ import annotations

from experiments.designing import idle as module
from experiments.designing.file import experiment_from_dict
from experiments.designing.idle import ends_of, idle
from tests.experiments.commands.test_sensitivity import dpi_city

SIZE = {"residents": 1_000, "months": 18, "record": {"indicators": ["payments"]}}
FEE = {"payments.fee": [0, 0.5, 2]}


def sentences(scenarios, parameters, **more):
    return idle(experiment_from_dict({"scenarios": scenarios, "parameters": parameters, **SIZE, **more}))


def test_a_policy_that_makes_what_is_varied_meaningless_is_named():
    """Connect first waives the whole fee from month 6 on; the baseline does not."""
    (said,) = sentences(["baseline", "connect-first"], FEE)
    assert said == (
        "In “connect-first” payments.fee changes nothing that is recorded in the last month while the policy "
        "'instant_payments' is there: its values from 0 to 2 all end in the same. Vary a number of that policy, or "
        "take a plan without it."
    )


def test_what_matters_for_some_value_of_another_parameter_is_no_cause_for_a_warning():
    """Where nothing of the fee is waived, the fee matters."""
    assert sentences(["connect-first"], FEE | {"instant_payments.waiver": [0, 1]}) == []


def test_what_matters_to_nothing_that_is_recorded_is_said_without_a_culprit():
    (said,) = sentences(["baseline"], {"worth.leisure": "bounds"}, design={"method": "latin", "points": 4})
    assert said.startswith(
        "In “baseline” worth.leisure changes nothing that is recorded in the last month: its values"
    )


def test_a_design_of_very_many_parameters_is_left_to_screening(monkeypatch):
    monkeypatch.setattr(module, "MOST", 1)
    monkeypatch.setattr(module, "run_plan", None)
    assert sentences(["connect-first"], FEE | {"instant_payments.waiver": [0, 1]}) == []


def test_the_ends_are_those_of_lists_and_of_ranges():
    found = experiment_from_dict({
        "scenarios": ["baseline"], "parameters": FEE | {"trust.talk": {"from": 0.1, "to": 0.2}},
        "design": {"method": "latin", "points": 4},
    })  # fmt: skip
    assert ends_of(found.space) == {"payments.fee": (0, 2), "trust.talk": (0.1, 0.2)}


def test_the_sweep_warns_before_it_begins(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "fees.yaml"
    file.write_text(
        "scenarios: [connect-first]\nresidents: 1_000\nmonths: 18\nparameters: {payments.fee: [0, 2]}\n"
        "record: {indicators: [payments]}\n", "utf-8",
    )  # fmt: skip
    assert dpi_city("sweep", str(file), "--workers", "1") == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "Warning: In “connect-first” payments.fee changes nothing that is recorded" in said
    assert said.index("Warning") < said.index("Runs: 2 new")
    assert dpi_city("sweep", str(file), "--workers", "1") == 0
    assert "Warning" not in capsys.readouterr().err
