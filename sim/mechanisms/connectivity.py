"""Whether a usable signal reaches home."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.draws import Draws
from sim.kernels import close_gap, kernel, over_rows
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Array, City, Column


@kernel
def share_reached(coverage: Array, built: Array, down: Array) -> Array:
    """max(market, built) · (1 − down), for each district."""
    reach = np.empty_like(coverage)
    for d in range(reach.size):
        reach[d] = max(coverage[d], built[d]) * (np.float32(1) - down[d])
    return reach


@kernel
def covered_homes(lo: int, hi: int, district: Array, cover_rank: Array, reach: Array, covered: Array) -> None:
    """covered = (share of the district with a signal) > (home's place in the order of coverage)."""
    for i in range(lo, hi):
        covered[i] = reach[district[i]] > cover_rank[i]


class Connectivity(Mechanism):
    """Networks reach more homes of each district every month, and what was built stays.

        market' = market + growth · (ceiling − market)
        reach   = max(market, built) · (1 − down)

    `market` is the share of homes that commercial networks reach, `built` the share that public
    building reaches, `down` what an outage or flood has switched off this month. Each home has a
    fixed place in its district's order of coverage, so a home once reached stays reached.

    Leaves out: speed and quality of the signal.
    Source: the form is an assumption; district coverage comes from the city file.
    """

    phase = Phase.INFRASTRUCTURE
    order = 10
    reads = ("residents.district", "residents.cover_rank", "districts.built", "districts.down")
    writes = ("districts.coverage",)
    columns = (
        Column("residents.covered", np.bool_, "Usable signal at home", "yes/no", start=0,
               codes=("no signal", "signal"), tally="stock"),
        Column("districts.built", np.float32, "Homes that public building reaches", "share", start=0,
               bounds=(0, 1)),
        Column("districts.down", np.float32, "Homes whose signal is down this month", "share", start=0,
               bounds=(0, 1), monthly=True),
    )  # fmt: skip
    growth = Param(
        0.006, unit="share/month", bounds=(0.0, 0.05), role="uncertainty",
        label="Monthly closing of the coverage gap by commercial networks",
        source="assumption: the gap halves in about ten years",
    )  # fmt: skip
    ceiling = Param(
        0.99, unit="share", bounds=(0.5, 1.0), role="uncertainty",
        label="Homes that commercial networks end up reaching", source="assumption",
    )  # fmt: skip

    def begin(self, city: City, p: Any, draw: Draws) -> None:
        """Month 0: the coverage of the city file."""
        self._reach(city)

    def step(self, city: City, p: Any, draw: Draws) -> None:
        """One month of building."""
        close_gap(city.districts.coverage, p.growth, p.ceiling)
        self._reach(city)

    def _reach(self, city: City) -> None:
        districts, residents = city.districts, city.residents
        reach = share_reached(districts.coverage, districts.built, districts.down)
        over_rows(covered_homes, len(residents), residents.district.view(np.uint16), residents.cover_rank, reach,
                  residents.covered)  # fmt: skip
