"""`dpi-city necessity`: which components are necessary, and which sets of them are enough."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from experiments.commands._asking import Errand, bare, carry_out, exit_code, going_on, write_answer
from experiments.commands._options import Json, Language, Months, Out, Residents, Workers, given_if, say
from sim.errors import DPICityError

if TYPE_CHECKING:
    from experiments.necessity.file import Question
    from experiments.necessity.result import Result
    from experiments.necessity.trials import Outcomes

PANEL = "Run experiments"


def necessity(
    targets: Annotated[str, typer.Argument(help="A targets file: a path, or marenga for the one that comes along.")],
    draws: Annotated[int | None, typer.Option(help="Draws of the assumptions, instead of what the file says.")] = None,
    spread: Annotated[float | None, typer.Option(help="How far assumptions are moved, instead of the file's.")] = None,
    residents: Residents = None, months: Months = None, language: Language = "en", out: Out = None,
    workers: Workers = None, as_json: Json = False,
) -> None:  # fmt: skip
    """Find out which components are necessary for stated targets, and which sets of them are enough."""
    from experiments.language import speaking
    from experiments.necessity.file import load_question
    from experiments.running.inputs import command_line

    with speaking(language):
        question = changed(load_question(targets), draws, spread, residents, months)
        command = command_line(
            "necessity", [targets], draws=draws, spread=spread, residents=residents, months=months,
            language=given_if(language != "en", language),
        )  # fmt: skip
        _answer(question, command, out, workers, as_json=as_json)


def _answer(
    question: Question, command: str, out: Path | None, workers: int | None, *, as_json: bool
) -> NoReturn:
    """Run what it takes, and tell the answer; leaves with the exit code."""
    from experiments.necessity.result import answer
    from experiments.necessity.trials import try_all

    folder = out or Path("results") / f"necessity-{question.name}"
    errand = Errand(command, folder, (question.plan,), question.runs, workers)
    with going_on(errand):
        outcomes = carry_out(errand, lambda bench: try_all(bench, question))
        if outcomes.failed == question.runs:
            raise DPICityError("Every run failed; `dpi-city run` with the same scenario says why.")
        result = answer(outcomes)
        data = result_data(question, result, outcomes)
        tell_result(errand, question, result, data, outcomes.failed)
    if as_json:
        say({"command": command, "folder": str(folder), **data})
    raise typer.Exit(exit_code(outcomes.failed))


def changed(
    question: Question, draws: int | None, spread: float | None, residents: int | None, months: int | None
) -> Question:
    """The question with what the command line changes, within what a file could say."""
    from experiments.necessity.keys import QUESTION

    given = {"draws": draws, "spread": spread, "residents": residents, "months": months}
    changes: dict[str, Any] = {word: value for word, value in given.items() if value is not None}
    for word, value in changes.items():
        key = QUESTION[word]
        if not key.low <= value <= key.high:
            raise DPICityError(f"--{word} {value:g}: give a number from {key.low:,g} to {key.high:,g}.")
    size = {word: changes.pop(word) for word in ("residents", "months") if word in changes}
    late = [
        t.month for t in question.targets if t.month is not None and t.month > size.get("months", t.month)
    ]
    if late:
        raise DPICityError(
            f"--months {months}: a target counts in month {max(late)}. Give {max(late)} or more."
        )
    plan = replace(question.plan, scenario=replace(question.plan.scenario, **size))
    return replace(question, plan=plan, **changes)


def tell_result(
    errand: Errand, question: Question, result: Result, data: dict[str, Any], failed: int
) -> None:
    """The sentences, the table of sets, and the page."""
    from experiments.necessity import telling
    from experiments.necessity.charts import charts
    from experiments.necessity.tables import sets
    from experiments.report.sheet import Sheet
    from experiments.telling.console import console

    screen = console()
    screen.print(f"\n{question.title}", markup=False, style="bold")
    for sentence in data["sentences"]:
        screen.print(sentence, markup=False)
    screen.print(sets(question, result))
    lost = (telling.failed(question, failed),) if failed else ()
    sheet = Sheet(question.title, tuple(data["sentences"]), tuple(charts(question, result)),
                  telling.notes(question), lost)  # fmt: skip
    write_answer(errand, data, sheet)


def result_data(question: Question, result: Result, outcomes: Outcomes) -> dict[str, Any]:
    """The answer as JSON can hold it."""
    from experiments.necessity.components import GOVERNANCE
    from experiments.necessity.telling import findings

    data: dict[str, Any] = bare(result)
    for known in (*data["sets"], *data["minimal"], *(s for some in data["minimal_by_model"] for s in some)):
        known["components"] = sorted(known["components"])
    return {
        "title": question.title, "scenario": question.plan.name, "hash": question.plan.scenario.hash,
        "targets": bare(question.targets), "components": list(question.components),
        "governance": [GOVERNANCE[m] for m in question.governance], "draws": question.draws,
        "spread": question.spread, "sentences": findings(question, result), **data, "failed": outcomes.failed,
    }  # fmt: skip
