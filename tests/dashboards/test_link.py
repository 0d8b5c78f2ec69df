"""Links that bring a view back, and what is said of those that cannot be read."""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace

import pytest

from dashboards.plans import drafts, files, levers
from dashboards.plans.link import (
    ELSEWHERE,
    NOBODY,
    UNREADABLE,
    from_address,
    from_copy,
    in_address,
    pack,
    to_address,
    to_copy,
    unpack,
)
from dashboards.plans.place import moved_to, with_own_districts
from sim.errors import DPICityError
from sim.registry import registry


def test_the_first_screen_has_a_bare_address() -> None:
    assert to_address(drafts.opening(), "time") == ""


def test_a_link_brings_back_plans_assumptions_choice_and_tab() -> None:
    view = levers.moved(drafts.added(drafts.opening()), "data_subsidy:share", 0.25)
    view = drafts.changed(view, drafts.switched(view.draft.scenario, "telecentres", True))
    view = (
        drafts.assumed(view, "trust.gain", registry().params["trust.gain"].bounds[1])
        if ("trust.gain" in registry().params)
        else view
    )
    back, *others = from_address(to_address(view, "who", person=17))
    assert others == ["who", 17, ""]
    assert [d.scenario.hash for d in back.drafts] == [d.scenario.hash for d in view.drafts]
    assert [d.scenario.title for d in back.drafts] == [d.scenario.title for d in view.drafts]
    assert (back.chosen, back.assumptions) == (view.chosen, view.assumptions)


def plans(**change: object) -> str:
    return "?view=" + pack({"plans": [{"place": 0, "from": "baseline", **change}], "chosen": 0})


def unpacking(text: bytes) -> str:
    return "?view=" + base64.urlsafe_b64encode(zlib.compress(text, 9)).decode()


@pytest.mark.parametrize("search", [
    "?view=nonsense", "?view=%00", "?view=" + "A" * 5000, plans()[:-9], plans(title="\ud800"), plans(title="\u202ex"),
    unpacking(b"[" * 50_000), unpacking(b'{"plans": ' + b"[" * 20_000 + b"]" * 20_000 + b"}"), unpacking(b"9" * 50_000),
])  # fmt: skip
def test_a_link_that_was_damaged_opens_the_first_screen_and_says_so(search: str) -> None:
    assert from_address(search) == (drafts.opening(), "time", NOBODY, UNREADABLE)


BASE = {"place": 0, "from": "baseline"}


@pytest.mark.parametrize("search", [
    "?view=" + pack({}), plans(policies=[{"use": "nothing"}]), plans(place="x"), plans(place=float("inf")),
    plans(**{"from": "../../etc/passwd"}), plans(place=99), plans(parameters={"payments.fee": 1e9}), plans(title=7),
    plans(text="title: [", title="X"), plans(weather="rain"), "?view=" + pack({"plans": [BASE], "weather": "rain"}),
    "?view=" + pack({"plans": [BASE] * 2}), "?view=" + pack({"plans": [BASE | {"place": i} for i in range(7)]}),
    "?view=" + pack({"plans": [BASE, BASE | {"place": 1, "city": "recife"}]}),
    "?view=" + pack({"plans": [BASE, BASE | {"place": 1, "months": 60}]}),
])  # fmt: skip
def test_a_link_of_another_version_opens_the_first_screen_and_says_so(search: str) -> None:
    assert from_address(search) == (drafts.opening(), "time", NOBODY, ELSEWHERE)


@pytest.mark.parametrize(
    "search", ["?view=", "?plan=²", "?plan=" + "9" * 5000, "?plan=-1", "?plan=7", "?person=²"]
)
def test_what_an_address_says_besides_is_passed_over_when_it_makes_no_sense(search: str) -> None:
    assert from_address(search) == (drafts.opening(), "time", NOBODY, "")


def test_a_chosen_plan_that_is_not_there_is_the_last_one() -> None:
    for chosen in (-1, 99, float("inf"), "x", None):
        view, *_, problem = from_address("?view=" + pack({"plans": [BASE], "chosen": chosen}))
        assert (view.chosen, problem) == (0, "")


def test_a_link_brings_back_all_that_a_case_says() -> None:
    """Measured points count in the fingerprint; sources and words stand in the saved file."""
    view = files.opened(drafts.opening(), "mine.yaml", "title: Mine\ndescription: Ours.\nextends: pix\n")
    back = from_address(to_address(view, "time")).view.draft
    for key in ("observed", "sources", "case_parameters", "description", "title"):
        assert getattr(back.scenario, key) == getattr(view.draft.scenario, key), key
    assert back.scenario.hash == view.draft.scenario.hash
    assert files.saved(back) == files.saved(view.draft)


def test_no_link_is_made_that_could_not_be_opened() -> None:
    """A table of 500 districts packs well, and unpacks to more than a link may."""
    rows = "".join(f"d{i},1,1,0.5\n" for i in range(500))
    view = with_own_districts(drafts.opening(), "name,population,income,coverage\n" + rows, "")
    assert not in_address(view)
    assert to_address(view, "who") == "?tab=who"


def test_a_link_carries_the_budget_and_refuses_one_that_cannot_be_chosen() -> None:
    view = replace(drafts.opening(), budget=25e6)
    assert from_address(to_address(view, "money"))[0].budget == 25e6
    text = pack({"plans": [{"place": 0, "from": "baseline"}], "budget": float("nan")})
    assert from_address(f"?view={text}") == (drafts.opening(), "time", NOBODY, ELSEWHERE)


def test_a_link_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        unpack(pack({"text": "a" * 1_000_000}))


def test_a_link_cannot_name_a_file_of_the_server() -> None:
    for change in (
        {"city": "/etc/passwd.yaml"},
        {"extends": "/etc/passwd"},
        {"text": "extends: ../../etc/passwd"},
    ):
        assert from_address(plans(**change)) == (drafts.opening(), "time", NOBODY, ELSEWHERE)


def test_a_link_carries_the_city_and_an_opened_file_with_its_comments() -> None:
    view = moved_to(
        files.opened(drafts.opening(), "mine.yaml", "# mine\ntitle: Mine\n"), city="recife", months=60
    )
    back, _, _, problem = from_address(to_address(view, "time"))
    assert not problem
    assert [d.scenario.hash for d in back.drafts] == [d.scenario.hash for d in view.drafts]
    assert "# mine" in files.saved(back.draft)[1]


def test_a_view_too_long_for_a_link_is_kept_by_the_browser() -> None:
    rows = "".join(f"District number {i},{1000 + i},{300 + 7 * i},0.{50 + i % 50}\n" for i in range(300))
    view = with_own_districts(drafts.opening(), "name,population,income,coverage\n" + rows, "")
    assert to_address(view, "who") == "?tab=who"
    assert from_copy(to_copy(view)).draft.scenario.hash == view.draft.scenario.hash
    with pytest.raises(DPICityError, match="cannot be read any more; nothing has been changed"):
        from_copy("nonsense")


def test_the_first_screen_needs_no_copy() -> None:
    assert to_copy(drafts.opening()) == ""
