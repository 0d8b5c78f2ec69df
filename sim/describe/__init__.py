"""Writes the model description (ODD) and the table of assumptions from the code's own metadata.

Nothing is retyped: rules give their docstrings, columns and parameters their metadata, and only
purpose, concepts and references are written by hand (words.py).
"""

from __future__ import annotations

from pathlib import Path

from sim.choice import CONSTRAINTS
from sim.describe.data import all_columns, by_ground, description, in_order, interventions
from sim.describe.markdown import (
    COLUMN_HEAD,
    PARAMETER_HEAD,
    body,
    column_row,
    dotted,
    parameter_row,
    section,
    table,
)  # fmt: skip
from sim.describe.words import (
    ANALYSIS,
    CONCEPTS,
    FOLLOWS,
    INITIALISATION,
    INPUT,
    PHASES,
    PURPOSE,
    REFERENCES,
    RIDING,
    SCALES,
    SCHEDULE,
)  # fmt: skip
from sim.registry import registry
from sim.rules import Phase, Policy, Rule
from sim.tables import TABLES
from sim.urban_service import DOMAINS, UrbanService

__all__ = ["assumptions", "description", "odd", "write_docs"]


def odd() -> str:
    """The whole model in the ODD format, as Markdown."""
    rules = registry()
    return section(
        "# Model description (ODD)", FOLLOWS,
        "## 1. Purpose and patterns", PURPOSE,
        "## 2. Entities, state variables and scales", SCALES, *_entities(),
        "## 3. Process overview and scheduling", SCHEDULE, _schedule(),
        "## 4. Design concepts", *(f"**{name}.** {text}" for name, text in CONCEPTS.items()),
        "Whoever does not use a channel is counted under what stands in the way, in the order in which it would "
        f"have to be put right: {', '.join(CONSTRAINTS[1:])}.",
        "## 5. Initialisation", INITIALISATION,
        "## 6. Input data", INPUT,
        "## 7. Submodels", *(_submodel(rule) for rule in in_order(rules.mechanisms.values())),
        "## 8. Policies", *(_submodel(rule) for rule in in_order(interventions())),
        "### Standards put into force", _standards(),
        "## 9. City services that ride on the infrastructure", RIDING, body(UrbanService), _services(),
        *(_submodel(rule) for rule in in_order(rules.services.values())),
        "## 10. Shocks", *(_submodel(rule) for rule in in_order(rules.shocks.values())),
        "## 11. Indicators", _indicators(),
        "## 12. How to analyse it", ANALYSIS,
        "## References", "\n".join(f"- {reference}" for reference in REFERENCES),
    ) + "\n"  # fmt: skip


def assumptions() -> str:
    """Every parameter with value, range and source, as Markdown; those that rest on assumptions first."""
    kinds = by_ground()
    total = sum(len(params) for params in kinds.values())
    counted = ", ".join(f"{len(params)} {name}" for name, params in kinds.items())
    return section(
        "# What the model assumes",
        f"{total} parameters: {counted}. Written from the code by `dpi-city describe --out docs`.",
        "A *lever* is chosen by a government, an *uncertainty* is known to nobody and is sampled over its range in "
        "sensitivity runs, a *fixed* one is a definition. Keys that begin with `city.` shape the synthetic city and "
        "apply to every scenario; all others can be set or shifted in a scenario file.",
        *(section(f"## {name[0].upper()}{name[1:]}", table(PARAMETER_HEAD, map(parameter_row, params)))
          for name, params in kinds.items()),
    ) + "\n"  # fmt: skip


def write_docs(folder: Path | str) -> list[Path]:
    """Write ODD.md and ASSUMPTIONS.md into `folder`, and return their paths."""
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    written = {home / "ODD.md": odd(), home / "ASSUMPTIONS.md": assumptions()}
    for path, text in written.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(written)


def _entities() -> list[str]:
    """A table of columns for each kind of entity."""
    columns = all_columns()
    return [
        section(f"### {name.capitalize()}",
                table(COLUMN_HEAD, (column_row(c, owner) for c, owner in columns if c.table == name)))
        for name in TABLES
    ]  # fmt: skip


def _schedule() -> str:
    """The month as a table: phase, what it is for, and its rules in order."""
    rules = in_order(registry().rules.values())
    rows = [
        (phase.name.capitalize(), PHASES[phase], dotted(r.name for r in rules if r.phase == phase))
        for phase in Phase
    ]
    return table(("Phase", "What happens", "Rules"), rows)


def _submodel(rule: type[Rule]) -> str:
    """One rule: its docstring, what it aims at, what it reads and writes, and its parameters."""
    touched = [f"Reads {dotted(rule.reads)}." if rule.reads else ""]
    touched.append(f"Writes {dotted(rule.writes)}." if rule.writes else "")
    return section(
        f"### {rule.name}", f"*{rule.title()}.*", body(rule), _promise(rule), " ".join(filter(None, touched)),
        table(PARAMETER_HEAD, map(parameter_row, rule.params.values())) if rule.params else "",
    )  # fmt: skip


def _promise(rule: type[Rule]) -> str:
    """What a policy is meant to move, and what it can break; nothing for other rules."""
    if not issubclass(rule, Policy):
        return ""
    name, direction = rule.changes
    return f"Aims at: `{name}` {direction}. Side effects: {rule.side_effects.rstrip('.')}."


def _services() -> str:
    """The catalogue of services by urban domain."""
    ordered = sorted(registry().services.values(), key=lambda s: (DOMAINS.index(s.domain), s.name))
    rows = [
        (
            s.domain,
            f"`{s.name}`",
            dotted(s.components),
            s.serves,
            f"{s.params['hours'].default:g}",
            dotted(s.softens),
        )
        for s in ordered
    ]
    return table(("Urban domain", "Service", "Needs", "Serves", "Hours a user-month", "Softens"), rows)


def _standards() -> str:
    """The families of standards, the policies that put them into force, and what each moves."""
    rows = [
        (rule.family, f"`{rule.name}`", ", ".join(rule.standards), f"`{rule.changes[0]}` {rule.changes[1]}")
        for rule in sorted(registry().policies.values(), key=lambda rule: rule.family)
        if rule.family
    ]
    return table(("Family", "Policy", "Standards it stands for", "Aims at"), rows)


def _indicators() -> str:
    """Every indicator: unit, direction, SDG targets and meaning."""
    rows = [
        (f"`{i.name}`", i.label, i.unit, i.better or "neither", ", ".join(i.sdg), " ".join(i.doc.split()))
        for i in registry().indicators.values()
    ]
    return table(("Indicator", "Label", "Unit", "Better", "SDG", "Meaning"), rows)
