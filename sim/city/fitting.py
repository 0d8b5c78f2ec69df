"""Fits a table of shares to known totals, and turns it into whole people."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sim.tables import Array

ROUNDS = 500
CLOSE = 1e-12


def fit_table(start: Array, totals: Mapping[int, Array]) -> Array:
    """Iterative proportional fitting: the table nearest to `start` with the given totals by axis.

    Each round multiplies every slice by (wanted total / present total), one axis after the other,
    until nothing moves. Odds ratios of `start` survive (Deming & Stephan 1940).
    """
    table = np.asarray(start, np.float64) / np.sum(start)
    for _ in range(ROUNDS):
        before = table
        for axis, wanted in totals.items():
            others = tuple(k for k in range(table.ndim) if k != axis)
            present = table.sum(axis=others, keepdims=True)
            shape = [-1 if k == axis else 1 for k in range(table.ndim)]
            share = np.asarray(wanted, np.float64) / np.sum(wanted)
            table = table * np.divide(share.reshape(shape), present, out=np.zeros_like(present),
                                      where=present > 0)  # fmt: skip
        if np.abs(table - before).max() < CLOSE:
            break
    fitted: Array = table
    return fitted


def whole_counts(shares: Array, people: int, luck: float) -> Array:
    """Whole people per cell, by systematic sampling: any run of cells is right to within one.

    Cell k gets floor(people · (s_0 + … + s_k) + luck) minus the same for k − 1.
    """
    running = np.cumsum(np.ravel(shares))
    running[-1] = 1.0 if running[-1] > 0 else 0.0
    edges = np.floor(np.minimum(running, 1.0) * people + luck)
    counts: Array = np.diff(edges, prepend=0.0).astype(np.int64).reshape(np.shape(shares))
    return counts


def whole_total(expected: Array, people: int) -> Array:
    """Whole numbers nearest to `expected` that add up to `people` (largest remainders)."""
    counts = np.floor(expected).astype(np.int64)
    left = people - int(counts.sum())
    counts[np.argsort(counts - expected, kind="stable")[:left]] += 1
    return counts


def balance_columns(counts: Array, expected: Array) -> None:
    """Move single people between columns of a row until every column total is right to within one.

    Rows keep their totals. Each move starts where the surplus over `expected` is largest.
    """
    goal = whole_total(expected.sum(axis=0), int(counts.sum()))
    while (gap := counts.sum(axis=0) - goal).any():
        source, target = int(gap.argmax()), int(gap.argmin())
        excess = (counts - expected)[:, source] - (counts - expected)[:, target]
        row = int(np.where(counts[:, source] > 0, excess, -np.inf).argmax())
        counts[row, source] -= 1
        counts[row, target] += 1
