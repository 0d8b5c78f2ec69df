"""ID offices, cash agents and access centres, and how far residents live from them."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from sim.city.assumptions import P
from sim.city.districts import CENTRE, Layout
from sim.city.fitting import whole_counts
from sim.city.places import scatter
from sim.city.population import Columns, shares
from sim.city.spec import CitySpec
from sim.draws import Draws
from sim.kernels import threads
from sim.tables import Array

NAMES = ("office_km", "agent_km", "centre_km")


def place_points(spec: CitySpec, layout: Layout, draws: Draws) -> Columns:
    """The real city's number of points, spread over districts by adults, denser in the centre.

    At least one of each kind. Numbers do not depend on how many residents are simulated, so neither
    do distances.
    """
    per_adult = (spec.access.id_offices, spec.access.agents, spec.access.centres)
    adults = np.array([d.share for d in spec.districts])
    kinds, districts = [], []
    for kind, (rate, pull) in enumerate(
        zip(per_adult, (P.centre_offices, P.centre_agents, 1.0), strict=True)
    ):
        number = max(1, round(rate.value * spec.adults.value / 10_000))
        weight = shares(adults * np.where(layout.areas == CENTRE, pull, 1.0))
        counts = whole_counts(weight, number, float(draws.uniform(f"city/points_{kind}", 1)[0]))
        districts.append(np.repeat(np.arange(adults.size, dtype=np.int16), counts))
        kinds.append(np.full(number, kind, np.uint8))
    district = np.concatenate(districts)
    x, y = scatter(layout, district, "city/point_place", draws)
    return {"kind": np.concatenate(kinds), "district": district, "x": x, "y": y}


def add_homes(people: Columns, points: Columns, layout: Layout, draws: Draws) -> None:
    """Where each household lives, uniform in its district, and its distance to the nearest points."""
    household = people["household"]
    first = np.searchsorted(household, np.arange(int(household[-1]) + 1))
    x, y = scatter(layout, people["district"][first], "city/home", draws)
    people["x"], people["y"] = x.astype(np.float32)[household], y.astype(np.float32)[household]
    homes = np.column_stack([x, y])
    places = np.column_stack([points["x"], points["y"]])
    for kind, name in enumerate(NAMES):
        people[name] = nearest_km(homes, places[points["kind"] == kind])[household]


def nearest_km(homes: Array, places: Array) -> Array:
    """Straight-line distance in km from every home to the nearest place."""
    distance, _ = cKDTree(places).query(homes, workers=threads())
    return np.asarray(distance, np.float32)
