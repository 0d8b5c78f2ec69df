"""What becomes of residents' needs, and what it saves or costs in time."""

from __future__ import annotations

import numpy as np

from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array

SERVED = ("served online", "assisted", "served at a counter")
NEEDS = (*SERVED, "denied")


def of_needs(record: Record, *outcomes: str) -> Array:
    """Share of the month's needs with these outcomes; NaN in a month without needs."""
    needs = record.share("need", *NEEDS)
    return record.share("need", *outcomes) / np.where(needs > 0, needs, np.nan)


@indicator(unit="share of needs", better="higher", by_group=True, label="Needs served online", sdg=("16.6",))
def needs_online(record: Record) -> Array:
    """Needs served online ÷ needs that arose."""
    return of_needs(record, "served online")


@indicator(unit="share of needs", by_group=True, label="Needs served with help")
def needs_assisted(record: Record) -> Array:
    """Needs served by someone who helped ÷ needs that arose."""
    return of_needs(record, "assisted")


@indicator(unit="share of needs", better="lower", by_group=True, label="Needs denied", sdg=("16.6", "1.4"))
def needs_denied(record: Record) -> Array:
    """Needs that ended in a denial ÷ needs that arose."""
    return of_needs(record, "denied")


@indicator(unit="share", better="higher", label="Usefulness of online services")
def usefulness(record: Record) -> Array:
    """Caseload-weighted digitisation, less legacy and outages."""
    return record.series["usefulness"]


@indicator(unit="share of caseload", better="higher", label="Services that are online", sdg=("16.6",))
def services_online(record: Record) -> Array:
    """Services at least partly digital ÷ all services, weighted by how often each is needed."""
    return record.series["digital_share"]


@indicator(
    unit="applications/month",
    better="higher",
    by_group=True,
    label="Applications served online",
    sdg=("16.6",),
)
def applications_online(record: Record) -> Array:
    """Needs served online a month in the real city."""
    adults = float(record.weight * record.groups.sizes[0])
    return record.share("need", "served online") * adults


@indicator(unit="papers", better="lower", label="Papers asked for a service")
def papers_asked(record: Record) -> Array:
    """Papers a resident must bring, given the registries that are linked."""
    return record.series["papers_asked"]


@indicator(unit="hours a year per adult", better="higher", label="Hours that online services save residents")
def hours_saved(record: Record) -> Array:
    """Needs served online · hours of a trip and a queue (`worth.trip`) · 12, per adult."""
    return 12 * record.series["trip_hours"] * record.share("need", "served online")


@indicator(unit="hours a year per adult", better="higher", label="Hours that online services save officials")
def hours_officials(record: Record) -> Array:
    """Officials' hours that needs served online save this month · 12 ÷ adults."""
    return 12 * record.series["hours_officials"] / record.adults


@indicator(unit="days", better="lower", label="Days until a service is done", sdg=("16.6",))
def days_to_serve(record: Record) -> Array:
    """Days of a case at its agency and of fetching the papers it asks for, weighted by caseload."""
    return record.series["days"]


@indicator(unit="share of needs", better="higher", label="Needs met faster than at the start", sdg=("16.6",))
def served_faster(record: Record) -> Array:
    """Needs that are not denied, at agencies where a service takes noticeably fewer days than in month 0 ÷ all."""
    met: Array = 1 - of_needs(record, "denied")
    return record.series["faster"] * met


@indicator(
    unit="share of needs",
    better="lower",
    by_group=True,
    label="Needs denied since the start",
    sdg=("16.6", "1.4"),
)
def denied_so_far(record: Record) -> Array:
    """Needs denied in all months so far ÷ needs that arose in them."""
    needs = np.cumsum(record.share("need", *NEEDS))
    return np.cumsum(record.share("need", "denied")) / np.where(needs > 0, needs, np.nan)
