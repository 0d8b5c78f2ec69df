"""Reads a targets file, with the same care and the same kind of messages as a scenario file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from experiments.comparing.gaps import OUTCOMES
from experiments.comparing.targets import COST, Target
from experiments.designing.file import scenario_of, sized
from experiments.language import t
from experiments.necessity.components import GOVERNANCE, LABELS, USUAL
from experiments.necessity.keys import QUESTION, TARGET
from experiments.running.runner import Plan
from experiments.telling.words import quoted
from sim.errors import nearest
from sim.registry import registry
from sim.scenario.city import GROUPS
from sim.scenario.files import display, existing
from sim.scenario.keys import checked_keys
from sim.scenario.nodes import Findings, Node, Place, Refused
from sim.scenario.numbers import month_of
from sim.scenario.yaml_reader import read_yaml

SHIPPED = Path(__file__).parent / "targets"
"""The folder of the targets files that come with the program."""
SHARE = (0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a plan, its targets, and what is varied. `governance` holds numbers of models."""

    name: str
    title: str
    plan: Plan
    targets: tuple[Target, ...]
    components: tuple[str, ...] = USUAL
    governance: tuple[int, ...] = tuple(range(len(GOVERNANCE)))
    draws: int = 20
    first_seed: int = 1
    spread: float = 0.5

    @property
    def runs(self) -> int:
        """How many runs it takes to answer."""
        sets: int = 2 ** len(self.components)
        return sets * len(self.governance) * self.draws


def shipped() -> dict[str, Path]:
    """The targets files that come with the program, by name."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.yaml"))}


def load_question(name_or_path: str) -> Question:
    """The question in a targets file of that name or path.

    Raises `ScenarioError` with everything that is wrong with it, one problem to a line.
    """
    names = shipped()
    if name_or_path not in names and not name_or_path.endswith((".yaml", ".yml")):
        hint = nearest(name_or_path, names)
        raise Refused(Place(name_or_path), f"there is no such targets file; {hint}")
    path = names.get(name_or_path) or existing(Path(name_or_path))
    findings = Findings()
    good = checked_keys(read_yaml(path, display(path), findings), QUESTION, findings)
    plan = _plan(good, path, findings)
    if plan is None:
        findings.stop()
        raise Refused(Place(display(path)), "no scenario was read. Write `scenario: baseline`.")
    words = {word: good[word].value.strip() for word in ("title", "question") if word in good}
    asked = words.get("question") or words.get("title")
    question = Question(
        path.stem, t(asked) if asked else t("What does {plan} need?", plan=quoted(plan.title)), plan,
        _targets(good.get("targets"), plan, findings),
        _chosen(good.get("components"), tuple(LABELS), "component", findings) or USUAL,
    )  # fmt: skip
    models = _chosen(good.get("governance"), GOVERNANCE, "governance model", findings)
    numbers = {word: good[word].value for word in ("draws", "first_seed", "spread") if word in good}
    chosen = tuple(GOVERNANCE.index(m) for m in models) or question.governance
    return findings.passed(replace(question, governance=chosen, **numbers))


def _plan(good: dict[str, Node], path: Path, findings: Findings) -> Plan | None:
    scenario = scenario_of(good["scenario"], path, findings) if "scenario" in good else None
    if scenario is None:
        return None
    return Plan(scenario.name, sized(replace(scenario, residents=5_000), good))


def _chosen(node: Node | None, known: Iterable[str], kind: str, findings: Findings) -> tuple[str, ...]:
    """The words of a list, each known and given once."""
    found: list[str] = []
    for item in node.items if node else []:
        if item.value not in known:
            findings.about(item, f"this is no {kind}; {nearest(str(item.value), known)}")
        elif item.value in found:
            findings.about(item, f"this {kind} is given twice. Give each once.")
        else:
            found.append(item.value)
    if node is not None and not node.items:
        findings.add(node.place, f"this takes at least one {kind}. Delete the key to take them all.")
    return tuple(found)


def _targets(node: Node | None, plan: Plan, findings: Findings) -> tuple[Target, ...]:
    if node is None:
        return ()
    if not node.items:
        findings.add(
            node.place, "this takes at least one target. Write `- {indicator: payments, at_least: 0.6}`."
        )
    return tuple(target for item in node.items if (target := _target(item, plan, findings)))


def _target(node: Node, plan: Plan, findings: Findings) -> Target | None:
    good = checked_keys(node, TARGET, findings)
    if "indicator" not in good:
        return None
    name, known = good["indicator"].value, registry().indicators
    if name != COST and name not in known:
        findings.about(good["indicator"], f"this is no indicator; {nearest(name, [*known, COST])}")
        return None
    if ("at_least" in good) == ("at_most" in good):
        findings.add(node.place, "a target needs one limit. Write `at_least: 0.6` or `at_most: 0.05`.")
        return None
    limit = good["at_least"] if "at_least" in good else good["at_most"]
    if name != COST and known[name].unit.startswith("share") and not SHARE[0] <= limit.value <= SHARE[1]:
        findings.about(limit, f"'{name}' is a share: no plan can be above 1 or below 0. Write 0.6 for 60 %.")
    group = good["group"].value if "group" in good else ""
    if group:
        _check_group(name, good["group"], plan, findings)
    return Target(name, float(limit.value), "at_least" in good, _month(good.get("by"), plan, findings), group)


def _check_group(name: str, node: Node, plan: Plan, findings: Findings) -> None:
    if name not in OUTCOMES:
        findings.about(node, f"groups are told apart for {', '.join(OUTCOMES)}, not for '{name}'.")
    labels = [label for labels in GROUPS.values() for label in labels]
    labels += [district.name for district in plan.scenario.city.districts]
    if node.value not in labels:
        findings.about(node, f"there is no such group; {nearest(node.value, labels)}")


def _month(node: Node | None, plan: Plan, findings: Findings) -> int | None:
    if node is None:
        return None
    scenario = plan.scenario
    month = month_of(scenario.start, node.value)
    if not 0 <= month <= scenario.months:
        last = scenario.date(scenario.months)
        findings.about(node, f"the run lasts from {scenario.start} to {last}. Write a month in between.")
        return None
    return month
