"""What run, compare and sweep give back: data frames, made when they are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.comparing.compare import final
from experiments.comparing.stats import estimate

if TYPE_CHECKING:
    import pandas as pd

    from experiments.comparing.compare import Comparison, Side
    from experiments.running.runner import Plan, Run
    from experiments.running.tally import Tally


@dataclass(frozen=True)
class Ran:
    """Runs of one or more plans. Tables are tidy: one number a row."""

    plans: tuple[Plan, ...]
    runs: tuple[Run, ...]

    def __repr__(self) -> str:
        names = ", ".join(f"'{plan.name}'" for plan in self.plans)
        cities = len({run.seed for run in self.runs})
        good = sum(run.ok for run in self.runs)
        word = "city" if cities == 1 else "cities"
        return f"Ran {names} in {cities} simulated {word}: {good} finished, {len(self.runs) - good} failed"

    @property
    def failed(self) -> dict[tuple[str, int], str]:
        """The error of every failed run, by scenario and seed."""
        return {(run.plan, run.seed): run.error for run in self.runs if not run.ok}

    @cached_property
    def series(self) -> pd.DataFrame:
        """Every indicator in every month, with its label and unit."""
        from sim.registry import registry

        frame = self._table("series")
        known = registry().indicators
        frame["label"] = frame.indicator.map({name: i.label for name, i in known.items()})
        frame["unit"] = frame.indicator.map({name: i.unit for name, i in known.items()})
        return frame

    @cached_property
    def groups(self) -> pd.DataFrame:
        """The share of every group that is included, by outcome and month."""
        return self._table("groups")

    @cached_property
    def constraints(self) -> pd.DataFrame:
        """The share of every group held back by each constraint, once a year."""
        return self._table("constraints")

    @cached_property
    def spend(self) -> pd.DataFrame:
        """What every programme spent, in US$ of the real city."""
        return self._table("spend")

    def summary(self) -> pd.DataFrame:
        """Every indicator in the last month: mean over the cities and its 95 % interval."""
        import pandas as pd

        from sim.registry import registry

        rows = []
        for plan in self.plans:
            good = [run for run in self.runs if run.ok and run.plan == plan.name]
            for name, known in registry().indicators.items() if good else ():
                found = estimate(final(good, name))
                rows.append({"scenario": plan.name, "indicator": name, "label": known.label, "unit": known.unit,
                             "mean": found.mean, "low": found.low, "high": found.high})  # fmt: skip
        frame = pd.DataFrame(rows)
        return frame.set_index("indicator" if len(self.plans) == 1 else ["scenario", "indicator"])

    def _table(self, name: str) -> pd.DataFrame:
        from experiments.running.recording.frames import TABLES, joined

        dates = {
            plan.name: {m: plan.scenario.date(m) for m in range(plan.scenario.months + 1)}
            for plan in self.plans
        }
        frame: pd.DataFrame = joined(
            TABLES[name](run, dates[run.plan]) for run in self.runs if run.ok
        ).to_pandas()
        return frame


@dataclass(frozen=True, repr=False)
class Compared(Ran):
    """Runs of several plans, and what differs between them."""

    comparison: Comparison

    def table(self) -> pd.DataFrame:
        """The outcome under each plan in the last month, its paired difference, and the cost.

        `same_sign` is the share of simulated cities in which the difference has the sign of its mean.
        """
        import pandas as pd

        return pd.DataFrame([self._row(side) for side in self.comparison.sides]).set_index("name")

    def _row(self, side: Side) -> dict[str, object]:
        level, effect = side.levels[self.comparison.outcome], side.effects.get(self.comparison.outcome)
        difference = effect.difference if effect else None
        return {
            "name": side.name, "title": side.plan.title, "level": level.mean, "low": level.low, "high": level.high,
            "difference": difference.mean if difference else None,
            "difference_low": difference.low if difference else None,
            "difference_high": difference.high if difference else None,
            "same_sign": effect.same_sign if effect else None, "cost_usd": side.cost.mean,
        }  # fmt: skip

    def sentences(self) -> list[str]:
        """What can be said about each plan in a few sentences."""
        from experiments.telling.words import paragraph

        return [paragraph(self.comparison, side) for side in self.comparison.sides]

    def save_page(self, path: str | Path) -> Path:
        """Write the comparison as one HTML page that needs no network."""
        from experiments.report.page import write_report

        return write_report(Path(path), self.comparison)


@dataclass(frozen=True, repr=False)
class Swept:
    """An experiment's folder, and how the last call went (`tally`)."""

    folder: Path
    tally: Tally

    def __repr__(self) -> str:
        done, failed = self.tally.kept + self.tally.done, len(self.tally.failed)
        stopped = ", stopped before the end" if self.tally.stopped else ""
        return f"Swept '{self.folder}': {done:,} finished, {failed:,} failed{stopped}"

    @cached_property
    def frames(self) -> dict[str, pd.DataFrame]:
        """All tables of the folder; see `experiments.load`."""
        from experiments.reading.frames import load

        return load(self.folder)

    @property
    def runs(self) -> pd.DataFrame:
        """One row for each run of the design, with its values and state."""
        return self.frames["runs"]

    @property
    def series(self) -> pd.DataFrame:
        """Indicators by run and month."""
        return self.frames["series"]
