"""Cases: what is claimed of real cities, what is known against it, and how close the model comes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import solara

from dashboards.charts.look import Theme
from dashboards.charts.measured import charted, measured
from dashboards.engine.shelf import Shelf
from dashboards.plans.handout import fingerprints
from dashboards.plans.picks import FIRST
from dashboards.state import Session
from dashboards.widgets.declared import CaseList
from dashboards.widgets.parts import FigureView, Missing, as_said, repeated, table, tag
from experiments.cases import telling
from experiments.cases.entries import (
    KINDS,
    NOT_CHECKED,
    Claim,
    Entry,
    entry_files,
    scenario_called,
)
from experiments.cases.results import counts, staleness, stored
from experiments.comparing.compare import Comparison, compare
from experiments.comparing.observed import Point, observed_points, scores, sentence
from experiments.language import mark, t
from experiments.running.runner import Plan, Run, Stopped
from experiments.telling.names import place_in_list, rule_name
from sim.registry import registry

QUOTED = mark(
    "What is claimed is quoted from the U4SSC deck on digital public infrastructure for cities (15 September 2025)."
)
SEEDS = (1, 2, 3)
FINISHED = Shelf(keep=30)
"""Runs of cases, for every page of this server: they are the same whoever asks, and a case opens again at once."""
SIGNS = {"reproduced": "●", "illustrative": "○", "not yet": "✕"}


@solara.component
def Cases(session: Session, comparison: Comparison, colors: Theme) -> None:
    """The catalogue of cases; the chosen one is told, and run when it is looked at."""
    asked = session.picks.value.case

    def reading(cancel: threading.Event) -> dict[str, Entry] | None:
        try:
            return session.workshop.catalogue(cancel.is_set)
        except Stopped:
            return None

    read: solara.Result[dict[str, Entry] | None] = solara.use_thread(
        reading, dependencies=[], intrusive_cancel=False
    )
    if read.error:
        tag("p", t("The catalogue cannot be read: {reason}", reason=read.error), css="warn", role="alert")
        return
    if read.value is None:
        tag("p", t("The catalogue is being read …"), css="small", role="status")
        return
    catalogue, verdicts = read.value, stored()
    name = asked if asked in catalogue else FIRST.case
    tag("p", tally(verdicts), css="case-sum")
    tag("p", t(QUOTED), css="small")
    Missing(asked, catalogue, t(catalogue[name].title))
    with tag("div", css="cases"):
        CaseList(
            groups=listed(catalogue, verdicts), chosen=name, statuses=status_words(),
            event_pick=lambda name: session.pick(case=name),
        )  # fmt: skip
        with tag("section", css="case", aria_label=t(catalogue[name].title)):
            Case(session, catalogue[name], verdicts.get(name), colors).key(name)


def tally(verdicts: Mapping[str, Mapping[str, Any]]) -> str:
    """How many cases of each status."""
    found = counts(list(verdicts.values()))
    said = [
        t("{number} {status}", number=found.get(status, 0), status=t(words))
        for status, words in telling.STATUSES.items()
    ]
    return t("{number} cases and city services ({statuses}). A run decides, and misses are left as they are.",
             number=len(verdicts), statuses=t(", ").join(said))  # fmt: skip


def status_words() -> dict[str, str]:
    """Every status in words, by its key."""
    return {status: t(words) for status, words in telling.STATUSES.items()}


def listed(catalogue: Mapping[str, Entry], verdicts: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The cases by kind, with all that can be searched."""
    groups: list[dict[str, Any]] = [
        {"title": t(title), "kind": kind, "cases": []} for kind, title in KINDS.items()
    ]
    for name, entry in catalogue.items():
        group = next(g for g in groups if g["kind"] == entry_files()[name][0])
        status = verdicts.get(name, {}).get("status", "")
        title, country = t(entry.title), t(entry.country)
        searched = " ".join(
            (title, entry.title, country, entry.country, *(claim.says for claim in entry.deck))
        )
        group["cases"].append({
            "name": name, "title": title, "country": country, "status": status,
            "word": telling.status_word(status), "sign": SIGNS.get(status, "·"), "searched": searched,
        })  # fmt: skip
    for group in groups:
        group["cases"].sort(key=lambda case: place_in_list(case["title"]))
    return groups


@solara.component
def Case(session: Session, entry: Entry, verdict: Mapping[str, Any] | None, colors: Theme) -> None:
    """One case: the verdict, the claims, the model's part in it, the figures, and a run of it."""
    with tag("div", css="card"):
        tag("h3", called(entry))
        Verdict(entry, verdict)
        tag("h4", t("What is claimed, and what is known of it"))
        for claim in entry.deck:
            Claimed(claim)
        tag("h4", t("What the model makes of it"))
        as_said("p", entry.model)
        if entry.service:
            rule = registry().services[entry.service]
            tag(
                "p",
                t("City service: {name}. {what}.", name=rule_name(rule), what=t(rule.title())),
                css="small",
            )
        for source in entry.sources:
            sourced(source)
    if verdict:
        Figures(entry, verdict)
    if entry.scenario:
        Tried(session, entry, colors)


