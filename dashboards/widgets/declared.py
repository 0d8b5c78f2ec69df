"""The Python side of the parts that are drawn in the browser: what they take, and what they report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("vue/levers.vue", vuetify=False)
def Levers(
    content: str,
    start: str,
    event_move: Callable[[dict[str, Any]], None],
    event_turn: Callable[[dict[str, Any]], None],
) -> None:
    """Policies with their sliders, as one JSON text: nested data costs far more. Says what was moved or switched."""


@solara.component_vue("vue/plans.vue", vuetify=False)
def PlanList(
    plans: list[dict[str, Any]],
    chosen: int,
    steps: tuple[int, int],
    full: bool,
    catalogue: dict[str, str],
    event_add: Callable[[str], None],
    event_choose: Callable[[int], None],
    event_act: Callable[[str], None],
    event_remove: Callable[[int], None],
    event_rename: Callable[[str], None],
) -> None:
    """The plans with their colours and marks, and what can be done with them."""


@solara.component_vue("vue/tabs.vue", vuetify=False)
def TabList(tabs: list[dict[str, str]], chosen: str, event_choose: Callable[[str], None]) -> None:
    """The names of the tabs, moved through with the arrow keys."""


@solara.component_vue("vue/address.vue", vuetify=False)
def Address(search: str, title: str) -> None:
    """Keeps the address of the page in step with what it shows."""


@solara.component_vue("vue/saver.vue", vuetify=False)
def Saver(label: str, name: str, kind: str, text: str) -> None:
    """A button that saves a text as a file."""


@solara.component_vue("vue/map.vue", vuetify=False)
def CityMap(
    packed: str,
    places: str,
    size: int,
    month: int,
    dates: list[str],
    colors: list[str],
    names: list[str],
    districts: list[dict[str, Any]],
    ink: str,
    paper: str,
    chosen: int,
    event_pick: Callable[[int], None],
) -> None:
    """Every resident as a dot, month by month; a click picks the nearest one."""


@solara.component_vue("vue/numbers.vue", vuetify=False)
def Numbers(content: str, caption: str, name: str) -> None:
    """A table that opens below a chart, and saves itself as a file for spreadsheets."""


@solara.component_vue("vue/summary.vue", vuetify=False)
def Summary(lead: str, beware: str, tiles: list[dict[str, str]], status: str, complete: bool) -> None:
    """The sentence and the numbers of the chosen plan."""


@solara.component_vue("vue/legend.vue", vuetify=False)
def LegendList(entries: list[dict[str, str]]) -> None:
    """Which colour and mark is which."""


@solara.component_vue("vue/chart.vue", vuetify=False)
def ChartBox(option: str, alt: str, height: int, event_pick: Callable[[dict[str, Any]], None]) -> None:
    """A chart of ECharts; its option travels as one JSON text, which costs a fraction of nested data."""


@solara.component_vue("vue/choice.vue", vuetify=False)
def ChoiceBox(label: str, options: list[str], value: str, event_pick: Callable[[str], None]) -> None:
    """A plain list to choose from."""


@solara.component_vue("vue/life.vue", vuetify=False)
def LifeLine(title: str, sign: str, color: str, lines: list[dict[str, str]], ending: str) -> None:
    """A life as a list of dated lines."""


@solara.component_vue("vue/mode.vue", vuetify=False)
def ModeButton(dark: bool, event_choose: Callable[[bool], None]) -> None:
    """Turns the page dark or light, and remembers it in this browser."""


@solara.component_vue("vue/job.vue", vuetify=False)
def JobBox(
    running: bool,
    done: float,
    text: str,
    words: dict[str, str],
    event_start: Callable[[Any], None],
    event_cancel: Callable[[Any], None],
) -> None:
    """How far a job is, with a button that stops it, or one that starts it."""
