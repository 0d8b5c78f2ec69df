"""What stands in a chart can be read: no two texts touch, and none is cut off, on a wide page and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments import sweep
from tests.dashboards.conftest import small

PATIENCE = 180_000
UNREADABLE = """() => {
  const found = [];
  for (const box of document.querySelectorAll('.chart')) {
    let part = box;
    while (!part.__vue__) part = part.parentElement;
    const drawn = part.__vue__.chart.getZr().storage.getDisplayList(true);
    const texts = drawn.filter((d) => d.type === 'tspan' && d.style.text && !d.ignore && !d.invisible).map((d) => {
      const r = d.getBoundingRect().clone();
      if (d.transform) r.applyTransform(d.transform);
      return { said: d.style.text, left: r.x, right: r.x + r.width, top: r.y, bottom: r.y + r.height };
    });
    if (!texts.length) found.push('a chart without words');
    texts.forEach((a, i) => {
      if (a.left < -1 || a.top < -1 || a.right > box.clientWidth + 1 || a.bottom > box.clientHeight + 1)
        found.push('cut off: ' + a.said);
      for (const b of texts.slice(0, i)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        if (across > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2) found.push(a.said + ' over ' + b.said);
      }
    });
  }
  return found;
}"""

NEW = """async (change) => {
  let part = document.querySelector('.chart');
  while (!part.__vue__) part = part.parentElement;
  const page = part.__vue__, calls = [], option = JSON.parse(page.option);
  for (const name of ['resize', 'setOption']) {
    const own = page.chart[name].bind(page.chart);
    page.chart[name] = (...given) => { calls.push([name, ...Object.keys(given[0] || {})]); return own(...given); };
  }
  const line = option.series.at(-1), last = line.data.at(-1) + 1;
  if (change === 'value') { line.data.splice(-1, 1, last); line.endLabel.formatter = String(last); }
  else option.yAxis.name = 'another name';
  page.option = JSON.stringify(option);
  await page.$nextTick();
  for (const name of ['resize', 'setOption']) delete page.chart[name];
  const drawn = page.chart.getOption();
  return { calls, value: drawn.series.at(-1).data.at(-1)[1] === last, name: drawn.yAxis[0].name };
}"""


@pytest.mark.parametrize(("width", "language"), [(1366, "en"), (360, "fr"), (360, "ar")])
def test_no_two_texts_of_a_chart_touch_and_none_is_cut_off(visit, width: int, language: str) -> None:
    page = (seen := visit(small(language=language), width=width, height=768)).page
    seen.rested()  # in so short a run many lines end close together
    for tab in ("time", "who", "cases"):
        page.click(f"#tab-{tab}")
        page.wait_for_selector(f"#tab-panel[aria-labelledby=tab-{tab}]", timeout=PATIENCE)
        page.wait_for_selector("#tab-panel figure .chart[data-drawn]", timeout=PATIENCE)
        # in one breath, as a tab may add a chart at any moment
        looked = f"() => !document.querySelector('.chart:not([data-drawn])') && {{ found: ({UNREADABLE})() }}"
        assert page.wait_for_function(looked, timeout=PATIENCE).json_value()["found"] == [], tab


def test_the_rows_of_another_experiment_have_room_on_a_phone(visit, workplace: Path) -> None:
    """What the names of many rows need was lost when one chart gave way to another."""
    common = {"residents": 1000, "months": 3, "seeds": 1}
    fees = {"parameters": {"payments.fee": [0, 0.25, 0.5], "payments.peers": [1, 2, 3, 4]}}
    sweep({"scenarios": ["connect-first"], **common, **fees}, workplace / "results" / "many", workers=1)
    sweep({"scenarios": ["connect-first"], **common}, workplace / "results" / "single", workers=1)
    page = visit(small("experiments"), width=360, height=768).page
    for folder, rows in (("single", 1), ("many", 12)):
        page.locator("#tab-panel select").first.select_option(folder)
        page.wait_for_selector(f"#tab-panel .figure p:has-text('{rows} point')", timeout=PATIENCE)
        looked = f"() => document.querySelector('.chart[data-drawn]') && {{ found: ({UNREADABLE})() }}"
        assert page.wait_for_function(looked, timeout=PATIENCE).json_value()["found"] == [], folder
        # what is in sight is drawn first
        page.evaluate("document.querySelector('#tab-panel').scrollIntoView()")
        page.wait_for_timeout(500)


def test_other_values_are_drawn_once_and_without_laying_the_chart_out_again(visit) -> None:
    page = (seen := visit(small())).page
    seen.rested()
    page.wait_for_selector("#tab-panel figure .chart[data-drawn]", timeout=PATIENCE)
    found = page.evaluate(NEW, "value")
    assert found["calls"] == [["setOption", "series"]]
    assert found["value"]
    found = page.evaluate(NEW, "name")
    assert found["calls"][0] == ["resize"]  # all of it, since more than values has changed
    assert found["name"] == "another name"


OUT_OF_SIGHT = """async () => {
  const box = [...document.querySelectorAll('.chart')].at(-1);
  let part = box;
  while (!part.__vue__) part = part.parentElement;
  const page = part.__vue__, option = JSON.parse(page.option), set = page.chart.setOption.bind(page.chart);
  page.chart.setOption = (...given) => { window.sets = (window.sets || 0) + 1; return set(...given); };
  for (let times = 1; times <= 3; times += 1) {
    option.series.at(-1).data[option.months.length - 1] += 1;
    page.option = JSON.stringify(option);
    await page.$nextTick();
  }
  window.drawn = () => page.chart.getOption().series.at(-1).data.at(-1)[1] === option.series.at(-1).data.at(-1);
  return { below: box.getBoundingClientRect().top > window.innerHeight, sets: window.sets || 0 };
}"""


def test_a_chart_out_of_sight_waits_for_those_in_sight_and_skips_what_is_stale(visit) -> None:
    page = (seen := visit(small())).page
    seen.rested()
    page.wait_for_selector("#tab-panel figure .chart[data-drawn]", timeout=PATIENCE)
    page.wait_for_function("() => !document.querySelector('.chart:not([data-drawn])')", timeout=PATIENCE)
    assert page.evaluate(OUT_OF_SIGHT) == {"below": True, "sets": 0}
    page.wait_for_function("window.drawn()", timeout=PATIENCE)
    assert (
        page.evaluate("window.sets") <= 2
    )  # once, and once more if the values at the ends have to be moved apart
