"""`dpi-city lesson`: a lesson as one HTML file, for a stick, an old laptop or a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from experiments.commands._options import Language
from experiments.exits import tell

PANEL = "Try plans"


def lesson(
    out: Annotated[Path, typer.Option(help="The file to write.")] = Path("lesson.html"),
    language: Language = "en",
) -> None:
    """Write the lesson “Why does my grandmother not have the app?” as one file that opens anywhere."""
    from experiments.language import speaking
    from experiments.lessons.grandmother import make
    from experiments.lessons.page import page
    from experiments.running.keeping.atomic import write_text
    from experiments.telling.console import console

    with speaking(language):
        with console().status("Running every choice of the class …"):
            found = make()
        write_text(out, page(found))
    tell(f"The lesson: {out}. It opens in any browser, without a network.")
