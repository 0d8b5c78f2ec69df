"""The search for mixes under a budget from the page, in a stand-in whose scores are known."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import ipyvuetify
import pytest
import solara

from dashboards.engine.shelf import Shelf
from dashboards.plans import drafts, mix
from dashboards.plans.link import to_address
from dashboards.state import Problem, Session
from dashboards.tabs.budget import Found, brought
from experiments.optimising.advice import NEXT, recommended
from experiments.running.trials import Answer
from sim.scenario import PolicyUse
from tests.experiments.known import Known
from tests.experiments.optimising.test_search import score

GAINS = {
    "data_subsidy": (0.10, 8e6, 0.0),
    "digital_only_mandate": (0.30, 1e5, 0.6),
    "id_campaign": (0.05, 1e6, 0.0),
    "ombudsperson": (0.0, 1e6, 0.0),
    "telecentres": (0.04, 9e6, 0.0),
}
USES = tuple(PolicyUse(name, start=12) for name in GAINS)
BASE = drafts.opening().drafts[0].scenario


class World(Known):
    """Every policy adds its own share, its own cost and its own denials, by strength."""

    def _answer(self, trial) -> Answer:
        many, cost, denied = 0.3, 2e6, 0.02
        for use in trial.scenario().policies:
            more, price, harm = (use.intensity * part for part in GAINS[use.use])
            many, cost, denied = many + more, cost + price, denied + harm
        return Answer(
            {"payments": many, "payments/men": many, "lock_in": 0.4, "denied_so_far": denied, "cost": cost}
        )


def found(budget: float) -> mix.Mixes:
    return mix.find(World(lambda trial, reading: None), BASE, USES, budget, "payments")


@pytest.mark.parametrize(
    ("budget", "chosen", "cost"),
    [(3e6, {"id_campaign"}, 1e6), (9e6, {"id_campaign", "data_subsidy"}, 9e6),
     (100e6, {"id_campaign", "data_subsidy", "telecentres"}, 18e6)],
)  # fmt: skip
def test_the_mix_that_reaches_most_stays_in_the_budget_and_shuts_nobody_out(budget, chosen, cost):
    best = found(budget).best[0]
    assert best.titles[0] == "Most people"
    assert {use.use for use in best.uses} == chosen
    assert best.cost == pytest.approx(cost)
    assert best.gain == pytest.approx(sum(GAINS[name][0] for name in chosen))
    assert all(use.start == 12 for use in best.uses)


def test_the_plans_of_the_page_are_measured_in_the_same_city_as_the_mixes():
    """A plan may be dearer and better than any mix that was tried, and the reader has to see that."""
    own = [
        replace(BASE, name=name, title=name, policies=uses)
        for name, uses in (("half", USES[:1]), ("all", USES))
    ]
    told = mix.find(World(lambda trial, reading: None), BASE, USES, 9e6, "payments", own)
    assert told.base == mix.Mix((), (), 0.0, pytest.approx(0.3), 0.0, 0.4)
    assert [(one.titles, pytest.approx(one.gain), pytest.approx(one.cost)) for one in told.own] == [
        (("half",), 0.10, 8e6), (("all",), 0.49, 19.1e6),
    ]  # fmt: skip
    assert told.best == found(9e6).best


@pytest.mark.parametrize(
    ("one", "words"),
    [
        ((0.2, 0.5, 7e6, 0.3),
         "For US$ 7 million: X. It brings in 20 more of 100 adults. The group served least goes from 27 to 50 of 100. "
         "Ties to vendors go from 0.66 to 0.30 (0 is free, 1 is bound)."),
        ((0.004, 0.27, -2e6, 0.5),
         "Saving US$ 2 million: X. It brings in hardly anybody more, and loses hardly anybody. The group served least "
         "stays at 27 of 100. Ties to vendors go from 0.66 to 0.50 (0 is free, 1 is bound)."),
        ((-0.03, float("nan"), 0.0, 0.66),
         "For US$ 0: X. It loses 3 of 100 adults. Ties to vendors stay at 0.66 (0 is free, 1 is bound)."),
    ],
)  # fmt: skip
def test_a_mix_says_what_it_brings_and_never_that_it_brings_in_nobody_more(one, words):
    base = mix.Mix((), (), 0.0, 0.27, 0.0, 0.66)
    assert brought(mix.Mix((), (), *one), base, "X") == words


def test_nothing_is_found_where_nothing_fits():
    assert found(1e4) == mix.Mixes((), len(USES))


def test_the_search_takes_no_more_runs_than_it_says_in_a_small_city():
    world = World(lambda trial, reading: None)
    mix.find(world, BASE, USES, 9e6, "payments")
    assert len({trial.key for trial in world.asked}) <= mix.most_runs(USES, 0)
    assert {(trial.seed, trial.scenario().residents) for trial in world.asked} == {(mix.CITY, mix.SMALL_CITY)}


def test_the_mix_becomes_a_plan_beside_the_others():
    view = drafts.opening()
    uses = mix.candidates(view)
    assert len({use.use for use in uses}) == len(uses)
    later = mix.as_plan(view, mix.Mix(("Most people",), uses[:2], 0.1, 0.5, 1e6, 0.4), "Best mix")
    assert (later.draft.scenario.title, later.draft.scenario.policies) == ("Best mix", uses[:2])
    assert len(later.drafts) == len(view.drafts) + 1


def test_each_policy_is_tried_as_it_is_used_last_and_at_full_strength():
    view = drafts.opening()
    off = drafts.with_use(view.draft.scenario, "data_subsidy", {"intensity": 0.0})
    uses = {use.use: use for use in mix.candidates(drafts.changed(view, off))}
    assert [use.values["below"] for use in off.policies if use.use == "device_subsidy"] == [0.6, 1.0]
    assert uses["device_subsidy"].values["below"] == 1.0
    assert uses["data_subsidy"].intensity == 1.0


def test_what_is_tried_stays_the_same_when_a_mix_becomes_a_plan():
    view = drafts.opening()
    uses = mix.candidates(view)
    half = (replace(uses[0], intensity=0.5), *uses[1:3])
    assert (
        mix.candidates(mix.as_plan(view, mix.Mix(("Most people",), half, 0.1, 0.5, 1e6, 0.4), "Best mix"))
        == uses
    )


def test_a_search_that_is_let_run_ends_with_mixes_that_become_plans(visit):
    first = drafts.removed(drafts.opening(), 2)
    few = tuple(replace(d, scenario=replace(d.scenario, residents=1_000, months=24)) for d in first.drafts)
    page = visit(to_address(replace(first, drafts=few), "money")).page
    page.click("button:has-text('Find the best mix')")
    page.wait_for_selector("[data-running=true] progress")
    page.wait_for_selector("#tab-panel h4", timeout=180_000)
    assert page.locator("[data-running=true]").count() == 0
    assert "Mixes tried in a small city: " in page.inner_text("#tab-panel")
    page.click("button:has-text('Compare it as a plan') >> nth=0")
    page.wait_for_selector(".plans li:nth-child(3):has-text('US$ 200 million')")


def test_every_title_of_a_recommendation_has_words_on_the_page():

    first, second = score(mix=(("a", 1.0, 6),), gain=0.2), score(mix=(("b", 1.0, 6),), cost=1.0)
    titles = {title for _, each in recommended([first, second]) for title in each}
    assert titles | {NEXT} == set(mix.TITLES)


def test_a_mix_without_room_for_one_more_plan_is_told_where_it_was_asked_for() -> None:
    """On a phone the list of plans is far from the search."""
    session = Session(SimpleNamespace(opening=Shelf(1), run=None, replay=None), drafts.opening())
    session.engine.want = lambda plans, show, ahead=(): show()
    for name in ("baseline", "zero-fees", "pandemic"):
        session.attempt(lambda view, name=name: drafts.added(view, name))
    one = mix.Mix(("Most people",), USES[:1], 0.1, 0.5, 1e6, 0.4)
    _, context = solara.render(Found(session, mix.Mixes((one,), 3), 1e6), handle_error=False)
    context.find(ipyvuetify.Btn).widget.click()
    told = [a.widget.attributes for a in context.find(ipyvuetify.Html) if "role" in a.widget.attributes]
    context.close()
    assert told == [{"role": "alert", "id": "problem-mix"}]
    assert session.problem.value == Problem("mix", "There is room for 6 plans. Remove one first.")
