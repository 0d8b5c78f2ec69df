"""A person who chose another language reads it everywhere; only what is quoted stays English, and is marked so."""

from __future__ import annotations

import re
from types import SimpleNamespace

import solara

from dashboards.charts.look import theme
from dashboards.engine.shelf import Shelf
from dashboards.plans.drafts import opening
from dashboards.state import Session
from dashboards.tabs import TABS
from dashboards.tabs.cases import Case
from experiments.cases.entries import entries
from experiments.cases.results import stored
from experiments.language import speaking
from experiments.running.runner import Stopped
from tests.dashboards.conftest import small, told
from tests.dashboards.drawn import widgets

ENGLISH = re.compile(
    r"\b(the|of|and|with|for|is|are|that|which|from|by|what|how|who|people|month|year|share|weight|chance|cost|"
    r"fifth|million|points|women|men|adults|not|this|than|each|at|most|least|your|their|was|were|when|where|has|have|been|it)\b",
)
"""Common English words that Spanish does not have."""
SAID = """() => {
  const apart = (e) => e.closest('script, style, code, .quoted[lang=en], header select');
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walker.nextNode(); n; n = walker.nextNode())
    if (!apart(n.parentElement) && n.textContent.trim()) found.push(n.textContent.trim());
  for (const e of document.querySelectorAll('[aria-label], [title], [alt], [placeholder], [aria-valuetext]'))
    if (!apart(e))
      for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-valuetext'])
        if (e.getAttribute(name)) found.push(e.getAttribute(name));
  return found;
}"""
DRAWN_IN_CHARTS = """() => {
  const texts = [];
  const walk = (x) => {
    if (typeof x === 'string') texts.push(x);
    else if (x && typeof x === 'object') Object.values(x).forEach(walk);
  };
  for (const box of document.querySelectorAll('.chart')) {
    let e = box;
    while (!e.__vue__) e = e.parentElement;
    walk(JSON.parse(e.__vue__.option));
  }
  return texts;
}"""
OPEN = "() => document.querySelectorAll('#tab-panel details').forEach((d) => { d.open = true; })"
DRAWN = "[role=tabpanel] figure, .life .ending, .city-map canvas[data-drawn], iframe, .no-results"


def english(page) -> list[str]:
    """Whatever the page, and a page inside it, says in English without saying so."""
    said = [text for frame in page.frames for text in frame.evaluate(SAID)]
    drawn = [text for text in page.evaluate(DRAWN_IN_CHARTS) if ENGLISH.search(text)]
    return sorted({text[:160] for text in said if len(ENGLISH.findall(text)) > 1} | set(drawn))


def test_no_tab_speaks_english_to_a_spanish_reader(visit, address):
    page = (seen := visit(small(language="es"))).page
    seen.rested()
    page.evaluate("() => document.querySelectorAll('.left details').forEach((d) => { d.open = true; })")
    page.evaluate("() => document.querySelectorAll('.left .more').forEach((b) => b.click())")
    found = {"levers": english(page)}
    for name in TABS:
        page.click(f"#tab-{name}")
        page.wait_for_selector(f"#tab-panel[aria-labelledby=tab-{name}]", timeout=120_000)
        page.wait_for_selector(DRAWN, timeout=180_000)
        page.wait_for_function("() => !document.querySelector('#tab-panel progress')", timeout=180_000)
        page.evaluate(OPEN)
        page.wait_for_timeout(300)
        found[name] = english(page)
    assert {name: texts for name, texts in found.items() if texts} == {}, told(address)[-300:]


def shown(box) -> list[tuple[str, bool]]:
    """Every text of a part of the page, and whether it is marked as a quotation in English."""
    found = []
    for one in widgets(box):
        quoted = getattr(one, "class_", "") == "quoted" and one.attributes.get("lang") == "en"
        found += [(text, quoted) for text in getattr(one, "children", ()) if isinstance(text, str)]
    return found


def test_every_case_of_the_catalogue_is_told_in_spanish():
    """What is known of a case, what the model makes of it and the figures; not the claims, nor names of sources."""

    def given_up(*_, **__):
        raise Stopped

    session, found = Session(SimpleNamespace(opening=Shelf(1), run=given_up), opening()), {}
    with speaking("es"):
        for name, entry in entries().items():
            box, context = solara.render(
                Case(session, entry, stored()[name], theme(False)), handle_error=False
            )
            texts = shown(box)
            context.close()
            assert any(quoted for _, quoted in texts), name
            english = [text for text, quoted in texts if not quoted and len(ENGLISH.findall(text)) > 1]
            found |= {name: english} if english else {}
    assert found == {}
