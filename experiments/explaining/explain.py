"""What `dpi-city explain` says: lives side by side, who gains by a plan, and its effect taken apart."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.table import Table

from experiments.comparing.stats import Estimate, estimate
from experiments.explaining import lives
from experiments.explaining.contributions import Contributions, take_apart
from experiments.explaining.gains import Gains, who_gains
from experiments.telling.barriers import SHORT
from experiments.telling.console import console
from experiments.telling.groups import members
from sim.registry import registry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from experiments.explaining.lives import Life
    from experiments.running.runner import Plan
    from sim.tables import Array


SHOWN = 6  # constraints and groups told at most


def tell_lives(
    plans: Sequence[Plan],
    seed: int,
    *,
    resident: int | None,
    business: int | None,
    agency: int | None,
    as_json: bool,
) -> int:
    """Print the life line of one resident, business or agency under each plan; returns the exit code."""
    found: list[Life] = []
    for plan in plans:
        model = lives.lived(plan, seed)
        if agency is not None:
            found.append(lives.agency(model, plan, agency))
        elif business is not None:
            found.append(lives.business(model, plan, business))
        else:
            found.append(lives.resident(model, plan, resident or 0))
    if as_json:
        sys.stdout.write(json.dumps([asdict(life) for life in found], ensure_ascii=False) + "\n")
    out = console()
    out.print(f"\n[bold]{found[0].who}[/bold]\n")
    out.print(side_by_side(found))
    return 0


def side_by_side(found: Sequence[Life]) -> Table:
    """Dates down, plans across; months in which nothing happened under any plan are left out."""
    table = Table(show_lines=False)
    table.add_column("Month")
    for life in found:
        table.add_column(life.plan, ratio=1)
    dates = sorted({moment.date for life in found for moment in life.moments})
    for date in dates:
        cells = ("\n".join(m.text for m in life.moments if m.date == date) for life in found)
        table.add_row(date, *cells)
    table.add_section()
    for key in found[0].end:
        table.add_row(f"end: {key}", *(life.end[key] for life in found))
    return table


def tell_parts(
    base: Plan, plan: Plan, seeds: Sequence[int], outcome: str, *, workers: int | None, as_json: bool
) -> int:
    """Print how much of a plan's effect each intervention brings; returns the exit code."""
    found = take_apart(base, plan, seeds, outcome, workers=workers)
    if as_json:
        sys.stdout.write(json.dumps(as_data(found)) + "\n")
    known = registry().indicators[outcome]
    out = console()
    out.print(
        f"\nWhat {plan.title} adds to {base.title}: {known.label.lower()}, last month, points out of 100\n"
    )
    out.print(parts_table(found))
    out.print("The shares add up to the total. Alone: the intervention without the others. Together: what")
    out.print("the sum of single effects misses (+) or counts twice (−).")
    return 0


def tell_gains(base: Plan, plan: Plan, seeds: Sequence[int], channel: str, *, as_json: bool) -> int:
    """Print who gains and who loses by a plan, and what holds the rest; returns the exit code."""
    found = who_gains(base, plan, seeds, channel)
    if as_json:
        sys.stdout.write(json.dumps(asdict(found), ensure_ascii=False) + "\n")
    out, label = console(), registry().indicators[channel].label.lower()
    out.print(
        f"\n[bold]{plan.title}[/bold] beside [bold]{base.title}[/bold]: {label}, last month, of 100 adults\n"
    )
    out.print(f"Gain: {_hundred(found.gained)}.  Lose: {_hundred(found.lost)}.")
    for lead, held in (("Those who gain had been held by", found.freed), ("Those who lose are now held by", found.shut),
                       ("Those whom neither plan brings in are held by", found.held)):  # fmt: skip
        if held:
            out.print(f"{lead}: {held_by(held)}.")
    out.print(gains_table(found))
    return 0


def held_by(constraints: Mapping[str, Estimate]) -> str:
    """price 3.1, skills 1.2, … of 100 adults; the six that hold most."""
    named = list(constraints.items())[:SHOWN]
    return ", ".join(f"{SHORT.get(name, name)} {_hundred(share)}" for name, share in named)


def gains_table(found: Gains) -> Table:
    """The groups of which most and fewest gain."""
    table = Table("Of 100 in each group", "gain", "lose")
    few = found.groups if len(found.groups) <= 2 * SHOWN else (*found.groups[:SHOWN], *found.groups[-SHOWN:])
    for group in few:
        table.add_row(members(group.label), _hundred(group.gained), _hundred(group.lost))
    return table


def _hundred(share: Estimate) -> str:
    """A share of 100 with one decimal and its range."""
    if not share.known or share.half == 0:
        return f"{100 * share.mean:.1f}"
    return f"{100 * share.mean:.1f} ({100 * share.low:.1f} to {100 * share.high:.1f})"


def parts_table(found: Contributions) -> Table:
    """One row per intervention, largest share first, then the interaction and the total."""
    table = Table()
    for title in ("Intervention", "Share of the effect", "Alone"):
        table.add_column(title, justify="left" if title == "Intervention" else "right")
    for part in sorted(found.parts, key=lambda part: -part.shapley.mean()):
        table.add_row(part.name, _points(part.shapley), _points(part.alone))
    table.add_section()
    table.add_row("only together", "", _points(found.interaction))
    table.add_row("total", _points(found.total), _points(found.total))
    return table


def as_data(found: Contributions) -> dict[str, object]:
    """The same for programs: means over the simulated cities."""
    return {
        "outcome": found.outcome,
        "total": float(found.total.mean()),
        "interaction": float(found.interaction.mean()),
        "parts": [
            {
                "intervention": p.name,
                "policies": list(p.policies),
                "shapley": float(p.shapley.mean()),
                "alone": float(p.alone.mean()),
            }
            for p in found.parts
        ],
    }


def _points(values: Array) -> str:
    """Mean over cities in points with its 95 % interval."""
    found = estimate([100 * float(v) for v in values])
    if found.low == found.high:
        return f"{found.mean:+.1f}"
    return f"{found.mean:+.1f} ({found.low:+.1f} to {found.high:+.1f})"
