"""Policies that help only together are found, in a made-up world and in the model."""

from __future__ import annotations

from dataclasses import replace

import pytest

from experiments.optimising.advice import Checks, optimise
from experiments.optimising.alone import Alone
from experiments.optimising.company import harmless, helping
from experiments.optimising.judge import Judge
from experiments.optimising.scores import Goal
from experiments.optimising.search import Effort, search
from experiments.optimising.space import choices, mix_of
from experiments.optimising.telling import findings
from experiments.running.bench import Bench
from sim.scenario import load_scenario
from tests.experiments.known import plan
from tests.experiments.optimising.world import EFFORT, GAIN, World, found

TOGETHER = ("cloud", "ombudsperson")
BASE = plan("base").scenario


class Paired(World):
    """The made-up world, in which policies do nothing alone and reach 20 of 100 adults together.

    Of each entry of `together` it takes one policy: several in an entry stand in for each other.
    """

    def __init__(self, *together):
        super().__init__()
        self.together = together

    def _answer(self, trial):
        uses = {use.use: use.intensity for use in trial.scenario().policies}
        bonus = 0.2 * min(max(uses.get(name, 0.0) for name in names) for names in self.together)
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
        Paired(*([name] for name in TOGETHER)),
        BASE,
        among,
        Goal("payments", 8e6),
        [1, 2],
        effort=EFFORT,
        checks=Checks(draws=2),
    )
    assert [set(team.score.uses) for team in result.teams] == [set(TOGETHER)]
    best = result.advice[0]
    assert best.title == "Most people"
    assert set(TOGETHER) | {"data_subsidy"} <= best.score.uses
    assert result.left_out == 1, "open standards do nothing here, with or without others"
    said = findings(result, "use digital payments")[1]
    assert said.endswith("More than their parts bring: Cloud and Ombudsperson (20.0 of 100 adults more).")


def test_three_of_which_no_two_help_are_found_tried_and_recommended():
    three = {"cloud", "ombudsperson", "open_standards"}
    among = choices(BASE, [*GAIN, *three])
    world = Paired(*([name] for name in sorted(three)))
    result = optimise(
        world, BASE, among, Goal("payments", 8e6), [1, 2], effort=EFFORT, checks=Checks(draws=2)
    )
    assert [set(team.score.uses) for team in result.teams] == [three]
    assert result.teams[0].people == pytest.approx(0.2)
    assert three | {"data_subsidy"} <= result.advice[0].score.uses
    assert "Cloud, Ombudsperson and Open standards (20.0 of 100 adults more)" in " ".join(
        findings(result, "pay")
    )


def test_a_pair_is_found_although_another_policy_stands_in_for_one_of_it():
    """With both open standards and open tenders there, neither is missed; one of them is stripped first."""
    among = choices(BASE, [*GAIN, "cloud", "open_standards", "open_procurement"])
    world = Paired(["cloud"], ["open_standards", "open_procurement"])
    result = optimise(
        world, BASE, among, Goal("payments", 8e6), [1, 2], effort=EFFORT, checks=Checks(draws=2)
    )
    (team,) = result.teams
    assert team.score.uses in ({"cloud", "open_standards"}, {"cloud", "open_procurement"})
    assert team.people == pytest.approx(0.2)
    assert team.score.uses < result.advice[0].score.uses


def test_a_third_policy_that_adds_nothing_makes_no_team_of_a_pair():
    names = ["cloud", "ombudsperson", "open_standards"]
    world = Paired(["cloud"], ["ombudsperson"])
    alone = Alone(Judge(world, BASE, Goal("payments", 8e6), choices(BASE, names)), [1])
    mixes = [mix_of(dict.fromkeys(some, (1.0, 6))) for some in (names[:2], names)]
    scores = Judge(world, BASE, alone.goal, alone.choices).score(mixes, [1], "")
    assert [set(team.score.uses) for team in helping(scores, alone)] == [set(names[:2])]


def test_what_shuts_people_out_by_itself_does_not_stand_in_for_anything():
    judge = Judge(World(), BASE, Goal("payments", 8e6), choices(BASE, list(GAIN)))
    assert set(harmless(Alone(judge, [1]))) == set(GAIN) - {"digital_only_mandate"}


def test_where_nothing_helps_together_no_team_is_tried():
    assert (found().teamed, found().teams) == (0, ())


def test_papers_and_a_campaign_help_together_in_the_model():
    """Papers alone bring nobody an ID, and a campaign cannot serve those without papers: left out before, now found."""
    base = replace(load_scenario("baseline"), residents=1000, months=60)
    among = choices(base, ["documents_light", "id_campaign", "skills_training"])
    effort = Effort(rounds=1, size=4, cities=1)
    with Bench(workers=1) as bench:
        tried = search(Judge(bench, base, Goal("id_active", 8e6), among), [1], effort)
    alone = {next(iter(s.uses)): s.gain for s in tried.scores if len(s.mix) == 1 and s.mix[0][1] == 1.0}
    assert abs(alone["documents_light"]) < 0.005
    team = tried.teams[0]
    assert team.score.uses == {"documents_light", "id_campaign"}
    assert team.score.gain > alone["id_campaign"] + 0.04
    assert {"documents_light", "id_campaign"} <= set(tried.mixed.names)
