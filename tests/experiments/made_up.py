"""Runs with known numbers, made without the model."""

from __future__ import annotations

import numpy as np

from experiments.running.runner import Plan, Run
from sim.choice import CONSTRAINTS, STAGES
from sim.city.columns import DEVICES, IDENTITY
from sim.city.files import load_city
from sim.recorder import PEOPLE, Record
from sim.rules import CATEGORIES
from sim.scenario.parts import PolicyUse, Scenario
from sim.tables import Groups

DIMENSION = ("all", "sex", "sex", "fifth", "fifth", "fifth")
LABELS = ("everyone", "women", "men", "poorest fifth", "middle fifths", "richest fifth")
SIZES = np.array([200, 100, 100, 40, 120, 40])
CITY = load_city("marenga")


def plan(name: str, title: str = "", *, acts: bool = True, months: int = 24, **rest) -> Plan:
    """A plan that has a policy, or does nothing."""
    uses = (PolicyUse("data_subsidy"),) if acts else ()
    return Plan(name, Scenario(CITY, name=name, title=title, months=months, policies=uses, **rest))


ONLINE, RIDES = ("offline", "online"), ("no service", "uses a service")


def record(
    share: float, cost: float = 0.0, *, months: int = 24, women: float | None = None, shut: dict | None = None,
    sizes: np.ndarray = SIZES,
) -> Record:  # fmt: skip
    """Everybody's use rises in a straight line to `share`; women may end elsewhere, men make up for it."""
    final = np.full(sizes.size, share)
    if women is not None:
        final[1], final[2] = women, 2 * share - women
    path = np.linspace(0, 1, months + 1)[:, None] * final[None, :]
    users = np.rint(path * sizes).astype(np.int64)

    def table(codes: tuple[str, ...], at: str, rest: str) -> np.ndarray:
        counts = np.zeros((months + 1, sizes.size, len(codes)), np.int64)
        counts[:, :, codes.index(at)], counts[:, :, codes.index(rest)] = users, sizes - users
        return counts

    stages = ("stage_payments", "stage_eservices", "stage_assistant")
    counts = {name: table(STAGES, "uses", "aware") for name in stages}
    others = {"identity": (IDENTITY, "active"), "device": (DEVICES, "smartphone"),
              "online": (ONLINE, "online"), "rides": (RIDES, "uses a service")}  # fmt: skip
    counts |= {name: table(codes, code, codes[0]) for name, (codes, code) in others.items()}
    barriers = table(CONSTRAINTS, "uses it", "own choice")
    for name, part in (shut or {"price": 0.1, "skill": 0.05}).items():
        blocked = np.minimum(
            np.rint(part * sizes).astype(np.int64), barriers[:, :, CONSTRAINTS.index("own choice")]
        )
        barriers[:, :, CONSTRAINTS.index(name)] = blocked
        barriers[:, :, CONSTRAINTS.index("own choice")] -= blocked
    counts["barrier_payments"] = barriers
    spend = np.zeros((months + 1, 1, len(CATEGORIES), 2))
    spend[1:, 0, 0, 0] = cost / months
    return Record(
        months=months, weight=5.0, groups=Groups(DIMENSION, LABELS, np.zeros((0, 0), np.int16), sizes),
        codes={**dict.fromkeys(stages, STAGES), **{name: codes for name, (codes, _) in others.items()},
               "barrier_payments": CONSTRAINTS},
        counts=counts, series={}, means={key: np.full((months + 1, sizes.size), np.nan) for key in PEOPLE},
        programmes=("data_subsidy",), spend=spend, units=np.ones((months + 1, 1)),
    )  # fmt: skip


def run(name: str, seed: int, share: float, cost: float = 0.0, **rest) -> Run:
    """A finished run of 1,000 real adults that ends at `share`."""
    known = record(share, cost, **rest)
    path = known.share("stage_payments", "uses")
    indicators = {
        "payments": path, "id_active": path / 2, "lock_in": np.full(path.size, 0.4),
        "gap_women": 100 * (known.by_group("stage_payments", "uses")[:, 1] - path),
        "worst_gap": np.zeros(path.size), "trust": np.full(path.size, 0.5),
        "spending": known.spend.sum(axis=(1, 2, 3)),
    }  # fmt: skip
    return Run(name, seed, known, indicators, {"city": 0.1}, 1000.0)
