"""What the commands that ask the model many small questions have in common.

They say what it will take, show progress, keep every finished run in the results folder, go on from
there next time, and write the answer as JSON and as a page.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from experiments.commands._options import DONE, SOME_FAILED, STOPPED
from experiments.running.atomic import ANSWER, ANSWERS, MAKER, MANIFEST, check_target, write_text
from experiments.running.versions import fingerprint, versions
from experiments.telling.console import console
from experiments.telling.steps import Steps, lasting

if TYPE_CHECKING:
    from experiments.report.sheet import Sheet
    from experiments.running.bench import Bench
    from experiments.running.runner import Plan

PAGE = "page.html"
FIXED, EACH = 0.12, 1.4e-5  # seconds of a run of 120 months: in any case, and per resident; a usual laptop
LINE = 400  # bytes that a run takes on disk


@dataclass(frozen=True, slots=True)
class Errand:
    """What a command is about to do: under which command line, in which folder, with which plans."""

    command: str
    folder: Path
    plans: tuple[Plan, ...]
    runs: int
    workers: int | None = None

    def estimate(self) -> str:
        """How many runs, how long, how much disk."""
        scenario = self.plans[-1].scenario
        cores = self.workers or os.cpu_count() or 1
        each = scenario.months / 120 * (FIXED + EACH * scenario.residents)
        megabytes = max(1, round(self.runs * LINE / 1e6))
        processors = "processor" if cores == 1 else "processors"
        return (
            f"About {self.runs:,} runs of {scenario.residents:,} residents and {scenario.months} months: some "
            f"{lasting(self.runs * each / cores)} on {cores} {processors}, {megabytes} MB on disk."
        )


def carry_out[T](errand: Errand, act: Callable[[Bench], T]) -> T:
    """Do the work on a bench that keeps its answers in the results folder.

    Ctrl-C leaves with exit code 130; the same command goes on from there.
    """
    from experiments.running.bench import Bench, Ledger
    from experiments.running.keepsakes import keep_scenario
    from experiments.running.ledger import SCENARIOS

    screen = console()
    check_target(errand.folder)
    screen.print(errand.estimate(), markup=False)
    write_text(errand.folder / MANIFEST, manifest(errand))
    for plan in errand.plans:
        keep_scenario(errand.folder / SCENARIOS, plan)
    ledger = Ledger(errand.folder / ANSWERS, fingerprint())
    if ledger.known:
        screen.print(f"{len(ledger.known):,} runs are there already and are not made again.", markup=False)
    with Steps(screen, errand.runs) as steps:
        bench = Bench(workers=errand.workers, ledger=ledger, tell=steps, total=errand.runs)
        try:
            with bench:
                return act(bench)
        except KeyboardInterrupt:
            kept = len(ledger.known)
    screen.print(
        f"Stopped. {kept:,} finished runs are kept in {errand.folder}; the same command goes on from there.",
        markup=False,
    )
    raise typer.Exit(STOPPED)


def manifest(errand: Errand) -> str:
    """Everything needed to do it again."""
    content = {
        "made_by": MAKER, "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": errand.command, "model": fingerprint(), "versions": versions(),
        "scenarios": [{"name": p.name, "hash": p.scenario.hash} for p in errand.plans],
    }  # fmt: skip
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def write_answer(errand: Errand, answer: dict[str, Any], sheet: Sheet) -> None:
    """The answer as JSON and as a page, in the results folder; says where."""
    from experiments.report.sheet import write_sheet

    text = json.dumps({"command": errand.command, **answer}, indent=1, ensure_ascii=False)
    write_text(errand.folder / ANSWER, text + "\n")
    page = write_sheet(errand.folder / PAGE, sheet, errand.plans, command=errand.command)
    screen = console()
    screen.print(f"\nThe page: {page}", markup=False)
    screen.print(f"A thinking tool, not a forecast. Results: {errand.folder}", markup=False)


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
