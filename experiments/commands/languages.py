"""`dpi-city languages`: the languages of pages and reports, and what they lack."""

from __future__ import annotations

from typing import Annotated

import typer

from experiments.commands._options import Json, say
from experiments.exits import tell

PANEL = "The model and this computer"


def languages(
    update: Annotated[
        bool, typer.Option("--update", help="Write new sentences into the catalogues.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List the languages of pages and reports, and how many sentences each lacks."""
    from experiments.language import LANGUAGES
    from experiments.language.collect import messages, missing, translated
    from experiments.language.collect import update as write

    if update:
        for code in translated():
            write(code)
    total = len(messages())
    lacking = {code: missing(code) for code in translated()}
    if as_json:
        say({"sentences": total, "missing": lacking})
        return
    for code in translated():
        tell(f"{code}  {LANGUAGES[code]}: {total - len(lacking[code])} of {total} sentences")
        for text in lacking[code][:10]:
            tell(f"    not yet: {text}")
