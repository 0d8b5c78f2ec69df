"""Where on Earth a person's own map lies, in words that show when it is not where it should be."""

from __future__ import annotations

import math
from dataclasses import dataclass

from experiments.language import t
from experiments.telling.numbers import plain
from sim.city.own_districts import KM_PER_DEGREE_EAST, KM_PER_DEGREE_NORTH, in_degrees

HALF_TURN = 180


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The middle of a map in degrees north and east, and how far it reaches in km."""

    north: float
    east: float
    wide: float
    high: float

    def told(self) -> str:
        """A sentence with the numbers by which a person knows the own city again."""
        return t(
            "Your map reaches {wide} km from west to east and {high} km from south to north, around {north}, {east}. "
            "If your city lies elsewhere, look whether latitude and longitude are exchanged in the file.",
            wide=_km(self.wide), high=_km(self.high), north=self._latitude(), east=self._longitude(),
        )  # fmt: skip

    def _latitude(self) -> str:
        degrees = plain(abs(self.north), 0.1)
        return t("{degrees}° N", degrees=degrees) if self.north >= 0 else t("{degrees}° S", degrees=degrees)

    def _longitude(self) -> str:
        east = (self.east + HALF_TURN) % (2 * HALF_TURN) - HALF_TURN
        degrees = plain(abs(east), 0.1)
        return t("{degrees}° E", degrees=degrees) if east >= 0 else t("{degrees}° W", degrees=degrees)


def whereabouts(outlines: str, file: str) -> Whereabouts:
    """Where the text of a GeoJSON map lies; `ScenarioError` as `in_degrees`."""
    corners = [xy for rings in in_degrees(outlines, file).values() for ring in rings for xy in ring]
    west, east = min(x for x, _ in corners), max(x for x, _ in corners)
    south, north = min(y for _, y in corners), max(y for _, y in corners)
    middle = (south + north) / 2
    wide = (east - west) * KM_PER_DEGREE_EAST * math.cos(math.radians(middle))
    return Whereabouts(middle, (west + east) / 2, wide, (north - south) * KM_PER_DEGREE_NORTH)


def _km(distance: float) -> str:
    return plain(distance, 1 if distance >= 10 else 0.1)
