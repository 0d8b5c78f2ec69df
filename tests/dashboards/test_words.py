"""A person who chose another language reads it everywhere: what stays English is marked as English."""

from __future__ import annotations

import re

from dashboards.tabs import TABS
from tests.dashboards.conftest import small, told

ENGLISH = re.compile(
    r"\b(the|of|and|with|for|is|are|that|which|from|by|what|how|who|people|month|year|share|weight|chance|cost|"
    r"not|this|than|each|at|most|least|your|their|was|were|when|where|has|have|been|it)\b",
)
"""Common English words that Spanish does not have."""
SAID = """() => {
  const apart = (e) => e.closest('script, style, code, [lang=en], header select');
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
OPEN = "() => document.querySelectorAll('#tab-panel details').forEach((d) => { d.open = true; })"
DRAWN = "[role=tabpanel] figure, .life .ending, .city-map canvas[data-drawn], iframe, .no-results"


def english(page) -> list[str]:
    """Whatever the page, and a page inside it, says in English without saying so."""
    said = [text for frame in page.frames for text in frame.evaluate(SAID)]
    return sorted({text[:160] for text in said if len(ENGLISH.findall(text)) > 1})


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
