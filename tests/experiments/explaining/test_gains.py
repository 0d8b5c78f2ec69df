"""Who gains by a plan and who loses, resident by resident."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.cli import main
from experiments.explaining.gains import who_gains
from experiments.running.runner import Plan
from sim.choice import USES
from sim.errors import DPICityError
from sim.model import DPICity
from sim.scenario import scenario_from_dict

SMALL = {"city": "marenga", "residents": 1_500, "months": 18}


def plan(name: str, **parts: object) -> Plan:
    return Plan(name, scenario_from_dict({**SMALL, **parts}, name))


BASE = plan("base")
RAIL = plan("rail", policies=[{"use": "instant_payments", "months": [1]}])


def test_gains_less_losses_are_the_difference_of_the_two_plans():
    found = who_gains(BASE, RAIL, [3], "payments")
    shares = []
    for known in (BASE, RAIL):
        model = DPICity(known.scenario, seed=3)
        model.run_model()
        shares.append(float((model.city.residents.stage_payments == USES).mean()))
    assert found.gained.mean - found.lost.mean == pytest.approx(shares[1] - shares[0])
    assert found.gained.mean > 0


def test_everyone_is_accounted_for():
    """Those freed add up to those who gain, those shut to those who lose."""
    found = who_gains(RAIL, BASE, [3], "payments")
    assert sum(e.mean for e in found.freed.values()) == pytest.approx(found.gained.mean)
    assert sum(e.mean for e in found.shut.values()) == pytest.approx(found.lost.mean)
    assert found.lost.mean > 0


def test_the_groups_of_one_dimension_add_up_to_everybody():
    found = who_gains(BASE, RAIL, [3], "payments")
    sexes = {g.label: g.gained.mean for g in found.groups if g.dimension == "sex"}
    assert min(sexes.values()) <= found.gained.mean <= max(sexes.values())


def test_a_plan_beside_itself_moves_nobody():
    found = who_gains(BASE, BASE, [3], "payments")
    assert found.gained.mean == found.lost.mean == 0
    assert not found.freed
    assert np.isclose(sum(e.mean for e in found.held.values()), 1 - _using(BASE))


def _using(known: Plan) -> float:
    model = DPICity(known.scenario, seed=3)
    model.run_model()
    return float((model.city.residents.stage_payments == USES).mean())


def test_plans_about_different_people_are_refused():
    with pytest.raises(DPICityError, match="not about the same people"):
        who_gains(BASE, plan("other", residents=1_600), [3], "payments")


def test_a_channel_that_is_none_is_refused_with_the_nearest():
    with pytest.raises(DPICityError, match="payments"):
        who_gains(BASE, RAIL, [3], "payment")


def test_the_command_says_who_gains_and_what_holds_the_rest(capsys):
    with pytest.raises(SystemExit) as end:
        main(
            [
                "explain",
                "--who",
                "baseline",
                "connect-first",
                "--seeds",
                "2",
                "--residents",
                "1000",
                "--months",
                "12",
            ]
        )
    assert end.value.code == 0
    said = capsys.readouterr().err
    for words in ("Gain:", "Lose:", "neither plan brings in", "Of 100 in each group"):
        assert words in said
