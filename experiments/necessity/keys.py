"""The keys of a targets file: meaning, type and range, declared once."""

from __future__ import annotations

from sim.scenario.keys import TOP, Key

QUESTION = {
    "title": Key("text", "A title for the page."),
    "question": Key("text", "The question that this experiment answers."),
    "scenario": Key("text", "The plan in which components are there or not: a name, or a path from this file.",
                    required=True),
    "targets": Key("list", "What must be reached.", required=True),
    "components": Key("list", "The components to try with and without; all five if not given."),
    "governance": Key("list", "Governance models to try; all five if not given."),
    "draws": Key("whole", "Draws of the assumptions, each in a simulated city of its own.", 2, 10_000),
    "first_seed": Key("whole", "The first seed; the others follow.", 0, 2**31),
    "spread": Key("number", "By which part of its value an assumption is moved either way.", 0.01, 1),
    "residents": TOP["residents"],
    "months": TOP["months"],
}  # fmt: skip
TARGET = {
    "indicator": Key("text", "The indicator, or cost.", required=True),
    "at_least": Key("number", "The value that must be reached or passed."),
    "at_most": Key("number", "The value that must not be passed."),
    "group": Key("text", "The group for which it counts, such as women; everybody if not given."),
    "by": Key("date", "The month in which it counts, such as 2032-06; the last month if not given."),
}
