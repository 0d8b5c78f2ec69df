"""The text of a new scenario file, with what can be set, its unit, range and source as comments."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sim.errors import ScenarioError, nearest
from sim.params import Param
from sim.registry import registry
from sim.rules import Rule
from sim.scenario.files import find_scenario
from sim.scenario.keys import TOP, Key

WIDTH = 100


def new_file(
    name: str, extends: str = "baseline", *, policies: Sequence[str] = (), parameters: Sequence[str] = ()
) -> str:
    """A starter file that loads as it is: `policies` and `parameters` are set, all others are comments.

    Raises `ScenarioError` when one of the names is not known.
    """
    known = registry()
    _check(policies, known.policies, "policy")
    _check(parameters, known.params, "parameter")
    find_scenario(extends)
    stem = Path(name).stem
    title = json.dumps(stem.replace("_", " ").replace("-", " ").capitalize(), ensure_ascii=False)
    lines = [
        f"# Check it with `dpi-city check {stem}.yaml`. Lines that start with # are not read.",
        f"title: {title}",
        'question: "What changes, and for whom?"',
        f"extends: {json.dumps(extends, ensure_ascii=False)}",
        "",
        *_common(),
        "",
        *_policies(policies),
        "",
        *_parameters(parameters),
        "",
        *_moves(),
    ]
    return "\n".join(lines) + "\n"


def _check(names: Iterable[str], known: Iterable[str], kind: str) -> None:
    for name in names:
        if name not in known:
            raise ScenarioError(f"'{name}' is not a known {kind}; {nearest(name, known)}")


def _comment(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}#   ")


def _common() -> Iterator[str]:
    """The keys that describe the run."""
    examples = {"city": "marenga", "start": "2026-01", "months": "120", "residents": "20000"}
    for word, example in examples.items():
        yield from _comment(f"{TOP[word].doc}{_range(TOP[word])}")
        yield f"# {word}: {example}"


def _range(key: Key) -> str:
    return f" {key.low:,.10g} to {key.high:,.10g}." if key.kind == "whole" else ""


def _meaning(param: Param) -> str:
    """Label, unit, range and source of a parameter, in one line."""
    low, high = param.bounds
    return f"{param.label} ({param.unit}, {low:g} to {high:g}). Source: {param.source}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _policies(chosen: Sequence[str]) -> Iterator[str]:
    """Every policy with its numbers; those not chosen are comments."""
    yield "policies:" if chosen else "# policies:"
    yield "#   `months: [12, 24]` is the second year; `[12]` has no end; `from: 2027-01` is a date."
    for rule in registry().policies.values():
        yield from _policy(rule, "" if rule.name in chosen else "# ")


def _policy(rule: type[Rule], off: str) -> Iterator[str]:
    yield from _comment(rule.title() + ".", "  ")
    yield f"  {off}- use: {rule.name}"
    yield f"  {off}  months: [12]"
    for name, param in rule.params.items():
        yield from _comment(_meaning(param), f"  {off}  ")
        yield f"  {off}  {name}: {_number(param.default)}"


def _parameters(chosen: Sequence[str]) -> Iterator[str]:
    """Every parameter of the city itself; those not chosen are comments."""
    yield "parameters:" if chosen else "# parameters:"
    for rule in registry().mechanisms.values():
        for param in rule.params.values():
            yield from _comment(_meaning(param), "  ")
            yield f"  {'' if param.key in chosen else '# '}{param.key}: {_number(param.default)}"
    for param in registry().params.values():
        if param.key in chosen and param.rule not in registry().mechanisms:
            yield from _comment(_meaning(param), "  ")
            yield f"  {param.key}: {_number(param.default)}"


def _moves() -> Iterator[str]:
    """Examples of shifts and shocks."""
    movable = next(iter(registry().params.values()), None)
    if movable:
        yield "# shifts:"
        yield f"#   - {{param: {movable.key}, months: [24, 60], to: {_number(movable.default)}, ramp: 3}}"
    for rule in registry().shocks.values():
        yield from _comment(rule.title() + ".")
        yield "# shocks:"
        yield f"#   - {{use: {rule.name}, month: 36}}"
