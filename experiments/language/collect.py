"""Collects every sentence that people read: from code, pages and templates, and from the rules themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.language.catalogue import LANGUAGES, LOCALE, SOURCE
from experiments.running.keeping.atomic import write_text

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

ROOT = Path(__file__).parents[2]
FOLDERS = ("experiments", "dashboards")
KEYWORDS: dict[str, tuple[int, ...] | None] = {"t": None, "mark": None, "tn": (1, 2)}
IN_A_PAGE = re.compile(r"words\[(?:'((?:[^'\\]|\\.)+)'|\"((?:[^\"\\]|\\.)+)\")\]")
PLURALS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "es": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "pt": "nplurals=2; plural=(n != 1);",
}
"""The forms of counted words, as the translation editors know them: zero, one, two, few, many, other in Arabic."""

type Message = str | tuple[str, ...]


def messages() -> dict[Message, list[str]]:
    """Every sentence with the places where it is said; a pair holds the forms for one and for many."""
    return _by_message((*_needed(), *_explaining()))


def essential() -> dict[Message, list[str]]:
    """The sentences without which a page is half in English: all but the explanations of the rules.

    What a rule does, its side effects and the assumptions behind it may still be read in English.
    """
    return _by_message(_needed())


def _needed() -> Iterator[tuple[str, Message]]:
    for found in (
        _from_code,
        _from_pages,
        _from_rules,
        _from_scenarios,
        _from_cities,
        _from_cases,
        _from_targets,
    ):
        yield from found()


def _by_message(said: Iterable[tuple[str, Message]]) -> dict[Message, list[str]]:
    found: dict[Message, list[str]] = {}
    for place, message in said:
        places = found.setdefault(message, [])
        if place not in places:
            places.append(place)
    return found


def _from_code() -> Iterator[tuple[str, Message]]:
    from babel.messages.extract import extract

    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            method = {".py": "python", ".j2": "jinja2.ext:babel_extract"}.get(path.suffix)
            if method is None:
                continue
            text = path.read_bytes()
            for _, message, _, _ in extract(method, BytesIO(text), KEYWORDS, options={"encoding": "utf-8"}):
                yield path.relative_to(ROOT).as_posix(), message


def _from_pages() -> Iterator[tuple[str, Message]]:
    for path in sorted((ROOT / "dashboards").rglob("*.vue")):
        for text in said_in(path):
            yield path.relative_to(ROOT).as_posix(), text


def said_in(path: Path) -> list[str]:
    """The sentences that a part of the page takes from `words`."""
    found = IN_A_PAGE.findall(path.read_text(encoding="utf-8"))
    return list(dict.fromkeys(re.sub(r"\\(.)", r"\1", single or double) for single, double in found))


def _from_rules() -> Iterator[tuple[str, Message]]:
    """What rules, parameters and indicators declare, and the groups that people are told by."""
    from experiments.telling.groups import group_words
    from experiments.telling.names import code_words, named_values, plain_name
    from experiments.telling.outcomes import doing_words
    from sim.registry import registry

    known = registry()
    for rule in known.rules.values():
        place = f"sim/{rule.name}"
        yield place, plain_name(rule)
        for param in rule.params.values():
            if param.role == "lever":
                yield place, param.label
                yield place, param.unit
                yield from ((place, name) for name in named_values(param.unit).values())
    for found in known.indicators.values():
        yield f"sim/indicators/{found.name}", found.label
        yield f"sim/indicators/{found.name}", found.unit
    yield from (("sim/indicators", text) for text in doing_words())
    yield from (("sim/city/groups", text) for text in group_words())
    yield from (("sim/city/columns", text) for text in code_words())


def _explaining() -> Iterator[tuple[str, Message]]:
    """What rules do and can break, and the assumptions that they rest on."""
    from experiments.telling.names import source_words
    from sim.registry import registry

    for rule in registry().rules.values():
        place = f"sim/{rule.name}"
        yield place, rule.title()
        if effects := getattr(rule, "side_effects", ""):
            yield place, effects
        for param in rule.params.values():
            if param.role == "uncertainty":
                yield place, param.label
                yield place, param.unit
            if param.role != "fixed":
                yield place, source_words(param)


def _from_cases() -> Iterator[tuple[str, Message]]:
    """All that is told of the cases but their claims, which are quoted in English, and the names of sources."""
    from experiments.cases.entries import KINDS, entries, entry_files, scenario_called

    yield from (("experiments/cases", title) for title in KINDS.values())
    for name, entry in entries().items():
        place = entry_files()[name][1].relative_to(ROOT).as_posix()
        yield from ((place, text) for text in (entry.title, entry.country, entry.model))
        yield from ((place, claim.known) for claim in entry.deck)
        if entry.scenario and (about := scenario_called(entry.scenario).description):
            yield place, about


def _from_scenarios() -> Iterator[tuple[str, Message]]:
    """Titles and questions of the plans that come with the program.

    Cases keep the language in which they were written: they quote their sources.
    """
    from sim.scenario import list_scenarios, load_scenario

    for name, path in list_scenarios().items():
        scenario = load_scenario(name)
        if path.parent.name == "cases":
            continue
        place = path.relative_to(ROOT).as_posix()
        yield from ((place, text) for text in (scenario.title, scenario.question) if text)


def _from_cities() -> Iterator[tuple[str, Message]]:
    """The cities that come with the program, and the districts of made-up ones; names of real districts stay."""
    from sim.city.files import city_names, load_city

    for city in map(load_city, sorted(city_names())):
        yield "scenarios/cities", city.title
        if city.fictional:
            yield from (("scenarios/cities", district.name) for district in city.districts)


def _from_targets() -> Iterator[tuple[str, Message]]:
    """What the targets files that come with the program ask."""
    from experiments.necessity.file import load_question, shipped

    for name, path in shipped().items():
        yield path.relative_to(ROOT).as_posix(), load_question(name).title


def template() -> Catalog:
    """All sentences without translation."""
    from babel.messages.catalog import Catalog

    found = Catalog(project="dpi-city", charset="utf-8")
    for message, places in sorted(messages().items(), key=lambda item: (item[1][0], str(item[0]))):
        if any(message if isinstance(message, str) else message[0]):
            found.add(message, locations=[(place, 0) for place in places[:3]])
    return found


def current(code: str) -> Catalog:
    """The catalogue of a language as it is on file; an empty one for a language without a file."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po

    path = LOCALE / f"{code}.po"
    if not path.exists():
        return Catalog(locale=code, project="dpi-city", charset="utf-8")
    with path.open(encoding="utf-8") as file:
        return read_po(file, locale=code)


