"""Run, compare and sweep, each in one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.api.results import Compared, Ran, Swept
from experiments.api.scenario import Scenario
from sim.errors import DPICityError

type Given = Scenario | str | Path
"""A scenario, its name, or the path of its file."""


def run(scenario: Given, seeds: int | Sequence[int] = 3, *, workers: int | None = None) -> Ran:
    """Run one scenario in several simulated cities.

    `seeds` is how many, or which. Results are the same whatever the number of `workers`.

    >>> from experiments import Scenario, run
    >>> ran = run(Scenario("baseline", residents=1000, months=6), seeds=2)
    >>> ran
    Ran 'baseline' in 2 simulated cities: 2 finished, 0 failed
    >>> ran.series.columns.tolist()
    ['scenario', 'seed', 'month', 'date', 'indicator', 'value', 'label', 'unit']
    >>> ran.summary().loc["payments", ["label", "unit"]].tolist()
    ['Use digital payments', 'share of adults']
    """
    plan = _scenario(scenario).plan
    chosen = _seeds(seeds)
    return Ran((plan,), _computed([plan], chosen, workers))


def compare(
    *scenarios: Given, seeds: int | Sequence[int] = 10, against: str | None = None, outcome: str = "payments",
    workers: int | None = None,
) -> Compared:  # fmt: skip
    """Run scenarios in the same simulated cities, and measure each against `against` (the first, if not given).

    The people and their luck are the same under every scenario, so a difference is caused by the
    scenario. Raises `DPICityError` when no city finished under every scenario.

    >>> from experiments import Scenario, compare
    >>> base = Scenario("baseline", residents=1000, months=6)
    >>> found = compare(base, base.but("dear", parameters={"payments.fee": 10}), seeds=3)
    >>> bool(found.table().loc["dear", "difference"] <= 0)
    True
    >>> found.table().columns.tolist()
    ['title', 'level', 'low', 'high', 'difference', 'difference_low', 'difference_high', 'same_sign', 'cost_usd']
    """
    from experiments.comparing.compare import compare as measure

    plans = [_scenario(scenario).plan for scenario in scenarios]
    names = [plan.name for plan in plans]
    if len(plans) < 2 or len(set(names)) < len(names):
        raise DPICityError("compare takes two scenarios or more, each under its own name.")
    done = _computed(plans, _seeds(seeds), workers)
    return Compared(tuple(plans), done, measure(plans, done, against=against, outcome=outcome))


def sweep(
    experiment: str | Path | Mapping[str, Any], folder: str | Path, *, workers: int | None = None,
    scheduler: str | None = None, fail_fast: bool = False,
) -> Swept:  # fmt: skip
    """Run an experiment into `folder`; what the folder already holds is not run again.

    `experiment` is the path of an experiment file, the name of one that comes with the program, or the
    keys of such a file. With `scheduler` the runs go to a Dask cluster (docs/CLUSTER.md).

    >>> import tempfile
    >>> from experiments import load, sweep
    >>> fees = {"scenarios": ["baseline"], "residents": 1000, "months": 3,
    ...         "parameters": {"payments.fee": [0, 0.5, 1]}}
    >>> folder = tempfile.mkdtemp()
    >>> swept = sweep(fees, folder)
    >>> swept.runs[["payments.fee", "seed", "state"]].values.tolist()
    [[0.0, 1, 'done'], [0.5, 1, 'done'], [1.0, 1, 'done']]
    >>> sweep(fees, folder).tally.done
    0
    >>> load(folder)["series"].equals(swept.series)
    True
    """
    from experiments.designing.facts import facts_of
    from experiments.designing.file import experiment_from_dict, load_experiment
    from experiments.running.engines.cluster import Cluster
    from experiments.running.sweep import run_design

    found = (
        experiment_from_dict(experiment) if isinstance(experiment, Mapping) else load_experiment(experiment)
    )
    tally = run_design(
        found.jobs(), folder, recorded=found.recorded, workers=workers, total=len(found), fail_fast=fail_fast,
        engine=Cluster(scheduler) if scheduler else None, command=_call(experiment, folder), extra=facts_of(found),
    )  # fmt: skip
    return Swept(Path(folder), tally)


def _call(experiment: str | Path | Mapping[str, Any], folder: str | Path) -> str:
    """The call that gives these results again, as a manifest notes it; the keys are in the manifest themselves."""
    asked = "{…}" if isinstance(experiment, Mapping) else repr(str(experiment))
    return f"experiments.sweep({asked}, {str(folder)!r})"


def _scenario(given: Given) -> Scenario:
    return given if isinstance(given, Scenario) else Scenario(given)


def _seeds(given: int | Sequence[int]) -> list[int]:
    from experiments.running.inputs import seeds_of

    return seeds_of(given) if isinstance(given, int) else list(given)


def _computed(plans: Sequence[Any], seeds: Sequence[int], workers: int | None) -> tuple[Any, ...]:
    """The runs, failed ones among them; Ctrl-C is passed on."""
    from experiments.running.pool import run_all

    batch = run_all(plans, seeds, workers=workers)
    if batch.stopped:
        raise KeyboardInterrupt
    return batch.runs
