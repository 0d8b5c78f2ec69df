"""The colours of the dots on the map."""

from __future__ import annotations

import pytest

from dashboards.charts.look import theme
from dashboards.tabs.city_map import inks
from sim.choice import STAGES
from tests.experiments.report.test_page import contrast


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("codes", [STAGES, ("no phone", "basic phone", "smartphone"), ("offline", "online")])
def test_every_dot_stands_out_from_the_ground(dark: bool, codes: tuple[str, ...]) -> None:
    colors = theme(dark)
    found = inks(codes, colors)
    assert len(set(found)) == len(codes)
    assert min(contrast(ink, colors["paper"]) for ink in found) >= 3
