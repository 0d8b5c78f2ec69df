"""The command line: `dpi-city`.

Every file in `experiments/commands/` is a command; adding one is adding a file. What people read
goes to stderr, what programs read (`--json`) to stdout. Exit codes are in `experiments/exits.py`.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from experiments.exits import BAD_INPUT, clear_exit, command, program, tell

if TYPE_CHECKING:
    import typer

ABOVE = {"dashboard": "dashboards.cli"}
"""Commands of the floor above, found by name and not imported from here."""
PANELS = (
    "Try plans", "Ask why", "Run experiments", "Check against reality", "Write scenarios",
    "The model and this computer",
)  # fmt: skip
"""The parts of `dpi-city --help`, in order; a command names its own in `PANEL`."""


def application() -> typer.Typer:
    """Every command there is, panel by panel; each says itself that it was stopped, before typer falls silent."""
    import importlib
    import pkgutil

    import typer

    from experiments import commands

    app = typer.Typer(
        name="dpi-city", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
        help="How does a city adopt digital public infrastructure? Try plans on a simulated one.",
    )  # fmt: skip
    names = [f.name for f in pkgutil.iter_modules(commands.__path__) if not f.name.startswith("_")]
    places = {name: f"{commands.__name__}.{name}" for name in names} | ABOVE
    found = {name: importlib.import_module(place) for name, place in places.items()}
    for name in sorted(found, key=lambda name: (PANELS.index(found[name].PANEL), name)):
        app.command(name, rich_help_panel=found[name].PANEL)(command(getattr(found[name], name)))
    return app


def main(arguments: list[str] | None = None) -> None:
    """Entry point: run the command and leave with its exit code, errors as one clear sentence.

    Without `arguments` those of this process are taken, and it ends here.
    """
    with program() if arguments is None else nullcontext(), clear_exit():
        _run(arguments)


def _run(arguments: list[str] | None) -> None:
    from sim.errors import DPICityError

    try:
        application()(arguments)
    except DPICityError as error:
        tell(str(error))
        raise SystemExit(BAD_INPUT) from None


if __name__ == "__main__":
    main()
