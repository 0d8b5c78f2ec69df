"""A quick stand-in for the model: a curved surface through the runs made so far.

One output of the model as a function of the parameters (places in the unit cube, −1 to 1 here):

    y ≈ c0 + Σ ci xi + Σ cij xi xj       fitted by ridge regression

The penalty is the one that best foretells left-out runs (leave-one-out), and what is left over then
is the error of the emulator. A surface that foretells badly has a large error and rules nothing out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.tables import Array

PENALTIES = tuple(10.0**k for k in range(-4, 4))


@dataclass(frozen=True, slots=True)
class Surfaces:
    """One surface for each output, and the standard error with which it foretells a new run."""

    weights: Array
    error: Array

    def at(self, x: Array) -> Array:
        """The outputs at the rows of `x`."""
        outputs: Array = terms(x) @ self.weights
        return outputs


def terms(x: Array) -> Array:
    """1, xi and xi·xj (i ≤ j), with x from 0..1 stretched to −1..1."""
    z = 2 * np.asarray(x, np.float64) - 1
    rows, dimensions = z.shape
    first, second = np.triu_indices(dimensions)
    return np.hstack([np.ones((rows, 1)), z, z[:, first] * z[:, second]])


def fit(x: Array, y: Array) -> Surfaces:
    """Surfaces through the runs at the rows of `x` with the outputs in the rows of `y`."""
    a = terms(x)
    u, s, vt = np.linalg.svd(a, full_matrices=False)
    uy = u.T @ y
    best = np.full(y.shape[1], np.inf)
    weights = np.zeros((a.shape[1], y.shape[1]))
    for penalty in PENALTIES:
        shrunk = s**2 / (s**2 + penalty)
        hat = np.einsum("ij,j,ij->i", u, shrunk, u)
        left = (y - u @ (shrunk[:, None] * uy)) / np.maximum(1 - hat, 1e-6)[:, None]
        error = np.sqrt((left**2).mean(axis=0))
        better = error < best
        found = vt.T @ ((s / (s**2 + penalty))[:, None] * uy)
        weights[:, better], best[better] = found[:, better], error[better]
    return Surfaces(weights, best)
