"""The tabs and parts of the page without a browser: they draw, in light and dark, what was compared."""

from __future__ import annotations

import json
import re

import pytest
import solara

from dashboards.charts.lines import lines, path
from dashboards.charts.look import SIGNS, theme, variables
from dashboards.charts.rows import bars
from dashboards.engine.publishing import Answer
from dashboards.pages.controls import PlanLevers, Plans
from dashboards.pages.main import Head, Sentence, Shown, rests_on
from dashboards.pages.message import Message
from dashboards.plans import files, levers, place
from dashboards.plans.drafts import opening
from dashboards.state import Problem, Session
from dashboards.tabs import TABS, time, who
from dashboards.widgets.parts import tag
from experiments.comparing.compare import compare
from experiments.comparing.stats import Estimate
from experiments.language import speaking
from sim.registry import registry
from tests.dashboards.drawn import COLORS, made, widgets


def test_charts_stay_when_the_sentence_about_certainty_comes_and_goes(
    session, comparison, monkeypatch
) -> None:
    monkeypatch.setattr(time, "SMALL", ("id_active",))
    monkeypatch.setattr(time, "certainty", lambda *_: "It is certain.")
    box, context = solara.render(time.OverTime(session, comparison, COLORS), handle_error=False)
    said = next(one for one in widgets(box) if hasattr(one, "said"))
    assert [entry["text"] for entry in said.said] == ["It is certain."] * 2
    before = [one for one in widgets(box) if hasattr(one, "option")]
    monkeypatch.setattr(time, "certainty", lambda *_: "")
    context.render(time.OverTime(session, compare(*made()), COLORS))
    after = [one for one in widgets(box) if hasattr(one, "option")]
    assert [new is old for new, old in zip(after, before, strict=True)] == [True, True]
    context.close()


def test_a_bar_of_no_length_does_not_cut_the_line_of_its_axis() -> None:
    option = bars(["a", "b"], [("x", "#123456", [0.0, 1.0])], COLORS, "points")
    assert option["yAxis"]["z"] > option["series"][0].get("z", 2)  # the library's layer for bars


def test_a_small_chart_says_where_its_indicator_ends(comparison) -> None:
    figure = time.small(comparison, "id_active", COLORS, 1)
    assert re.fullmatch(
        r"Hold an active digital ID: \d+ of 100 at the end with “Connect first”, \d+ with “No new policy”.",
        figure.finding,
    )
    assert figure.measure == "Out of 100 adults."
    assert " with “No new policy”." in time.small(comparison, "id_active", COLORS, 0).finding


def test_every_small_chart_has_a_measure() -> None:
    assert {registry().indicators[name].unit for name in time.SMALL} <= set(time.MEASURES)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("tab", ["who", "money"])
def test_a_tab_draws_a_chart_with_a_finding_and_a_table(session, comparison, tab: str, dark: bool) -> None:
    box, context = solara.render(TABS[tab][1](session, comparison, theme(dark)), handle_error=False)
    figures = [w for w in widgets(box) if hasattr(w, "option")]
    assert figures
    for figure in figures:
        assert json.loads(figure.option)["series"]
        assert figure.finding
        assert figure.measure
        assert figure.table == figure.file == ""  # until somebody opens it
        figure._handle_event(None, {"event": "show", "data": True}, [])
        assert figure.file.startswith("\ufeff")
        assert len({len(row) for row in json.loads(figure.table)}) == 1
    context.close()


def test_only_of_several_plans_one_is_the_best(comparison) -> None:
    for one, words in (
        (comparison, "At best, 20 of 100 are still kept out (“No new policy”)."),
        (compare(made()[0][:1], made()[1][:3]), "20 of 100 are still kept out (“No new policy”)."),
    ):
        found = {side.name: {"price": Estimate(0.2 + 0.1 * place)} for place, side in enumerate(one.sides)}
        assert who.told(found, one, who.EVERYONE) == words


