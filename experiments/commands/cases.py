"""`dpi-city cases`: the catalogue of real cases, and how close the model comes to each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.commands._options import Json, Workers, say
from experiments.telling.console import Display, console
from sim.errors import DPICityError

if TYPE_CHECKING:
    from rich.console import Console

PANEL = "Check against reality"
PAGE = Path(__file__).parents[2] / "docs" / "CASES.md"


def cases(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[show NAME]", help="Nothing for the list; `show NAME` for one case.")
    ] = None,
    update: Annotated[
        bool, typer.Option("--update", help="Run the cases that are out of date, or those named; write docs/CASES.md.")
    ] = False,
    workers: Workers = None,
    as_json: Json = False,
) -> None:  # fmt: skip
    """List the cases of the catalogue with their status, show one, or run them anew."""
    names = list(words or [])
    if update:
        _update(names, workers)
        names = []
    if not names:
        _list(as_json)
    elif names[0] == "show" and len(names) == 2:
        _show(names[1], as_json)
    else:
        raise DPICityError(f"cases {' '.join(names)}: write `dpi-city cases` or `dpi-city cases show NAME`.")


def _update(names: Sequence[str], workers: int | None) -> None:
    from experiments.cases.entries import entries, entry, scenario_called
    from experiments.cases.page import page
    from experiments.cases.results import outdated, stored, update
    from experiments.running.keeping.atomic import write_text

    for name in names:
        entry(name)  # refuses an unknown name before anything is run
    catalogue = entries()
    wanted = names or outdated(catalogue)
    scenarios = {
        (catalogue[name].scenario, catalogue[name].cities) for name in wanted if catalogue[name].scenario
    }
    months = max((scenario_called(name).months for name, _ in scenarios), default=1)
    screen = console()
    with Display(screen, max(sum(cities for _, cities in scenarios), 1), months) as display:
        done = update(wanted, progress=display, workers=workers)
    write_text(PAGE, page(catalogue, stored()))
    screen.print(f"{len(done)} cases were run; docs/CASES.md is written.")


def _list(as_json: bool) -> None:
    from experiments.cases.entries import KINDS, entries, entry_files
    from experiments.cases.results import staleness, stored

    known = stored()
    rows = [
        {"name": name, "kind": entry_files()[name][0], "title": e.title, "country": e.country,
         "scenario": e.scenario, "status": known[name]["status"] if name in known else "",
         "why": known[name]["why"] if name in known else "", "stale": staleness(e, known.get(name))}
        for name, e in entries().items()
    ]  # fmt: skip
    if as_json:
        say(rows)
        return
    screen = console()
    for kind, title in KINDS.items():
        screen.print(_table(title, [row for row in rows if row["kind"] == kind]))
    screen.print("`dpi-city cases show NAME` tells more; `dpi-city cases --update` runs what is out of date.",
                 markup=False)  # fmt: skip


def _table(title: str, rows: Sequence[dict[str, Any]]) -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", box=None, pad_edge=False)
    for name in ("Case", "Country", "Status", "Why"):
        table.add_column(name, overflow="fold", no_wrap=name == "Case")
    for row in rows:
        why = row["stale"] or row["why"]
        table.add_row(*(Text(cell) for cell in (row["name"], row["country"], row["status"], why)))
    return table


def _show(name: str, as_json: bool) -> None:
    from experiments.cases.entries import entry
    from experiments.cases.page import service_line
    from experiments.cases.results import staleness, stored

    found, known = entry(name), stored().get(name)
    stale = staleness(found, known)
    if as_json:
        say({"name": name, **found.model_dump(mode="json"), "verdict": known, "stale": stale})
        return
    screen = console()
    screen.print(f"{found.title}, {found.country}", markup=False, style="bold")
    for claim in found.deck:
        screen.print(f"The deck: “{claim.says}”\n  Known: {claim.known} ({claim.source})", markup=False)
    lines = [found.model, service_line(found), found.scenario and f"Scenario: {found.scenario}"]
    lines += [f"Source: {source}" for source in found.sources]
    for line in filter(None, lines):
        screen.print(line, markup=False)
    status = f"Status: {known['status']}, {known['why']}." if known else ""
    for line in filter(None, (status, f"Out of date: {stale}." if stale else "")):
        screen.print(line, markup=False, style="bold")
    if known:
        _figures(screen, known)


def _figures(screen: Console, verdict: dict[str, Any]) -> None:
    """The checks, and the model beside every measured value."""
    from rich.table import Table
    from rich.text import Text

    from experiments.cases.page import number

    tables: dict[tuple[str, ...], list[tuple[str, ...]]] = {
        ("Figure", "Model", "Allowed", "Met"): [
            (c["what"], number(c["value"]), c["allowed"], "yes" if c["met"] else "no") for c in verdict["checks"]
        ],
        ("Series", "Among", "Month", "Measured", "Model", "Role"): [
            (p["series"], " and ".join(p["group"]), p["date"], number(p["measured"]), number(p["model"]), p["role"])
            for p in verdict["points"]
        ],
    }  # fmt: skip
    for head, rows in tables.items():
        if rows:
            table = Table(*head, box=None, pad_edge=False)
            for row in rows:
                table.add_row(*(Text(cell) for cell in row))
            screen.print(table)
