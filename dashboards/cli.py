"""The command `dpi-city dashboard`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

PANEL = "Try plans"
LOCAL = "127.0.0.1"
NO_LOCK = "Anybody who can reach this computer can open the page; it has no password."


def dashboard(
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 lets other computers in.")
    ] = LOCAL,
    port: Annotated[int, typer.Option(min=1, max=65_535, help="The port to listen on.")] = 8765,
    public: Annotated[
        bool,
        typer.Option(
            "--public", help="For many visitors: limits for each, and nothing of this computer is shown."
        ),
    ] = False,
    show: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser.")] = True,
) -> None:
    """Open a city that you can steer live in the browser; nothing leaves this computer."""
    from dashboards.engine.heaps import plain_heaps

    plain_heaps("dashboard")
    from dashboards.app import serve

    if host not in (LOCAL, "localhost", "::1"):
        _tell(NO_LOCK)
    serve(host, port, show=show, public=public, tell=_tell)


def _tell(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
