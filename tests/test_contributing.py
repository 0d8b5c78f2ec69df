"""Every example in CONTRIBUTING.md works as it stands, and no page links to nowhere."""

from __future__ import annotations

import importlib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from experiments import cli, commands
from sim import registry as registry_module
from sim.city.files import load_city
from sim.city.synthesis import synthesise
from sim.model import DPICity
from sim.registry import Registry, registry
from sim.rules import Policy
from sim.scenario import check_file, load_scenario
from tests.random_city import random_city
from tests.test_rules import changes, own, play

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = dict(
    re.findall(
        r"```(?:python|yaml)\n# (\S+)\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.DOTALL
    )
)
PAGES = ("README.md", "CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/EXPERIMENTS.md")


@pytest.fixture
def extended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Registry]:
    """The model's rules and those of the page, found in the same way."""
    home = tmp_path / "examples"
    (home / "services").mkdir(parents=True)
    (home / "services" / "__init__.py").touch()
    for name, text in EXAMPLES.items():
        if name.startswith("sim/"):
            file = home / name.removeprefix("sim/")
            file.parent.mkdir(parents=True, exist_ok=True)
            (file.parent / "__init__.py").touch()
            file.write_text(text, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    real = registry_module._modules
    monkeypatch.setattr(
        registry_module,
        "_modules",
        lambda package: real(package) + real(package.replace("sim.", "examples.")),
    )
    yield registry.__wrapped__()
    for name in [name for name in sys.modules if name.partition(".")[0] == "examples"]:
        del sys.modules[name]


def test_the_page_has_one_example_of_each_kind() -> None:
    folders = [str(Path(name).parent) for name in EXAMPLES]
    assert folders == [
        "sim/mechanisms", "sim/policies", "sim/shocks", "sim/indicators", "scenarios/cities", "experiments/commands",
        "scenarios/cases",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["expiry", "paper_fair", "strike"])
def test_an_example_rule_is_found_acts_and_keeps_to_what_it_lists(name: str, extended: Registry) -> None:
    rule = extended.rules[name]
    changed: set[str] = set()
    for seed in range(4):
        city = random_city(seed)
        city.add_columns(rule.columns)
        before = city.fork()
        play(rule, city)
        changed |= changes(before, city)
    assert changed == own(rule) | set(rule.writes)
    if issubclass(rule, Policy):
        assert rule.changes[0] in extended.indicators


def test_the_example_indicator_measures_a_run(extended: Registry) -> None:
    model = DPICity("baseline", seed=1, city=synthesise(load_city("marenga"), 1_000, 1))
    model.step()
    values = extended.indicators["payers_kept"].compute(model.record)
    assert values.shape == (model.record.months + 1,)
    kept = values[np.isfinite(values)]
    assert ((kept >= 0) & (kept <= 1)).all()


def test_the_example_city_and_case_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in EXAMPLES.items():
        if name.endswith(".yaml"):
            file = tmp_path / name.removeprefix("scenarios/")
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")
    monkeypatch.setattr("sim.city.files.CITIES", tmp_path / "cities")
    monkeypatch.setattr("sim.city.institutions.CITIES", tmp_path / "cities")
    monkeypatch.setattr("sim.scenario.city.CITIES", tmp_path / "cities")
    case = tmp_path / "cases" / "harbour-payments.yaml"
    assert check_file(case) == []
    scenario = load_scenario(case)
    assert scenario.city.title == "Harbour (fictional)"
    assert [point.role for point in scenario.observed] == ["calibrate", "validate", "validate"]
    model = DPICity(scenario, seed=1)
    model.step()
    assert model.month == 1


def test_the_example_command_is_found_and_lists_the_cities(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cities.py").write_text(EXAMPLES["experiments/commands/cities.py"], "utf-8")
    monkeypatch.setattr(commands, "__path__", [*commands.__path__, str(tmp_path)])
    with pytest.raises(SystemExit) as end:
        cli.main(["cities", "--json"])
    assert end.value.code == 0
    assert "marenga" in json.loads(capsys.readouterr().out)
    del sys.modules["experiments.commands.cities"]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)#:]+)\)", text):
        assert ((ROOT / page).parent / target).exists(), target


def test_the_readme_holds_one_command_of_each_kind() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for name in ("run", "test"):
        block = re.search(rf"<!-- {name} -->\n```sh\n(.*?)\n```\n<!-- /{name} -->", text, re.DOTALL)
        assert block is not None
        assert "\n" not in block[1]
