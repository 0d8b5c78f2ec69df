"""A chart that is saved as a picture says by itself what it shows, of which plans, and where it is from."""

from __future__ import annotations

import io

import matplotlib.colors
import matplotlib.image
import numpy as np
import pytest

from dashboards.tabs.city_map import LIGHT
from tests.dashboards.conftest import small

PATIENCE = 180_000
DRAWN = "() => document.querySelector('.chart') && !document.querySelector('.chart:not([data-drawn])')"
WRITTEN = """(place) => {
  const written = [], edges = [], pen = CanvasRenderingContext2D.prototype, own = pen.fillText;
  pen.fillText = function (text, x, y) {
    const wide = this.measureText(text).width, left = this.textAlign === 'right' ? x - wide : x;
    if (!this.canvas.isConnected) { written.push(text); edges.push([left, left + wide, y, this.canvas]); }
    return own.call(this, text, x, y);
  };
  let part = document.querySelector(place);
  while (!part.__vue__) part = part.parentElement;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 2 * part.clientWidth, height: 200 });
  written.length = 0;
  edges.length = 0;
  window.picture.framed(canvas, part.__vue__.said({ paper: '#fff', ink: '#000' }));
  pen.fillText = own;
  const out = ([left, right, y, on]) => left < 0 || right > on.width || y > on.height;
  const cut = written.filter((_, i) => out(edges[i]));
  return { said: written.join(' ').replaceAll('\\u200e', ''), cut };
}"""

TOLD = f"""(key) => {{
  const figure = document.querySelector(`figure[data-figure="${{key}}"]`);
  const plain = (text) => text.replace(/\\s+/g, ' ').trim();
  const places = [...document.querySelectorAll('.caveat, .handout .command, .handout .prints')];
  const parts = [figure.querySelector('h3'), figure.querySelector('p.small'), ...places];
  const told = parts.map((e) => plain(e.textContent));
  const said = plain(({WRITTEN})(`figure[data-figure="${{key}}"] .chart`).said);
  return told.length === 5 && told.every((text) => text && said.includes(text));
}}"""
"""Whether the picture says all that the page says of a chart: what is found and measured, and where it is from."""


def chart(key: str) -> str:
    """Where the chart of a figure stands."""
    return f'figure[data-figure="{key}"] .chart'


@pytest.mark.parametrize(("width", "language"), [(1366, "en"), (360, "fr"), (1366, "ar")])
def test_a_picture_tells_its_finding_measure_city_plans_command_and_fingerprints(
    visit, width: int, language: str
) -> None:
    page = (seen := visit(small("who", language), width=width)).page
    seen.rested()
    page.wait_for_selector('[data-figure="crossing"] .chart[data-drawn]', timeout=PATIENCE)
    for key in ("groups", "funnel", "crossing"):
        page.wait_for_function(TOLD, arg=key, timeout=30_000)  # when the last answer is on all of the page
        found = page.evaluate(WRITTEN, chart(key))
        assert found["cut"] == []
        # a picture that shows the cells of one plan names no other
        plans = page.locator(".panel .legend li").all_inner_texts()
        assert [" ".join(p.split()) in found["said"] for p in plans] == [key != "crossing"] * len(plans)


def test_the_picture_of_a_case_names_the_case_and_not_the_city_of_the_page(visit) -> None:
    page = visit(small("cases")).page
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    said = page.evaluate(WRITTEN, "figure .chart")["said"]
    assert page.locator(".case h3").first.inner_text() in said
    assert "dpi-city run pix --seeds 3" in said
    assert page.locator(".caveat").inner_text() not in said


def test_the_map_lends_a_picture_no_legend_of_dots_and_the_file_is_whole(visit) -> None:
    page = (seen := visit(small("map"), accept_downloads=True)).page
    seen.rested()
    page.wait_for_selector('[data-figure="districts"] .chart[data-drawn]', timeout=PATIENCE)
    page.wait_for_selector(".city-map .legend li", timeout=PATIENCE)
    said = page.evaluate(WRITTEN, chart("districts"))["said"]
    assert not any(text in said for text in page.locator(".city-map .legend li").all_inner_texts())
    assert saved(page, '[data-figure="districts"] button.more', "districts.png").shape[1] > 1200


@pytest.mark.parametrize(("width", "language"), [(360, "pt"), (1366, "ar")])
def test_the_picture_of_the_map_tells_its_month_shares_city_plans_and_command(
    visit, width: int, language: str
) -> None:
    page = (seen := visit(small("map", language), width=width, accept_downloads=True)).page
    seen.rested()
    page.wait_for_selector(".city-map canvas[data-drawn]", timeout=PATIENCE)
    page.locator("#map-month").press("Home")
    found = page.evaluate(WRITTEN, ".city-map canvas")
    assert found["cut"] == []
    shares = ".city-map .legend li"
    places = (".panel h3", "#map-month ~ output", ".caveat", ".handout .command", ".handout .prints")
    texts = [page.locator(place).first.inner_text() for place in places]
    for text in (*texts, *page.locator(shares).all_inner_texts()):
        assert " ".join(text.split()) in " ".join(found["said"].split())
    drawn = saved(page, ".city-map button.more", "map.png")
    shown = page.evaluate("document.querySelector('.city-map canvas').clientWidth")
    assert drawn.shape[1] == pytest.approx(2 * shown, abs=2)  # fine enough for paper, whatever the screen
    dots = np.all(np.abs(drawn[..., :3] - matplotlib.colors.to_rgb(LIGHT[0])) < 0.01, axis=2)
    assert dots.sum() > 2 * 1000  # at the start most have not heard of it


def saved(page, button: str, name: str) -> np.ndarray:
    """The picture that a button saves, whole: paper to the edge, below the last line, above which stand words."""
    with page.expect_download() as given:
        page.locator(button).click()
    assert given.value.suggested_filename == name
    with open(given.value.path(), "rb") as file:
        drawn = matplotlib.image.imread(io.BytesIO(file.read()), format="png")
    assert np.allclose(drawn[-1, :, :3], drawn[0, 0, :3])
    assert not np.allclose(drawn[-60:-20, :, :3], drawn[0, 0, :3])
    return drawn


def test_a_first_look_that_no_command_gives_again_says_what_it_is(visit) -> None:
    page = (seen := visit(small())).page
    seen.rested()
    page.wait_for_selector(".handout .command", timeout=PATIENCE)
    assert page.evaluate("window.picture.source()[1]").startswith("dpi-city compare")
    page.evaluate("document.querySelector('.handout .command').remove()")
    told = [page.locator(place).inner_text() for place in (".caveat", ".head .status")]
    assert page.evaluate("window.picture.source()") == told
