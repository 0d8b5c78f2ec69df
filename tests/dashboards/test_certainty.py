"""Certainty: counted in many cities, and what an assumption can do drawn from end to end."""

from __future__ import annotations

import json
import shlex
from types import SimpleNamespace

import pytest

from dashboards.charts.look import theme
from dashboards.charts.spread import columns, swings
from dashboards.engine.bench import PageBench
from dashboards.tabs.certainty import CITIES, in_cities, making_sure, swung
from experiments.comparing.compare import compare
from experiments.running.runner import Cities, Plan, Stopped, run_plan
from experiments.running.trials import Trial
from experiments.sensitivity.inputs import Input
from experiments.sensitivity.telling import called
from sim.registry import registry
from sim.scenario import load_scenario
from tests.experiments.command_line import dpi_city
from tests.experiments.made_up import plan, run

COLORS = theme(False)


def comparison():
    plans = [plan("plan0", "Base", acts=False), plan("plan1", "Plan")]
    return compare(
        plans,
        [run(p.name, seed, share) for p, share in zip(plans, (0.3, 0.5), strict=True) for seed in (1, 2)],
    )


@pytest.mark.parametrize(
    ("gains", "words"),
    [
        ((2.0, -1.0, 3.0), "In 2 of 3 simulated cities, “Plan” brings in more people than “Base”."),
        ((-2.0, -1.0, 0.5), "In 2 of 3 simulated cities, “Plan” brings in fewer people than “Base”."),
    ],
)
def test_the_finding_counts_the_cities_on_the_side_of_the_mean(gains: tuple[float, ...], words: str) -> None:
    known = comparison()
    figure = in_cities(gains, known, known.sides[1], COLORS)
    assert figure.finding == words
    drawn = [bar["value"] for bar in figure.option["series"][0]["data"]]
    assert drawn == sorted(gains)


def test_a_swing_that_crosses_zero_reaches_from_one_end_to_the_other() -> None:
    option = swings(
        [("a", -2.0, 5.0, True), ("b", 3.0, 7.0, False), ("c", -6.0, -4.0, False)], 4.0, COLORS, "x"
    )
    above, up, below, down = ([bar["value"] for bar in series["data"]] for series in option["series"])
    assert (above, up) == ([0.0, 3.0, 0.0], [5.0, 4.0, 0.0])
    assert (below, down) == ([0.0, 0.0, -4.0], [-2.0, 0.0, -2.0])
    hatched = [bar["itemStyle"]["decal"]["symbol"] for bar in option["series"][1]["data"]]
    assert hatched == ["rect", "none", "none"]


def test_bars_below_zero_are_hatched() -> None:
    drawn = columns([1.0, -1.0], COLORS, "#123456", "x")["series"][0]["data"]
    assert [bar["itemStyle"]["decal"]["symbol"] for bar in drawn] == ["rect", "none"]


def test_the_bench_of_the_page_asks_once_and_says_how_far_it_is() -> None:
    asked, shares = [], []

    def answer(one, seed, unwanted):
        asked.append(seed)
        return run(one.name, seed, 0.1 * seed, cost=5.0)

    bench = PageBench(SimpleNamespace(run=answer), shares.append, lambda: False, total=4)
    trials = [Trial(plan("plan0"), seed, readings=("payments", "cost")) for seed in (1, 2)]
    first = bench.ask(trials)
    assert [round(a.value("payments"), 2) for a in first] == [0.1, 0.2]
    assert first[0].value("cost") == pytest.approx(5.0)
    assert bench.ask(trials) == first
    assert asked == [1, 2]
    assert shares == [0.25, 0.5]


def test_the_bench_stops_when_nobody_waits_any_more() -> None:
    def answer(one, seed, unwanted):
        raise Stopped

    bench = PageBench(SimpleNamespace(run=answer), lambda done: None, lambda: True, total=1)
    with pytest.raises(Stopped):
        bench.ask([Trial(plan("plan0"), 1, readings=("payments",))])


def test_no_two_assumptions_are_called_the_same() -> None:
    known = [p for p in registry().params.values() if p.role == "uncertainty"]
    names = [called(Input(p.key, p.label, p.unit, 0.0, 1.0, 0.5)) for p in known]
    assert len(set(names)) == len(names)
    assert "Weight of the fee" in names


def test_the_command_below_the_assumptions_gives_the_same_numbers_again(
    tmp_path, monkeypatch, capsys
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, base in (("as-is", "baseline"), ("free", "zero-fees")):
        (tmp_path / f"{name}.yaml").write_text(
            f"extends: {base}\nresidents: 1000\nmonths: 8\n", encoding="utf-8"
        )
    base, plan_ = (Plan(name, load_scenario(name)) for name in ("as-is.yaml", "free.yaml"))
    known = Cities(4)
    shop = SimpleNamespace(run=lambda one, seed, unwanted: run_plan(one, seed, known))
    found = making_sure(shop, base, plan_, "payments")(lambda *_: None, lambda: False)
    assert len(found.gains) == len(CITIES)
    swings_ = found.study.tornado.swings
    assert len(swings_) > 2
    command = swung(found.study, ("as-is.yaml", "free.yaml"), None)
    assert dpi_city(*shlex.split(command)[1:], "--workers", "1", "--json") == 0
    again = json.loads(capsys.readouterr().out)["tornado"]["swings"]
    ends = {s["input"]["key"]: (s["at_low"]["mean"], s["at_high"]["mean"]) for s in again}
    assert ends == {s.input.key: pytest.approx((s.at_low.mean, s.at_high.mean)) for s in swings_}