def update(code: str) -> None:
    """Write a language's file anew: new sentences without words, those that are no longer said left out."""
    from babel.messages.pofile import write_po

    old, new = current(code), template()
    new.locale = code
    for message in new:
        known = old.get(message.id) if message.id else None
        if known is not None and known.string:
            message.string = known.string
    out = BytesIO()
    write_po(out, new, width=0, omit_header=True, sort_output=False, include_lineno=False)
    write_text(LOCALE / f"{code}.po", header(code) + out.getvalue().decode("utf-8"))


def header(code: str) -> str:
    """The head of a catalogue, without dates, so that an update that changes nothing writes the same bytes."""
    lines = (
        f"Language: {code}", f"Plural-Forms: {PLURALS[code]}", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit",
    )  # fmt: skip
    inner = "".join(f'"{line}\\n"\n' for line in lines)
    return f'# {LANGUAGES[code]}: what dpi-city says.\nmsgid ""\nmsgstr ""\n{inner}\n'


def missing(code: str, among: Iterable[Message] | None = None) -> list[str]:
    """The sentences that a language lacks, among all of them or some."""
    known = current(code)
    lacking = []
    for message in messages() if among is None else among:
        found = known.get(message)
        texts = () if found is None or not found.string else found.string
        if not texts or not all([texts] if isinstance(texts, str) else texts):
            lacking.append(message if isinstance(message, str) else message[0])
    return lacking


def translated() -> tuple[str, ...]:
    """Every language that has a catalogue."""
    return tuple(code for code in LANGUAGES if code != SOURCE)
