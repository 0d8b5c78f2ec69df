"""The language of one person's page; two pages of one server may speak different ones."""

from __future__ import annotations

from urllib.parse import parse_qs

import solara
from solara.server.kernel_context import current_context, get_current_thread_key

from experiments.language import LANGUAGES, SOURCE, mark, say_in, t
from sim.errors import CONTROL

KEPT = "language"
UNSPOKEN = mark(
    "This link asks for the language “{asked}”, which this page does not speak. It speaks {names}."
)
SPOKEN: solara.Reactive[str] = solara.reactive(SOURCE, key=KEPT)
"""Solara keeps one value of it for every page."""


def spoken() -> str | None:
    """The language of the page that is being drawn; None where there is no page.

    Every sentence asks, so the page is looked up once: `SPOKEN.peek()` takes four times as long.
    """
    page = current_context.get(get_current_thread_key())
    return None if page is None else str(page.user_dicts.get(KEPT, SOURCE))


def asked_in(search: str) -> str:
    """The language that an address asks for, of whatever country: "pt" for pt-BR."""
    said = parse_qs(search.lstrip("?")).get("lang", [SOURCE])[-1]
    return said.replace("_", "-").partition("-")[0].lower()


def language_in(search: str) -> str:
    """The language that an address asks for; English for any other."""
    asked = asked_in(search)
    return asked if asked in LANGUAGES else SOURCE


def begin_in(search: str) -> str:
    """Let this page speak the language of its address; returns a sentence where it does not speak it."""
    say_in(spoken)
    SPOKEN.set(language_in(search))
    if (asked := asked_in(search)) in LANGUAGES:
        return ""
    return t(UNSPOKEN, asked=CONTROL.sub("", asked)[:20] or "?", names=t(", ").join(LANGUAGES.values()))
