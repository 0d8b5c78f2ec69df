"""Cases: the whole catalogue is listed, a chosen one is told, and its run is drawn over what was measured."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
import solara

from dashboards.charts.look import theme
from dashboards.charts.measured import charted, measured
from dashboards.engine.shelf import Shelf
from dashboards.plans.drafts import opening
from dashboards.state import Session
from dashboards.tabs import cases
from dashboards.tabs.cases import Case, listed, tally
from experiments.cases.entries import Band, entries
from experiments.cases.results import stored
from experiments.comparing.compare import compare
from experiments.comparing.observed import observed_points
from experiments.language import speaking
from experiments.running.runner import Stopped
from sim.scenario.parts import Observed
from tests.dashboards.drawn import widgets
from tests.dashboards.test_everyone import faults
from tests.experiments.made_up import plan, run

COLORS = theme(False)
POINTS = (Observed("payments", 12, 0.31, "calibrate"), Observed("payments", 24, 0.5, "validate"))


def seen(points: tuple[Observed, ...] = POINTS):
    """A finished run of a plan with measured values: the comparison and the points."""
    one, runs = plan("case", observed=points), [run("case", seed, 0.6) for seed in (1, 2)]
    return compare([one], runs), observed_points(one, runs)


def test_every_case_of_the_catalogue_is_listed_with_its_status():
    groups = listed(entries(), stored())
    names = [c["name"] for g in groups for c in g["cases"]]
    assert sorted(names) == sorted(entries())
    assert len(names) == 42
    assert {c["word"] for g in groups for c in g["cases"]} <= {"reproduced", "illustrative", "not yet"}
    assert tally(stored()).startswith("42 cases and city services (")
    with speaking("fr"):
        pix = next(c for g in listed(entries(), stored()) for c in g["cases"] if c["name"] == "pix")
    assert pix["country"] == "Brésil"
    assert "Brazil" in pix["searched"]


@pytest.mark.parametrize("dark", [False, True])
def test_what_was_fitted_is_hollow_and_what_was_kept_back_is_full_in_light_and_dark(dark):
    colors, (case, observed) = theme(dark), seen()
    series = measured(case, "payments", observed, (), colors).option["series"]
    looks = {one["name"]: (one["symbol"], one["itemStyle"]) for one in series}
    hollow, full = looks["measured, fitted"][1], looks["measured, only scored"][1]
    assert "empty" not in looks["measured, fitted"][0]  # which the library fills with white
    assert hollow["color"] == colors["paper"]
    assert hollow["borderColor"] == full["color"] == colors["ink"]


def test_a_case_tells_claims_doubts_sources_and_figures():
    def given_up(*_, **__):
        raise Stopped

    session = Session(SimpleNamespace(opening=Shelf(1), run=given_up), opening())
    entry = entries()["estonia"]
    box, context = solara.render(Case(session, entry, stored()["estonia"], COLORS), handle_error=False)
    said = [
        " ".join(c for c in w.children if isinstance(c, str)) for w in widgets(box) if hasattr(w, "children")
    ]
    text = " ".join(said)
    for claim in entry.deck:
        assert f"“{claim.says}”" in text
        assert claim.known in text
    assert entry.deck[0].source in text
    assert "Worth of hours and cash saved, December 2024" in text
    context.close()


def test_a_case_is_run_once_for_every_page(monkeypatch):
    monkeypatch.setattr(cases, "FINISHED", Shelf(10))
    asked = []

    def made(wanted, seed, unwanted, *, urgent=False):
        asked.append(seed)
        return run(wanted.name, seed, 0.6)

    for _ in range(2):
        session = Session(SimpleNamespace(opening=Shelf(1), run=made), opening())
        for seed in cases.SEEDS:
            assert cases.run_once(session, plan("case"), seed, lambda: False).seed == seed
    assert asked == list(cases.SEEDS)


def test_measured_points_lie_over_the_curve_and_the_finding_is_the_error():
    comparison, points = seen()
    figure = measured(comparison, "payments", points, (), COLORS)
    curve, fitted, scored = figure.option["series"]
    assert curve["data"][figure.option["months"].index("2027-01")] == 30.0
    assert (fitted["data"], scored["data"]) == ([[points[0].date, 31.0]], [[points[1].date, 50.0]])
    assert "10.0 points off on average, 1 measured value (only scored)" in figure.finding
    assert figure.columns[-1] == "Points off"
    assert list(map(str, figure.rows[1][1:])) == ["50.0 %", "60.0 %", "+10.0"]


def test_what_was_measured_relative_to_a_month_has_a_chart_of_its_own():
    growth = Observed("payments", 12, 0.55, "validate", base_month=24)
    comparison, points = seen((*POINTS, growth))
    drawn = charted(entries()["pix"], points, "payments")
    assert [(key, len(some)) for key, (some, _) in drawn.items()] == [
        (("payments", False), 2),
        (("payments", True), 1),
    ]
    figures = [measured(comparison, series, some, (), COLORS) for (series, _), (some, _) in drawn.items()]
    assert len({figure.key for figure in figures}) == 2
    curve, scored = figures[1].option["series"]
    assert (curve["data"][12], curve["data"][24]) == (50.0, 100.0)  # its own value in the base month is 100
    assert (scored["data"], figures[1].option["yAxis"]["name"]) == ([["2027-01", 55.0]], "January 2028 = 100")
    assert figures[1].finding == (
        "Use digital payments, relative to another month: 5.0 points off on average, 1 measured value (only scored)."
    )
    assert list(map(str, figures[1].rows[0][1:])) == ["55.0", "50.0", "\N{MINUS SIGN}5.0"]


def test_the_errors_that_say_how_good_the_model_is_come_first():
    _, points = seen()
    assert {point.role for point in points} == {"calibrate", "validate"}
    assert [text.rpartition("(")[2] for text in cases.errors(points)] == ["only scored).", "fitted)."]


def test_a_case_without_measurements_shows_where_its_curve_begins_and_ends():
    comparison, _ = seen(())
    band = Band(claim="much", series="payments", date="2027-01", at_least=0.2, at_most=0.4, source="deck")
    figure = measured(comparison, "payments", (), (band,), COLORS)
    assert figure.option["series"][1]["data"] == [["2027-01", 20.0], ["2027-01", 40.0]]
    assert re.fullmatch(r"Use digital payments: 0 % in .* 60.0 % in .*\.", figure.finding)
    assert len(figure.rows) == 3


def test_what_is_drawn_is_measured_or_claimed_and_else_the_service_or_the_outcome():
    _, points = seen()
    drawn = {name: [series for series, _ in charted(entries()[name], some, "payments")]
             for name, some in (("estonia", points), ("aveiro", ()), ("barcelona-decidim", ()))}  # fmt: skip
    assert drawn == {
        "estonia": ["payments", "services_online", "economic_value"],
        "aveiro": ["service_riders"],
        "barcelona-decidim": ["payments"],
    }


def test_a_case_is_searched_chosen_and_run_on_the_page(visit):
    page = visit("?tab=cases").page
    page.wait_for_selector(".case-list", timeout=120_000)
    page.fill(".case-list input", "insta egypt")
    page.wait_for_function("document.querySelectorAll('.case-shelf button').length < 5")
    assert page.locator(".case-shelf button").count() >= 1
    page.fill(".case-list input", "")
    page.select_option(".case-list select", "reproduced")
    page.wait_for_function("document.querySelectorAll('.case-shelf button').length < 42")
    page.click(".case-shelf button:has-text('InstaPay')")
    page.wait_for_selector(".case h3:has-text('InstaPay, Egypt')")
    assert "reproduced" in page.inner_text(".case .verdict")
    page.wait_for_selector(".case figure .chart[data-drawn]", timeout=180_000)
    assert page.locator(".case figure").count() >= 1
    assert faults(page) == []
