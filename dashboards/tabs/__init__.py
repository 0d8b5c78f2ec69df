"""One file per tab; each shows the same comparison from another side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboards.tabs.cases import Cases
from dashboards.tabs.certainty import Certainty
from dashboards.tabs.city_map import Map
from dashboards.tabs.experiments import Experiments
from dashboards.tabs.learn import Learn
from dashboards.tabs.money import Money
from dashboards.tabs.stories import Stories
from dashboards.tabs.time import OverTime
from dashboards.tabs.who import WhoIsLeftOut
from dashboards.tabs.why import Why
from experiments.language import mark

TABS: dict[str, tuple[str, Callable[..., Any]]] = {
    "time": (mark("Over time"), OverTime),
    "who": (mark("Who is left out"), WhoIsLeftOut),
    "map": (mark("Map"), Map),
    "why": (mark("Why"), Why),
    "money": (mark("Money"), Money),
    "stories": (mark("Stories"), Stories),
    "certain": (mark("Certainty"), Certainty),
    "cases": (mark("Cases"), Cases),
    "learn": (mark("Learn"), Learn),
    "experiments": (mark("Experiments"), Experiments),
}
"""Every tab by its name in the address: title and component."""
APART = ("cases", "learn", "experiments")
"""Tabs that show something else than the plans on the page; what is taken away below a view is not theirs."""
