"""The registry finds rules by file name and refuses what is doubled or incomplete."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sim import registry as registry_module
from sim.errors import RuleError
from sim.registry import Registry, registry

MECHANISM = '''
from sim.params import Param
from sim.rules import Mechanism, Phase
from sim.tables import Column

class {name}(Mechanism):
    """Something happens.

        x' = x + step
    """

    phase = Phase.ACCESS
    columns = (Column("residents.{column}", float, "Something", "share", start=0),)
    pace = Param(0.1, unit="share", bounds=(0, 1), role="uncertainty", label="Pace", source="assumption")
'''
INDICATOR = '''
from sim.rules import indicator

@indicator(unit="share", label="{name}")
def {name}(record):
    """A share of everybody."""
    return record
'''

type House = Callable[[dict[str, str]], Registry]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """Builds a registry from files such as `mechanisms/one.py` in place of the model's own."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)

    def build(files: dict[str, str]) -> Registry:
        for folder in ("mechanisms", "policies", "services", "shocks", "indicators"):
            (tmp_path / "other" / folder).mkdir(parents=True)
            (tmp_path / "other" / folder / "__init__.py").touch()
        for name, text in files.items():
            (tmp_path / "other" / name).write_text(text, "utf-8")
        importlib.invalidate_caches()
        real = registry_module._modules
        monkeypatch.setattr(
            registry_module, "_modules", lambda package: real(package.replace("sim", "other"))
        )
        return registry.__wrapped__()

    yield build
    for name in set(sys.modules) - before:
        if name.partition(".")[0] == "other":
            del sys.modules[name]


def mechanism(name: str, column: str) -> str:
    return MECHANISM.format(name=name, column=column)


def test_a_rule_takes_its_name_from_its_file(house: House) -> None:
    found = house({"mechanisms/rumours.py": mechanism("Rumours", "heard")})
    assert list(found.mechanisms) == ["rumours"]
    assert list(found.params) == ["rumours.pace"]
    assert list(found.columns) == ["residents.heard"]


def test_two_rules_with_one_name_are_refused(house: House) -> None:
    policy = MECHANISM.replace("Mechanism", "Policy").format(name="Rumours", column="told")
    files = {"mechanisms/rumours.py": mechanism("Rumours", "heard"), "policies/rumours.py": policy}
    with pytest.raises(RuleError, match="two rules share the name rumours"):
        house(files)


def test_a_column_with_two_owners_is_refused(house: House) -> None:
    files = {"mechanisms/a.py": mechanism("A", "heard"), "mechanisms/b.py": mechanism("B", "heard")}
    with pytest.raises(RuleError, match=r"column 'residents\.heard' is declared by 'a' and 'b'"):
        house(files)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "must hold exactly one Mechanism, not 0"),
        (mechanism("One", "x") + mechanism("Two", "y"), "must hold exactly one Mechanism, not 2"),
        (
            "from sim.rules import Mechanism\nclass One(Mechanism):\n    pass\n",
            "One needs a docstring: it is the specification",
        ),
    ],
)
def test_a_file_holds_one_documented_rule(text: str, words: str, house: House) -> None:
    with pytest.raises(RuleError, match=words):
        house({"mechanisms/one.py": text})


def test_two_indicators_with_one_name_are_refused(house: House) -> None:
    twice = {f"indicators/{file}.py": INDICATOR.format(name="reach") for file in ("a", "b")}
    with pytest.raises(RuleError, match="indicator 'reach' is declared twice"):
        house(twice)


def test_an_indicator_needs_a_docstring(house: House) -> None:
    text = INDICATOR.format(name="reach").replace('"""A share of everybody."""', "")
    with pytest.raises(RuleError, match="indicator 'reach' needs a docstring"):
        house({"indicators/a.py": text})


def test_the_model_has_rules_of_every_kind() -> None:
    found = registry()
    assert found.mechanisms
    assert found.policies
    assert found.shocks
    assert found.indicators
    assert set(found.rules) == {*found.mechanisms, *found.policies, *found.shocks}


def test_parameters_and_columns_are_found_by_their_dotted_names() -> None:
    found = registry()
    for key, param in found.params.items():
        assert key == param.key
        assert found.rules[param.rule].params[param.name] is param
    for key, column in found.columns.items():
        assert key == column.key
