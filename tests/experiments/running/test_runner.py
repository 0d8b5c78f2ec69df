"""One plan in one city, and many of them in processes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from experiments.running.inputs import plan_of
from experiments.running.pool import run_all
from experiments.running.runner import Cities, Event, Plan, run_plan, slim
from sim.model import DPICity
from sim.registry import registry
from tests.experiments.made_up import record

SMALL = {"residents": 1000, "months": 3}


@pytest.fixture(scope="module")
def base() -> Plan:
    return plan_of("baseline", **SMALL)


def test_a_run_holds_every_indicator_in_every_month(base):
    run = run_plan(base, 1, Cities())
    assert run.ok
    assert set(run.indicators) == set(registry().indicators)
    assert {values.shape for values in run.indicators.values()} == {(4,)}
    assert run.adults > 1000
    assert run.seconds["payments"] > 0


def test_the_runner_gives_the_models_own_numbers(base):
    model = DPICity(base.scenario, seed=7)
    model.run_model()
    ours = run_plan(base, 7, Cities()).counted
    assert (ours.share("stage_payments", "uses") == model.record.share("stage_payments", "uses")).all()


def test_plans_with_one_seed_share_one_city_and_leave_it_as_it_was(base):
    cities = Cities()
    other = plan_of("baseline", given=["payments.fee=0"], **SMALL)
    assert cities.get(base.scenario, 1) is cities.get(other.scenario, 1)
    first = run_plan(base, 1, cities)
    run_plan(other, 1, cities)
    again = run_plan(base, 1, cities)
    assert (first.indicators["payments"] == again.indicators["payments"]).all()


def test_only_the_last_cities_are_remembered(base):
    cities = Cities(keep=1)
    first = cities.get(base.scenario, 1)
    cities.get(base.scenario, 2)
    assert cities.get(base.scenario, 1) is not first


def test_a_record_is_kept_without_each_residents_groups(base):
    kept = slim(DPICity(base.scenario, seed=1).record)
    assert kept.groups.codes.size == 0
    assert kept.groups.sizes[0] == 1000


def test_counts_are_kept_as_short_as_the_city_allows_with_a_sign(base):
    made = record(0.5)
    most = {
        size: slim(replace(made, groups=replace(made.groups, sizes=np.array([size]))))
        for size in (32_767, 32_768)
    }
    assert {table.dtype for table in most[32_767].counts.values()} == {np.dtype(np.int16)}
    assert {table.dtype for table in most[32_768].counts.values()} == {np.dtype(np.int32)}
    assert all((most[32_767].counts[name] == table).all() for name, table in made.counts.items())


def test_a_failed_run_is_recorded_and_the_others_go_on(base, monkeypatch):
    real = DPICity.play_month

    def step(self: DPICity) -> None:
        if self.scenario.name == "broken":
            raise ArithmeticError("a rule broke")
        real(self)

    monkeypatch.setattr(DPICity, "play_month", step)
    broken = replace(base.scenario, name="broken", months=2)
    batch = run_all([Plan("broken", broken), base], [1], workers=1)
    assert [run.error for run in batch.failed] == ["ArithmeticError: a rule broke"]
    assert [run.plan for run in batch.good] == ["baseline"]
    with pytest.raises(ValueError, match="a rule broke"):
        _ = batch.failed[0].counted


def test_progress_tells_city_months_and_end(base):
    said: list[Event] = []
    run_plan(base, 1, Cities(), said.append)
    assert [event.kind for event in said] == ["city", "month", "month", "month", "done"]
    assert said[-2].month == said[-2].months == 3


def test_stopping_keeps_what_is_finished(base):
    def stop_in_second(event: Event) -> None:
        if event.seed == 2:
            raise KeyboardInterrupt

    batch = run_all([base], [1, 2, 3], workers=1, progress=stop_in_second)
    assert batch.stopped
    assert [run.seed for run in batch.runs] == [1]


def test_runs_come_back_plan_by_plan_whatever_the_number_of_workers(base):
    other = plan_of("baseline", given=["payments.fee=0"], **SMALL)
    plans = [base, Plan("free", other.scenario)]
    alone, two = (run_all(plans, [1, 2], workers=n) for n in (1, 2))
    assert [(r.plan, r.seed) for r in two.runs] == [
        ("baseline", 1),
        ("baseline", 2),
        ("free", 1),
        ("free", 2),
    ]
    for a, b in zip(alone.runs, two.runs, strict=True):
        assert all((a.indicators[n].tobytes() == b.indicators[n].tobytes()) for n in a.indicators)


def test_stopping_parallel_runs_leaves_no_process_behind(base):
    def stop(event: Event) -> None:
        raise KeyboardInterrupt

    batch = run_all([base], [1, 2], workers=2, progress=stop)
    assert batch.stopped
