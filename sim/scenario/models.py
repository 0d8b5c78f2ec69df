"""Pydantic models filled from nodes, so that each finding is told at its own line."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel, ValidationError

from sim.city.files import causes, dotted, sentence
from sim.scenario.nodes import Findings, Node, Place


def validated[M: BaseModel](model: type[M], node: Node, findings: Findings, above: str = "") -> M | None:
    """`node` as a `model`; None after a problem. `above` is the path of keys to `node`."""
    try:
        return model.model_validate(node.plain())
    except ValidationError as error:
        for found in causes(error):
            path = dotted(found["loc"])
            said = sentence(found, "", model).removeprefix(f", {path}").removeprefix(f" = {found['input']!r}")
            whole = ".".join(filter(None, (above, path)))
            findings.add(replace(_nearest_place(node, found["loc"]), path=whole), said.removeprefix(": "))
    return None


def _nearest_place(node: Node, steps: tuple[int | str, ...]) -> Place:
    """Where the value at the end of `steps` stands, or the last one of them that exists."""
    for step in steps:
        row = node.items[step : step + 1] if isinstance(step, int) else []
        inner = row[0] if row else node.keys.get(str(step))
        if inner is None:
            break
        node = inner
    return node.place
