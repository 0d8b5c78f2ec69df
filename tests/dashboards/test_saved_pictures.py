"""A chart that is saved as a picture says by itself what it shows, of which plans, and where it is from."""

from __future__ import annotations

import io

import matplotlib.image
import numpy as np
import pytest

from tests.dashboards.conftest import small

PATIENCE = 180_000
DRAWN = "() => document.querySelector('.chart') && !document.querySelector('.chart:not([data-drawn])')"
WRITTEN = """(key) => {
  const written = [], edges = [], pen = CanvasRenderingContext2D.prototype, own = pen.fillText;
  pen.fillText = function (text, x, y) {
    const wide = this.measureText(text).width, left = this.textAlign === 'right' ? x - wide : x;
    if (!this.canvas.isConnected) { written.push(text); edges.push([left, left + wide, y, this.canvas]); }
    return own.call(this, text, x, y);
  };
  let part = document.querySelector(`figure[data-figure="${key}"] .chart`);
  while (!part.__vue__) part = part.parentElement;
  const box = part.__vue__;
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 2 * box.chart.getWidth(), height: 200 });
  written.length = 0;
  edges.length = 0;
  box.framed(canvas, '#fff', '#000');
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
  const said = plain(({WRITTEN})(key).said);
  return told.length === 5 && told.every((text) => text && said.includes(text));
}}"""
"""Whether the picture says all that the page says of a chart: what is found and measured, and where it is from."""


@pytest.mark.parametrize(("width", "language"), [(1366, "en"), (360, "fr"), (1366, "ar")])
def test_a_picture_tells_its_finding_measure_city_plans_command_and_fingerprints(
    visit, width: int, language: str
) -> None:
    page = (seen := visit(small("who", language), width=width)).page
    seen.rested()
    page.wait_for_selector('[data-figure="crossing"] .chart[data-drawn]', timeout=PATIENCE)
    for key in ("groups", "funnel", "crossing"):
        page.wait_for_function(TOLD, arg=key, timeout=30_000)  # when the last answer is on all of the page
        found = page.evaluate(WRITTEN, key)
        assert found["cut"] == []
        # a picture that shows the cells of one plan names no other
        plans = page.locator(".panel .legend li").all_inner_texts()
        assert [" ".join(p.split()) in found["said"] for p in plans] == [key != "crossing"] * len(plans)


def test_the_picture_of_a_case_names_the_case_and_not_the_city_of_the_page(visit) -> None:
    page = visit(small("cases")).page
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    said = page.evaluate(WRITTEN, page.locator("figure").first.get_attribute("data-figure"))["said"]
    assert page.locator(".case h3").first.inner_text() in said
    assert "dpi-city run pix --seeds 3" in said
    assert page.locator(".caveat").inner_text() not in said


def test_the_map_lends_a_picture_no_legend_of_dots_and_the_file_is_whole(visit) -> None:
    page = (seen := visit(small("map"), accept_downloads=True)).page
    seen.rested()
    page.wait_for_selector('[data-figure="districts"] .chart[data-drawn]', timeout=PATIENCE)
    page.wait_for_selector(".city-map .legend li", timeout=PATIENCE)
    said = page.evaluate(WRITTEN, "districts")["said"]
    assert not any(text in said for text in page.locator(".city-map .legend li").all_inner_texts())
    with page.expect_download() as given:
        page.locator('[data-figure="districts"] button.more').click()
    assert given.value.suggested_filename == "districts.png"
    with open(given.value.path(), "rb") as file:
        drawn = matplotlib.image.imread(io.BytesIO(file.read()), format="png")
    assert drawn.shape[1] > 1200
    assert np.allclose(drawn[-1, :, :3], drawn[0, 0, :3])  # paper to the edge, below the last line
    assert not np.allclose(drawn[-60:-20, :, :3], drawn[0, 0, :3])  # above it stand words
