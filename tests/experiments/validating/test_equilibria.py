"""Two starts of one city."""

from __future__ import annotations

import numpy as np

from experiments.validating.equilibria import Ends, ends, share_with_two
from sim.scenario import scenario_from_dict

SMALL = scenario_from_dict({"city": "marenga", "months": 12, "residents": 1000})
COLD = {"payments.base": -4.0, "payments.working": 0.0, "payments.peers": 8.0, "payments.acceptance": 4.0}
"""Nobody begins alone, and nobody stops while the others go on."""


def test_without_influence_both_starts_end_alike_and_with_much_of_it_apart():
    alone = {"payments.peers": 0.0, "payments.acceptance": 0.0, "payments.habit": 0.0}
    share, (one, two) = share_with_two(SMALL, 1, [alone, COLD])
    assert abs(one.high[-1] - one.low[-1]) < 0.03
    assert not one.two
    assert two.high[-1] > two.low[-1] + 0.1
    assert share == 0.5


def test_a_gap_that_is_still_closing_is_no_second_state():
    months = np.arange(241)
    closing, lasting = 0.5 - months / 600, np.full(241, 0.3)
    assert not Ends(np.zeros(241), closing).two
    assert Ends(np.zeros(241), lasting).two
    assert not Ends(np.zeros(241), lasting / 10).two


def test_the_launch_is_behind_both_starts():
    late = scenario_from_dict(
        {"city": "marenga", "months": 12, "residents": 1000, "parameters": {"components.payments_launch": 9}}
    )
    assert ends(late, 1, {}).high[1] > 0.5
