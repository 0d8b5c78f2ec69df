"""What every policy brings by itself, and the mixes that follow from that by arithmetic alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from experiments.language import mark, t
from experiments.optimising.space import STRENGTHS, Choices, Mix, mix_of
from experiments.telling.numbers import money
from sim.errors import DPICityError

if TYPE_CHECKING:
    from experiments.optimising.judge import Judge
    from experiments.optimising.scores import Score

STEP = mark("Every policy alone")
PARTS = (1.0, 0.9, 0.75, 0.5, 0.25)  # of the budget, spent by the mixes to begin with
NOTICED = 1e-3  # a smaller change than one adult, need or point of the index in a thousand is chance


class NothingFits(DPICityError):
    """No policy or no mix keeps the limits."""


class Alone:
    """Every policy from its earliest start at full strength, by name, and the base without any."""

    def __init__(self, judge: Judge, seeds: Sequence[int]) -> None:
        self.choices, self.months, self.goal = judge.choices, judge.base.months, judge.goal
        mixes: list[Mix] = [((name, 1.0, self.choices.months(name)[0]),) for name in judge.choices.names]
        nothing, *single = judge.score([(), *mixes], seeds, STEP)
        assert nothing is not None, "the judge raises when the base failed"
        self.nothing = nothing
        self.single: dict[str, Score] = {s.mix[0][0]: s for s in single if s is not None}

    def cost(self, mix: Mix) -> float:
        """What a mix costs if costs add up over policies, strengths and months."""
        return sum(
            self.single[name].cost * self._part(name, strength, month) for name, strength, month in mix
        )

    def _part(self, name: str, strength: float, month: int) -> float:
        first = self.choices.months(name)[0]
        return strength * (self.months - month) / max(self.months - first, 1)

    def useful(self, teamed: Collection[str] = ()) -> Choices:
        """The policies worth mixing: each moves something by itself or is `teamed`, and half of it, started last, fits.

        Raises `NothingFits` when not even the cheapest fits in the budget.
        """
        parts = {name: self._part(name, STRENGTHS[1], self.choices.months(name)[-1]) for name in self.single}
        found = [name for name, score in self.single.items() if score.cost * parts[name] <= self.goal.budget]
        if not found:
            cheapest = min(self.single.values(), key=lambda score: score.cost)
            raise NothingFits(
                t("--budget {budget}: nothing fits in it. The cheapest policy, {policy}, costs {amount} over the whole "
                  "run.", budget=f"{self.goal.budget:g}", policy=cheapest.mix[0][0], amount=money(cheapest.cost))
            )  # fmt: skip
        moving = [name for name in found if name in teamed or self._helps(self.single[name])]
        return self.choices.only(moving or found)

    def _helps(self, score: Score) -> bool:
        """Whether anything that is looked at gets better."""
        nothing = self.nothing
        better = (score.gain, score.worst - nothing.worst, nothing.lock_in - score.lock_in, -score.harm)
        return max(better) >= NOTICED or score.cost < 0

    def beginnings(self, names: Sequence[str]) -> list[Mix]:
        """The best policies by gain for their cost, for two aims and several parts of the budget.

        What by itself denies people more than may be is left out.
        """
        gains: tuple[Callable[[Score], float], ...] = (
            lambda s: s.gain,
            lambda s: s.worst - self.nothing.worst,
        )
        found: list[Mix] = []
        for part in PARTS:
            for gain in gains:
                spent, chosen = 0.0, {}
                for score in sorted(
                    (self.single[n] for n in names), key=lambda s: -gain(s) / max(s.cost, 1.0)
                ):
                    harmless = score.excess(self.goal)[2] <= max(self.nothing.excess(self.goal)[2], 0)
                    if gain(score) > 0 and harmless and spent + score.cost <= part * self.goal.budget:
                        spent += max(score.cost, 0.0)
                        chosen[score.mix[0][0]] = score.mix[0][1:]
                if (mix := mix_of(chosen)) and mix not in found:
                    found.append(mix)
        return found
