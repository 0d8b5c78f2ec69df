"""What a comparison on the page becomes outside it: a sheet of PDF, a page of HTML, and the commands that repeat it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dashboards.plans.drafts import View, packaged
from experiments.comparing.compare import HEADLINE, Comparison, Side
from experiments.report import brief
from experiments.report.origin import origin, prints
from experiments.report.page import page
from experiments.running.inputs import command_line
from experiments.telling.names import city_name
from experiments.telling.words import titled


def called(comparison: Comparison, view: View) -> dict[str, str]:
    """What a command calls the plans of the page, by their names in results.

    A plan that still is what came with the program goes by its name; any other is a file that the saved
    HTML page carries, such as `plan1.yaml`.
    """
    bases = {draft.name: draft.base for draft in view.drafts}
    names: dict[str, str] = {}
    for side in comparison.sides:
        base = bases.get(side.name, "")
        same = base and base not in names.values() and packaged(base).hash == side.plan.scenario.hash
        names[side.name] = base if same else f"{side.name}.yaml"
    return names


def command(comparison: Comparison, view: View) -> str:
    """The command that gives the numbers of a comparison again."""
    names = list(called(comparison, view).values())
    verb = "compare" if len(names) > 1 else "run"
    return command_line(verb, names, seeds=len(comparison.seeds))


def asked(outcome: str) -> str | None:
    """The outcome as an option of a command; none where the command would take it by itself."""
    return None if outcome == HEADLINE else outcome


def fingerprints(sides: Iterable[Side]) -> str:
    """Which plans exactly: two with the same fingerprint do the same."""
    return prints((titled(side), side.plan.scenario.hash) for side in sides)


def source(repeat: str, sides: Iterable[Side]) -> str:
    """What a picture says of numbers that a command of their own gives again: the city, the command, the plans."""
    shown = tuple(sides)
    city = city_name(shown[0].plan.scenario.city.title)
    return "\n".join(origin(city, repeat, ((titled(side), side.plan.scenario.hash) for side in shown)))


def as_pdf(comparison: Comparison, repeat: str, budget: float) -> bytes:
    """One sheet; `DPICityError` for more plans than fit, or without the library that prints."""
    brief.printable_now(len(comparison.sides))
    return brief.pdf(comparison, command=repeat, budget=budget)


def as_html(comparison: Comparison, repeat: str, budget: float) -> bytes:
    """The whole comparison as one file that needs no network."""
    return page(comparison, command=repeat, budget=budget).encode("utf-8")


KINDS: dict[str, tuple[str, Callable[[Comparison, str, float], bytes]]] = {
    "pdf": ("application/pdf", as_pdf),
    "html": ("text/html", as_html),
}
"""What can be made: the kind of file and what makes it, by ending."""
