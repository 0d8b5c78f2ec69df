"""What a person can do to the plans: levers, switches, up to six plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboards.plans import drafts, files, levers
from sim.errors import DPICityError
from sim.registry import registry


def test_the_first_screen_compares_three_plans_with_doing_nothing_first() -> None:
    view = drafts.opening()
    assert [draft.base for draft in view.drafts] == list(drafts.OPENING)
    assert not view.drafts[0].scenario.policies
    assert view.draft.base == drafts.OPENING[-1]


def test_every_lever_of_every_policy_comes_from_its_declaration() -> None:
    view = drafts.opening()
    for name, policy in registry().policies.items():
        scenario = drafts.switched(view.draft.scenario, name, True)
        found = {card["id"]: card for group in levers.cards((name,), 120) for card in group["cards"]}[name]
        sliders = {lever["id"].partition(":")[2]: lever for lever in found["levers"]}
        wanted = {param.name for param in policy.params.values() if param.role == "lever"}
        assert set(sliders) == wanted | {"intensity", "start"}
        stands = levers.standing(scenario)
        assert {lever["id"] for lever in found["levers"]} <= stands.keys()
        assert all(lever["low"] <= stands[lever["id"]] <= lever["high"] for lever in found["levers"])
        for param in wanted:
            declared = policy.params[param]
            assert (sliders[param]["low"], sliders[param]["high"]) == declared.bounds
            assert sliders[param]["label"] == declared.label


def test_a_rate_is_read_in_percent() -> None:
    price, weight = (levers.lever_of(registry().params[key], key)
                     for key in ("devices.price_change", "payments.fee_weight"))  # fmt: skip
    assert (price.kind, price.unit) == ("rate", "{percent} a month")
    assert (weight.kind, weight.unit) == ("number", "utils per %")


def test_every_share_is_read_in_percent() -> None:
    """Also one that cannot be nothing: the homes to reach begin at 50 %."""
    params = registry().params
    shares = [p for p in params.values() if p.unit == "share" and p.bounds[0] >= 0 and p.bounds[1] <= 1]
    assert params["municipal_broadband.homes"] in shares
    assert {levers.lever_of(p, p.key).kind for p in shares} == {"share"}


def test_every_policy_stands_under_exactly_one_heading() -> None:
    groups = levers.cards((), 120)
    names = [card["id"] for group in groups for card in group["cards"]]
    assert sorted(names) == sorted(registry().policies)
    assert [group["title"] for group in groups] == list(levers.GROUPS)


@pytest.mark.parametrize(("asked", "given"), [(0.25, 0.25), (7.0, 1.0), (-1.0, 0.0)])
def test_a_lever_stays_within_its_bounds(asked: float, given: float) -> None:
    view = levers.moved(drafts.opening(), "data_subsidy:share", asked)
    assert drafts.uses(view.draft.scenario)["data_subsidy"].values["share"] == given


def test_moving_the_start_past_the_end_moves_the_end_too() -> None:
    view = levers.moved(drafts.opening(), "id_campaign:start", 100)
    use = drafts.uses(view.draft.scenario)["id_campaign"]
    assert (use.start, use.end) == (100, 101)


def test_a_lever_moves_the_chosen_plan_and_no_other() -> None:
    before = drafts.opening()
    after = levers.moved(before, "data_subsidy:intensity", 0.5)
    assert after.drafts[:2] == before.drafts[:2]
    assert after.drafts[2] != before.drafts[2]


def test_an_assumption_holds_for_every_plan_and_vanishes_at_its_declared_value() -> None:
    param = next(p for p in registry().params.values() if p.role == "uncertainty" and p.bounds[0] < p.default)
    view = drafts.assumed(drafts.opening(), param.key, param.bounds[0])
    assert all(plan.scenario.parameters[param.key] == param.bounds[0] for plan in view.plans())
    assert not drafts.assumed(view, param.key, param.default).assumptions


def test_there_is_room_for_six_plans_each_in_a_place_of_its_own() -> None:
    view = drafts.opening()
    for _ in range(3):
        view = drafts.added(view)
    assert len({draft.place for draft in view.drafts}) == drafts.MOST
    assert len({draft.scenario.title for draft in view.drafts}) == drafts.MOST
    with pytest.raises(DPICityError, match=r"There is room for 6 plans\. Remove one first\."):
        drafts.added(view)


def test_a_plan_from_elsewhere_is_tried_in_the_city_of_the_page() -> None:
    view = drafts.added(drafts.opening(), "pix")
    scenario, first = view.draft.scenario, view.drafts[0].scenario
    assert (scenario.city, scenario.start, scenario.months) == (first.city, first.start, first.months)
    assert {use.use for use in scenario.policies} == {use.use for use in drafts.packaged("pix").policies}
    assert scenario.observed == ()


def test_a_removed_plan_gives_its_place_back_and_the_first_plan_stays() -> None:
    view = drafts.removed(drafts.opening(), 1)
    assert [draft.place for draft in view.drafts] == [0, 2]
    assert drafts.removed(view, 0) == view
    assert drafts.added(view).drafts[-1].place == 1


def test_reset_brings_the_plan_back_as_it_came() -> None:
    view = levers.moved(drafts.opening(), "data_subsidy:intensity", 0.5)
    assert files.restored(view).draft.scenario.hash == drafts.opening().draft.scenario.hash


def test_a_title_is_kept_short_and_never_empty() -> None:
    view = drafts.opening()
    assert drafts.renamed(view, "   ") == view
    assert drafts.renamed(view, "\u202e \ud800") == view
    assert len(drafts.renamed(view, "x" * 500).draft.scenario.title) == 60


def test_two_plans_with_one_content_share_a_fingerprint() -> None:
    draft = drafts.opening().draft
    assert replace(draft.scenario, title="Another").hash == draft.scenario.hash
