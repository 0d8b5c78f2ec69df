"""Small scenario files for tests, built from whatever rules are registered."""

from __future__ import annotations

from pathlib import Path

from sim.params import Param
from sim.registry import registry
from sim.scenario import check_file

POLICY = next(rule for rule in registry().policies.values() if any(not p.whole for p in rule.params.values()))
LEVER: Param = next(param for param in POLICY.params.values() if not param.whole)
SHOCK = next(iter(registry().shocks.values()))
PARAM: Param = next(p for rule in registry().mechanisms.values() for p in rule.params.values() if not p.whole)
INDICATOR = next(iter(registry().indicators))


def between(param: Param, share: float) -> float:
    """A value inside the bounds of `param`."""
    low, high = param.bounds
    return low + share * (high - low)


def write(folder: Path, text: str, name: str = "plan.yaml") -> Path:
    """A file with `text` in `folder`."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def problems(folder: Path, text: str) -> list[str]:
    """What `check_file` says about `text`, without the folder's name."""
    path = write(folder, text)
    return [str(problem).replace(f"{folder}/", "") for problem in check_file(path)]
