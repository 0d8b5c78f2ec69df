"""Who lives in the city: district, age, sex and place in the income order of every resident."""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr, ndtri

from sim.city.assumptions import P
from sim.city.fitting import balance_columns, fit_table, whole_counts
from sim.city.spec import CitySpec
from sim.draws import Draws
from sim.tables import Array

BANDS = 10  # income bands of equal size

type Columns = dict[str, Array]


def sigma(gini: float) -> float:
    """Spread of log income of a lognormal: √2 · Φ⁻¹((1 + Gini) / 2)."""
    return float(np.sqrt(2) * ndtri((1 + gini) / 2))


def shares(given: tuple[float, ...] | Array) -> Array:
    """Shares that add up to exactly 1."""
    array = np.asarray(given, np.float64)
    parts: Array = array / array.sum()
    return parts


def band_chances(spec: CitySpec) -> Array:
    """Chance of each income band by district × age × sex, before fitting.

    Log income is normal in every group with mean ln(relative income) / σ plus the shifts by age and
    sex, and the variance that is left within districts (never under a tenth of the city's).
    """
    weight = shares(tuple(d.share for d in spec.districts))
    centre = np.log([d.income for d in spec.districts]) / sigma(spec.income.gini.value)
    centre -= weight @ centre
    within = np.sqrt(np.maximum(0.1, 1 - weight @ centre**2))
    by_age = np.array([P.young_income, 0.0, 0.0, P.old_income])
    by_sex = np.array([0.0, P.women_income])
    mean = centre[:, None, None] + by_age[None, :, None] + by_sex
    edges = ndtri(np.arange(BANDS + 1) / BANDS)
    chances: Array = np.diff(ndtr((edges - mean[..., None]) / within), axis=-1)
    return chances


def fitted_shares(spec: CitySpec) -> Array:
    """Share of the city's adults by district × band × age × sex, with the margins of the file."""
    m = spec.margins
    district, age = shares(tuple(d.share for d in spec.districts)), shares(m.ages.value)
    sex = np.array([1 - m.female.value, m.female.value])
    start = np.einsum("d,a,s,dasb->dbas", district, age, sex, band_chances(spec))
    return fit_table(start, {0: district, 1: np.ones(BANDS), 2: age, 3: sex})


def sample_people(spec: CitySpec, residents: int, draws: Draws) -> Columns:
    """District, age, sex and `level` (place in the city's income order) of every resident.

    Whole people are drawn from the fitted table; district, age and sex shares are right to within
    one resident, whatever the seed.
    """
    table = fitted_shares(spec)
    counts = whole_counts(table, residents, float(draws.uniform("city/people", 1)[0]))
    rows = table.shape[0] * table.shape[1]
    flat, expected = counts.reshape(rows, -1), table.reshape(rows, -1) * residents
    balance_columns(flat, expected)
    cells = np.repeat(np.arange(flat.size, dtype=np.int32), flat.ravel())
    district, band, age, sex = np.unravel_index(cells, table.shape)
    level = (band + draws.uniform("city/income", residents)) / BANDS
    return {"district": district.astype(np.int16), "age": age.astype(np.uint8), "female": sex == 1,
            "level": level}  # fmt: skip
