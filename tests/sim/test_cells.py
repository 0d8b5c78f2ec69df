"""Every group is the sum of its cells, and every resident lives in one cell of each bundle."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from sim.cells import MOST, cells_of
from sim.city.synthesis import synthesise
from sim.scenario import load_scenario


def test_two_dimensions_make_one_bundle_without_its_empty_cells():
    """Groups: 0 everybody, 1 men, 2 women, 3 young, 4 old; there is no old man."""
    cells = cells_of(np.array([[0, 1, 3], [0, 2, 3], [0, 2, 4], [0, 2, 4]], np.int16), 5)
    assert_array_equal(cells.of[:, 0], [0, 1, 2, 2])
    assert_array_equal(cells.sizes, [1, 1, 2])
    assert_array_equal(cells.parts, [[0, 0], [0, 1], [0, 2], [1, 0], [2, 1], [2, 2], [3, 0], [3, 1], [4, 2]])


def test_a_dimension_that_would_make_too_many_cells_begins_a_bundle_of_its_own():
    places = np.arange(MOST * 4)
    cells = cells_of(np.stack([places % 8, 8 + places % 16, 24 + places % (2 * MOST)], axis=1), 24 + 2 * MOST)
    assert cells.of.shape[1] == 2
    assert cells.sizes.size == 16 + 2 * MOST  # a column of 8 says nothing beyond one of 16
    assert cells.sizes.sum() == 2 * places.size


@pytest.mark.parametrize("residents", [100, 2000])
def test_the_groups_of_a_city_are_the_sums_of_their_cells(residents: int):
    city = synthesise(load_scenario("baseline").city, residents, 1)
    groups, cells = city.groups, city.groups.cells
    sizes = np.zeros(groups.sizes.size, np.int64)
    np.add.at(sizes, cells.parts[:, 0], cells.sizes[cells.parts[:, 1]])
    assert_array_equal(sizes, groups.sizes)
    for group in range(groups.sizes.size):
        own = cells.parts[cells.parts[:, 0] == group, 1]
        assert_array_equal(np.isin(cells.of, own).any(axis=1), (groups.codes == group).any(axis=1))
    assert cells.of.shape[1] <= 4  # not ten steps a resident


def test_copies_of_a_city_share_their_cells():
    city = synthesise(load_scenario("baseline").city, 100, 1)
    assert city.fork().groups.cells is city.groups.cells
