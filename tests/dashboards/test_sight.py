"""What a moving lever leaves alone: parts out of sight, and parts that show nothing of it, wait until it rests."""

from __future__ import annotations

import json
from dataclasses import replace

import solara

from dashboards.pages.controls import System
from dashboards.pages.handout import Handout
from dashboards.pages.schedule import Schedule
from dashboards.plans import levers, system
from dashboards.tabs import time
from dashboards.widgets.parts import tag
from experiments.comparing.compare import Comparison, compare
from tests.dashboards.drawn import COLORS, made, widgets


def test_a_small_chart_out_of_sight_waits_until_the_levers_rest(session, comparison) -> None:
    plans, runs = made()
    other = compare(plans, [replace(one, indicators=dict.fromkeys(one.indicators, one.indicators["payments"] / 2))
                            for one in runs])  # fmt: skip
    drawn: solara.Reactive[tuple[Comparison, bool]] = solara.reactive((comparison, True))

    @solara.component
    def Chart() -> None:
        time.Small(drawn.value[0], "id_active", COLORS, 1, drawn.value[1])

    box, context = solara.render(Chart(), handle_error=False)
    figure = next(w for w in widgets(box) if hasattr(w, "option"))
    assert figure.waits
    options = {name: time.small(known, "id_active", COLORS, 1).option for name, known in
               (("before", comparison), ("after", other))}  # fmt: skip
    assert json.loads(figure.option) == options["before"]
    figure.vue_see(False)
    drawn.set((other, False))
    assert json.loads(figure.option) == options["before"]
    figure.vue_see(True)
    assert json.loads(figure.option) == options["after"]
    figure.vue_see(False)
    drawn.set((comparison, True))
    assert json.loads(figure.option) == options["before"]
    context.close()


def test_the_timeline_out_of_sight_waits_and_the_command_always_does_until_the_levers_rest(
    session, comparison
) -> None:
    plans, runs = made()
    fewer = compare(plans, [one for one in runs if one.seed < 3])
    shown: solara.Reactive[tuple[Comparison, bool]] = solara.reactive((comparison, True))

    @solara.component
    def Below() -> None:
        known, complete = shown.value
        with tag("div"):
            Schedule(session, complete)
            Handout(session, known, complete)

    def moved(share: float) -> None:
        session.view.set(levers.moved(session.view.peek(), "data_subsidy:intensity", share))

    def strength() -> float:
        rows = json.loads(timeline.content)["rows"]
        return next(row["strength"] for row in rows if row["name"] == "Data subsidy")

    box, context = solara.render(Below(), handle_error=False)
    timeline = next(w for w in widgets(box) if hasattr(w, "crises"))
    handout = next(w for w in widgets(box) if hasattr(w, "prints"))
    assert handout.command.endswith("--seeds 3")
    timeline.vue_see(False)
    shown.set((fewer, False))
    moved(0.5)
    assert strength() == 1.0
    assert (handout.ready, handout.command) == (False, "")
    assert handout.prints == "The command that repeats these numbers follows when the lever rests."
    timeline.vue_see(True)
    assert strength() == 0.5
    timeline.vue_see(False)
    moved(0.25)
    assert strength() == 0.5
    shown.set((fewer, True))
    assert strength() == 0.25
    assert handout.ready
    assert handout.command.endswith("--seeds 2")
    context.close()


def test_a_moved_lever_leaves_the_choices_of_government_alone(session) -> None:
    box, context = solara.render(System(session), handle_error=False)
    governed = next(w for w in widgets(box) if hasattr(w, "values"))
    drawn = System.render_count
    session.view.set(levers.moved(session.view.peek(), "data_subsidy:intensity", 0.5))
    assert System.render_count == drawn
    session.view.set(system.ruled(session.view.peek(), "payments.fee", 2.0))
    assert json.loads(governed.values)["payments.fee"] == 2.0
    assert System.render_count == drawn + 1
    context.close()
