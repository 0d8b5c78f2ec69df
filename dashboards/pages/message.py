"""What the person should know: about the whole page at its top, about an input beside it."""

from __future__ import annotations

import solara

from dashboards.state import Problem, Session
from dashboards.widgets.parts import tag
from experiments.language import t
from experiments.telling.problems import told

OPENED = ("plan", "table", "map")
"""The inputs that open a file."""


@solara.component
def Message(session: Session, at: str = "") -> None:
    """Why the input named `at` was not taken, until it is; nothing while all is well."""
    problem = session.problem.value
    if problem is not None and problem.at == at:
        Told(problem)


def told_in(session: Session, at: str) -> str:
    """The id of the box that tells why the input named `at` was not taken; empty while all is well."""
    problem = session.problem.value
    return name_of(at) if problem is not None and problem.at == at else ""


@solara.component
def Told(problem: Problem) -> None:
    """A problem in a box that is read out at once; what can only be told in English is marked so (WCAG 3.1.2)."""
    with tag("div", css="warn", role="alert", id=name_of(problem.at)):
        if not problem.file:
            tag("span", problem.text)
            return
        tag("span", t("This cannot be used as it is:"))
        for line in problem.text.splitlines():
            if found := told(line):
                tag("div", *((tag("code", found[0]), " ") if found[0] else ()), found[1])
            else:
                tag("div", line, css="quoted", lang="en", dir="ltr")
        if problem.at in OPENED:
            tag("div", t("Mend the file and open it again. Your work is as it was."))


def name_of(at: str) -> str:
    """The id of the box with the problem of an input, by which the input is tied to it."""
    return f"problem-{at}" if at else "problem"
