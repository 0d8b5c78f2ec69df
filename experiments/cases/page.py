"""The catalogue with its verdicts as a page: docs/CASES.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.cases.entries import CITIES, KINDS, Entry, entry_files, scenario_called
from experiments.cases.judge import ILLUSTRATIVE, NOT_YET, REPRODUCED
from experiments.cases.results import counts
from experiments.telling.numbers import NOTHING
from sim.registry import registry
from sim.scenario.files import SCENARIOS, scenario_names

INTRO = f"""# Cases

What the U4SSC deck on digital public infrastructure for cities (15 September 2025) says of each case, what the
model does about it, and how close it comes. `dpi-city cases --update` runs the cases in {CITIES} simulated
cities each, or in as many as a case names, and writes this page; nobody sets a status by hand. `dpi-city cases` says
which verdicts are out of date, and `dpi-city cases show NAME` puts the model beside every measured value.

- **{REPRODUCED}**: every figure is met. Shares may be 5 points of 100 off on average, volumes relative to a month
  8 points of the largest value measured, other amounts a factor of two; fitted and held-back values alike.
- **{ILLUSTRATIVE}**: it runs, and there is no figure to meet.
- **{NOT_YET}**: a figure is missed, or there is nothing to run. Misses are left as they are.

All cases share one set of behavioural parameters. What the deck says is quoted as a claim, and national figures
stand in for a city: users are divided by the country's adults.
"""


def page(catalogue: Mapping[str, Entry], verdicts: Mapping[str, Mapping[str, Any]]) -> str:
    """The whole page; a case without a verdict is said not to have been run."""
    parts = [INTRO, _summary(verdicts)]
    for kind, title in KINDS.items():
        names = [name for name, (own, _) in entry_files().items() if own == kind and name in catalogue]
        rows = [_row(name, catalogue[name], verdicts.get(name)) for name in names]
        parts += [f"## {title}\n", table(("Case", "Country", "Status", "The deck"), rows)]
        parts += [section(name, catalogue[name], verdicts.get(name)) for name in names]
    return "\n".join(parts)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines) + "\n"


def _summary(verdicts: Mapping[str, Mapping[str, Any]]) -> str:
    found = counts(list(verdicts.values()))
    words = [f"{found.get(status, 0)} {status}" for status in (REPRODUCED, ILLUSTRATIVE, NOT_YET)]
    return f"Of {len(verdicts)} cases: {', '.join(words)}.\n"


def _row(name: str, entry: Entry, verdict: Mapping[str, Any] | None) -> tuple[str, ...]:
    status = verdict["status"] if verdict else "not run yet"
    return (f"[{entry.title}](#{name})", entry.country, status, quoted(entry))


def quoted(entry: Entry) -> str:
    """The first thing the deck says of a case, in quotation marks."""
    return f"“{entry.deck[0].says}”"


def section(name: str, entry: Entry, verdict: Mapping[str, Any] | None) -> str:
    """Everything about one case."""
    claims = [f"- “{c.says}” Known: {c.known} ({c.source})" for c in entry.deck]
    parts = [f'<a id="{name}"></a>\n\n### {entry.title}\n', "\n".join(claims) + "\n", f"{entry.model}\n"]
    parts += [f"{text}\n" for text in (_run_by(entry), service_line(entry)) if text]
    if verdict:
        parts.append(f"**{verdict['status']}**: {verdict['why']}.\n")
        rows = [
            (c["what"], number(c["value"]), c["allowed"], "yes" if c["met"] else "no")
            for c in verdict["checks"]
        ]
        if rows:
            parts.append(table(("Figure", "Model", "Allowed", "Met"), rows))
    return "\n".join(parts)


def _run_by(entry: Entry) -> str:
    if not entry.scenario:
        return ""
    path = scenario_names()[entry.scenario].relative_to(SCENARIOS)
    own = ", ".join(scenario_called(entry.scenario).case_parameters)
    own = f" Declared for this case alone: {own}." if own else ""
    own += f" Mean of {entry.cities} simulated cities." if entry.cities != CITIES else ""
    return f"Scenario: [`{entry.scenario}`](../scenarios/{path.as_posix()}).{own}"


def service_line(entry: Entry) -> str:
    """What a city service needs, whom it serves, what it saves and softens, as its rule declares."""
    if not entry.service:
        return ""
    rule = registry().services[entry.service]
    softens = ", ".join(rule.softens).replace("_", " ") or "no crisis"
    saved = rule.params["hours"]
    unit = "hour" if saved.default == 1 else "hours"
    return (
        f"City service: `{entry.service}`. Needs: {', '.join(rule.components)}. Serves: {rule.serves}. "
        f"Saves: {saved.default:g} {unit} per user and month ({saved.source}). Softens: {softens}."
    )


def number(value: float | None) -> str:
    """A stored number, or a dash when there was none."""
    return NOTHING if value is None else f"{value:.3g}"
