"""The components that can be there or not, and what a plan is without one.

Besides the components of `sim/mechanisms/components.py` there is the assisted channel: people who help
at a desk, on the telephone or at the door. A plan without a component also goes without the policies that
would do nothing then, so that it does not pay for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from experiments.language import mark, t
from sim.registry import registry

if TYPE_CHECKING:
    from sim.scenario import PolicyUse, Scenario

ASSISTED = "assisted"
ASSISTED_POLICIES = ("assisted_channel", "telecentres")
"""What brings people who help: gone without the component, the first of them always there with it."""
LABELS = {
    "identity": mark("digital ID"),
    "payments": mark("digital payments"),
    "exchange": mark("data exchange"),
    "assistant": mark("AI-assisted services"),
    ASSISTED: mark("assisted and offline channels"),
    "eservices": mark("e-services"),
}
NONE = mark("none of them")
USUAL = ("identity", "payments", "exchange", "assistant", ASSISTED)
GOVERNANCE = (mark("as it is"), mark("centralised"), mark("city-led"), mark("federated"), mark("partnership"))
"""The models of `sim/mechanisms/governance.py`, by number."""

type Subset = frozenset[str]


def subsets(components: Sequence[str]) -> list[Subset]:
    """Every set of components, from none to all."""
    sizes = range(len(components) + 1)
    return [frozenset(chosen) for size in sizes for chosen in combinations(components, size)]


def equipped(scenario: Scenario, components: Iterable[str], present: Subset, governance: int) -> Scenario:
    """The plan with exactly the components `present` out of `components`, under a governance model."""
    from sim.scenario import with_parameters

    switches = {f"components.{name}": float(name in present) for name in components if name != ASSISTED}
    changed = with_parameters(scenario, switches | {"governance.model": float(governance)})
    absent = {name for name in components if name not in present}
    kept = tuple(use for use in changed.policies if not useless(use, absent))
    if ASSISTED in components and ASSISTED in present:
        kept = kept if any(use.use == ASSISTED_POLICIES[0] for use in kept) else (*kept, help_at_hand())
    return replace(changed, policies=kept)


def useless(use: PolicyUse, absent: set[str]) -> bool:
    """Whether a policy does nothing without the absent components, or is the absent one itself."""
    if ASSISTED in absent and use.use in ASSISTED_POLICIES:
        return True
    return bool(absent & set(registry().policies[use.use].components))


def help_at_hand() -> PolicyUse:
    """The assisted channel as it is declared, from the first month on."""
    from sim.scenario import PolicyUse

    return PolicyUse(ASSISTED_POLICIES[0])


def named(present: Iterable[str]) -> str:
    """A set of components in English words, as results on disk call it."""
    return " + ".join(_labels(present)) or NONE


def told(present: Iterable[str]) -> str:
    """A set of components in the language in force."""
    return " + ".join(map(t, _labels(present))) or t(NONE)


def _labels(present: Iterable[str]) -> list[str]:
    chosen = set(present)
    return [label for name, label in LABELS.items() if name in chosen]