def called(entry: Entry) -> str:
    """A case by its title and its country."""
    return t(", ").join((t(entry.title), t(entry.country)))


@solara.component
def Verdict(entry: Entry, verdict: Mapping[str, Any] | None) -> None:
    """The status with its reason, and whether it may be out of date."""
    status = verdict["status"] if verdict else ""
    reason = telling.why(verdict) if verdict else ""
    sign = SIGNS.get(status, "·")
    with tag("p", css="verdict", data_status=status):
        tag("strong", f"{sign} {telling.status_word(status)}")
        tag("span", f" {reason}")
    stale = solara.use_memo(lambda: staleness(entry, verdict), dependencies=[])
    if verdict and stale:
        note = t("The model or the case has changed since this verdict; the run below is of today.")
        tag("p", note, css="small")


def sourced(source: str) -> None:
    """Where something is from; names of sources stay as they are."""
    with tag("p", css="small"):
        tag("span", t("Source:") + " ")
        as_said("span", source, css="quoted")


@solara.component
def Claimed(claim: Claim) -> None:
    """A claim as it was made, and what was found when it was looked up."""
    tag("blockquote", f"“{claim.says}”", css="quoted", lang="en", dir="ltr")
    as_said("p", claim.known)
    if claim.source != NOT_CHECKED:
        sourced(claim.source)


@solara.component
def Figures(entry: Entry, verdict: Mapping[str, Any]) -> None:
    """What had to be met, and every measured value beside the model's, as they were stored."""
    if rows := telling.figure_rows(entry, verdict):
        with tag("div", css="card"):
            tag("h3", t("What had to be met"))
            table((t("Figure"), t("Model"), t("Allowed"), t("Met")), rows, t("What had to be met"))
    if rows := telling.point_rows(verdict):
        with tag("details", css="card"):
            tag("summary", t("Measured values: {number}", number=len(rows)))
            columns = (t("Indicator"), t("Month"), t("Measured"), t("Model"), t("Use"))
            table(columns, rows, t("Measured values: {number}", number=len(rows)))


@solara.component
def Tried(session: Session, entry: Entry, colors: Theme) -> None:
    """The case run in three simulated cities, here and now unless somebody has looked at it before."""
    plan = Plan(entry.scenario, scenario_called(entry.scenario))
    known = [run for seed in SEEDS if (run := FINISHED.get(plan, seed))]
    if len(known) == len(SEEDS):
        Scored(entry, plan, known, colors)
    else:
        Running(session, entry, plan, colors)


@solara.component
def Running(session: Session, entry: Entry, plan: Plan, colors: Theme) -> None:
    """The case while it is being run, and then its result."""

    def work(cancel: Any) -> list[Run]:
        try:
            return [run_once(session, plan, seed, cancel.is_set) for seed in SEEDS]
        except Stopped:
            return []

    result: solara.Result[list[Run]] = solara.use_thread(work, dependencies=[], intrusive_cancel=False)
    if result.error:
        tag("p", t("This case could not be run: {error}", error=result.error), css="warn", role="alert")
    elif not result.value:
        tag("p", t("The case is being run in three simulated cities …"), css="small", role="status")
    else:
        Scored(entry, plan, result.value, colors)


def run_once(session: Session, plan: Plan, seed: int, unwanted: Callable[[], bool]) -> Run:
    """A run of a case, made unless it is there already; `Stopped` when it is no longer wanted."""
    found = FINISHED.get(plan, seed) or session.workshop.run(plan, seed, unwanted)
    if found.ok:
        FINISHED.put(plan, found)
    return found


def errors(points: Sequence[Point]) -> list[str]:
    """A sentence for each error; those of values that were not fitted, which say how good the model is, come first."""
    return [sentence(score) for score in sorted(scores(points), key=lambda score: score.role == "calibrate")]


@solara.component
def Scored(entry: Entry, plan: Plan, runs: list[Run], colors: Theme) -> None:
    """A chart for every measured or claimed level, and the errors of everything that was measured."""
    points = observed_points(plan, runs)
    comparison = compare([plan], runs)
    repeat = f"dpi-city run {plan.name} --seeds {len(SEEDS)}"
    caveat = t("{city}. A thinking tool, not a forecast.", city=called(entry))
    source = "\n".join((caveat, repeat, fingerprints(comparison.sides)))
    with tag("div", css="grid"):
        for (series, _), (some, bands) in charted(entry, points, comparison.outcome).items():
            FigureView(measured(comparison, series, some, bands, colors), source)
    with tag("div", css="card"):
        tag("h3", t("How far off is the model?") if points else t("The city of this case"))
        for text in errors(points):
            tag("p", text)
        if points:
            tag(
                "p",
                t("Only values that were not fitted say how good the model is. A point is one of 100."),
                css="small",
            )
        as_said("p", plan.scenario.description, css="small")
        repeated(repeat)
