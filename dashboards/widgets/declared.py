"""The Python side of the parts that are drawn in the browser: what they take, and what they report.

What is drawn at every move is told as JSON text: every single value of nested data would be looked at several times.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dashboards.widgets.part import part


@part("levers")
def Levers(
    content: str,
    values: str,
    start: str,
    language: str,
    event_move: Callable[[dict[str, Any]], None],
    event_turn: Callable[[dict[str, Any]], None],
) -> None:
    """Policies with their sliders. Says what was moved or switched."""


@part("plans")
def PlanList(
    plans: str,
    chosen: int,
    steps: tuple[int, int],
    full: bool,
    catalogue: str,
    event_add: Callable[[str], None],
    event_choose: Callable[[int], None],
    event_act: Callable[[str], None],
    event_remove: Callable[[int], None],
    event_rename: Callable[[str], None],
) -> None:
    """The plans with their colours and marks, and what can be done with them."""


@part("tabs")
def TabList(tabs: str, chosen: str, heard: int, event_choose: Callable[[dict[str, Any]], None]) -> None:
    """The names of the tabs, moved through with the arrow keys; `heard` is the number of the last choice heard of."""


@part("address")
def Address(
    search: str, copy: str, title: str, language: str, direction: str, event_back: Callable[[str], None]
) -> None:
    """Keeps the address, the title and the language of the page in step with what it shows.

    Tells to which tab the person went back or forward.
    """


@part("saver")
def Saver(label: str, name: str, kind: str, text: str, event_make: Callable[[Any], None]) -> None:
    """A button that saves a text as a file; where the text is empty, it asks for it, and saves it when it comes."""


@part("handout")
def HandoutBox(
    kinds: list[dict[str, str]],
    ready: bool,
    running: str,
    made: str,
    packed: str,
    turn: float,
    error: str,
    command: str,
    prints: str,
    notes: list[str],
    event_make: Callable[[str], None],
) -> None:
    """Buttons that have a file made, and save the one that is `made` whenever `turn` says that it is new; the command."""


@part("said")
def SaidList(said: list[dict[str, str]], look: str) -> None:
    """What is said of plans, each behind its mark and its title; `beware` below it."""


@part("map")
def CityMap(
    title: str,
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
    event_rested: Callable[[int], None],
) -> None:
    """Every resident as a dot, month by month; a click picks the nearest one. Says on which month it rests.

    The month in sight is saved as a picture under `title`.
    """


@part("summary")
def Summary(lead: str, beware: str, tiles: list[dict[str, str]], status: str, complete: bool) -> None:
    """The sentence and the numbers of the chosen plan."""


@part("glance")
def GlanceBar(
    content: str, back: bool, event_undo: Callable[[Any], None], event_see: Callable[[bool], None]
) -> None:
    """The first numbers of the chosen plan in a strip that stays beside the levers, with a way back.

    It tells when it comes into sight and when it leaves.
    """


@part("legend")
def LegendList(entries: list[dict[str, str]]) -> None:
    """Which colour and mark is which."""


@part("figure")
def FigureBox(
    name: str,
    finding: str,
    option: str,
    height: int,
    measure: str,
    source: str,
    table: str,
    file: str,
    waits: bool,
    event_show: Callable[[bool], None],
    event_see: Callable[[bool], None],
) -> None:
    """A finding over a chart of ECharts, what it measures, and a table that opens below and says when it does.

    One part and not five, because each would be looked at and told about at every move; `option` and `table` travel as
    one JSON text each. The chart saves itself as a picture, with `source`: where the numbers are from, if not the plans
    on the page. `file` is the table as it is saved for spreadsheets. One that `waits` tells when it is in sight.
    """


@part("choice")
def ChoiceBox(label: str, options: str, value: str, told: str, event_pick: Callable[[str], None]) -> None:
    """A plain list to choose from; `told` is the id of the element that tells why the last choice was not taken."""


@part("cases")
def CaseList(
    groups: list[dict[str, Any]], chosen: str, statuses: dict[str, str], event_pick: Callable[[str], None]
) -> None:
    """A catalogue to search and to choose from, by kind."""


@part("life")
def LifeLine(title: str, sign: str, color: str, lines: list[dict[str, str]], ending: str) -> None:
    """A life as a list of dated lines."""


@part("mode")
def ModeButton(dark: bool, event_choose: Callable[[bool], None]) -> None:
    """Turns the page dark or light, and remembers it in this browser."""


@part("job")
def JobBox(
    running: bool,
    done: float,
    text: str,
    labels: dict[str, str],
    event_start: Callable[[Any], None],
    event_cancel: Callable[[Any], None],
) -> None:
    """How far a job is, with a button that stops it, or one that starts it."""


@part("language")
def LanguageList(chosen: str, names: dict[str, str], event_choose: Callable[[str], None]) -> None:
    """The languages of the page, each by its own name."""


@part("timeline")
def TimelineBox(
    content: str,
    dates: str,
    crises: str,
    event_move: Callable[[dict[str, Any]], None],
    event_remove: Callable[[str], None],
    event_add: Callable[[str], None],
    event_see: Callable[[bool], None],
) -> None:
    """When things happen in a plan: bars that can be dragged, moved with the keyboard or with buttons."""


@part("opener")
def Opener(
    label: str, accept: str, most: int, told: str, reading: bool, event_begin: Callable[[Any], None],
    event_open: Callable[[dict[str, str]], None], event_stop: Callable[[Any], None],
) -> None:  # fmt: skip
    """Opens a text file of this computer, of at most `most` bytes; `event_begin` is sent before it is read.

    While it is `reading` on the server, a button sends `event_stop`.
    `told` is the id of the element that tells why the last file was not taken; empty while all is well.
    """


@part("focus")
def FocusKeeper() -> None:
    """Hands the focus on when what had it is gone, so that nobody without a mouse begins anew at the top."""


@part("resume")
def Resume(fresh: bool, event_resume: Callable[[str], None]) -> None:
    """Offers to go on with the last work in this browser; only on a page that was opened without a view."""


@part("frame")
def Frame(html: str, title: str, colors: dict[str, str], runs: bool) -> None:
    """A whole page inside the page, in the same colours and as tall as what it holds; `runs` lets it run scripts."""
