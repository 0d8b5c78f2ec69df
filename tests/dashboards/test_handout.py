"""What leaves the page: the command repeats the numbers, and both files carry it."""

from __future__ import annotations

import base64
import re
import sys
from dataclasses import replace
from html import unescape

import pytest

from dashboards.pages.handout import making
from dashboards.plans import drafts
from dashboards.plans.handout import KINDS, as_html, command
from experiments.comparing.compare import compare
from experiments.language import direction, speaking
from experiments.running.runner import Cities, Plan, run_plan
from sim.errors import DPICityError
from sim.registry import registry
from sim.scenario import load_scenario
from tests.dashboards.test_everyone import faults


@pytest.fixture(scope="module")
def view():
    """Two plans: one as it comes with the program, one with a lever moved."""
    first = drafts.removed(drafts.opening(), 1)
    return drafts.changed(first, drafts.with_use(first.draft.scenario, "ombudsperson", {"start": 9}))


@pytest.fixture(scope="module")
def comparison(view):
    """The two plans in small cities; what stands in the command is about their real size."""
    small = [Plan(p.name, replace(p.scenario, residents=1_000, months=12)) for p in view.plans()]
    known = Cities(2)
    runs = [run_plan(plan, seed, known) for plan in small for seed in (1, 2)]
    return compare(small, runs)


def asked(view, comparison) -> str:
    plans = {plan.name: plan for plan in view.plans()}
    return command(replace(comparison, sides=tuple(
        replace(side, plan=plans[side.name]) for side in comparison.sides)), view)  # fmt: skip


def test_an_untouched_plan_goes_by_its_name_and_a_changed_one_is_a_file(view, comparison) -> None:
    assert asked(view, comparison) == "dpi-city compare baseline plan2.yaml --seeds 2"


def test_the_same_plan_twice_is_named_once(view, comparison) -> None:
    twice = drafts.added(replace(drafts.opening(), drafts=drafts.opening().drafts[:1]))
    plan = twice.plans()[1]
    sides = (comparison.sides[0], replace(comparison.sides[1], name=plan.name))
    sides = tuple(replace(side, plan=twice.plans()[i]) for i, side in enumerate(sides))
    assert command(replace(comparison, sides=sides), twice).startswith(
        "dpi-city compare baseline plan1.yaml "
    )


def test_with_an_assumption_every_plan_is_a_file(view, comparison) -> None:
    key, param = next(
        (k, p) for k, p in registry().params.items() if p.role == "uncertainty" and p.bounds[1] != p.default
    )
    doubted = drafts.assumed(view, key, param.bounds[1])
    assert asked(doubted, comparison) == "dpi-city compare plan0.yaml plan2.yaml --seeds 2"


def test_the_web_page_carries_the_command_and_files_that_give_the_same_plans(comparison, tmp_path) -> None:
    html = unescape(KINDS["html"][1](comparison, "dpi-city compare me", 2e6).decode())
    assert "dpi-city compare me" in html
    found = re.findall(r'download="(plan\d\.yaml)" href="data:text/yaml;charset=utf-8;base64,([^"]+)"', html)
    assert [name for name, _ in found] == ["plan0.yaml", "plan2.yaml"]
    for (name, text), side in zip(found, comparison.sides, strict=True):
        (tmp_path / name).write_bytes(base64.b64decode(text))
        assert load_scenario(str(tmp_path / name)).hash == side.plan.scenario.hash


def test_the_brief_is_a_pdf(comparison) -> None:
    made = making("pdf", comparison, "dpi-city compare me", 2e6)(lambda done, result: None, lambda: False)
    assert base64.b64decode(made).startswith(b"%PDF")


def test_a_missing_library_is_told_in_a_sentence(comparison, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(DPICityError, match="or take HTML instead"):
        KINDS["pdf"][1](comparison, "", 2e6)


@pytest.mark.parametrize("code", ["en", "ar"])
def test_the_saved_page_has_no_faults_and_is_mirrored_in_arabic(browser, comparison, tmp_path, code) -> None:
    with speaking(code):
        (tmp_path / "saved.html").write_bytes(as_html(comparison, "dpi-city compare a b", 2e8))
    for scheme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": 320, "height": 740}, color_scheme=scheme, offline=True
        )
        page = context.new_page()
        page.goto((tmp_path / "saved.html").as_uri())
        page.evaluate("() => document.querySelectorAll('details').forEach((d) => { d.open = true; })")
        assert page.evaluate("document.documentElement.dir") == direction(code)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert faults(page) == [], scheme
        drawn = " ".join(page.locator(".chart text").all_text_contents())
        assert ("No new policy" in drawn) == (code == "en")
        ways = page.locator(".chart").evaluate_all("all => all.map((e) => getComputedStyle(e).direction)")
        assert set(ways) == {"ltr"}  # ends of texts stay where a drawing puts them
        context.close()
