"""The language in force, and the sentence in it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from sim.errors import DPICityError, nearest

SOURCE = "en"
LANGUAGES = {"en": "English", "ar": "العربية", "es": "Español", "fr": "Français", "pt": "Português"}
"""Every language by its code, called by its own name."""
RIGHT_TO_LEFT = ("ar",)
LOCALE = Path(__file__).parent / "locale"
MANY = 100  # stands for a broken number above one where a language counts it as many

_SPOKEN: ContextVar[str] = ContextVar("language", default=SOURCE)
_ASKED: list[Callable[[], str | None]] = []


def language() -> str:
    """The code of the language in force here."""
    for ask in _ASKED:
        if (code := ask()) is not None:
            return code
    return _SPOKEN.get()


def direction(code: str) -> str:
    """ "rtl" for a language written from right to left, else "ltr"."""
    return "rtl" if code in RIGHT_TO_LEFT else "ltr"


def say_in(ask: Callable[[], str | None]) -> None:
    """Let `ask` decide the language from now on wherever it has an answer: one server, many readers."""
    if ask not in _ASKED:
        _ASKED.append(ask)


@contextlib.contextmanager
def speaking(code: str) -> Iterator[None]:
    """Everything inside is said in one language; `DPICityError` for one that is not there."""
    if code not in LANGUAGES:
        raise DPICityError(f"--language {code}: there is {', '.join(LANGUAGES)}; {nearest(code, LANGUAGES)}")
    token = _SPOKEN.set(code)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def mark(text: str) -> str:
    """The text as it is; `t` is asked for it later. Sentences in tables are collected by this name."""
    return text


def t(text: str, /, **values: Any) -> str:
    """An English sentence in the language in force, with its `{places}` filled.

    What has no translation stays English. Values are put in as they are: a brace in a title is a brace.
    """
    code = language()
    if code != SOURCE and text:
        text = catalogue(code).gettext(text)
    return text.format(**values) if values else text


def tn(one: str, many: str, number: float, /, **values: Any) -> str:
    """As `t`, in the form that the language has for that many: Arabic has six."""
    code = language()
    text = (
        (one if number == 1 else many)
        if code == SOURCE
        else catalogue(code).ngettext(one, many, counted(code, number))
    )
    return text.format(**values) if values else text


def counted(code: str, number: float) -> int:
    """A whole number with the same form as `number`: in French 1.2 counts as one, in Spanish as many."""
    if number == int(number):
        return int(abs(number))
    from babel import Locale

    return 1 if Locale.parse(code).plural_form(abs(number)) == "one" else MANY


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(code: str) -> GNUTranslations:
    """All sentences of a language, read from its file once."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with (LOCALE / f"{code}.po").open(encoding="utf-8") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
