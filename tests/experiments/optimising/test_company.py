"""Policies that help only together are found, in a made-up world and in the model."""

from __future__ import annotations

from dataclasses import replace

from experiments.optimising.advice import Checks, optimise
from experiments.optimising.judge import Judge
from experiments.optimising.scores import Goal
from experiments.optimising.search import Effort, search
from experiments.optimising.space import choices
from experiments.optimising.telling import findings
from experiments.running.bench import Bench
from sim.scenario import load_scenario
from tests.experiments.known import plan
from tests.experiments.optimising.world import EFFORT, GAIN, World, found

TOGETHER = ("cloud", "ombudsperson")
BASE = plan("base").scenario


class Paired(World):
    """The made-up world, in which two policies do nothing alone and reach 20 of 100 adults together."""

    def _answer(self, trial):
        uses = {use.use: use.intensity for use in trial.scenario().policies}
        bonus = 0.2 * min(uses.get(name, 0.0) for name in TOGETHER)
        rest = tuple(use for use in trial.scenario().policies if use.use in GAIN)
        found = super()._answer(
            replace(trial, plan=replace(trial.plan, scenario=replace(BASE, policies=rest)))
        )
        for reading in ("payments", "payments/men", "payments/women"):
            found.values[reading] += bonus
        return found


def test_a_pair_of_which_neither_helps_alone_is_recommended():
    among = choices(BASE, [*GAIN, "cloud", "open_standards"])
    result = optimise(
        Paired(), BASE, among, Goal("payments", 8e6), [1, 2], effort=EFFORT, checks=Checks(draws=2)
    )
    assert [set(pair.score.uses) for pair in result.pairs] == [set(TOGETHER)]
    best = result.advice[0]
    assert best.title == "Most people"
    assert set(TOGETHER) | {"data_subsidy"} <= best.score.uses
    assert result.left_out == 1, "open standards do nothing here, with or without others"
    said = findings(result, "use digital payments")[1]
    assert said.endswith(
        "More than the sum of both bring: Cloud with Ombudsperson (20.0 of 100 adults more)."
    )


def test_where_nothing_helps_together_no_pair_is_tried():
    assert (found().paired, found().pairs) == (0, ())


def test_papers_and_a_campaign_help_together_in_the_model():
    """Papers alone bring nobody an ID, and a campaign cannot serve those without papers: left out before, now found."""
    base = replace(load_scenario("baseline"), residents=1000, months=60)
    among = choices(base, ["documents_light", "id_campaign", "skills_training"])
    effort = Effort(rounds=1, size=4, cities=1)
    with Bench(workers=1) as bench:
        tried = search(Judge(bench, base, Goal("id_active", 8e6), among), [1], effort)
    alone = {next(iter(s.uses)): s.gain for s in tried.scores if len(s.mix) == 1 and s.mix[0][1] == 1.0}
    assert abs(alone["documents_light"]) < 0.005
    pair = tried.pairs[0]
    assert pair.score.uses == {"documents_light", "id_campaign"}
    assert pair.score.gain > alone["id_campaign"] + 0.04
    assert {"documents_light", "id_campaign"} <= set(tried.mixed.names)
