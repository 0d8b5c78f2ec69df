"""How many residents hold, register for and use each part of the infrastructure."""

from __future__ import annotations

from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array

SHARE = "share of adults"


@indicator(unit=SHARE, better="higher", by_group=True, label="Use digital payments", sdg=("8.10", "9.3"))
def payments(record: Record) -> Array:
    """Residents who pay digitally ÷ all residents."""
    return record.share("stage_payments", "uses")


@indicator(unit=SHARE, better="higher", by_group=True, label="Registered for digital payments")
def payments_registered(record: Record) -> Array:
    """Residents registered for digital payments, whether or not they have ever paid, ÷ all."""
    return record.share("stage_payments", "registered", "uses", "lapsed")


@indicator(unit=SHARE, better="higher", by_group=True, label="Have ever paid digitally")
def payments_ever(record: Record) -> Array:
    """Residents who pay digitally or did so before ÷ all residents."""
    return record.share("stage_payments", "uses", "lapsed")


@indicator(unit=SHARE, better="higher", by_group=True, label="Enrolled for a digital ID", sdg=("16.9",))
def id_enrolled(record: Record) -> Array:
    """Residents enrolled, active or not, ÷ all residents."""
    return record.share("identity", "enrolled", "active")


@indicator(unit=SHARE, better="higher", by_group=True, label="Hold an active digital ID", sdg=("16.9",))
def id_active(record: Record) -> Array:
    """Residents whose digital ID works online ÷ all residents."""
    return record.share("identity", "active")


@indicator(unit=SHARE, better="higher", by_group=True, label="Use e-services", sdg=("16.6", "16.10"))
def eservices(record: Record) -> Array:
    """Residents who use public services online ÷ all residents."""
    return record.share("stage_eservices", "uses")


@indicator(unit=SHARE, better="higher", by_group=True, label="Use AI-assisted services")
def assistant(record: Record) -> Array:
    """Residents who use AI-assisted services ÷ all residents."""
    return record.share("stage_assistant", "uses")


@indicator(unit=SHARE, better="higher", by_group=True, label="Online", sdg=("9.c", "17.8"))
def online(record: Record) -> Array:
    """Residents with a signal, a smartphone of their own or at home, and an affordable plan ÷ all residents."""
    return record.share("online", "online")


@indicator(
    unit=SHARE, better="lower", by_group=True, label="Have a signal and are not online", sdg=("9.c", "17.8")
)
def usage_gap(record: Record) -> Array:
    """Residents with a signal at home who are not online ÷ all residents."""
    return record.share("covered", "signal") - record.share("online", "online")


@indicator(
    unit=SHARE, better="lower", by_group=True, label="Have no way to digital services", sdg=("9.c", "10.2")
)
def no_way_in(record: Record) -> Array:
    """Residents neither online, on their own phone or one at home, nor near a centre that helps ÷ all."""
    return record.share("way_in", "none")


@indicator(unit=SHARE, better="higher", by_group=True, label="Own a smartphone", sdg=("5.b",))
def smartphone(record: Record) -> Array:
    """Residents with a smartphone ÷ all residents."""
    return record.share("device", "smartphone")


@indicator(unit="share of businesses", better="higher", label="Businesses that take digital payment")
def merchants(record: Record) -> Array:
    """Businesses that accept ÷ all businesses."""
    return record.series["merchants_accepting"]


@indicator(unit="share of businesses", better="higher", label="Businesses set up for digital payment")
def merchants_ready(record: Record) -> Array:
    """Businesses that accept or were set up by a bank or a visit ÷ all businesses."""
    return record.series["merchants_ready"]


@indicator(unit="share of own-account businesses", better="higher", label="Street-level businesses that accept",
           sdg=("8.3",))  # fmt: skip
def small_merchants(record: Record) -> Array:
    """Own-account businesses that accept ÷ all own-account businesses."""
    return record.series["small_accepting"]
