"""`dpi-city services`: the city services that ride on the infrastructure."""

from __future__ import annotations

from experiments.commands._options import Json, say
from experiments.exits import tell

PANEL = "Write scenarios"


def services(as_json: Json = False) -> None:
    """List the city services that a plan can launch, by urban domain: what they need, save and soften."""
    from sim.describe import description
    from sim.registry import registry
    from sim.urban_service import DOMAINS

    known = registry()
    if as_json:
        say(description()["services"])
        return
    for domain in DOMAINS:
        tell(f"\n{domain}")
        for name, service in known.services.items():
            if service.domain == domain:
                softens = f"; softens {' and '.join(service.softens)}" if service.softens else ""
                hours = service.params["hours"].default
                saves = f"; saves a user {hours:g} h a month" if hours else ""
                tell(f"  {name}: {service.title()}")
                tell(f"    needs {', '.join(service.components)}; for {service.serves}{saves}{softens}")
    tell("\nLaunch one in a scenario file: policies: [{use: flood_warning, months: [12]}]")
    tell("Hours and uptake are assumptions; `dpi-city describe --assumptions` lists them.")
