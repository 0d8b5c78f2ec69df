"""How much one page may ask for: as much as it likes on one's own computer, and less in public."""

from __future__ import annotations

from dataclasses import dataclass

from dashboards.plans.drafts import MOST, View
from dashboards.plans.place import MOST_UPLOAD
from experiments.language import mark, t
from experiments.telling.numbers import plain

NO_END = float("inf")
TOO_LARGE = mark(
    "A city here has at most {most} simulated residents, not {number}. Take a smaller one, or install "
    "dpi-city on your own computer, where there is no limit. Your work is as it was."
)
TOO_LONG = mark(
    "A plan here looks at most {most} months ahead, not {number}. Take a shorter time, or install "
    "dpi-city on your own computer, where there is no limit. Your work is as it was."
)
TOLD = mark(
    "Many people share this page: up to {residents} simulated residents, {years} years, {plans} plans, files of "
    "{size} MB and {seconds} seconds of computing a minute for each. On your own computer dpi-city has no such limits."
)
TOO_MANY = mark("There is room for {number} plans. Remove one first.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page may ask for.

    `residents` and `months` bound each city, `plans` the plans on the page, `upload` the bytes of an opened file.
    `minute` and `session` are seconds of computing: in any 60 seconds, and as long as the page is open.
    `ahead` says whether the next step of a lever may be run before it is asked for.
    `folders` says whether the page shows results folders of the computer that it runs on.
    """

    residents: float = NO_END
    months: float = NO_END
    plans: int = MOST
    upload: int = MOST_UPLOAD
    minute: float = NO_END
    session: float = NO_END
    folders: bool = True
    ahead: bool = True

    def problem(self, view: View) -> str:
        """Why a view is too much, in a sentence; empty for one that is within the limits."""
        first = max((d.scenario for d in view.drafts), key=lambda s: s.residents)
        months = max(d.scenario.months for d in view.drafts)
        if first.residents > self.residents:
            return t(TOO_LARGE, most=plain(self.residents), number=plain(first.residents))
        if months > self.months:
            return t(TOO_LONG, most=plain(self.months), number=plain(months))
        return t(TOO_MANY, number=self.plans) if len(view.drafts) > self.plans else ""

    def told(self) -> str:
        """What a visitor may ask for, in a sentence; empty where there is no end to it."""
        if self == OWN:
            return ""
        return t(TOLD, residents=plain(self.residents), years=plain(self.months / 12), plans=plain(self.plans),
                 size=plain(self.upload / 1e6), seconds=plain(self.minute))  # fmt: skip


OWN = Limits()
PUBLIC = Limits(
    residents=20_000,
    months=240,
    plans=4,
    upload=2_000_000,
    minute=45.0,
    session=900.0,
    folders=False,
    ahead=False,
)
_IN_FORCE = [OWN]


def limits() -> Limits:
    """The limits of this server."""
    return _IN_FORCE[0]


def limit_to(found: Limits) -> None:
    """Set the limits of this server, before the first page is opened."""
    _IN_FORCE[0] = found
