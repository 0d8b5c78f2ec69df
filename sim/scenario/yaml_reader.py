"""Reads a small YAML 1.2 file from a stranger into nodes that remember their line and column.

Everything that could make a short file expensive or ambiguous is refused: anchors and aliases,
tags, directives, several documents, deep nesting, long numbers. `no` and `on` are words.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml import events as ev
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from sim.errors import CONTROL, CONTROLLED
from sim.scenario.nodes import Findings, Node, Place, Problem, Refused, shown

MOST_BYTES = 256 * 1024
MOST_VALUES = 25_000
MOST_DEEP = 20
MOST_DIGITS = 30
LONGEST_TEXT = 10_000
LONGEST_KEY = 100
REMEMBERED = 64  # files parsed lately, nodes of which are never changed

WORDS = {"null": None, "~": None, "": None, "true": True, "false": False}
WHOLE = re.compile(r"[-+]?[0-9][0-9_]*")
DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?")
NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")


def read_yaml(path: Path, file: str, findings: Findings) -> Node:
    """The content of the file at `path`, called `file` in messages.

    Duplicate and unusable keys go to `findings`; a file that cannot be read raises `Refused`.
    """
    node, problems = _parsed(read_text(path, file), file)
    findings.problems += problems
    return node


@lru_cache(maxsize=REMEMBERED)
def _parsed(text: str, file: str) -> tuple[Node, tuple[Problem, ...]]:
    """The nodes of a text and what is wrong with it; many scenarios share one city file."""
    findings = Findings()
    return parse_yaml(text, file, findings), tuple(findings.problems)


def read_text(path: Path, file: str) -> str:
    """The text of a regular UTF-8 file of at most 256 KB; anything else raises `Refused`."""
    place = Place(file)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Refused(place, f"the file cannot be opened ({reason}).") from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise Refused(place, "this is not a file. Give the path of a .yaml file.")
        if status.st_size > MOST_BYTES:
            raise Refused(place, f"the file has {status.st_size:,} bytes; {MOST_BYTES:,} are allowed.")
        data = os.read(handle, MOST_BYTES + 1)
    finally:
        os.close(handle)
    return _decoded(data, place)


def _decoded(data: bytes, place: Place) -> str:
    if b"\0" in data or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refused(place, "this is not text in UTF-8. Save it again as UTF-8 text.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        spot = Place(place.file, line, column)
        raise Refused(spot, "this is not text in UTF-8. Save it again as UTF-8 text.") from None


def parse_yaml(text: str, file: str, findings: Findings) -> Node:
    """The one document in `text` as nodes; the top level must be a group of keys."""
    events = _events(text, file)
    first = next(events, None)
    if first is None:
        raise Refused(Place(file, 1, 1), "the file is empty. Start with `title:`.")
    node = _Builder(file, events, findings).node(first, "", None)
    for _ in events:  # whatever follows is a second document, which _refuse reports
        pass
    if not isinstance(node.value, dict):
        raise Refused(node.place, f"the file holds {node.kind()}, not keys. Start with `title:`.")
    return node


def _place(file: str, mark: Any, path: str = "") -> Place:
    return Place(file, mark.line + 1, mark.column + 1, path) if mark else Place(file, path=path)


def _events(text: str, file: str) -> Iterator[Any]:
    """The values and brackets of the document, with whatever is dangerous refused on the way."""
    depth = count = documents = 0
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            place = _place(file, event.start_mark)
            count += 1
            documents += isinstance(event, ev.DocumentStartEvent)
            depth += isinstance(event, ev.CollectionStartEvent) - isinstance(event, ev.CollectionEndEvent)
            _refuse(event, place, documents, depth, count)
            if isinstance(event, (ev.ScalarEvent, ev.CollectionStartEvent, ev.CollectionEndEvent)):
                yield event
    except MarkedYAMLError as error:
        place = _place(file, error.problem_mark or error.context_mark)
        raise Refused(place, f"this is not YAML: {error.problem or error.context}.") from None
    except ReaderError as error:
        before = text[: error.position]
        spot = Place(file, before.count("\n") + 1, error.position - before.rfind("\n"))
        raise Refused(spot, CONTROLLED) from None
    except (YAMLError, ValueError, OverflowError, AttributeError, IndexError, TypeError) as error:
        # The parser meets some broken escapes and directives with Python's own exceptions.
        raise Refused(Place(file, 1, 1), f"this is not YAML: {shown(str(error))}.") from None


def _refuse(event: Any, place: Place, documents: int, depth: int, count: int) -> None:
    if isinstance(event, ev.AliasEvent) or getattr(event, "anchor", None):
        raise Refused(place, "anchors (&) and aliases (*) are not allowed. Write the value out.")
    if isinstance(event, (ev.ScalarEvent, ev.CollectionStartEvent)) and _tagged(event):
        raise Refused(place, f"the tag {shown(str(event.tag))} is not allowed. Delete it.")
    if isinstance(event, ev.ScalarEvent) and CONTROL.search(str(event.value)):  # written as in "\\0"
        raise Refused(place, CONTROLLED)
    if isinstance(event, ev.DocumentStartEvent) and (event.version or event.tags):
        raise Refused(place, "a line that starts with % is not allowed. Delete it.")
    if documents > 1:
        raise Refused(place, "a file holds one scenario. Delete the second `---`.")
    if depth > MOST_DEEP:
        raise Refused(place, f"the file is nested more than {MOST_DEEP} deep. Flatten it.")
    if count > MOST_VALUES:
        raise Refused(place, f"the file holds more than {MOST_VALUES:,} values. Split it.")


def _tagged(event: Any) -> bool:
    return getattr(event, "ctag", None) is not None and bool(str(event.ctag or ""))


class _Builder:
    """Turns a stream of events into nodes."""

    def __init__(self, file: str, events: Iterator[Any], findings: Findings) -> None:
        self.file, self.events, self.findings = file, events, findings

    def node(self, event: Any, path: str, key: Place | None) -> Node:
        """The value that begins with `event`."""
        place = _place(self.file, event.start_mark, path)
        if isinstance(event, ev.MappingStartEvent):
            return Node(self.mapping(path), place, key or place)
        if isinstance(event, ev.SequenceStartEvent):
            return Node(self.sequence(path), place, key or place)
        if key and not event.style and not event.value:
            place = key  # nothing was written, and the parser has moved on to the next line
        return Node(self.scalar(event, place), place, key or place)

    def sequence(self, path: str) -> list[Node]:
        """The items up to the end of a list."""
        found: list[Node] = []
        while not isinstance(event := next(self.events), ev.SequenceEndEvent):
            found.append(self.node(event, f"{path}[{len(found)}]", None))
        return found

    def mapping(self, path: str) -> dict[str, Node]:
        """The keys up to the end of a group; a key met twice is a problem and the first one counts."""
        found: dict[str, Node] = {}
        while not isinstance(event := next(self.events), ev.MappingEndEvent):
            place = _place(self.file, event.start_mark, path)
            word = self.key(event, place)
            inner = f"{path}.{word}" if path else word
            spot = Place(self.file, place.line, place.column, inner)
            node = self.node(next(self.events), inner, spot)
            if word in found:
                line = found[word].key.line
                self.findings.add(spot, f"'{word}' is already given in line {line}. Delete one of the two.")
            elif word:
                found[word] = node
        return found

    def key(self, event: Any, place: Place) -> str:
        """The word in front of a colon; "" after a problem."""
        if not isinstance(event, ev.ScalarEvent):
            self.node(event, place.path, None)
            self.findings.add(place, "a key must be a word. Write `word: value`.")
            return ""
        word = str(event.value)
        if not word or len(word) > LONGEST_KEY:
            self.findings.add(
                place, f"a key must be a word of 1 to {LONGEST_KEY} letters, not {shown(word)}."
            )
            return ""
        return word

    def scalar(self, event: Any, place: Place) -> Any:
        """A scalar by the YAML 1.2 core rules; anything quoted is text."""
        text = str(event.value)
        if len(text) > LONGEST_TEXT:
            raise Refused(place, f"this text has {len(text):,} letters; {LONGEST_TEXT:,} are allowed.")
        return text if event.style else self.plain(text, place)

    def plain(self, text: str, place: Place) -> Any:
        """What a value without quotes means."""
        if text.lower() in WORDS and (
            text.islower() or text.isupper() or text.istitle() or not text.isalpha()
        ):
            return WORDS[text.lower()]
        if NOT_FINITE.fullmatch(text):
            return float(text.replace(".", "", 1))
        if not DECIMAL.fullmatch(text):
            return text
        if sum(letter.isdigit() for letter in text) > MOST_DIGITS:
            raise Refused(place, f"a number has at most {MOST_DIGITS} digits. Shorten {shown(text)}.")
        digits = text.replace("_", "")
        return int(digits) if WHOLE.fullmatch(text) else float(digits)
