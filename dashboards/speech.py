"""The language of one person's page; two pages of one server may speak different ones."""

from __future__ import annotations

from urllib.parse import parse_qs

import solara
from solara.server.kernel_context import current_context, get_current_thread_key

from experiments.language import LANGUAGES, SOURCE, say_in

KEPT = "language"
SPOKEN: solara.Reactive[str] = solara.reactive(SOURCE, key=KEPT)
"""Solara keeps one value of it for every page."""


def spoken() -> str | None:
    """The language of the page that is being drawn; None where there is no page.

    Every sentence asks, so the page is looked up once: `SPOKEN.peek()` takes four times as long.
    """
    page = current_context.get(get_current_thread_key())
    return None if page is None else str(page.user_dicts.get(KEPT, SOURCE))


def language_in(search: str) -> str:
    """The language that an address asks for; English for any other."""
    asked = parse_qs(search.lstrip("?")).get("lang", ["en"])[-1]
    return asked if asked in LANGUAGES else "en"


def begin_in(search: str) -> None:
    """Let this page speak the language of its address."""
    say_in(spoken)
    SPOKEN.set(language_in(search))
