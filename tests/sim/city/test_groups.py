"""Every resident is in one group of each dimension."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from sim.city.synthesis import synthesise

DIMENSIONS = ["all", "sex", "age", "fifth", "education", "disability", "migrant", "work", "area", "district"]


def test_dimensions_come_in_order_and_labels_are_unique(city):
    groups = city.groups
    assert list(dict.fromkeys(groups.dimension)) == DIMENSIONS
    assert len(set(groups.labels)) == len(groups.labels)
    assert groups.labels[0] == "everybody"


def test_codes_point_to_groups_of_their_own_dimension(city):
    groups = city.groups
    assert groups.codes.dtype == np.int16
    assert groups.codes.flags.c_contiguous
    for k, dimension in enumerate(DIMENSIONS):
        assert set(np.unique(groups.codes[:, k])) <= set(groups.of(dimension))


def test_sizes_count_the_members(city):
    groups = city.groups
    for dimension in DIMENSIONS:
        assert groups.sizes[groups.of(dimension)].sum() == 20_000
    assert groups.sizes[groups.labels.index("women")] == np.count_nonzero(city.residents.female)


def test_a_group_holds_whom_its_label_says(city):
    groups, r = city.groups, city.residents
    women = groups.labels.index("women")
    assert_array_equal(groups.codes[:, 1] == women, r.female)
    quarry = groups.labels.index("Quarry")
    assert_array_equal(groups.codes[:, 9] == quarry, r.district == city.names["districts"].index("Quarry"))


def test_a_district_called_like_another_group_is_told_apart(spec):
    rows = [d.model_dump() for d in spec.districts]
    rows[0]["name"] = "women"
    labels = synthesise(spec.revised({"districts": rows}), 500, 1).groups.labels
    assert labels.count("women") == 1
    assert "district women" in labels
