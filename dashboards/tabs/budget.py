"""With this budget only: a search for a good mix of the policies on the page, in the background."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import solara

from dashboards.engine.bench import PageBench
from dashboards.engine.jobs import Report, State, Work
from dashboards.engine.workshop import Workshop
from dashboards.pages.message import Message
from dashboards.plans import mix
from dashboards.plans.drafts import BUDGETS
from dashboards.plans.mix import TITLES, Mix, Mixes
from dashboards.state import Session
from dashboards.widgets.parts import Choice, tag
from dashboards.widgets.progress import JobBar
from experiments.comparing.compare import Comparison
from experiments.language import t, tn
from experiments.telling.names import rule_name
from experiments.telling.numbers import money, people
from sim.registry import registry
from sim.scenario import PolicyUse, Scenario


def searching(
    workshop: Workshop, base: Scenario, uses: tuple[PolicyUse, ...], budget: float, outcome: str
) -> Work:
    """The work of the search; how far it is goes by the most runs that it can take."""

    def work(report: Report, unwanted: Callable[[], bool]) -> Mixes:
        bench = PageBench(workshop, partial(report, result=None), unwanted, mix.most_runs(uses))
        return mix.find(bench, base, uses, budget, outcome)

    return work


@solara.component
def BestMix(session: Session, comparison: Comparison) -> None:
    """The search under the budget, and its result as one plan more."""
    budget, view, state = session.budget.value, session.view.value, session.best.state.value
    uses = mix.candidates(view)
    question = f"{budget} {hash((view.drafts[0].scenario.hash, uses))}"
    fresh = state if state.question == question else State()

    def start() -> None:
        work = searching(session.workshop, view.drafts[0].scenario, uses, budget, comparison.outcome)
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
        tag("p", t("No policy on this page brings in anybody for {budget}.", budget=money(budget)))
        return
    tag("p", t("Mixes tried in a small city: {tried}.", tried=found.tried))
    for one in found.best:
        with tag("div"):
            Recommendation(session, one, budget)
    Message(session, "mix")


@solara.component
def Recommendation(session: Session, one: Mix, budget: float) -> None:
    """One mix: its titles, its policies, what it brings, and a button that makes it a plan."""
    price = (
        t("For {cost}", cost=money(one.cost)) if one.cost >= 0 else t("Saving {cost}", cost=money(-one.cost))
    )
    title = t("{title}, {budget}", title=TITLES[one.titles[0]](), budget=money(budget))
    tag("h4", " · ".join(TITLES[title]() for title in one.titles))
    tag("p", tn("{price}: {policies}. This brings in {number} more of 100 adults, and the group served least to {worst} "
                "of 100.",
                "{price}: {policies}. This brings in {number} more of 100 adults, and the group served least to {worst} "
                "of 100.",
                round(100 * one.gain), price=price, policies=listed(one), number=people(one.gain),
                worst=people(one.worst)))  # fmt: skip
    solara.Button(
        t("Compare it as a plan"), text=True, classes=["plain"],
        on_click=lambda: session.attempt(lambda view: mix.as_plan(view, one, title), at="mix"),
    )  # fmt: skip


def listed(found: Mix) -> str:
    """The policies of a mix, in a row."""
    rules = registry().policies
    return t(", ").join(
        rule_name(rules[use.use]) if use.intensity == 1
        else t("{policy} at {percent} %", policy=rule_name(rules[use.use]), percent=round(100 * use.intensity))
        for use in found.uses
    )  # fmt: skip
