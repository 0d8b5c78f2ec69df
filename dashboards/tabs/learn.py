"""Learn: a lesson to predict, observe and explain; the same as the file of `dpi-city lesson`."""

from __future__ import annotations

from typing import Any

import solara

from dashboards.charts.look import Theme
from dashboards.state import Session
from dashboards.widgets.declared import Frame, Saver
from dashboards.widgets.parts import ignore, tag
from experiments.comparing.compare import Comparison
from experiments.language import language, t
from experiments.lessons.grandmother import Lesson
from experiments.lessons.page import page
from experiments.running.runner import Stopped


@solara.component
def Learn(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The lesson, made when somebody opens it for the first time."""

    def work(cancel: Any) -> Lesson | None:
        try:
            return session.workshop.lesson(cancel.is_set)
        except Stopped:
            return None

    result: solara.Result[Lesson | None] = solara.use_thread(work, dependencies=[], intrusive_cancel=False)
    found = result.value
    text = solara.use_memo(lambda: page(found) if found else "", dependencies=[found is None, language()])
    if result.error:
        tag("p", t("The lesson could not be made: {reason}", reason=result.error), css="warn", role="alert")
    elif not text:
        tag(
            "p",
            t("The lesson is being prepared, which takes about ten seconds …"),
            css="small",
            role="status",
        )
    else:
        Frame(
            html=text, title=t("Why does my grandmother not have the app?"), colors=colors.colors, runs=True
        )
        with tag("div", css="makers"):
            Saver(label=t("Save the lesson as one file, for a stick or a phone"), name="lesson.html",
                  kind="text/html", text=text, event_make=ignore)  # fmt: skip
