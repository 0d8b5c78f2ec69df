"""A city depends on its file, its size and its seed, and on nothing else."""

from __future__ import annotations

import hashlib
import time

import numpy as np
import pytest

from sim import kernels
from sim.city.columns import COLUMNS
from sim.city.synthesis import synthesise
from sim.errors import ScenarioError
from sim.tables import TABLES, City


def fingerprint(city: City) -> str:
    """A digest of every byte of the city."""
    digest = hashlib.blake2b()
    for name in TABLES:
        for array in city.table(name).arrays().values():
            digest.update(array.tobytes())
    for array in (
        city.network.indptr,
        city.network.indices,
        city.network.kinds,
        city.shops,
        city.groups.codes,
    ):
        digest.update(array.tobytes())
    return digest.hexdigest()


def test_every_declared_column_is_filled_within_its_bounds(city):
    for column in COLUMNS:
        array = city.column(column.key)
        assert array.dtype == column.dtype, column.key
        assert np.isfinite(array).all(), column.key
        if column.bounds:
            assert column.bounds[0] <= array.min(), column.key
            assert array.max() <= column.bounds[1], column.key
        if column.codes:
            assert array.max() < len(column.codes), column.key
        if column.refers_to:
            assert array.max() < len(city.table(column.refers_to)), column.key


def test_the_same_seed_builds_the_same_city_to_the_last_byte(spec):
    assert fingerprint(synthesise(spec, 3_000, 5)) == fingerprint(synthesise(spec, 3_000, 5))


def test_another_seed_builds_other_people(spec):
    assert fingerprint(synthesise(spec, 3_000, 5)) != fingerprint(synthesise(spec, 3_000, 6))


def test_the_number_of_threads_does_not_matter(spec, monkeypatch):
    monkeypatch.setattr(kernels, "WORTH_THREADS", 100)
    found = set()
    for number in ("1", "2"):
        monkeypatch.setenv("DPI_CITY_THREADS", number)
        found.add(fingerprint(synthesise(spec, 3_000, 5)))
    assert len(found) == 1


def test_trust_at_the_start_is_remembered_apart_from_trust(city):
    twin = city.fork()
    twin.residents.trust[:] = 0
    assert twin.residents.trust_start.mean() == pytest.approx(0.48, abs=1e-4)


@pytest.mark.parametrize("residents", [0, -5, 99, 10**9])
def test_a_city_of_too_few_or_too_many_residents_is_refused(spec, residents):
    with pytest.raises(ScenarioError) as caught:
        synthesise(spec, residents, 1)
    assert str(caught.value) == f"residents = {residents}: a city takes 100 to 100000000 residents."


def test_the_smallest_city_is_complete(spec):
    city = synthesise(spec, 100, 1)
    assert len(city.residents) == 100
    assert city.weight == 6_000


def test_ten_times_the_residents_take_about_ten_times_as_long_at_most(spec):
    """Four times, as a city of 2,000 takes most of its time for what does not depend on them."""

    def seconds(residents: int) -> float:
        started = time.process_time()
        synthesise(spec, residents, 1)
        return time.process_time() - started

    seconds(500)  # compiles on a fresh machine
    assert min(seconds(20_000) for _ in range(3)) < 15 * min(seconds(2_000) for _ in range(3))
