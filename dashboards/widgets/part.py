"""A part of the page that is drawn in the browser, with its words in the language of the page."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

import solara

from experiments.language import language, t
from experiments.language.collect import said_in

VUE = Path(__file__).parent / "vue"


def part(name: str) -> Callable[[Callable[..., None]], Callable[..., solara.Element]]:
    """The component that `vue/<name>.vue` draws; what it takes from `words` is translated."""

    def declare(function: Callable[..., None]) -> Callable[..., solara.Element]:
        own = inspect.signature(function)
        words = inspect.Parameter("words", inspect.Parameter.POSITIONAL_OR_KEYWORD)
        taken = own.replace(parameters=[words, *own.parameters.values()])
        function.__signature__ = taken  # type: ignore[attr-defined]  # typeshed leaves out what inspect reads
        component = solara.component_vue(f"vue/{name}.vue", vuetify=False)(function)

        @wraps(function)
        def place(**given: Any) -> solara.Element:
            return component(words=words_of(name, language()), **given)

        return place

    return declare


@lru_cache(maxsize=256)
def words_of(name: str, code: str) -> dict[str, str]:
    """The sentences of a part in one language; always the same object, so that nothing is sent twice."""
    return {text: t(text) for text in said_in(VUE / f"{name}.vue")}