def test_the_sentence_and_five_tiles_tell_the_chosen_plan(comparison) -> None:
    box, context = solara.render(Sentence(Answer(comparison, True), 1, 2e6), handle_error=False)
    summary = next(w for w in widgets(box) if hasattr(w, "lead"))
    assert summary.lead.startswith(
        "With “Connect first”, 52 of 100 adults use digital payments by January 2028"
    )
    assert summary.tiles[0]["value"] == "52"
    assert summary.tiles[3]["value"] == "US$\u00a02 million"
    assert summary.tiles[3]["label"] == "more than doing nothing, of a budget of US$\u00a02 million"
    assert summary.tiles[3]["note"].startswith("about the whole budget; ")
    assert [tile["label"] for tile in summary.tiles][-1] == "tied to its vendors"
    context.close()


def test_what_the_numbers_rest_on_is_said_below_them(comparison) -> None:
    assert rests_on(Answer(comparison, True)) == (
        "A city of 600,000 adults. In brackets: 95 % range of the mean of 3 simulated cities."
    )
    assert rests_on(Answer(comparison, False)) == "Ranges follow when the lever rests …"
    assert rests_on(Answer(comparison, False, residents=5000)) == (
        "A first look from 5,000 of 20,000 simulated residents; all of them, and the ranges, follow when the "
        "lever rests …"
    )


def test_the_band_is_drawn_for_the_chosen_plan_only(comparison) -> None:
    option = lines(comparison, "payments", COLORS, 1, name="of 100")
    assert [s["name"] for s in option["series"]] == [
        "No new policy",
        "lower",
        "upper",
        "Connect first",
        "All in",
    ]
    mean, low, high = path(comparison.sides[1], "payments")
    assert low[-1] < mean[-1] < high[-1]


def test_every_plan_has_its_own_colour_sign_and_dash_and_the_first_is_grey() -> None:
    for dark in (False, True):
        looks = [theme(dark).look(place) for place in range(7)]
        assert len({look.color for look in looks}) == len({look.sign for look in looks}) == 7
        red, green, blue = (int(looks[0].color[i : i + 2], 16) for i in (1, 3, 5))
        assert red == green == blue
        assert all(sign in SIGNS for sign in (look.sign for look in looks))
    assert "color-scheme: dark" in variables(theme(True))


def test_the_list_of_plans_shows_each_with_its_number(session) -> None:
    box, context = solara.render(Plans(session, COLORS), handle_error=False)
    listed = next(w for w in widgets(box) if hasattr(w, "catalogue"))
    assert [p["number"] for p in json.loads(listed.plans)] == ["32", "52", "62"]
    assert [p["removable"] for p in json.loads(listed.plans)] == [False, True, True]
    context.close()


def test_a_moved_lever_changes_the_plan_and_undo_brings_it_back(session) -> None:
    asked = []

    def want(plans, show, ahead=()) -> None:
        asked.append(plans)
        show()

    session.engine.want = want
    before = session.view.value
    box, context = solara.render(PlanLevers(session), handle_error=False)
    controls = next(w for w in widgets(box) if hasattr(w, "content"))
    for value in (0.9, 0.8, 0.7):
        controls.vue_move({"id": "data_subsidy:intensity", "value": value})
    assert len(asked) == 3
    assert session.steps.value == (1, 0)  # one move of one lever is one step
    controls.vue_turn({"id": "data_subsidy", "on": False})
    assert session.steps.value == (2, 0)
    session.undo()
    session.undo()
    assert session.view.value == before
    session.redo()
    assert session.view.value != before
    context.close()


def test_a_move_tells_where_the_sliders_stand_and_not_again_what_they_are(session) -> None:
    session.engine.want = lambda plans, show, ahead=(): show()
    box, context = solara.render(PlanLevers(session), handle_error=False)
    controls = next(w for w in widgets(box) if hasattr(w, "content"))
    told: list[str] = []
    controls.observe(lambda change: told.append(change["name"]), names=list(controls.keys))
    controls.vue_move({"id": "data_subsidy:intensity", "value": 0.4})
    assert told == ["values"]
    assert json.loads(controls.values)["data_subsidy:intensity"] == 0.4
    assert len(controls.values) < len(controls.content) / 10
    context.close()


def test_two_sessions_share_nothing_that_changes(session) -> None:
    other = Session(session.workshop, opening())
    other.engine.want = session.engine.want = lambda plans, show, ahead=(): show()
    session.change(session.view.value.__class__(session.view.value.drafts[:2]))
    assert len(other.view.value.drafts) == 3
    assert other.steps.value == (0, 0)


