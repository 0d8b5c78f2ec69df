"""Payments made, and where they go."""

from __future__ import annotations

import numpy as np

from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array


@indicator(unit="payments/month", better="higher", label="Digital payments", sdg=("8.10",))
def payment_volume(record: Record) -> Array:
    """Digital payments a month in the real city, to people and to shops."""
    return record.series["paid_people"] + record.series["paid_shops"]


@indicator(
    unit="payments/month per adult", better="higher", label="Digital payments per adult", sdg=("8.10",)
)
def payments_per_adult(record: Record) -> Array:
    """Digital payments a month ÷ adults, so that a city can stand beside a country."""
    adults = float(record.weight * record.groups.sizes[0])
    return payment_volume.compute(record) / adults


@indicator(unit="share of payments", better="higher", label="Payments made without cash", sdg=("8.10",))
def cashless(record: Record) -> Array:
    """Digital payments ÷ payments of every kind; NaN before digital payments exist."""
    occasions = record.series["occasions"]
    return payment_volume.compute(record) / np.where(occasions > 0, occasions, np.nan)


@indicator(
    unit="share of money",
    better="higher",
    label="Money in accounts that is spent without cash",
    sdg=("8.10",),
)
def account_cashless(record: Record) -> Array:
    """Of the money of residents with an account, the part paid digitally: what counts of card transactions tell."""
    return record.series["account_cashless"]


@indicator(unit="share of city product", better="higher", label="Worth of hours and cash saved", sdg=("8.2",))
def economic_value(record: Record) -> Array:
    """Residents' and officials' hours and the cost of cash saved, as a yearly share of the city's product."""
    return record.series["worth_share"]


@indicator(unit="share of informal workers", better="higher", label="Informal workers who pay digitally",
           sdg=("8.3", "8.10"))  # fmt: skip
def informal_payers(record: Record) -> Array:
    """Residents in informal work in stage `uses` of payments ÷ all in informal work."""
    group = record.groups.labels.index("informal work")
    return record.share("stage_payments", "uses", group=group)


@indicator(unit="share of payments", label="Payments that go to shops")
def merchant_share(record: Record) -> Array:
    """Digital payments to shops ÷ all digital payments; NaN before the first."""
    total = payment_volume.compute(record)
    return record.series["paid_shops"] / np.where(total > 0, total, np.nan)


@indicator(unit="US$/month", better="lower", label="Public spending")
def spending(record: Record) -> Array:
    """All public spending of the month, capital and running, in US$ of the real city."""
    return record.spend.sum(axis=(1, 2, 3))
