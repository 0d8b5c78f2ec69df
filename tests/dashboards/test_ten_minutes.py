"""Three people, each with ten minutes and no help: a policymaker, a teacher and a researcher."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.dashboards.conftest import ROOT, small

LEAD = ".summary .lead"
SLIDER = "[id='lever-data_subsidy:intensity']"
NOT_SAID = re.compile(r"\b(seeds?|replicates?|parameters?|stochastic)\b", re.IGNORECASE)
PATIENCE = 180_000
OTHER = f"before => document.querySelector('{LEAD}').innerText !== before"
SAME = f"before => document.querySelector('{LEAD}').innerText === before"
SWEEP = """title: The tariff
scenarios: [connect-first]
seeds: 2
residents: 1_000
months: 12
parameters:
  data_subsidy.below: [0, 0.4, 0.8]
"""


def go(page, tab: str) -> None:
    """Open a tab, and wait until it is the one that is shown."""
    page.click(f"#tab-{tab}")
    page.wait_for_selector(f"#tab-panel[aria-labelledby=tab-{tab}]", timeout=PATIENCE)


def test_a_policymaker_goes_from_the_first_sentence_to_the_brief(visit, tmp_path: Path) -> None:
    page = (seen := visit(small())).page
    seen.rested()
    first = page.inner_text(LEAD)
    assert re.search(r"\d+ of 100 adults use digital payments by January 2029", first)
    assert not NOT_SAID.search(page.inner_text("header") + page.inner_text("[role=tabpanel] figure"))

    page.locator(SLIDER).focus()  # a lever, and back
    page.keyboard.press("Home")
    page.wait_for_function(OTHER, arg=first, timeout=PATIENCE)
    seen.rested()
    page.keyboard.press("Control+z")
    page.wait_for_function(SAME, arg=first, timeout=PATIENCE)

    page.click("button:has-text('My own plan')")
    page.wait_for_selector(".plans li:nth-child(4)")
    page.click("label:has-text('Data subsidy')")
    seen.rested()

    go(page, "who")  # who is left out, and where
    page.wait_for_selector("#tab-panel figure")
    assert "poorest fifth" in page.inner_text("#tab-panel")
    go(page, "map")
    page.wait_for_selector(".city-map canvas[data-drawn]", timeout=PATIENCE)
    page.wait_for_selector("#tab-panel figure .numbers")

    go(page, "why")
    page.wait_for_selector("#tab-panel figure", timeout=PATIENCE)
    page.wait_for_function("() => !document.querySelector('#tab-panel progress')", timeout=PATIENCE)
    assert page.locator("#tab-panel figure h3").count() >= 1

    go(page, "money")  # with less money: the search tells how far it is, and can be stopped
    page.click("button:has-text('Find the best mix')")
    page.wait_for_selector("[data-running=true] progress")
    page.click("[data-running=true] button")
    page.wait_for_selector("button:has-text('Find the best mix')")

    with page.expect_download(timeout=PATIENCE) as brief:
        page.click("button:has-text('Save a one-page brief (PDF)')")
    brief.value.save_as(tmp_path / "brief.pdf")
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")

    again = visit("?" + page.url.partition("?")[2])  # the link brings everything back
    again.rested()
    assert again.page.locator(".plans li").count() == 4
    assert again.page.inner_text(LEAD) == page.inner_text(LEAD)


def hold(lesson) -> None:
    """Predict, observe and explain to the end, on a page or in a frame of one."""
    lesson.locator("#lock").wait_for(timeout=PATIENCE)
    lesson.locator("#guess").press("End")
    lesson.locator("#lock").click()
    assert re.search(r"\d+", lesson.locator("#seen").inner_text())
    assert lesson.locator("#dots .dot").count() == 200
    lesson.locator("#dots .dot:not(.user)").first.click()
    assert lesson.locator("#person").inner_text()
    before = users(lesson.locator("#now").inner_text())
    lesson.locator("#force").click()
    assert users(lesson.locator("#now").inner_text()) > before  # the average rises, and some are shut out
    assert lesson.locator("#shut").is_visible()
    assert lesson.locator("#rows tr").count() == 2
    lesson.locator("summary:has-text('Answer key')").click()
    assert lesson.locator("details[open] li").count() == 5


def test_a_teacher_holds_a_lesson_and_takes_it_home(visit, browser, tmp_path: Path) -> None:
    page = visit(small()).page
    go(page, "learn")
    hold(page.frame_locator("#tab-panel iframe"))
    with page.expect_download() as saved:
        page.click("button:has-text('Save the lesson as one file')")
    saved.value.save_as(tmp_path / "lesson.html")
    phone = browser.new_context(viewport={"width": 360, "height": 740}, offline=True)
    alone = phone.new_page()
    alone.goto((tmp_path / "lesson.html").as_uri())
    hold(alone)
    assert alone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.close()


def users(told: str) -> int:
    """The first number of a sentence."""
    return int(re.search(r"\d+", told).group())


def test_a_researcher_opens_the_folder_of_an_experiment(visit, workplace: Path) -> None:
    def typed(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "experiments.cli", *words]
        known = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(command, cwd=workplace, env=known, capture_output=True, text=True)

    assert typed("new", "my.yaml", "--from", "connect-first").returncode == 0
    mine = workplace / "my.yaml"
    mine.write_text(mine.read_text("utf-8") + "monthss: 12\n", encoding="utf-8")
    wrong = typed("check", "my.yaml")
    assert wrong.returncode == 2
    assert re.search(r"my\.yaml:\d+:1.*did you mean 'months'\?", wrong.stderr, re.DOTALL)

    (workplace / "tariff.yaml").write_text(SWEEP, encoding="utf-8")
    assert typed("sweep", "tariff.yaml", "--workers", "1").returncode == 0
    assert typed("verify", "results/tariff").returncode == 0

    page = visit(small()).page
    go(page, "experiments")
    page.wait_for_selector("#tab-panel figure .chart[data-drawn]")
    assert page.input_value("#tab-panel select >> nth=0") == "tariff"
    page.click("#tab-panel .numbers summary")
    page.wait_for_selector("#tab-panel .numbers tbody tr:nth-child(3)")
    assert page.locator("#tab-panel .numbers tbody tr").count() == 3  # one for each point of the design
    assert page.inner_text("#tab-panel .numbers tbody td:last-child >> nth=0") == "2"  # over both cities
    named = page.locator("#tab-panel .numbers tbody th").all_inner_texts()
    assert sorted(named)[1] == "Connect first, data_subsidy.below 0.4"
