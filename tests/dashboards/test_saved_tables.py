"""Every table that the page or a report saves opens in pandas as numbers that can be summed and drawn."""

from __future__ import annotations

import base64
import io
import re

import numpy as np
import pandas as pd
import pytest

from dashboards.charts.figure import Figure
from dashboards.charts.measured import measured
from dashboards.tabs import certainty, crossings, experiments, money, time, who, why
from experiments.comparing.stats import Estimate
from experiments.language import speaking
from experiments.report.page import page
from experiments.telling.cells import Head, as_csv, told
from tests.dashboards.conftest import small
from tests.dashboards.drawn import COLORS
from tests.dashboards.test_cases_tab import seen
from tests.dashboards.test_why import contributions

LINK = re.compile(r'download="([\w-]+)\.csv" href="data:text/csv;charset=utf-8;base64,([^"]+)"')


def read(file: str, sep: str = ",", decimal: str = ".") -> pd.DataFrame:
    return pd.read_csv(io.StringIO(file.lstrip("\ufeff")), sep=sep, decimal=decimal)


def figures(known) -> list[Figure]:
    """A figure of every kind that the tabs draw."""
    parts = contributions(0.1, 0.05, 0.3)
    points = [
        experiments.Point("a", Estimate(0.5, 0.4, 0.6, 3)),
        experiments.Point("b", Estimate(0.3, 0.2, 0.4, 3)),
    ]
    case, observed = seen()
    return [
        time.over_time(known, COLORS, 1), time.small(known, "id_active", COLORS, 1), who.gaps(known, COLORS),
        who.held_back(known, "payments", who.EVERYONE, COLORS), crossings.funnel(known, "payments", "payments", COLORS),
        money.by_category(known, COLORS), money.over_time(known, COLORS, 1),
        certainty.in_cities((2.0, -1.0, 3.0), known, known.sides[1], COLORS),
        why.alone_and_together(parts, 0.5, ("Base", "Plan"), COLORS), why.fair_shares(parts, COLORS),
        experiments.drawn(points, "payments", "two", COLORS),
        measured(case, "payments", observed, (), COLORS), measured(case, "payments", (), (), COLORS),
    ]  # fmt: skip


def test_every_column_of_numbers_of_every_tab_is_numbers(comparison):
    for figure in figures(comparison):
        frame = read(as_csv(figure.columns, figure.rows))
        assert len(frame) == len(figure.rows), figure.key
        named = [name for name in frame if "[" in name]
        assert len(named) >= sum(isinstance(column, Head) for column in figure.columns) > 0, figure.key
        assert all(np.issubdtype(frame[name].dtype, np.number) for name in named), (figure.key, frame.dtypes)
        assert not frame.select_dtypes("number").sum().isna().any()
        for low in (name for name in frame if ": low" in name):
            value, high = low.replace(": low", ""), low.replace(": low", ": high")
            there = frame[low].notna()
            assert (frame[low][there] <= frame[value][there] + 1e-6).all(), (figure.key, low)
            assert (frame[value][there] <= frame[high][there] + 1e-6).all(), (figure.key, high)


def test_a_line_can_be_drawn_of_a_saved_table_and_ends_where_the_page_says(comparison):
    figure = time.over_time(comparison, COLORS, 1)
    frame = (
        read(as_csv(figure.columns, figure.rows))
        .assign(Month=lambda f: pd.to_datetime(f["Month"]))
        .set_index("Month")
    )
    axes = frame.plot()
    plan = "Connect first [of 100 adults]"
    drawn = next(line for line in axes.lines if line.get_label() == plan)
    assert np.allclose(drawn.get_ydata(), frame[plan])
    assert round(frame[plan].iloc[-1]) == 52
    assert told(figure.columns, figure.rows)[-1][2].startswith("52")


def test_costs_by_category_add_up_to_the_line_that_says_all(comparison):
    figure = money.by_category(comparison, COLORS)
    frame = read(as_csv(figure.columns, figure.rows)).set_index("Spent on")
    plan = next(name for name in frame if name.startswith("All in [US$; 20"))
    assert frame[plan].drop("All").sum() == pytest.approx(frame[plan]["All"])
    assert frame[plan]["All"] == 3e6


@pytest.mark.parametrize(("code", "sep", "decimal"), [("en", ",", "."), ("fr", ";", ",")])
def test_the_tables_of_a_report_open_as_numbers(comparison, code, sep, decimal):
    with speaking(code):
        found = LINK.findall(page(comparison, command="dpi-city compare a b"))
        plans = [side.plan.scenario.hash[:16] for side in comparison.sides]
    assert {"over-time", "groups", "costs", "barriers"} <= {name for name, _ in found}
    for name, packed in found:
        frame = read(base64.b64decode(packed).decode("utf-8"), sep, decimal)
        assert list(frame)[-1] == "Source"
        (source,) = frame.pop("Source").unique()
        assert [text for text in ("dpi-city compare a b", *plans) if text not in source] == []
        assert frame.iloc[:, 1:].dtypes.map(lambda kind: np.issubdtype(kind, np.number)).all(), name
        assert frame.iloc[:, 1].sum() > 0 or name == "costs"


def test_the_page_saves_the_file_of_its_language(visit):
    page = (seen := visit(small(language="fr", title="{source}"))).page
    seen.rested()
    page.wait_for_selector(".handout .command")
    page.click(".figure .numbers summary >> nth=0")
    with page.expect_download() as saving:
        page.click(".figure .numbers .save >> nth=0")
    frame = pd.read_csv(saving.value.path(), sep=";", decimal=",", encoding="utf-8-sig")
    shown = (
        page.locator(".figure .numbers table >> nth=0")
        .locator("tbody tr")
        .last.locator("td")
        .all_inner_texts()
    )
    values = [name for name in frame if "[sur 100 adultes]" in name and "imum" not in name]
    assert [round(value) for value in frame[values].iloc[-1]] == [int(text.split()[0]) for text in shown]
    assert list(frame)[-1] == "Source"
    assert any(
        name.startswith("{source}") for name in frame
    )  # a title is not taken for the place of the source
    told = [page.locator(f".handout .{name}").inner_text() for name in ("command", "prints")]
    assert [text in frame["Source"].iloc[-1] for text in told] == [True, True]
    assert frame["Source"].nunique() == 1


def test_the_source_stands_in_every_row_and_leaves_the_numbers_alone(comparison):
    figure = time.over_time(comparison, COLORS, 1)
    plain, sourced = (read(as_csv(figure.columns, figure.rows, text)) for text in ("", 'say "it", again'))
    assert set(sourced["Source"]) == {'say "it", again'}
    pd.testing.assert_frame_equal(sourced.drop(columns="Source"), plain)
