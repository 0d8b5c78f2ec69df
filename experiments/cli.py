"""The command line: `dpi-city`.

Every file in `experiments/commands/` is a command; adding one is adding a file. What people read
goes to stderr, what programs read (`--json`) to stdout. Exit codes: 0 done, 2 bad input, 3 some
runs failed, 130 stopped by the user.
"""

from __future__ import annotations

import importlib
import pkgutil

import typer

from experiments import commands
from experiments.commands._options import BAD_INPUT, STOPPED, tell
from sim.errors import DPICityError

app = typer.Typer(
    name="dpi-city", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="How does a city adopt digital public infrastructure? Try plans on a simulated one.",
)  # fmt: skip

ABOVE = {"dashboard": "dashboards.cli"}
"""Commands of the floor above, found by name and not imported from here."""
PANELS = (
    "Try plans", "Ask why", "Run experiments", "Check against reality", "Write scenarios",
    "The model and this computer",
)  # fmt: skip
"""The parts of `dpi-city --help`, in order; a command names its own in `PANEL`."""


def add_commands() -> None:
    """Give the application every command there is, panel by panel; once."""
    if app.registered_commands:
        return
    names = [f.name for f in pkgutil.iter_modules(commands.__path__) if not f.name.startswith("_")]
    places = {name: f"{commands.__name__}.{name}" for name in names} | ABOVE
    found = {name: importlib.import_module(place) for name, place in places.items()}
    for name in sorted(found, key=lambda name: (PANELS.index(found[name].PANEL), name)):
        app.command(name, rich_help_panel=found[name].PANEL)(getattr(found[name], name))


def main(arguments: list[str] | None = None) -> None:
    """Entry point: run the command and leave with its exit code, errors as one clear sentence."""
    add_commands()
    try:
        app(arguments)
    except DPICityError as error:
        tell(str(error))
        raise SystemExit(BAD_INPUT) from None
    except KeyboardInterrupt:
        tell("Stopped.")
        raise SystemExit(STOPPED) from None


if __name__ == "__main__":
    main()
