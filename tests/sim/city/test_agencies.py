"""Agencies, vendors and prices come from the file; contracts end at different times."""

from __future__ import annotations

import numpy as np
import pytest


def test_agencies_are_as_in_the_file(city, spec):
    a = city.agencies
    assert a.value.tolist() == [row.value for row in spec.agencies]
    assert a.caseload.sum() == pytest.approx(1)
    assert city.names["agencies"][0] == "Civil Registry"
    assert [city.names["vendors"][v] for v in a.vendor] == [row.vendor for row in spec.agencies]


def test_contracts_end_within_their_length_and_began_before(city):
    a = city.agencies
    assert (a.contract_end >= 1).all()
    assert (a.contract_end <= 12 * a.contract_years).all()
    assert np.unique(a.contract_end).size > 4
    assert np.allclose(a.tenure + a.contract_end / 12, a.contract_years, atol=1e-3)


def test_the_government_has_one_row_of_prices(city, spec):
    assert len(city.government) == 1
    assert city.government.data_price[0] == pytest.approx(spec.prices.data.value)
    assert city.government.product[0] == spec.product.value
