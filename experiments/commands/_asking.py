"""What the commands that ask the model many small questions have in common.

They say what it will take, show progress, keep every finished run in the results folder, go on from
there next time, and write the answer as JSON and as a page.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from experiments.exits import DONE, SOME_FAILED, STOPPED
from experiments.language import t, tn
from experiments.running.keeping.atomic import ANSWER, write_text
from experiments.telling.amounts import disk, roughly
from experiments.telling.console import console
from experiments.telling.numbers import plain
from experiments.telling.steps import Steps

if TYPE_CHECKING:
    from experiments.report.sheet import Sheet
    from experiments.running.bench import Bench
    from experiments.running.runner import Plan

PAGE = "page.html"
FIXED, EACH = 0.12, 1.4e-5  # seconds of a run of 120 months: in any case, and per resident; a usual laptop
LINE = 3000  # bytes that a run takes on disk


@dataclass(frozen=True, slots=True)
class Errand:
    """What a command is about to do: under which command line, in which folder, with which plans."""

    command: str
    folder: Path
    plans: tuple[Plan, ...]
    runs: int
    workers: int | None = None

    @property
    def by(self) -> str:
        """The name of the command."""
        return self.command.split()[1]

    @property
    def processes(self) -> int:
        """How many processes make runs."""
        return self.workers or os.cpu_count() or 1

    def estimate(self) -> str:
        """How many runs, how long, how much disk."""
        scenario = self.plans[-1].scenario
        cores = self.processes
        each = scenario.months / 120 * (FIXED + EACH * scenario.residents)
        return tn(
            "About {runs} runs of {residents} residents and {months} months: some {time} on {number} processor, {size} "
            "on disk.",
            "About {runs} runs of {residents} residents and {months} months: some {time} on {number} processors, {size} "
            "on disk.",
            cores, runs=plain(self.runs), residents=plain(scenario.residents), months=plain(scenario.months),
            time=roughly(self.runs * each / cores), number=plain(cores), size=disk(self.runs * LINE),
        )  # fmt: skip


def carry_out[T](errand: Errand, act: Callable[[Bench], T]) -> T:
    """Do the work on a bench that keeps its answers in the results folder."""
    from experiments.reading.parts import finished_runs
    from experiments.running.bench import Bench
    from experiments.running.keeping.rooms import make_room

    screen = console()
    if moved := make_room(errand.folder, errand.by):
        screen.print(moved, markup=False)
    screen.print(errand.estimate(), markup=False)
    if kept := finished_runs(errand.folder):
        screen.print(
            tn("{number} run is there already and is not made again.",
               "{number} runs are there already and are not made again.", kept, number=plain(kept)), markup=False,
        )  # fmt: skip
    with Steps(screen, errand.runs, errand.processes) as steps:
        bench = Bench(
            errand.folder, workers=errand.workers, tell=steps, total=errand.runs, command=errand.command,
            facts=facts(errand),
        )  # fmt: skip
        try:
            with bench:
                return act(bench)
        finally:
            for path in bench.set_aside:
                screen.print(
                    t("Damaged, set aside and computed again where needed: {path}", path=path), markup=False
                )


@contextlib.contextmanager
def going_on(errand: Errand) -> Iterator[None]:
    """Leave with exit code 130 after Ctrl-C, and say that the same command goes on from there."""
    from experiments.reading.parts import finished_runs

    try:
        yield
    except KeyboardInterrupt:
        kept = finished_runs(errand.folder)
        console().print(
            tn("Stopped. {number} finished run is kept in {folder}; the same command goes on from there.",
               "Stopped. {number} finished runs are kept in {folder}; the same command goes on from there.", kept,
               number=plain(kept), folder=errand.folder), markup=False,
        )  # fmt: skip
        raise typer.Exit(STOPPED) from None


def facts(errand: Errand) -> dict[str, Any]:
    """What the manifest says of the analysis, in the words that it has for experiments."""
    words = {"by": errand.by, "name": errand.folder.name, "title": " ".join(errand.command.split()[:3]), "question": "",
             "shape": f"the {errand.by} analysis", "varied": [], "file": ""}  # fmt: skip
    plans = [{"name": p.name, "title": p.title, "hash": p.scenario.hash} for p in errand.plans]
    return {"experiment": {**words, "plans": plans}}


def write_answer(errand: Errand, answer: dict[str, Any], sheet: Sheet) -> None:
    """The answer as JSON and as a page, in the results folder; says where."""
    from experiments.report.sheet import write_sheet

    text = json.dumps({"command": errand.command, **answer}, indent=1, ensure_ascii=False)
    write_text(errand.folder / ANSWER, text + "\n")
    page = write_sheet(errand.folder / PAGE, sheet, errand.plans, command=errand.command)
    screen = console()
    screen.print("\n" + t("The page: {path}", path=page), markup=False)
    results = t("Results: {path}", path=errand.folder)
    screen.print(f"{t('A thinking tool, not a forecast.')} {results}", markup=False)


def exit_code(failed: int) -> int:
    """The exit code that fits the number of failed runs."""
    return SOME_FAILED if failed else DONE


def bare(value: Any) -> Any:
    """Frozen dataclasses as JSON can hold them; what is not finite becomes null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: bare(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, dict):
        return {str(key): bare(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [bare(inner) for inner in value]
    if hasattr(value, "tolist"):
        return bare(value.tolist())
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return None
    return value


def names(given: Sequence[str] | None, usual: Sequence[str]) -> list[str]:
    """What was given, or else what is usual; each once."""
    return list(dict.fromkeys(given or usual))
