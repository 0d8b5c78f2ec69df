"""Links that bring a view back, and what is said of those that cannot be read."""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace

import pytest

from dashboards.pages.main import begun
from dashboards.plans import drafts, files, levers
from dashboards.plans.link import (
    ELSEWHERE,
    UNREADABLE,
    from_address,
    from_copy,
    in_address,
    pack,
    to_address,
    to_copy,
    unpack,
)
from dashboards.plans.picks import FIRST, WITHIN, Picks
from dashboards.plans.place import moved_to, with_own_districts
from sim.errors import DPICityError
from sim.registry import registry
from tests.dashboards.conftest import small


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
    back, *others = from_address(to_address(view, "who", picks=Picks(17)))
    assert others == ["who", Picks(17), ""]
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
    assert from_address(search) == (drafts.opening(), "time", FIRST, UNREADABLE)


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
    assert from_address(search) == (drafts.opening(), "time", FIRST, ELSEWHERE)


@pytest.mark.parametrize("search", ["?view=", "?person=²", "?month=", "?weather=rain"])
def test_what_an_address_says_besides_is_passed_over_when_it_makes_no_sense(search: str) -> None:
    assert from_address(search) == (drafts.opening(), "time", FIRST, "")


@pytest.mark.parametrize(
    ("plan", "told"), [("²", "²"), ("9" * 5000, "9" * 40), ("-1", "-1"), ("7", "7"), ("%E2%80%AEx", "x")]
)
def test_a_plan_that_is_not_on_the_page_is_told(plan: str, told: str) -> None:
    words = f"This link asks for plan number {told}, which is not on the page; “Nobody left behind” is chosen instead."
    assert from_address("?plan=" + plan) == (drafts.opening(), "time", FIRST, words)


def test_a_link_brings_back_what_was_picked_in_the_tab_that_is_open_and_stays_short() -> None:
    picks = Picks(17, "poorest fifth", "eservices", "online", "2029-03", "upi")
    for tab, search in (
        ("who", "?tab=who&person=17&group=poorest+fifth&service=eservices"),
        ("map", "?tab=map&person=17&show=online&month=2029-03"),
        ("cases", "?tab=cases&person=17&case=upi"),
        ("money", "?tab=money&person=17"),
    ):
        assert to_address(drafts.opening(), tab, picks=picks) == search
        back = from_address(search).picks
        assert back == replace(
            FIRST, person=17, **{name: getattr(picks, name) for name in WITHIN.get(tab, ())}
        )
    assert to_address(drafts.opening(), "map", picks=FIRST) == "?tab=map"


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
    assert from_address(f"?view={text}") == (drafts.opening(), "time", FIRST, ELSEWHERE)


def test_a_link_that_unpacks_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        unpack(pack({"text": "a" * 1_000_000}))


def test_a_link_cannot_name_a_file_of_the_server() -> None:
    for change in (
        {"city": "/etc/passwd.yaml"},
        {"extends": "/etc/passwd"},
        {"text": "extends: ../../etc/passwd"},
    ):
        assert from_address(plans(**change)) == (drafts.opening(), "time", FIRST, ELSEWHERE)


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


def test_the_page_says_what_of_its_link_cannot_be_had() -> None:
    one = begun("?tab=nonsense&lang=xx&plan=9")
    assert one.tab.value == "time"
    for words in (
        "asks for the language “xx”, which this page does not speak. It speaks English, ",
        "asks for plan number 9, which is not on the page",
        "asks for a view “nonsense”, which this page does not have; “Over time” is shown",
    ):
        assert words in one.message.value
    assert begun("?tab=who&lang=pt-BR&plan=0").message.value == ""


def test_a_shared_link_opens_the_map_in_its_month_and_says_what_it_does_not_find(visit) -> None:
    page = (seen := visit(small("map") + "&month=2027-03")).page
    page.wait_for_selector("canvas[data-drawn]", timeout=180_000)
    assert page.inner_text("output[for=map-month]") == "March 2027"
    page.focus("#map-month")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("new URL(location.href).searchParams.get('month') === '2027-04'")
    assert page.inner_text("output[for=map-month]") == "April 2027"
    page.click("#tab-who")
    page.wait_for_selector("option:has-text('the poorest fifth')", state="attached", timeout=180_000)
    page.select_option(".panel select >> nth=0", "the poorest fifth")
    page.wait_for_function("new URL(location.href).searchParams.get('group') === 'poorest fifth'")
    assert "month=" not in page.url
    seen.page.goto(page.url.replace("poorest+fifth", "giants"))
    page.wait_for_selector(
        ".warn:has-text('“giants” is not in this view; “everyone” is shown.')", timeout=180_000
    )
