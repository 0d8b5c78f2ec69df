"""What is wrong with a file, in the reader's language. The model says it in English and knows no other.

A line such as `my.yaml:2:1, monthss: 'monthss' is not a known key; did you mean 'months'?` is a place and a sentence;
a sentence that is listed here is said again in the language in force, with its own words and numbers in it.
"""

from __future__ import annotations

import re
from functools import cache

from experiments.language import SOURCE, language, mark, t

SENTENCES = (
    mark("'{word}' is not a known {kind}; {hint}"),
    mark("'{word}' is missing. … Write `{again}: …`."),
    mark("'{word}' is already given in line {line}. Delete one of the two."),
    mark("a key must be a word. Write `word: value`."),
    mark("this is not a known {kind}; {hint}"),
    mark("there is no city '{name}'; {hint} A file of your own ends in .yaml."),
    mark("there is no scenario {name}; {hint}"),
    mark("{name} is another file. Opened here, a plan can only build on what comes with the program."),
    mark("this takes text, not {kind}. Put quotes around it."),
    mark("this takes a year and a month. Write it as 2026-03."),
    mark("this takes a list, not {kind}. Begin each entry with `- `, or delete the key."),
    mark("this takes keys, not {kind}. Write `name: value` lines under it, or delete it."),
    mark("this takes keys, not {kind}. Known keys: {words}."),
    mark("this takes {kind}, not {found}. {hint}"),
    mark("this takes {kind} from {low} to {high}."),
    mark("this takes {kind} of at most {most}."),
    mark("this takes a whole number. Leave out the decimals."),
    mark("this is one of {words}."),
    mark("this is already in the list. Delete one of the two."),
    mark("'{key}' takes a number. {hint}"),
    mark("'{key}' accepts {low} to {high} {unit}."),
    mark("'{key}' accepts {low} to {high} {unit}. To switch {rule} off, delete this entry from {entries}."),
    mark("an entry of {entries} names its {kind}. Write `use: {example}`."),
    mark("give either `months` or dates (`from`, `until`), not both."),
    mark("this takes one or two months. Write [12, 24], or [12] for no end."),
    mark("the end, {end}, must be later than the start, {start}."),
    mark("this must be later than {date}."),
    mark("the run starts in {date}. Set `start` earlier, or change this."),
    mark("this is after the last month of the run, {last}. Raise `months`, or change this."),
    mark("a shock needs one month. Write `month: 24` or `date: 2028-01`."),
    mark("month 0 is the city as it starts, before anything happens. The first shock can be in month 1."),
    mark("a shift needs exactly one of `to`, `by` and `times`. Write `to: 0.5`."),
    mark("this is not YAML: …"),
    mark("the file is empty. Start with `title:`."),
    mark("the file holds {kind}, not keys. Start with `title:`."),
    mark("the column '{column}' is missing; {hint}"),
    mark("a name has 1 to 60 letters. Write one."),
    mark("'{name}' is already in row {row}. Rename one of the two."),
    mark("write a number from {low} to {high}."),
    mark("this is not JSON. Export the map as GeoJSON."),
    mark("a FeatureCollection of 1 to {most} districts is needed."),
    mark("'{name}' is already on the map. Rename one of the two."),
    mark("it needs the property '{key}' and a geometry."),
    mark("a corner is outside ±180, ±85. Export in longitude and latitude (WGS 84)."),
    mark("the map has no district '{name}'; {hint}"),
    mark("a corner is not [longitude, latitude]. Export the map again."),
    mark(
        "the map is {far} km across; a city has {least} to {most} km. Export in longitude and latitude (WGS 84)."
    ),
    mark("the outline crosses itself again and again. Draw it anew."),
    mark("the outline encloses no area. Draw it again."),
    mark("this cannot be read as a table (…). Look for a quotation mark without its partner."),
    mark("the file holds a control character. Delete it."),
    mark("this text has {number} letters; {most} are allowed."),
    mark("{number} districts. Give 1 to {most}."),
    mark("the file is nested more than {most} deep. Flatten it."),
    mark("the data are nested more than {most} deep. Flatten them."),
    mark("the file holds more than {most} values. Split it."),
    mark("anchors (&) and aliases (*) are not allowed. Write the value out."),
    mark("the tag {tag} is not allowed. Delete it."),
    mark("a line that starts with % is not allowed. Delete it."),
    mark("a file holds one scenario. Delete the second `---`."),
)
"""What a scenario file, a table or a map of districts most often gets wrong; `…` stands for what is not repeated."""

HINTS = (
    mark("did you mean '{word}'?"), mark("known: {words}"),
    mark("{number} names are known; `dpi-city describe` lists them"),
)  # fmt: skip
"""What is offered instead of a name that nobody knows."""
PARTS = (
    *HINTS, mark("Write digits, such as 40 or 0.5."), mark("Write {number}, without quotes or commas."),
    mark("Write {number}."), mark("key"), mark("parameter"), mark("policy"), mark("shock"), mark("indicator"),
    mark("a list"), mark("a group of keys"), mark("nothing"), mark("the word {word}"), mark("a whole number"),
    mark("a number"),
)  # fmt: skip
"""Parts of sentences that are words themselves."""
WORDED = ("kind", "found", "hint")
"""Places in a sentence that hold one of `PARTS`; what is found in others, such as a name, stays as it is."""


def told(problem: str) -> tuple[str, str] | None:
    """Where something is wrong, and what, in the language in force; None when it can only be told in English.

    In English it is told as it is; what a sentence leaves out in other languages stands in it.
    """
    for sentence in (*_longest_first(SENTENCES), *HINTS):
        found = _pattern(sentence, before=True).fullmatch(problem)
        if found and (said := _said(sentence, found)) is not None:
            before = found["before"] or ""
            return before, problem.removeprefix(f"{before}: ") if language() == SOURCE else said
    return None


def _said(sentence: str, found: re.Match[str]) -> str | None:
    values: dict[str, str] = {}
    for name, text in found.groupdict(default="").items():
        worded = _part(text) if name in WORDED else t(text) if name == "unit" else text
        if worded is None:
            return None
        values[name] = worded
    return t(sentence, **values)


def _part(text: str) -> str | None:
    """A part of a sentence in the language in force."""
    for part in _longest_first(PARTS):
        if found := _pattern(part).fullmatch(text):
            return t(part, **found.groupdict())
    return text if re.fullmatch(r"'.*'|-?[\d.,]+", text) else None  # a value as it was typed


def _longest_first(texts: tuple[str, ...]) -> list[str]:
    return sorted(texts, key=lambda text: -len(re.sub(r"\{\w+\}", "", text)))


@cache
def _pattern(text: str, before: bool = False) -> re.Pattern[str]:
    """What matches a sentence with anything in its places, and with `before`, a place in a file in front of it."""
    inner = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(text)).replace("…", ".+")
    return re.compile(rf"(?:(?P<before>.+?): )?{inner}" if before else inner, re.DOTALL)
