"""Memory of pages that have closed."""

from __future__ import annotations

import gc
import threading
import weakref
from http.server import BaseHTTPRequestHandler, HTTPServer

from dashboards.engine import tidy
from dashboards.plans import drafts, plain


class Ring:
    """Something that refers to itself, as a page does."""

    def __init__(self) -> None:
        self.own = self


def test_what_a_closed_page_leaves_behind_is_found_soon(monkeypatch) -> None:
    looked, collect = threading.Event(), tidy.collect
    monkeypatch.setattr(tidy, "_CLOSED", threading.Event())  # nobody else wakes this thread
    monkeypatch.setattr(tidy, "SOON", 0.01)
    monkeypatch.setattr(tidy, "LATER", 1e6)
    monkeypatch.setattr(tidy, "collect", lambda: (collect(), looked.set()))
    threading.Thread(target=tidy.tidy, args=(list,), daemon=True).start()
    gc.disable()
    try:
        left = weakref.ref(Ring())
        assert left() is not None
        tidy.page_closed()
        assert looked.wait(30)
        assert left() is None
    finally:
        gc.enable()


def test_what_ends_after_its_page_is_found_too(monkeypatch) -> None:
    """The threads of a page may outlive the first look for what it left."""
    kept, found, collect = [Ring()], [], tidy.collect
    left = weakref.ref(kept[0])

    def look() -> None:
        collect()
        found.append(left() is None)
        kept.clear()

    monkeypatch.setattr(tidy, "SOON", 0.0)
    monkeypatch.setattr(tidy, "LATER", 0.0)
    monkeypatch.setattr(tidy, "collect", look)
    tidy.look_twice(lambda: found.append("idle threads end"))
    assert found == [False, "idle threads end", True]


def test_pages_that_keep_closing_are_not_waited_for_without_end(monkeypatch) -> None:
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        tidy.page_closed()

    monkeypatch.setattr(tidy.time, "sleep", pause)
    monkeypatch.setattr(tidy, "_CLOSED", threading.Event())
    tidy.look_twice(list)
    assert pauses == tidy.PATIENCE * [tidy.SOON]


def test_the_request_at_which_idle_threads_end_is_made_and_a_server_that_has_ended_is_no_trouble() -> None:
    asked = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        port = server.server_port
        threading.Thread(target=server.handle_request, daemon=True).start()
        tidy.asked_for_nothing("127.0.0.1", port)
    tidy.asked_for_nothing("127.0.0.1", port)
    assert asked == ["/readyz"]


def test_packed_plans_are_forgotten() -> None:
    plain.packed(drafts.opening(), comments=False)
    assert plain._packed_plan.cache_info().currsize
    tidy.collect()
    assert not plain._packed_plan.cache_info().currsize


def test_python_looks_for_rings_much_less_often_than_by_itself() -> None:
    usual = gc.get_threshold()
    try:
        tidy.seldom()
        assert all(now > before for now, before in zip(gc.get_threshold()[:2], usual[:2], strict=True))
    finally:
        gc.set_threshold(*usual)
