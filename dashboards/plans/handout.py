"""What a comparison on the page becomes outside it: a sheet of PDF, a page of HTML, and the command that repeats it."""

from __future__ import annotations

from collections.abc import Callable

from dashboards.plans.drafts import View, packaged
from experiments.comparing.compare import Comparison
from experiments.report import brief
from experiments.report.page import page
from experiments.running.inputs import command_line


def command(comparison: Comparison, view: View) -> str:
    """The command that gives these numbers again.

    A plan that still is what came with the program goes by its name; any other is a file that the saved
    HTML page carries, such as `plan1.yaml`.
    """
    bases = {draft.name: draft.base for draft in view.drafts}
    names: list[str] = []
    for side in comparison.sides:
        base = bases.get(side.name, "")
        same = base and base not in names and packaged(base).hash == side.plan.scenario.hash
        names.append(base if same else f"{side.name}.yaml")
    verb = "compare" if len(names) > 1 else "run"
    return command_line(verb, names, seeds=len(comparison.seeds))


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
