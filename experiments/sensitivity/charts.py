"""The pictures of a sensitivity analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.comparing.targets import label_of, scale
from experiments.language import t
from experiments.report.chart_parts import Chart, row_names
from experiments.report.svg import INK, MUTED, SERIES, draw
from experiments.sensitivity.telling import called, cities, lower, reversal, value
from experiments.telling.cells import Head, Number, number, ranged

if TYPE_CHECKING:
    from experiments.sensitivity.enough import Enough
    from experiments.sensitivity.indices import Indices
    from experiments.sensitivity.screening import Screening
    from experiments.sensitivity.study import Study
    from experiments.telling.cells import Columns, Row

SHOWN = 12
LOW, HIGH = SERIES[1], SERIES[2]


def charts(study: Study) -> list[Chart]:
    """Every picture that the study has the numbers for."""
    found = [swings(study)] if study.tornado.swings else []
    found += [influences(known, study) for known in study.screenings if known.influences]
    found += [shares(known) for known in study.indices if known.shares]
    found += [precision(known) for known in study.enough[:1]]
    return found


def scaled(outcome: str) -> tuple[float, str]:
    """Factor and word for differences of an outcome, in the language in force."""
    factor, unit = scale(outcome)
    return factor, t(unit)


def swings(study: Study) -> Chart:
    """A bar per assumption from the outcome at its low end to that at its high end."""
    known, pair = study.tornado, study.question.base is not None
    factor, unit = scaled(known.outcome)
    rows = known.swings[:SHOWN]
    finding = reversal(study) or t("How far the answer moves when one assumption moves.")

    def paint(axes: Any, narrow: bool) -> None:
        for k, swing in enumerate(reversed(rows)):
            ends = ((swing.at_low, LOW, "v"), (swing.at_high, HIGH, "^"))
            axes.plot([factor * end.mean for end, _, _ in ends], [k, k], color=MUTED, linewidth=6, alpha=0.4)
            for end, color, marker in ends:
                axes.plot(factor * end.mean, k, marker, color=color, markersize=8)
        axes.axvline(factor * known.usual.mean, color=MUTED, linewidth=1)
        if pair:
            axes.axvline(0, color=INK, linewidth=1.5)
        row_names(axes, [called(swing.input) for swing in rows], 0.4, narrow)
        axes.set_xlabel(t("difference, {unit}", unit=unit) if pair else unit)
        axes.grid(axis="y", visible=False)

    table: tuple[Row, ...] = tuple(
        (called(s.input), *(Number(value(s.input, end), end) for end in (s.input.low, s.input.high)), t(s.input.unit),
         ranged(s.at_low.times(factor), 0.1), ranged(s.at_high.times(factor), 0.1), t("yes") if s.reverses else t("no"))
        for s in rows
    )  # fmt: skip
    columns = (
        t("Assumption"), t("Low end"), t("High end"), t("Unit"), t("At low, {unit}", unit=unit),
        t("At high, {unit}", unit=unit), t("Turns the ranking"),
    )  # fmt: skip
    return _rows("tornado", finding, _moved(known.outcome, pair=pair), paint, len(rows), columns, table)


def _moved(outcome: str, *, pair: bool) -> str:
    """What the tornado shows."""
    named = t(label_of(outcome)).lower()
    if pair:
        return t(
            "The difference between the plans ({outcome}, last month) with one assumption at its low end (▼) and at its "
            "high end (▲), the rest unchanged; right of the dark line at 0 the plan is higher than the base. The thin line "
            "marks the answer as things are.",
            outcome=named,
        )  # fmt: skip
    return t(
        "The plan ({outcome}, last month) with one assumption at its low end (▼) and at its high end (▲), the rest "
        "unchanged. The thin line marks the answer as things are.",
        outcome=named,
    )  # fmt: skip


def influences(known: Screening, study: Study) -> Chart:
    """A bar per assumption: the mean size of its effect, with its interval."""
    factor, unit = scaled(known.outcome)
    rows = known.influences[:SHOWN]
    finding = t("{assumption} matters most for “{outcome}”.", assumption=called(rows[0].input),
                outcome=t(label_of(known.outcome)).lower())  # fmt: skip

    def paint(axes: Any, narrow: bool) -> None:
        at = range(len(rows) - 1, -1, -1)
        sizes = [factor * k.size for k in rows]
        axes.barh(list(at), sizes, 0.6, color=SERIES[1])
        axes.errorbar(
            sizes, list(at), xerr=[factor * k.half for k in rows], fmt="none", ecolor=INK, capsize=3
        )
        row_names(axes, [called(k.input) for k in rows], 0.45, narrow)
        axes.set_xlim(left=0)
        axes.set_xlabel(unit)
        axes.grid(axis="y", visible=False)

    measure = t(
        "Mean size of the effect over the range of each assumption (Morris μ*, {trajectories} trajectories, 95 % ranges); "
        "the {shown} largest of {all}.",
        trajectories=known.trajectories, shown=len(rows), all=len(study.inputs),
    )  # fmt: skip
    table: tuple[Row, ...] = tuple(
        (called(k.input), *(number(factor * size, 0.01) for size in (k.size, k.half, k.mean, k.spread)))
        for k in known.influences[: 3 * SHOWN]
    )  # fmt: skip
    columns = (t("Assumption"), f"μ*, {unit}", "± 95 %", "μ", "σ")
    return _rows(f"screening-{known.outcome}", finding, measure, paint, len(rows), columns, table)


def shares(known: Indices) -> Chart:
    """Two dots per assumption: its share of the variance alone, and with others."""
    rows = known.shares[:SHOWN]
    finding = t("What the answer about “{outcome}” hangs on: {assumption} first.",
                outcome=t(label_of(known.outcome)).lower(), assumption=lower(called(rows[0].input)))  # fmt: skip

    def paint(axes: Any, narrow: bool) -> None:
        for k, share in enumerate(reversed(rows)):
            for shift, size, half, color, marker in (
                (0.12, share.first, share.first_half, LOW, "o"), (-0.12, share.total, share.total_half, HIGH, "s"),
            ):  # fmt: skip
                axes.errorbar(size, k + shift, xerr=half, fmt=marker, color=color, ecolor=MUTED, markersize=6)
        row_names(axes, [called(s.input) for s in rows], 0.45, narrow)
        axes.set_xlabel(t("share of the variance"))
        axes.grid(axis="y", visible=False)

    measure = t(
        "Sobol indices: share of the variance that goes if the assumption were known (●), and that stays if all others "
        "were (■); {samples} samples, 95 % ranges. A range that reaches below 0 asks for more samples.",
        samples=known.samples,
    )  # fmt: skip
    table: tuple[Row, ...] = tuple(
        (called(s.input), *(number(part, 0.01) for part in (s.first, s.first_half, s.total, s.total_half)))
        for s in rows
    )  # fmt: skip
    alone, in_all = t("Alone"), t("In all")
    columns = (t("Assumption"), alone, Head("± 95 %", alone), in_all, Head("± 95 %", in_all))
    return _rows(f"sobol-{known.outcome}", finding, measure, paint, len(rows), columns, table)


def precision(known: Enough) -> Chart:
    """How well the mean is known after each further city."""
    factor, unit = scaled(known.outcome)
    finding = cities(known)

    def paint(axes: Any, narrow: bool) -> None:
        axes.plot(
            [s.cities for s in known.steps], [factor * s.half for s in known.steps], "o-", color=SERIES[1]
        )
        axes.axhline(factor * known.precision, color=MUTED, linestyle="--")
        axes.set_ylim(bottom=0)
        axes.xaxis.get_major_locator().set_params(integer=True, min_n_ticks=1)
        axes.set_xlabel(t("simulated cities"))
        axes.set_ylabel(f"± {unit}")

    measure = t(
        "Half the width of the 95 % range of the mean, by number of simulated cities; dashed: what was asked for."
    )
    table = tuple(
        (
            str(s.cities),
            number(factor * s.mean, 0.01),
            number(factor * s.half, 0.01),
            number(s.variation, 0.001),
        )
        for s in known.steps
    )
    columns = (t("Cities"), t("Mean, {unit}", unit=unit), "± 95 %", t("Coefficient of variation"))
    alt = t("Line chart. {finding} {measure}", finding=finding, measure=measure)
    return Chart("cities", finding, measure, draw(paint, 2.6, alt), columns, table)


def _rows(
    key: str, finding: str, measure: str, paint: Any, rows: int, columns: Columns, table: tuple[Row, ...],
) -> Chart:  # fmt: skip
    """A chart with a row per assumption; narrow pages put the names above the rows."""
    alt = t("Chart. {finding} {measure}", finding=finding, measure=measure)
    drawn = draw(paint, 0.9 + 0.28 * rows, alt, 0.9 + 0.5 * rows)
    return Chart(key, finding, measure, drawn, columns, table)
