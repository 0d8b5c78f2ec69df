"""The names of rules and the codes of columns, as people read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.language import mark, t
from sim.choice import OUTCOMES
from sim.city.columns import COLUMNS
from sim.registry import registry

if TYPE_CHECKING:
    from sim.params import Param
    from sim.rules import Rule

SHORTENED = ("ai", "id", "it", "sim")
WRITTEN = {"eservices": "e-services", "ppp": "public-private partnership"}
HYPHENATED = ("digital-only", "in-house", "one-stop", "women-centred")
NAMED = re.compile(r"(?:^|, )(\d+) ([^,]+)")
TOLD = ("residents.device", "residents.identity", "residents.education", "residents.work", "residents.online")
"""The columns whose codes are shown on the map and in stories."""
OWN_CITY = mark("Your districts, with the other figures of {city}")
"""What a city is called that has a person's own districts; scenario files say it in English."""


def begun(words: str) -> str:
    """The words as a sentence, a label or a cell begins with them: the first letter is a capital."""
    return words[:1].upper() + words[1:]


def plain_name(rule: type[Rule]) -> str:
    """A rule's name as English words: "Merchant onboarding", "Women-centred enrolment"."""
    words = " ".join(
        word.upper() if word in SHORTENED else WRITTEN.get(word, word) for word in rule.name.split("_")
    )
    for pair in HYPHENATED:
        words = words.replace(pair.replace("-", " "), pair)
    return begun(words)


def rule_name(rule: type[Rule]) -> str:
    """A rule's name in the language in force."""
    return t(plain_name(rule))


def named_values(unit: str) -> dict[float, str]:
    """The names of a parameter's values, from its unit: "0 as it is, 1 centralised"; empty for a plain number."""
    return {float(value): name for value, name in NAMED.findall(unit)} if unit[:1].isdigit() else {}


def source_words(param: Param) -> str:
    """Where a number is from, as a sentence begins: "Assumption", "Policy choice"."""
    return begun(param.source)


def label_of(indicator: str) -> str:
    """An indicator's label in the language in force."""
    return t(registry().indicators[indicator].label)


def code_words() -> Iterator[str]:
    """The codes that people meet on the map and in stories, in English."""
    columns = {c.key: c for c in COLUMNS} | registry().columns
    for key in TOLD:
        yield from columns[key].codes
    yield from OUTCOMES


def city_name(title: str) -> str:
    """A city's title in the language in force, also that of one with a person's own districts."""
    base = base_title(title)
    return t(title) if base == title else t(OWN_CITY, city=t(base))


def base_title(title: str) -> str:
    """The title of the city whose other figures a city with a person's own districts has; else its own."""
    return title.removeprefix(OWN_CITY.partition("{city}")[0])


def place_in_list(words: str) -> str:
    """What words are sorted by where a person looks for them: capitals and accents change no place, signs go first."""
    letters = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def alphabetic(names: Mapping[str, str]) -> dict[str, str]:
    """Names by the words that a person chooses from, in the order of these words."""
    return {words: names[words] for words in sorted(names, key=place_in_list)}


def listed(words: Sequence[str]) -> str:
    """Words in a row, in the language in force: "a, b and c"."""
    return t(" and ").join((t(", ").join(words[:-1]), words[-1]) if len(words) > 1 else words)
