"""How fast the city is, as ratios measured side by side in one run on this machine.

    python -m tests.benchmarks.speed                 20,000 residents, plain Mesa, start-up, shared luck
    python -m tests.benchmarks.speed --large         and 1,000,000 residents × 120 months
    python -m tests.benchmarks.speed --huge          and 10,000,000 residents × 12 months

Seconds differ from machine to machine; the ratios are what to compare between two commits.
"""

from __future__ import annotations

import argparse
import json
import os

import numpy as np

from tests.benchmarks import measures
from tests.benchmarks.measures import BUSY, Times, plan

RESIDENTS, MONTHS, RUNS = 20_000, 120, 7
PLAIN_MONTHS = 6
SEEDS = 12
LEAST_RATIO = 100
COSTLIEST = 8


def main() -> None:
    """Measure what the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--large", action="store_true", help="also 1,000,000 residents, 120 months")
    parser.add_argument("--huge", action="store_true", help="also 10,000,000 residents, 12 months")
    parser.add_argument("--alone", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.alone:
        residents, months, extends = asked.alone
        print(json.dumps(measures.large_run(int(residents), int(months), extends)))
        return
    tell_usual()
    if asked.large:
        tell_alone(1_000_000, 120, "baseline")
        tell_alone(1_000_000, 120, BUSY)
    if asked.huge:
        tell_alone(10_000_000, 12, "baseline")


def tell_usual() -> None:
    """What can be measured in two minutes."""
    print(f"{os.cpu_count()} cores\n")
    tell_plain_mesa(tell_arrays("baseline"))
    tell_arrays(BUSY)
    tell_start()
    tell_shared_luck()


def tell_arrays(extends: str) -> Times:
    """The run behind a slider."""
    times = measures.arrays(plan(RESIDENTS, MONTHS, extends), RUNS)
    low, middle, high = np.quantile(times.runs, (0, 0.5, 1))
    print(
        f"{extends}, {RESIDENTS:,} residents × {MONTHS} months: {middle:.3f} s ({RUNS} runs {low:.3f}–{high:.3f})"
    )
    print(
        f"  {times.month:.2f} ms of work a month; in the fastest run {1000 * low / MONTHS:.2f} ms, of which"
    )
    tell_rules(times.by_rule, 1000 * low / MONTHS)
    return times


def tell_rules(by_rule: dict[str, float], month: float) -> None:
    """The costliest rules, and what is spent outside of rules."""
    for label in sorted(by_rule, key=lambda name: -by_rule[name])[:COSTLIEST]:
        print(f"  {by_rule[label]:9.3f} ms  {by_rule[label] / month:4.0%}  {label}")
    rest = month - sum(by_rule.values())
    print(f"  {rest:9.3f} ms  {rest / month:4.0%}  counting and the rest\n")


def tell_plain_mesa(times: Times) -> None:
    """The same rules as one Python object per resident."""
    for quick_luck, luck in ((False, "the same luck"), (True, "random()")):
        seconds = float(np.median(measures.objects(plan(RESIDENTS, PLAIN_MONTHS), quick_luck)))
        ratio = 1000 * seconds / times.month
        verdict = "" if ratio >= LEAST_RATIO else f"  UNDER {LEAST_RATIO}"
        print(f"plain Mesa, {luck}: {seconds:.2f} s a month, {ratio:.0f} times the arrays{verdict}")
    print()


def tell_start() -> None:
    """From the command to the first month."""
    first, second = measures.second_start()
    print(
        f"command to first month, {RESIDENTS:,} residents: {second:.1f} s (the start before: {first:.1f} s)\n"
    )


def tell_shared_luck() -> None:
    """What comparing on the same seeds is worth."""
    same = "the same bytes as" if measures.no_intensity_changes_nothing() else "NOT THE SAME AS"
    print(f"a policy of no intensity: {same} no policy")
    for policy in ("data_subsidy", "instant_payments"):
        effect, paired, separate = measures.variances(policy, SEEDS)
        print(
            f"{policy}: effect {effect:+.4f}; paired, {SEEDS} seeds: {separate / paired:.0f} times less variance"
        )
    print()


def tell_alone(residents: int, months: int, extends: str) -> None:
    """A large run in its own process."""
    found = measures.alone(residents, months, extends)
    spent, memory = found["months"], found["gigabytes"]
    print(f"{extends}, {residents:,} residents × {months} months: {spent:.1f} s, {memory:.2f} GB at most")
    print(
        f"  people made in {found['synthesis']:.1f} s, set up in {found['set-up']:.1f} s, and a month takes"
    )
    tell_rules(found["by_rule"], 1000 * spent / months)


if __name__ == "__main__":
    main()
