"""The lesson as one HTML file that needs no network, no account and no installation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from experiments.explaining.residents import CHANNELS
from experiments.language import direction, language, t, tn
from experiments.lessons.grandmother import HELP, LEVELS, PEOPLE, Lesson
from experiments.report.page import TEMPLATES as REPORT
from experiments.telling.barriers import CONSTRAINT_WORDS, kept_by
from sim.choice import CONSTRAINTS
from sim.scenario import load_scenario

TEMPLATES = Path(__file__).parent / "templates"
KEPT = ("0000", "2000", "0200", "0020", "2220", "0001", "2221")
"""The settings whose numbers stand in the answer key."""


def page(lesson: Lesson) -> str:
    """The whole lesson as text, in the language in force."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    scenario = load_scenario("grandmother")
    years = scenario.months // 12
    return env.get_template("lesson.html.j2").render(
        t=t, language=language(), direction=direction(language()), title=t(scenario.title), helps=HELP,
        people=PEOPLE, time=tn("{number} year", "{number} years", years, number=years),
        last=scenario.date(scenario.months)[:4],
        users={key: lesson.users(key) for key in KEPT}, away={key: lesson.turned_away(key) for key in KEPT},
        old={key: old_users(lesson, key) for key in KEPT}, old_women=int(lesson.old_women.sum()),
        stopped=kept_by(commonest(lesson, "2000")), still=kept_by(commonest(lesson, "2220")),
        data=json.dumps(content(lesson), separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c"),
        script=(TEMPLATES / "lesson.js").read_text("utf-8"),
        css=(REPORT / "report.css").read_text("utf-8") + (TEMPLATES / "lesson.css").read_text("utf-8"),
    )  # fmt: skip


def old_users(lesson: Lesson, key: str) -> int:
    """How many of the women over 60 use the app in the end."""
    return int(lesson.outcomes[key].uses[-1][lesson.old_women].sum())


def commonest(lesson: Lesson, key: str) -> str:
    """What stops most people in the end."""
    stops = lesson.outcomes[key].stops
    counts = {
        word: int((stops == code).sum()) for code, word in enumerate(CONSTRAINTS) if word in CONSTRAINT_WORDS
    }
    return max(counts, key=lambda word: counts[word])


def content(lesson: Lesson) -> dict[str, Any]:
    """Everything the script needs: people, what can stop them, and the outcome of every setting."""
    return {
        "people": lesson.people,
        "old": [int(i) for i in np.flatnonzero(lesson.old_women)],
        "grandmother": lesson.grandmother,
        "levels": len(LEVELS),
        "stops": [kept_by(word) if word in CONSTRAINT_WORDS else "" for word in CONSTRAINTS],
        "runs": {
            key: {
                "uses": ["".join(map(str, year.astype(int))) for year in found.uses],
                "stops": [int(code) for code in found.stops],
                "denied": "".join(map(str, found.denied.astype(int))),
            }
            for key, found in lesson.outcomes.items()
        },
        "words": words(),
    }


def words() -> dict[str, str]:
    """What the script says."""
    app = t(CHANNELS["eservices"])
    return {
        "user": t("Person {number}: uses the app"),
        "other": t("Person {number}: does not use the app"),
        "away": t("turned away in the last year"),
        "in": t("{person} This person uses the app ({channel}).", person="{person}", channel=app),
        "out": t("{person} This person does not use the app, because of {reason}."),
        "choice": t("{person} This person could use the app, but does not want to."),
        "denied": t("In the last year this person needed a service and was turned away."),
        "guess": t("Your guess: {number} of {all}"),
        "seen": t("You guessed {guess}. With networks, cheaper data and phones, {number} of {all} people use the app. "
                  "Without any help it is {before}."),
        "now": t("{number} of {all} people use the app. {away} were turned away in the last year."),
        "level0": t("nothing"), "level1": t("half"), "level2": t("everything"),
        "yes": t("yes"), "no": t("no"),
        "shut": t("Compulsory: {more} more people use the app than before, and {away} people are turned away "
                  "instead of {before}."),
    }  # fmt: skip
