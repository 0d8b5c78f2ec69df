"""What each policy does to the indicator it aims at: paired differences over twenty seeds, as a table.

    python -m tests.benchmarks.policy_effects [seeds] [policy ...]

Takes some minutes. The quick form of it, over few seeds, is tests/sim/policies/test_all_policies.py.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any

import numpy as np

from sim.city.files import load_city
from sim.city.synthesis import synthesise
from sim.model import DPICity
from sim.recorder import Record
from sim.registry import registry
from sim.scenario import Scenario, scenario_from_dict
from sim.tables import City

RESIDENTS, MONTHS, WINDOW = 2_000, 60, 24
T95 = {4: 3.18, 20: 2.09}  # Student's t for an interval of 95 %


def plan(policy: str = "", *, months: int = MONTHS, **settings: Any) -> Scenario:
    """The starting point alone, or with one policy from the first month on."""
    uses = [{"use": policy, **settings}] if policy else []
    head = {"extends": "baseline", "months": months, "residents": RESIDENTS}
    return scenario_from_dict({**head, "parameters": {"components.assistant_launch": 0}, "policies": uses})


@lru_cache
def people(seed: int) -> City:
    """The city of one seed, the same for every plan."""
    return synthesise(load_city("marenga"), RESIDENTS, seed)


def measure(record: Record, indicator: str, window: int = WINDOW) -> float:
    """Mean of an indicator over the last `window` months in which it was measured."""
    values = registry().indicators[indicator].compute(record)[-window:]
    return float(np.nanmean(values))


def lived(scenario: Scenario, seed: int, city: City) -> Record:
    """The record of a whole run."""
    model = DPICity(scenario, seed=seed, city=city)
    model.run_model()
    return model.record


def difference(policy: str, base: Record, record: Record, window: int = WINDOW) -> float:
    """What the policy adds to the indicator that it aims at."""
    indicator = registry().policies[policy].changes[0]
    return measure(record, indicator, window) - measure(base, indicator, window)


def main(seeds: int, policies: list[str]) -> None:
    """Run every policy on every seed and print a line for each."""
    cities = {seed: people(seed) for seed in range(1, seeds + 1)}
    bases = {seed: lived(plan(), seed, city) for seed, city in cities.items()}
    print("| policy | indicator | without | effect | 95 % interval | cost, US$ a year | clear |")
    print("| --- | --- | ---: | ---: | ---: | ---: | --- |")
    for name in policies:
        indicator, direction = registry().policies[name].changes
        scenario, gains, costs = plan(name), [], []
        for seed, city in cities.items():
            record = lived(scenario, seed, city)
            gains.append(difference(name, bases[seed], record))
            costs.append((record.spend.sum() - bases[seed].spend.sum()) * 12 / MONTHS)
        mean = float(np.mean(gains))
        half = T95.get(seeds, 2.1) * float(np.std(gains, ddof=1)) / seeds**0.5
        start = np.mean([measure(base, indicator) for base in bases.values()])
        clear = mean - half > 0 if direction == "higher" else mean + half < 0
        interval = f"{mean - half:+.4f} to {mean + half:+.4f}"
        print(f"| {name} | {indicator} | {start:.3f} | {mean:+.4f} | {interval} | {np.mean(costs):,.0f} "
              f"| {'yes' if clear else 'no'} |", flush=True)  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20, sys.argv[2:] or sorted(registry().policies))
