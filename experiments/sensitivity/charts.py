"""The pictures of a sensitivity analysis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from experiments.comparing.targets import label_of, scale
from experiments.report.chart_parts import Chart, row_names
from experiments.report.svg import INK, MUTED, SERIES, draw
from experiments.sensitivity.telling import cities, lower, reversal, value
from experiments.telling.numbers import plain

if TYPE_CHECKING:
    from experiments.sensitivity.enough import Enough
    from experiments.sensitivity.indices import Indices
    from experiments.sensitivity.screening import Screening
    from experiments.sensitivity.study import Study

SHOWN = 12
LOW, HIGH = SERIES[1], SERIES[2]


def charts(study: Study) -> list[Chart]:
    """Every picture that the study has the numbers for."""
    found = [swings(study)] if study.tornado.swings else []
    found += [influences(known, study) for known in study.screenings if known.influences]
    found += [shares(known) for known in study.indices if known.shares]
    found += [precision(known) for known in study.enough[:1]]
    return found


def swings(study: Study) -> Chart:
    """A bar per assumption from the outcome at its low end to that at its high end."""
    known, pair = study.tornado, study.question.base is not None
    factor, unit = scale(known.outcome)
    rows = known.swings[:SHOWN]
    finding = reversal(study) or "How far the answer moves when one assumption moves."

    def paint(axes: Any, narrow: bool) -> None:
        for k, swing in enumerate(reversed(rows)):
            ends = ((swing.at_low, LOW, "v"), (swing.at_high, HIGH, "^"))
            axes.plot([factor * end.mean for end, _, _ in ends], [k, k], color=MUTED, linewidth=6, alpha=0.4)
            for end, color, marker in ends:
                axes.plot(factor * end.mean, k, marker, color=color, markersize=8)
        axes.axvline(factor * known.usual.mean, color=MUTED, linewidth=1)
        if pair:
            axes.axvline(0, color=INK, linewidth=1.5)
        row_names(axes, [swing.input.label for swing in rows], 0.4, narrow)
        axes.set_xlabel(f"{'difference, ' if pair else ''}{unit}")
        axes.grid(axis="y", visible=False)

    between = "The difference between the plans" if pair else label_of(known.outcome)
    zero = "; right of the dark line at 0 the plan is higher than the base" if pair else ""
    measure = (
        f"{between} ({label_of(known.outcome).lower()}, last month) with one assumption at its low end (▼) and at "
        f"its high end (▲), the rest unchanged{zero}. The thin line marks the answer as things are."
    )
    table = tuple(
        (s.input.label, value(s.input, s.input.low), value(s.input, s.input.high),
         plain(factor * s.at_low.mean, 0.1), plain(factor * s.at_high.mean, 0.1), "yes" if s.reverses else "no")
        for s in rows
    )  # fmt: skip
    columns = (
        "Assumption",
        "Low end",
        "High end",
        f"At low, {unit}",
        f"At high, {unit}",
        "Turns the ranking",
    )
    return _rows("tornado", finding, measure, paint, len(rows), columns, table)


def influences(known: Screening, study: Study) -> Chart:
    """A bar per assumption: the mean size of its effect, with its interval."""
    factor, unit = scale(known.outcome)
    rows = known.influences[:SHOWN]
    finding = f"{rows[0].input.label} matters most for “{label_of(known.outcome).lower()}”."

    def paint(axes: Any, narrow: bool) -> None:
        at = range(len(rows) - 1, -1, -1)
        sizes = [factor * k.size for k in rows]
        axes.barh(list(at), sizes, 0.6, color=SERIES[1])
        axes.errorbar(
            sizes, list(at), xerr=[factor * k.half for k in rows], fmt="none", ecolor=INK, capsize=3
        )
        row_names(axes, [k.input.label for k in rows], 0.45, narrow)
        axes.set_xlim(left=0)
        axes.set_xlabel(unit)
        axes.grid(axis="y", visible=False)

    measure = (
        f"Mean size of the effect over the range of each assumption (Morris μ*, {known.trajectories} trajectories, "
        f"95 % ranges); the {len(rows)} largest of {len(study.inputs)}."
    )
    table = tuple(
        (k.input.label, plain(factor * k.size, 0.01), plain(factor * k.half, 0.01), plain(factor * k.mean, 0.01),
         plain(factor * k.spread, 0.01))
        for k in known.influences[: 3 * SHOWN]
    )  # fmt: skip
    columns = ("Assumption", f"μ*, {unit}", "± 95 %", "μ", "σ")
    return _rows(f"screening-{known.outcome}", finding, measure, paint, len(rows), columns, table)


def shares(known: Indices) -> Chart:
    """Two dots per assumption: its share of the variance alone, and with others."""
    rows = known.shares[:SHOWN]
    finding = f"What the answer about “{label_of(known.outcome).lower()}” hangs on: {lower(rows[0].input.label)} first."

    def paint(axes: Any, narrow: bool) -> None:
        for k, share in enumerate(reversed(rows)):
            for shift, size, half, color, marker in (
                (0.12, share.first, share.first_half, LOW, "o"), (-0.12, share.total, share.total_half, HIGH, "s"),
            ):  # fmt: skip
                axes.errorbar(size, k + shift, xerr=half, fmt=marker, color=color, ecolor=MUTED, markersize=6)
        row_names(axes, [s.input.label for s in rows], 0.45, narrow)
        axes.set_xlabel("share of the variance")
        axes.grid(axis="y", visible=False)

    measure = (
        f"Sobol indices: share of the variance that goes if the assumption were known (●), and that stays if all "
        f"others were (■); {known.samples} samples, 95 % ranges. A range that reaches below 0 asks for more samples."
    )
    table = tuple(
        (s.input.label, plain(s.first, 0.01), plain(s.first_half, 0.01), plain(s.total, 0.01),
         plain(s.total_half, 0.01))
        for s in rows
    )  # fmt: skip
    columns = ("Assumption", "Alone", "± 95 %", "In all", "± 95 %")
    return _rows(f"sobol-{known.outcome}", finding, measure, paint, len(rows), columns, table)


def precision(known: Enough) -> Chart:
    """How well the mean is known after each further city."""
    factor, unit = scale(known.outcome)
    finding = cities(known)

    def paint(axes: Any, narrow: bool) -> None:
        axes.plot(
            [s.cities for s in known.steps], [factor * s.half for s in known.steps], "o-", color=SERIES[1]
        )
        axes.axhline(factor * known.precision, color=MUTED, linestyle="--")
        axes.set_ylim(bottom=0)
        axes.xaxis.get_major_locator().set_params(integer=True)
        axes.set_xlabel("simulated cities")
        axes.set_ylabel(f"± {unit}")

    measure = "Half the width of the 95 % range of the mean, by number of simulated cities; dashed: what was asked for."
    table = tuple(
        (str(s.cities), plain(factor * s.mean, 0.01), plain(factor * s.half, 0.01), plain(s.variation, 0.001))
        for s in known.steps
    )
    columns = ("Cities", f"Mean, {unit}", "± 95 %", "Coefficient of variation")
    alt = f"Line chart. {finding} {measure}"
    return Chart("cities", finding, measure, draw(paint, 2.6, alt), columns, table)


def _rows(
    key: str, finding: str, measure: str, paint: Any, rows: int, columns: Sequence[str],
    table: tuple[tuple[str, ...], ...],
) -> Chart:  # fmt: skip
    """A chart with a row per assumption; narrow pages put the names above the rows."""
    drawn = draw(paint, 0.9 + 0.28 * rows, f"Chart. {finding} {measure}", 0.9 + 0.5 * rows)
    return Chart(key, finding, measure, drawn, tuple(columns), table)
