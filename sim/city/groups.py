"""The population cut into groups, so that every figure can say who is left behind."""

from __future__ import annotations

import numpy as np

from sim.city.columns import AGES, AREAS, EDUCATION, WORK
from sim.city.population import Columns
from sim.city.spec import CitySpec
from sim.tables import Array, Groups

EVERYBODY = "everybody"
SEX = ("men", "women")
FIFTHS = ("poorest fifth", "second fifth", "middle fifth", "fourth fifth", "richest fifth")
DISABILITY = ("without a disability", "with a disability")
MIGRATION = ("settled residents", "migrants and undocumented")


def group_residents(people: Columns, spec: CitySpec, areas: Array) -> Groups:
    """Ten ways to cut the population: all, sex, age, income fifth, education, …, district.

    A district whose name is also the label of another group is called "district <name>".
    """
    fixed = {"all": (EVERYBODY,), "sex": SEX, "age": AGES, "fifth": FIFTHS, "education": EDUCATION,
             "disability": DISABILITY, "migrant": MIGRATION, "work": WORK, "area": AREAS}  # fmt: skip
    taken = {label for labels in fixed.values() for label in labels}
    names = tuple(f"district {d.name}" if d.name in taken else d.name for d in spec.districts)
    labels = {**fixed, "district": names}
    district = people["district"]
    columns = {"sex": people["female"], "age": people["age"], "fifth": people["fifth"],
               "education": people["education"], "disability": people["disabled"],
               "migrant": people["migrant"], "work": people["work"], "area": areas[district],
               "district": district}  # fmt: skip
    codes = np.zeros((district.size, len(labels)), np.int16)
    first = 1
    for k, (dimension, column) in enumerate(columns.items(), start=1):
        codes[:, k] = column
        codes[:, k] += first
        first += len(labels[dimension])
    sizes = sum(np.bincount(codes[:, k], minlength=first) for k in range(len(labels)))
    dimensions = tuple(name for name, found in labels.items() for _ in found)
    return Groups(dimensions, tuple(label for found in labels.values() for label in found), codes,
                  np.asarray(sizes, np.int64))  # fmt: skip