def test_what_one_step_changes_is_drawn_in_one_pass(session) -> None:
    session.engine.want = lambda plans, show, ahead=(): show()

    @solara.component
    def Whole() -> None:
        Head(session, dark=False)
        Plans(session, COLORS)
        PlanLevers(session)

    _, context = solara.render(Whole(), handle_error=False)
    session.batch = context
    drawn = context.render_count
    session.choose(1)
    assert context.render_count == drawn + 1
    session.change(levers.moved(session.view.value, "data_subsidy:intensity", 0.5))
    assert context.render_count == drawn + 2
    context.close()


def said(session, *at: str) -> dict[str, list[str]]:
    """What is told beside each of some inputs."""

    @solara.component
    def Inputs() -> None:
        for name in at:
            with tag("div", css=name):
                Message(session, name)

    box, context = solara.render(Inputs(), handle_error=False)
    boxes = {w.class_: widgets(w) for w in widgets(box) if getattr(w, "class_", "") in at}
    context.close()
    return {name: [t for w in found for t in getattr(w, "children", ()) if isinstance(t, str)]
            for name, found in boxes.items()}  # fmt: skip


def test_a_problem_is_told_beside_the_input_that_caused_it_until_it_is_mended(session) -> None:
    session.engine.want = lambda plans, show, ahead=(): show()
    at = ("plan", "table", "city")
    assert said(session, *at) == {"plan": [], "table": [], "city": []}
    session.attempt(lambda view: files.opened(view, "bad.yaml", "title: X\nmonthss: 3\n"), at="plan")
    told = said(session, *at)
    assert told["table"] == told["city"] == []
    assert {
        "This cannot be used as it is:",
        "Mend the file and open it again. Your work is as it was.",
    } < set(told["plan"])
    session.attempt(lambda view: place.with_own_districts(view, "name\n", ""), at="table")
    told = said(session, *at)
    assert told["plan"] == []
    assert "districts.csv, row 1" in told["table"]
    session.attempt(lambda view: place.moved_to(view, months=60), at="extent")
    assert said(session, *at) == {"plan": [], "table": [], "city": []}
    assert session.message.value == ""


def test_a_problem_of_a_file_is_told_in_the_readers_language_or_marked_as_english(session) -> None:
    with speaking("fr"):
        session.attempt(lambda view: files.opened(view, "bad.yaml", "title: X\nmonthss: 3\n"), at="plan")
        rare = f"{session.problem.value.text}\nbad.yaml:3:1: nobody has translated this."
        session.problem.set(Problem("plan", rare, file=True))
        box, context = solara.render(Message(session, "plan"), handle_error=False)
        found = widgets(box)
        context.close()
    assert ["bad.yaml:2:1, monthss"] in [getattr(w, "children", None) for w in found]
    texts = [text for w in found for text in getattr(w, "children", ()) if isinstance(text, str)]
    plain = [text.replace("\N{NO-BREAK SPACE}", " ") for text in texts]
    assert "Ceci ne peut pas être utilisé tel quel :" in plain
    assert "« monthss » n’est pas un nom connu (clé) ; vouliez-vous dire « months » ?" in plain
    marked = [w.children[0] for w in found if getattr(w, "attributes", {}).get("lang") == "en"]
    assert marked == ["bad.yaml:3:1: nobody has translated this."]


def test_a_view_that_cannot_be_drawn_is_told_and_comes_back_with_the_next_comparison(
    session, comparison, monkeypatch
) -> None:
    @solara.component
    def broken(session, given, colors) -> None:
        if given is comparison:
            raise ValueError("no number")
        solara.Text("drawn")

    monkeypatch.setitem(TABS, "time", ("Over time", broken))
    box, context = solara.render(Shown("time", session, comparison, COLORS), handle_error=False)
    texts = [text for w in widgets(box) for text in getattr(w, "children", ()) if isinstance(text, str)]
    assert texts == [
        "This view cannot be drawn (ValueError: no number). Undo the last change, or go on with another view."
    ]
    context.render(Shown("time", session, compare(*made()), COLORS))
    assert [w for w in widgets(box) if "drawn" in getattr(w, "children", ())]
    context.close()
