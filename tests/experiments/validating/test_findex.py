"""Gaps between groups beside the quartiles of Findex 2017."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from experiments.comparing.stats import Estimate
from experiments.validating.findex import (
    CITIES,
    COUNTRIES,
    INCOMES,
    SHOWN,
    Gap,
    Spread,
    archetypes,
    gaps,
    gaps_line,
    unmet_line,
)
from experiments.validating.gap_pictures import gaps_chart, gaps_table
from experiments.validating.report import Validation, as_data, markdown
from sim.scenario import load_scenario

OUT = Gap(
    "m-pesa",
    "women",
    Estimate(-0.8),
    Estimate(0.79),
    "lower-middle income",
    Spread(-0.69, -0.168, 41),
    "Kenya",
    -0.56,
)


def lived(use: list[float], women: list[float]) -> SimpleNamespace:
    """A run of a few months, as far as gaps ask for it."""
    others = {name: np.full(len(use), -0.9) for name in SHOWN if name != "logodds_women"}
    return SimpleNamespace(indicators={"payments": np.array(use), "logodds_women": np.array(women), **others})


def test_a_gap_is_read_where_as_many_pay_as_in_the_country():
    """Kenya's 79 of 100 are nearest in month 2 of one city and month 1 of the other: ½ · (−.3 − .5) = −.4."""
    runs = [
        lived([0, 0.5, 0.8, 0.95], [0, -0.9, -0.3, -0.1]),
        lived([0, 0.78, 0.9, 0.99], [0, -0.5, -0.3, -0.1]),
    ]
    women, poor, schooling, young, without_work = gaps("m-pesa", load_scenario("m-pesa"), runs)  # type: ignore[arg-type]
    assert women.value.mean == pytest.approx(-0.4)
    assert women.use.mean == pytest.approx(0.79)
    assert women.country == "Kenya"
    assert women.measured == -0.56
    assert poor.inside
    assert schooling.inside
    assert [gap.unmet for gap in (schooling, young, without_work)] == [False, True, True]
    assert gaps("m-pesa", load_scenario("m-pesa"), []) == []


def test_without_a_country_the_middle_of_its_income_group_stands_in():
    """Half of .3 or .3 itself: month 2, in the lower-middle group."""
    runs = [lived([0, 0.15, 0.3], [0, -0.1, -0.2])]
    women = gaps("town", load_scenario("baseline"), runs)[0]  # type: ignore[arg-type]
    assert women.value.mean == -0.2
    assert women.country == ""
    assert women.spread == INCOMES["lower_middle"].gaps["logodds_women"]


def test_every_archetype_has_its_city_and_every_table_its_five_gaps():
    plans = archetypes(1000)
    assert [plan.city.archetype for plan in plans.values()] == list(CITIES)
    assert list(plans) == ["Marenga (fictional)", "São Paulo", "Barcelona"]
    for known in (*INCOMES.values(), *COUNTRIES.values()):
        assert list(known.gaps) == list(SHOWN)
        assert 0 < known.level < 1
    assert all(spread.low < spread.high for known in INCOMES.values() for spread in known.gaps.values())


def test_a_gap_outside_is_said_loudly_in_the_sentence_the_table_and_the_picture():
    good = replace(OUT, plan="marenga", value=Estimate(-0.69), country="", measured=float("nan"))
    assert good.inside
    line = (
        "1 of 2 gaps between groups lie within the quartiles of Findex 2017; MISSED: m-pesa, women (−0.80)."
    )
    assert gaps_line([OUT, good]) == line
    rows = gaps_table([OUT, good])
    assert (
        "| m-pesa | 0.79 | women | −0.80 | −0.69 to −0.17 (lower-middle income) | 41 | −0.56 (Kenya) | **missed** |"
        in rows
    )
    assert (
        "| marenga | 0.79 | women | −0.69 | −0.69 to −0.17 (lower-middle income) | 41 | — | inside |" in rows
    )
    chart = gaps_chart([OUT, good])
    assert chart.finding == line
    assert [row[-1] for row in chart.rows] == ["MISSED", "inside"]
    young = replace(OUT, group="15-24", spread=Spread(-0.62, -0.2, 41))
    assert gaps_line([OUT, good, young]) == line
    counted = unmet_line([OUT, good, young, replace(young, value=Estimate(-0.3))])
    assert counted.startswith("Of the 2 gaps by age and work, which the model is known to miss")
    assert counted.endswith(", 1 lies within the quartiles.")
    assert [row[-1] for row in gaps_chart([OUT, good, young]).rows] == ["MISSED", "inside", "known miss"]
    validation = Validation([], [], gaps=[OUT, good])
    assert line in markdown(validation, "dpi-city validate")
    assert [gap["inside"] for gap in as_data(validation)["gaps"]] == [False, True]
    assert as_data(validation)["gaps"][1]["measured"] is None
