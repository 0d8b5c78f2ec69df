"""A value from a scenario file together with the place where it was written, and what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sim.errors import ScenarioError

LARGEST_WHOLE = 10**30  # beyond it a number counts as infinite
LONGEST_SHOWN = 40  # characters of a value repeated in an error


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file, line and column (both from 1), and the path of keys to it.

    `line` is 0 for values that come from Python; then `file` is a plain word such as "scenario".
    """

    file: str
    line: int = 0
    column: int = 0
    path: str = ""

    def __str__(self) -> str:
        spot = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{spot}, {self.path}" if self.path else spot


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One broken rule: where, and a sentence that ends with what to do."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class Refused(ScenarioError):
    """A file that cannot be read any further; carries the reason as a problem."""

    def __init__(self, place: Place, message: str) -> None:
        self.problem = Problem(place, message)
        super().__init__(str(self.problem))


@dataclass(frozen=True, slots=True)
class Node:
    """A value and its place: a scalar, a list of nodes, or a mapping of words to nodes.

    `key` is the place of the key in front of the value; for list items it equals `place`.
    """

    value: Any
    place: Place
    key: Place

    @property
    def items(self) -> list[Node]:
        """The nodes of a list; empty for anything else."""
        return self.value if isinstance(self.value, list) else []

    @property
    def keys(self) -> dict[str, Node]:
        """The nodes of a mapping; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}

    def plain(self) -> Any:
        """The value as ordinary Python lists, dicts and scalars."""
        if isinstance(self.value, dict):
            return {key: node.plain() for key, node in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        return self.value

    def kind(self) -> str:
        """What a person would call the type of this value."""
        if self.value is None:
            return "nothing"
        if isinstance(self.value, dict):
            return "a group of keys"
        if isinstance(self.value, list):
            return "a list"
        return f"the word {shown(self.value)}" if isinstance(self.value, str) else f"{shown(self.value)}"


@dataclass(slots=True)
class Findings:
    """The problems met so far, so that a check can report all of them at once."""

    problems: list[Problem] = field(default_factory=list)

    def add(self, place: Place, message: str) -> None:
        """Note that the rule in `message` is broken at `place`."""
        self.problems.append(Problem(place, message))

    def about(self, node: Node, message: str) -> None:
        """Note a problem with a value, and repeat the value when it is a scalar."""
        place = node.place
        if not isinstance(node.value, (dict, list)):
            path = f"{place.path} = {shown(node.value)}"
            place = Place(place.file, place.line, place.column, path)
        self.add(place, message)

    def sorted(self) -> list[Problem]:
        """All problems, each once, by file and line."""
        return sorted(set(self.problems))

    def passed[T](self, result: T | None) -> T:
        """`result` when nothing is wrong; otherwise raises `ScenarioError` with every problem."""
        self.stop()
        if result is None:
            raise ScenarioError("nothing was read.")
        return result

    def stop(self) -> None:
        """Raise `ScenarioError` with every problem, one to a line, if there is any."""
        if self.problems:
            raise ScenarioError("\n".join(str(problem) for problem in self.sorted()))


def shown(value: object) -> str:
    """A value as it would be typed, shortened; text in quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "nothing" if value is None else repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def from_python(value: object, file: str, path: str = "", depth: int = 0) -> Node:
    """Python data as nodes, so that notebooks and pages meet the same checks as files.

    Raises `Refused` for data nested more than 20 deep.
    """
    place = Place(file, path=path)
    if depth > 20:
        raise Refused(place, "the data are nested more than 20 deep. Flatten them.")
    if isinstance(value, Mapping):
        dot = f"{path}." if path else ""
        inner = {str(k): from_python(v, file, f"{dot}{k}", depth + 1) for k, v in value.items()}
        return Node(inner, place, place)
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        listed = [from_python(v, file, f"{path}[{i}]", depth + 1) for i, v in enumerate(value)]
        return Node(listed, place, place)
    scalar = value.item() if hasattr(value, "item") else value
    if isinstance(scalar, int) and abs(scalar) > LARGEST_WHOLE:
        scalar = math.inf if scalar > 0 else -math.inf
    return Node(scalar, place, place)
