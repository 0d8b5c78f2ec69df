"""Who is left behind, in points and in log-odds, and how unequal use is."""

from __future__ import annotations

import numpy as np

from sim.choice import USES
from sim.recorder import Record
from sim.rules import indicator
from sim.tables import Array

POINTS, LOGODDS = "percentage points", "log-odds"


def use(record: Record, label: str) -> Array:
    """Share of one group, by its label, that pays digitally."""
    return record.share("stage_payments", "uses", group=record.groups.labels.index(label))


def pooled(record: Record, dimension: str, places: slice) -> Array:
    """Share who pay digitally in several groups of one dimension taken together."""
    groups = record.groups.of(dimension)[places]
    users = record.counts["stage_payments"][:, groups, USES].sum(axis=1)
    return users / max(int(record.groups.sizes[groups].sum()), 1)


def log_odds_gap(group: Array, others: Array) -> Array:
    """ln(p/(1 − p)) of the group minus that of the others; NaN where either is 0 or 1."""
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.log(group / (1 - group)) - np.log(others / (1 - others))
    return np.where(np.isfinite(gap), gap, np.nan)


@indicator(unit=POINTS, better="higher", label="Payment use of women, minus men", sdg=("5.b",))
def gap_women(record: Record) -> Array:
    """100 · (share of women who pay digitally − share of men)."""
    return 100 * (use(record, "women") - use(record, "men"))


@indicator(unit=LOGODDS, label="Payment use of women against men")
def logodds_women(record: Record) -> Array:
    """Log-odds of women minus log-odds of men."""
    return log_odds_gap(use(record, "women"), use(record, "men"))


@indicator(
    unit=POINTS, better="higher", label="Payment use of the poorest fifth, minus the richest", sdg=("10.2",)
)
def gap_income(record: Record) -> Array:
    """100 · (share of the poorest fifth who pay digitally − share of the richest)."""
    return 100 * (use(record, "poorest fifth") - use(record, "richest fifth"))


@indicator(unit=LOGODDS, label="Payment use of the poorest 40 % against the rest")
def logodds_poor(record: Record) -> Array:
    """Log-odds of the poorest two fifths minus log-odds of the richest three, as in Findex."""
    return log_odds_gap(pooled(record, "fifth", slice(0, 2)), pooled(record, "fifth", slice(2, 5)))


@indicator(unit=LOGODDS, label="Payment use with primary schooling or less against more")
def logodds_schooling(record: Record) -> Array:
    """Log-odds of residents with primary schooling or less minus those with more, as in Findex."""
    return log_odds_gap(use(record, "primary or less"), pooled(record, "education", slice(1, 3)))


@indicator(unit=LOGODDS, label="Payment use at 15-24 against the rest")
def logodds_young(record: Record) -> Array:
    """Log-odds of residents aged 15 to 24 minus those older, as in Findex."""
    return log_odds_gap(use(record, "15-24"), pooled(record, "age", slice(1, 4)))


@indicator(unit=LOGODDS, label="Payment use of those not working against the rest")
def logodds_not_working(record: Record) -> Array:
    """Log-odds of residents without work minus those with work, as in Findex."""
    return log_odds_gap(use(record, "not working"), pooled(record, "work", slice(1, 3)))


@indicator(unit=POINTS, better="higher", label="Payment use of people with a disability, minus others")
def gap_disability(record: Record) -> Array:
    """100 · (share of residents with a disability who pay digitally − share of the others)."""
    return 100 * (use(record, "with a disability") - use(record, "without a disability"))


@indicator(unit=POINTS, better="higher", label="Payment use over 60, minus ages 25-44")
def gap_age(record: Record) -> Array:
    """100 · (share of residents over 60 who pay digitally − share of those aged 25 to 44)."""
    return 100 * (use(record, "60+") - use(record, "25-44"))


@indicator(unit=POINTS, better="higher", label="Active ID of migrants and undocumented, minus others",
           sdg=("16.9", "10.7"))  # fmt: skip
def gap_id_migrants(record: Record) -> Array:
    """100 · (share of migrants with an active ID − share of the others)."""
    labels = ("migrants and undocumented", "settled residents")
    migrants, others = (
        record.share("identity", "active", group=record.groups.labels.index(label)) for label in labels
    )
    return 100 * (migrants - others)


@indicator(
    unit=POINTS, better="higher", label="Payment use of the worst-off group, minus everyone", sdg=("10.2",)
)
def worst_gap(record: Record) -> Array:
    """100 · (lowest share over all groups with at least 30 simulated residents − share of all)."""
    shares = record.by_group("stage_payments", "uses")
    large = record.groups.sizes >= 30
    return 100 * (shares[:, large].min(axis=1) - shares[:, 0])


@indicator(unit="index, −1 to 1", better="lower", label="Concentration of payment use among the richer")
def concentration(record: Record) -> Array:
    """Concentration index over income fifths: 2 · cov(use, rank) / mean use (Wagstaff et al. 1991)."""
    shares = record.by_group("stage_payments", "uses")[:, record.groups.of("fifth")]
    rank = (np.arange(5) + 0.5) / 5
    mean = shares.mean(axis=1)
    covariance = ((shares - mean[:, None]) * (rank - 0.5)).mean(axis=1)
    return 2 * covariance / np.where(mean > 0, mean, np.nan)


@indicator(unit="share of Theil", better="lower", label="Inequality of use that lies between districts")
def theil_between(record: Record) -> Array:
    """Between-district part of Theil's T of use, as a share of the total.

    For a yes-or-no use with mean m, total T = −ln m; between = Σ population · (u/m) · ln(u/m).
    """
    groups = record.groups.of("district")
    shares = record.by_group("stage_payments", "uses")
    weights = record.groups.sizes[groups] / record.groups.sizes[groups].sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = shares[:, groups] / shares[:, [0]]
        between = (weights * np.where(ratio > 0, ratio * np.log(ratio), 0)).sum(axis=1)
        part = between / -np.log(shares[:, 0])
    return np.where(np.isfinite(part), part, np.nan)
