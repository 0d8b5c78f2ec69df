"""Agencies with their systems and contracts, their vendors, and the city's prices."""

from __future__ import annotations

import numpy as np

from sim.city.population import Columns, shares
from sim.city.spec import CitySpec
from sim.draws import Draws

COPIED = ("digitisation", "legacy", "contract_years", "value", "papers", "standards", "portability",
          "accessibility", "capacity", "links")  # fmt: skip


def open_agencies(spec: CitySpec, draws: Draws) -> Columns:
    """The columns of agencies; contracts started at different times, so they do not all end together.

    The months left of a contract are uniform over its length; the vendor has held it since it began.
    """
    rows, n = spec.agencies, len(spec.agencies)
    agencies = {name: np.array([getattr(row, name) for row in rows], np.float64) for name in COPIED}
    vendors = [v.name for v in spec.vendors]
    drawn = (draws.uniform("city/vendor", n) * len(vendors)).astype(int)
    named = [vendors.index(row.vendor) if row.vendor else int(drawn[i]) for i, row in enumerate(rows)]
    months = 12 * agencies["contract_years"]
    left = 1 + np.floor(draws.uniform("city/contract", n) * months)
    agencies["caseload"] = shares(tuple(row.caseload for row in rows))
    agencies["vendor"] = np.array(named)
    agencies["contract_end"] = left
    agencies["tenure"] = (months - left).clip(0) / 12
    return agencies


def list_vendors(spec: CitySpec) -> Columns:
    """Price relative to the market, and whether systems are open source."""
    return {"price": np.array([v.price for v in spec.vendors]),
            "open_source": np.array([v.open_source for v in spec.vendors])}  # fmt: skip


def open_government(spec: CitySpec) -> Columns:
    """The one row of the city's government: prices and the city's yearly product."""
    return {"data_price": np.array([spec.prices.data.value]),
            "device_price": np.array([spec.prices.device.value]),
            "product": np.array([spec.product.value])}  # fmt: skip
