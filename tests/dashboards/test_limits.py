"""A public page: limits on what one visitor may ask for, each told in a sentence, and nothing shared."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from dashboards.engine.meter import Meter, Metered, Minute, minute_of
from dashboards.engine.shelf import Shelf
from dashboards.limits import OWN, PUBLIC, Limits, limit_to
from dashboards.pages import place as pages
from dashboards.pages.main import tabs_here
from dashboards.plans import drafts, files
from dashboards.plans.levers import moved
from dashboards.plans.link import from_copy, to_address, to_copy
from dashboards.plans.place import moved_to, with_own_districts
from dashboards.state import ONE_AT_A_TIME, Session
from experiments.running.runner import Plan, Run, Stopped
from sim.errors import DPICityError
from tests.dashboards.conftest import Visit, serving
from tests.experiments.made_up import plan, run


class MadeUp:
    """A workshop whose runs say how long they took."""

    def __init__(self, seconds: float = 1.0) -> None:
        self.opening, self.seconds, self.asked = Shelf(1), seconds, 0

    def pressed(self) -> bool:
        return False

    def alone(self, mine: int) -> bool:
        return False

    def run(self, one: Plan, seed: int, unwanted, *, urgent: bool = False) -> Run:
        self.asked += 1
        done = run(one.name, seed, 0.5)
        done.seconds.update(rule=self.seconds)
        return done


@pytest.fixture
def public() -> Iterator[None]:
    limit_to(PUBLIC)
    yield
    limit_to(OWN)


def session(view=None) -> Session:
    one = Session(MadeUp(), view or drafts.opening())
    one.engine = SimpleNamespace(want=lambda plans, show, ahead=(): show(), close=lambda: None)
    return one


def test_a_large_city_tells_beside_its_size_how_long_it_takes(monkeypatch) -> None:
    monkeypatch.setattr(pages, "PROCESSES", 2)
    view = drafts.opening()
    assert pages.patience(*pages.extent(view)) == ""
    large = moved_to(view, residents=10_000_000)
    assert (
        pages.patience(*pages.extent(large))
        == "All cities together take about 16 minutes and 9.6 GB of memory."
    )
    assert pages.patience(*pages.extent(moved_to(large, months=60))).startswith(
        "All cities together take about 8 minutes "
    )


def test_the_tabs_of_one_visitor_share_a_minute_and_another_visitor_has_his_own() -> None:
    limits, said = Limits(minute=2.0), []
    tabs = [Meter(limits, said.append, minute_of("one")) for _ in range(2)]
    stranger = Meter(limits, said.append, minute_of("two"))
    tabs[0].charge(2.5)
    assert [meter.busy() for meter in (*tabs, stranger)] == [True, True, False]
    assert (tabs[1].total, tabs[1].spent()) == (0.0, False)


def test_a_large_city_a_long_plan_and_a_fifth_plan_are_told_and_the_work_stays(public) -> None:
    one = session()
    before = one.view.value
    one.attempt(lambda view: moved_to(view, residents=50_000))
    assert "at most 20,000 simulated residents, not 50,000" in one.problem.value.text
    one.attempt(lambda view: moved_to(view, months=252))
    assert "at most 240 months ahead, not 252" in one.problem.value.text
    assert one.view.value == before
    one.attempt(drafts.added)
    one.attempt(drafts.added)
    assert one.problem.value.text == "There is room for 4 plans. Remove one first."
    assert len(one.view.value.drafts) == PUBLIC.plans


def test_a_link_and_a_kept_copy_are_under_the_same_limits(public) -> None:
    large = moved_to(drafts.opening(), residents=50_000)
    one = session(large)
    assert one.view.value == drafts.opening()
    assert "20,000 simulated residents" in one.message.value
    one.attempt(lambda _: from_copy(to_copy(large)))
    assert one.view.value == drafts.opening()
    assert to_address(one.view.value, "time") == ""


def test_ones_own_computer_has_no_such_limits() -> None:
    one = session()
    one.attempt(lambda view: moved_to(view, residents=100_000, months=240))
    assert one.view.value.draft.scenario.residents == 100_000
    assert one.problem.value is None


def stepped_ahead() -> tuple:
    """What a step of a lever asks to be run before the next step."""
    one, asked = session(), []
    one.engine.want = lambda plans, show, ahead: asked.append(ahead)
    view = one.view.value
    policy = view.draft.scenario.policies[0].use
    now, further = (moved(view, f"{policy}:intensity", strength) for strength in (0.8, 0.6))
    one.change(now, f"{policy}:intensity", further)
    return tuple(plan.scenario.policies[0].intensity for plan in asked[0][-1:])


def test_nothing_is_run_before_it_is_asked_for_in_public(public) -> None:
    assert stepped_ahead() == ()


def test_on_ones_own_computer_the_next_step_is_run_ahead() -> None:
    assert stepped_ahead() == (0.6,)


def test_no_folder_of_the_server_is_shown_in_public() -> None:
    assert "experiments" in tabs_here(OWN)
    assert set(tabs_here(OWN)) - set(tabs_here(PUBLIC)) == {"experiments"}


def test_a_table_larger_than_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(DPICityError, match="at most 2 MB"):
        with_own_districts(drafts.opening(), "x" * (PUBLIC.upload + 1), "", PUBLIC.upload)


def test_a_page_waits_when_its_minute_is_used_and_goes_on_when_it_has_passed() -> None:
    now, said = [0.0], []
    meter = Meter(Limits(minute=2.0), said.append, Minute(lambda: now[0]))
    workshop = MadeUp()
    metered = Metered(workshop, meter)
    for seed in (1, 2):
        metered.run(plan("plan0"), seed)
    with pytest.raises(Stopped):
        metered.run(plan("plan0"), 3, iter((False, True)).__next__)
    assert [text for text in said if text] == [
        "Your pages have used their 2 seconds of computing for this minute. They go on by themselves in a moment."
    ]
    assert workshop.asked == 2
    now[0] = 61.0
    assert metered.run(plan("plan0"), 3).ok


def test_the_wait_is_taken_back_when_it_ends() -> None:
    said: list[str] = []
    start = time.monotonic()
    meter = Meter(Limits(minute=1.0), said.append, Minute(lambda: 200.0 * (time.monotonic() - start)))
    meter.charge(1.0)
    meter.admit(lambda: False)
    assert said[-1] == ""
    assert len(said) == 2


def test_a_page_that_has_used_everything_says_so_and_computes_no_more() -> None:
    said: list[str] = []
    workshop = MadeUp(5.0)
    metered = Metered(workshop, Meter(Limits(session=5.0), said.append))
    metered.run(plan("plan0"), 1)
    with pytest.raises(DPICityError, match="has used its 5 seconds of computing"):
        metered.run(plan("plan0"), 2)
    assert workshop.asked == 1
    assert said


def test_an_engine_out_of_time_tells_it_once_and_ends() -> None:
    limit_to(Limits(session=0.0))
    try:
        one = Session(MadeUp(), drafts.opening())
        one.engine.want(one.view.value.plans())
        end = time.monotonic() + 5
        while one.engine._threads and time.monotonic() < end:
            time.sleep(0.01)
        assert not one.engine._threads
        assert "seconds of computing" in one.message.value
    finally:
        limit_to(OWN)


def test_the_printing_of_a_file_counts(public) -> None:
    one = session()
    assert one.meter.counted(lambda report, unwanted: time.sleep(0.02))(None, lambda: False) is None
    assert one.meter.total >= 0.02


def test_two_visitors_share_neither_plans_nor_messages_nor_time(public) -> None:
    one, other = session(), session()
    one.attempt(drafts.added)
    one.attempt(lambda view: moved_to(view, residents=50_000))
    one.meter.charge(PUBLIC.session)
    assert other.view.value == drafts.opening()
    assert (other.message.value, other.problem.value) == ("", None)
    assert (other.steps.value, other.meter.total) == ((0, 0), 0.0)
    other.meter.admit(lambda: True)


def test_a_public_server_hides_its_folders_and_hands_out_a_comparison(browser) -> None:
    with serving("--public") as (address, _):
        one = Visit(browser, address + "?tab=experiments")
        one.rested()
        page = one.page
        assert page.locator("[role=tab]").count() == 9
        assert page.locator("#tab-time[aria-selected=true]").count() == 1
        page.wait_for_selector(".chart[data-drawn]")
        for button, name in (
            (".figure .more", "over-time.png"),
            (".handout .save >> nth=1", "comparison.html"),
        ):
            with page.expect_download() as told:
                page.locator(button).first.click()
            assert told.value.suggested_filename == name
        page.click("summary:has-text('Files, period and size')")
        assert (
            "up to 20,000 simulated residents, 20 years, 4 plans, files of 2 MB and 45 seconds"
            in page.inner_text(".files")
        )
        assert page.request.get(address + "/resourcez?verbose").status == 404
        one.close()


def read(one: Session, make, at: str = "plan") -> None:
    """Let a page read, and wait until it has."""
    one.read(make, at)
    end = time.monotonic() + 20
    while one.reading.value and time.monotonic() < end:
        time.sleep(0.01)
    assert not one.reading.value


def test_a_file_that_takes_long_keeps_nobody_from_moving_a_lever_and_its_time_counts(public) -> None:
    one, other, held = session(), session(), threading.Event()

    def slow(view):
        held.wait(20)
        return moved_to(view, months=60)

    begun = time.monotonic()
    one.read(slow, "plan")
    other.attempt(drafts.added)
    one.attempt(lambda view: drafts.renamed(view, "Moved meanwhile"))
    assert time.monotonic() - begun < 5
    assert (one.reading.value, len(other.view.value.drafts)) == ("plan", 4)
    held.set()
    read(one, lambda view: moved_to(view, months=120))  # the last one asked for
    assert one.view.value.draft.scenario.title == "Moved meanwhile"
    assert one.view.value.draft.scenario.months == 120
    assert one.meter.total > 0
    assert other.meter.total == 0


def test_nothing_is_taken_from_a_file_whose_reading_was_stopped_and_the_next_one_is_read(public) -> None:
    one, held = session(), threading.Event()

    def slow(view):
        held.wait(20)
        return moved_to(view, months=60)

    one.read(slow, "map")
    one.read_no_more()
    assert one.reading.value == ""
    held.set()
    read(
        one, lambda view: drafts.renamed(view, "Read after it")
    )  # in turn: the one that was stopped has ended
    assert one.view.value.draft.scenario.title == "Read after it"
    assert one.view.value.draft.scenario.months == 120


def test_what_is_wrong_with_a_file_that_was_read_is_told_beside_its_input(public) -> None:
    one = session()
    read(one, lambda view: files.opened(view, "x.yaml", "title: ["))
    assert (one.problem.value.at, one.problem.value.file) == ("plan", True)
    assert one.view.value == drafts.opening()
    one.meter.charge(PUBLIC.session)
    read(one, drafts.added)
    assert "seconds of computing" in one.problem.value.text
    assert one.view.value == drafts.opening()


def test_a_page_that_is_closed_takes_no_file_any_more(public) -> None:
    one, held, done = session(), threading.Event(), threading.Event()

    def slow(view):
        held.wait(20)
        done.set()
        return moved_to(view, months=60)

    one.read(slow, "plan")
    one.close()
    held.set()
    assert done.wait(20)
    with ONE_AT_A_TIME:
        pass
    time.sleep(0.1)
    assert one.view.value == drafts.opening()
