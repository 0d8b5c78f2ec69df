"""With this budget only: a search for a good mix of the policies on the page, in the background."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import solara

from dashboards.engine.bench import PageBench
from dashboards.engine.jobs import Report, State, Work
from dashboards.engine.workshop import Workshop
from dashboards.plans import mix
from dashboards.plans.mix import Mix, Score
from dashboards.state import Session
from dashboards.widgets.parts import Choice, tag
from dashboards.widgets.progress import JobBar
from experiments.comparing.compare import Comparison
from experiments.language import t
from experiments.running.trials import COST, Trial
from experiments.telling.names import rule_name
from experiments.telling.numbers import money, people
from sim.registry import registry
from sim.scenario import PolicyUse, Scenario

BUDGETS = (5e6, 10e6, 25e6, 50e6, 100e6, 200e6)
CITY = 101
"""The seed of the city in which mixes are tried; the plan is then measured in the cities of the page."""


def searching(
    workshop: Workshop, base: Scenario, uses: Sequence[PolicyUse], budget: float, outcome: str
) -> Work:
    """The work of the search; how far it is goes by the most tries that it can take."""

    def work(report: Report, unwanted: Callable[[], bool]) -> Mix:
        most = 1 + len(uses) * (len(uses) + 1) // 2
        bench = PageBench(workshop, partial(report, result=None), unwanted, most)

        def ask(scenarios: Sequence[Scenario]) -> list[Score]:
            answers = bench.ask([Trial(one, CITY, (outcome, COST)) for one in scenarios])
            return [(a.value(outcome), a.value(COST)) for a in answers]

        return mix.search(ask, base, uses, budget)

    return work


@solara.component
def BestMix(session: Session, comparison: Comparison) -> None:
    """A budget to choose, the search, and its result as one plan more."""
    budget, set_budget = solara.use_state(BUDGETS[2])
    view, state = session.view.value, session.best.state.value
    names = {money(value): value for value in BUDGETS}
    uses = mix.candidates(view)
    question = f"{budget} {hash((view.drafts[0].scenario.hash, uses))}"
    fresh = state if state.question == question else State()

    def start() -> None:
        work = searching(session.workshop, view.drafts[0].scenario, uses, budget, comparison.outcome)
        session.best.start(question, work)

    with tag("section", css="card", aria_label=t("Best mix under a budget")):
        tag("h3", t("What if there were less money?"))
        tag("p", t("A quick search among the {number} policies on this page: it adds one at a time, the one that brings "
                   "in most people for its money first.", number=len(uses)))  # fmt: skip
        Choice(t("Money for new policies"), list(names), money(budget), lambda word: set_budget(names[word]))
        JobBar(fresh, t("Looking for the best mix"), t("Find the best mix"), start, session.best.cancel)
        if isinstance(fresh.result, Mix):
            Found(session, fresh.result, budget)


@solara.component
def Found(session: Session, found: Mix, budget: float) -> None:
    """What the search found, in a sentence, and a button that makes it a plan."""
    if not found.uses:
        tag("p", t("No policy on this page brings in anybody for {budget}.", budget=money(budget)))
        return
    listed = ", ".join(rule_name(registry().policies[use.use]) for use in found.uses)
    tag("p", t("For {cost}: {policies}. In a small city this brings in {number} more of 100 adults ({tried} mixes tried).",
               cost=money(found.cost), policies=listed, number=people(found.gain), tried=found.tried))  # fmt: skip
    title = t("Best mix for {budget}", budget=money(budget))
    solara.Button(
        t("Compare it as a plan"), text=True, classes=["plain"],
        on_click=lambda: session.attempt(lambda view: mix.as_plan(view, found, title)),
    )  # fmt: skip
