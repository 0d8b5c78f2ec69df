"""What the manifest of an experiment says about its design."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from experiments.designing.experiment import Experiment


def facts_of(experiment: Experiment, by: str = "sweep") -> dict[str, Any]:
    """Name, words, size, the command that runs it, and the text of the file it came from."""
    return {
        "experiment": {
            "by": by, "name": experiment.name, "title": experiment.title, "question": experiment.question,
            "runs": len(experiment), "shape": experiment.shape(), "seeds": list(experiment.seeds),
            "varied": list(experiment.space.names), "file": experiment.text,
            "plans": [
                {"name": plan.name, "title": plan.title, "hash": plan.scenario.hash} for plan in experiment.plans
            ],
        }
    }  # fmt: skip
