"""The keys of an experiment file: meaning, type and range, declared once."""

from __future__ import annotations

from experiments.designing.points import METHODS
from experiments.running.inputs import LAST_SEED, MOST_SEEDS
from experiments.running.recording.frames import TABLES
from sim.scenario.keys import TOP, Key

MOST_POINTS = 10_000_000

EXPERIMENT = {
    "title": Key("text", "A title for lists and figures."),
    "question": Key("text", "The question that this experiment answers."),
    "scenarios": Key("list", "The plans: names, or paths from this file.", required=True),
    "seeds": Key("any", "In how many simulated cities; or a group with `number` and `first`."),
    "residents": TOP["residents"],
    "months": TOP["months"],
    "parameters": Key("keys", "What varies, by dotted name: a list of values, or a range."),
    "design": Key("keys", "How ranges are sampled."),
    "record": Key("keys", "What is kept of every run."),
}
SEEDS = {
    "number": Key("whole", "How many simulated cities.", 1, MOST_SEEDS, required=True),
    "first": Key("whole", "The first seed; the others follow.", 0, LAST_SEED),
}
RANGE = {
    "from": Key("number", "The lowest value."),
    "to": Key("number", "The highest value."),
    "steps": Key("whole", "So many values at equal distances, from the lowest to the highest.", 2, 10_000),
}
DESIGN = {
    "method": Key("text", "How ranges are sampled.", choices=METHODS, required=True),
    "points": Key("whole", "How many points (trajectories, for morris).", 1, MOST_POINTS),
    "seed": Key("whole", "Other seeds give other points.", 0, LAST_SEED),
    "levels": Key("whole", "Levels of the Morris design; an even number.", 4, 64),
}
RECORD = {
    "tables": Key("list", f"Tables to keep: {', '.join(TABLES)}."),
    "every": Key("whole", "Months between two rows; 1 keeps every month.", 1, 600),
    "indicators": Key("list", "Indicators in the table `series`; all if not given."),
}
