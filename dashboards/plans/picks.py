"""What is picked inside the tabs, and how an address names it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from experiments.language import mark

NOBODY = -1
"""No resident has been picked yet."""
EVERYONE = mark("everyone")
WITHIN = {"who": ("group", "service"), "map": ("show", "month"), "cases": ("case",)}
"""What is picked in a tab and told in the address while that tab is open."""
LONGEST = 100  # letters


@dataclass(frozen=True, slots=True)
class Picks:
    """A resident, by row, on the map and in the stories, and what each tab shows at first until something else is picked.

    `group` and `service`: whom something keeps out of what. `show` and `month` (such as "2029-03", empty for the last):
    the map. `case`: the open case, by its name.
    """

    person: int = NOBODY
    group: str = EVERYONE
    service: str = "payments"
    show: str = "stage_payments"
    month: str = ""
    case: str = "pix"  # long, and measured month by month


FIRST = Picks()


def in_query(picks: Picks, tab: str) -> dict[str, str]:
    """What an address says of them while a tab is open."""
    person = {} if picks.person == NOBODY else {"person": str(picks.person)}
    picked = {name: getattr(picks, name) for name in WITHIN.get(tab, ())}
    return person | {name: value for name, value in picked.items() if value != getattr(FIRST, name)}


def from_query(query: Mapping[str, str]) -> Picks:
    """What an address says of them; whether the city has it shows when it is looked at."""
    said = {name: query[name][:LONGEST] for names in WITHIN.values() for name in names if name in query}
    return Picks(whole(query.get("person", "")), **said)


def whole(text: str) -> int:
    """A whole number of an address; that of nobody for anything else."""
    return int(text) if re.fullmatch("[0-9]{1,8}", text) else NOBODY
