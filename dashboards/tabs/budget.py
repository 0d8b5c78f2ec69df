"""With this budget only: a search for a good mix of the policies on the page, in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import isfinite

import solara

from dashboards.engine.bench import PageBench
from dashboards.engine.jobs import Report, State, Work
from dashboards.engine.run_maker import RunMaker
from dashboards.pages.message import Message
from dashboards.plans import mix
from dashboards.plans.drafts import BUDGETS
from dashboards.plans.mix import TITLES, Mix, Mixes
from dashboards.state import Session
from dashboards.widgets.parts import Choice, tag
from dashboards.widgets.progress import JobBar
from experiments.comparing.compare import Comparison
from experiments.language import t, tn
from experiments.report.tiles import HUNDREDTH
from experiments.telling.names import rule_name
from experiments.telling.numbers import money, people, plain
from experiments.telling.words import quoted
from sim.registry import registry
from sim.scenario import PolicyUse, Scenario


def searching(
    workshop: RunMaker, base: Scenario, uses: tuple[PolicyUse, ...], budget: float, outcome: str,
    own: tuple[Scenario, ...],
) -> Work:  # fmt: skip
    """The work of the search; how far it is goes by the most runs that it can take."""

    def work(report: Report, unwanted: Callable[[], bool]) -> Mixes:
        bench = PageBench(workshop, partial(report, result=None), unwanted, mix.most_runs(uses, len(own)))
        return mix.find(bench, base, uses, budget, outcome, own)

    return work


@solara.component
def BestMix(session: Session, comparison: Comparison) -> None:
    """The search under the budget, and its result as one plan more."""
    budget, view, state = session.budget.value, session.view.value, session.best.state.value
    uses = mix.candidates(view)
    question = f"{budget} {hash((view.drafts[0].scenario.hash, uses))}"
    fresh = state if state.question == question else State()

    def start() -> None:
        base, *own = (draft.scenario for draft in view.drafts)
        work = searching(session.workshop, base, uses, budget, comparison.outcome, tuple(own))
        session.best.start(question, work)

    with tag("section", css="card", aria_label=t("Best mix under a budget")):
        tag("h3", t("What is the best mix for {budget}?", budget=money(budget)))
        tag("p", t("A quick search among the policies on this page ({number}), at half or full strength. A mix that denies "
                   "people services is left out.", number=len(uses)))  # fmt: skip
        JobBar(fresh, t("Looking for the best mix"), t("Find the best mix"), start, session.best.cancel)
        if isinstance(fresh.result, Mixes):
            Found(session, fresh.result, budget)


@solara.component
def Budget(session: Session) -> None:
    """The money that there is, which the tiles and the search keep to."""
    names = {money(value): value for value in BUDGETS}
    Choice(t("Money for new policies"), list(names), money(session.budget.value),
           lambda word: session.attempt(lambda view: replace(view, budget=names[word])))  # fmt: skip


@solara.component
def Found(session: Session, found: Mixes, budget: float) -> None:
    """What the search found, a paragraph for each recommendation, and a button that makes it a plan."""
    if not found.best:
        tag("p", t("No mix of these policies brings in anybody for {budget} without denying people services.",
                   budget=money(budget)))  # fmt: skip
        return
    tag("p", t("Mixes tried in a small city: {tried}. What they bring there may differ a little from the whole city.",
               tried=found.tried))  # fmt: skip
    for one in found.best:
        with tag("div", css="mix"):
            Recommendation(session, one, found.base, budget)
    if found.own:
        with tag("div", css="mix"):
            tag("h4", t("The plans of this page, in the same small city"))
            for one in found.own:
                tag("p", brought(one, found.base, quoted(one.titles[0])))
    Message(session, "mix")


@solara.component
def Recommendation(session: Session, one: Mix, base: Mix | None, budget: float) -> None:
    """One mix: its titles, its policies, what it brings, and a button that makes it a plan."""
    title = t("{title}, {budget}", title=TITLES[one.titles[0]](), budget=money(budget))
    tag("h4", " · ".join(TITLES[title]() for title in one.titles))
    tag("p", brought(one, base, listed(one)))
    solara.Button(
        t("Compare it as a plan"), text=True, classes=["plain"],
        on_click=lambda: session.attempt(lambda view: mix.as_plan(view, one, title), at="mix"),
    )  # fmt: skip


def brought(one: Mix, base: Mix | None, what: str) -> str:
    """What a mix or a plan costs and brings, beside the base; of three things only those that are known."""
    cost = (
        t("For {cost}", cost=money(one.cost)) if one.cost >= 0 else t("Saving {cost}", cost=money(-one.cost))
    )
    said = [t("{price}: {policies}.", price=cost, policies=what), added(one.gain)]
    if base and isfinite(one.worst + base.worst):
        said.append(lifted(base.worst, one.worst))
    if base and isfinite(one.lock_in + base.lock_in):
        said.append(bound(base.lock_in, one.lock_in))
    return " ".join(said)


def added(gain: float) -> str:
    """How many of 100 adults are brought in or lost; that there is hardly a difference when it rounds to nobody."""
    whole = round(100 * abs(gain))
    if not whole:
        return t("It brings in hardly anybody more, and loses hardly anybody.")
    if gain < 0:
        return tn(
            "It loses {number} of 100 adults.", "It loses {number} of 100 adults.", whole, number=plain(whole)
        )
    return tn("It brings in {number} more of 100 adults.", "It brings in {number} more of 100 adults.", whole,
              number=plain(whole))  # fmt: skip


def lifted(before: float, after: float) -> str:
    """Where the group served least comes to; the group need not be the same."""
    if people(before) == people(after):
        return t("The group served least stays at {number} of 100.", number=people(after))
    return t("The group served least goes from {before} to {after} of 100.", before=people(before),
             after=people(after))  # fmt: skip


def bound(before: float, after: float) -> str:
    """How far the city is tied to its vendors."""
    then, now = plain(before, HUNDREDTH), plain(after, HUNDREDTH)
    if then == now:
        return t("Ties to vendors stay at {number} (0 is free, 1 is bound).", number=now)
    return t("Ties to vendors go from {before} to {after} (0 is free, 1 is bound).", before=then, after=now)


def listed(found: Mix) -> str:
    """The policies of a mix, in a row."""
    rules = registry().policies
    return t(", ").join(
        rule_name(rules[use.use]) if use.intensity == 1
        else t("{policy} at {percent} %", policy=rule_name(rules[use.use]), percent=round(100 * use.intensity))
        for use in found.uses
    )  # fmt: skip
