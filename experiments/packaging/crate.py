"""An experiment as an RO-Crate: results, scenarios, versions, the model in words, and figures."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from experiments.packaging.analyses import is_analysis
from experiments.packaging.figures import draw
from experiments.packaging.files import FILE, METADATA, RESULTS, stored_scenario
from experiments.packaging.metadata import describe_files
from experiments.reading.frames import load, manifest_of
from experiments.running.extras import extra
from experiments.running.keeping.atomic import ANSWER, copy_folder, spoken
from experiments.running.keeping.ledger import SCENARIOS, check_model
from experiments.running.keeping.shelf import LOCK, locked
from sim import describe
from sim.errors import ResultsError

LEFT_OUT = (LOCK, "*.damaged", "*.tmp")


def package(folder: Path, out: Path) -> Path:
    """Write the package of the experiment in `folder` to the new folder `out`.

    The package holds the whole experiment in `results/`, so that `verify` works on it and a colleague
    can go on from it. Raises `ResultsError` when runs or scenario files are missing or damaged, when another model
    made them, or `out` exists.
    """
    extra("rocrate.rocrate", "research")
    manifest = manifest_of(folder) | concluded(folder)
    if out.exists():
        raise ResultsError(f"{out}: this is already there. Give another name with --out, or delete it first.")
    check_model(folder, manifest)
    with locked(folder, reading=True), spoken(out):
        frames = load(folder)
        for name in frames["runs"].scenario.unique():
            stored_scenario(folder, name)
        missing = int((frames["runs"].state == "missing").sum())
        if missing or not manifest.get("state"):
            raise ResultsError(
                f"{folder}: {missing or 'some'} runs are missing. Finish the experiment first: {manifest['command']}"
            )
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name}-") as made:
            parcel = Path(made) / out.name
            copy_folder(folder, parcel / RESULTS, out, LEFT_OUT)
            describe.write_docs(parcel / "model")
            draw(parcel / "figures", frames, manifest.get("experiment", {}).get("varied", []))
            if text := manifest.get("experiment", {}).get("file"):
                (parcel / FILE).write_text(text, "utf-8")
            (parcel / "README.md").write_text(readme(manifest, frames["runs"].state.value_counts()), "utf-8")
            describe_files(parcel, manifest)
            parcel.rename(out)
    return out


def concluded(folder: Path) -> dict[str, Any]:
    """What the folder of an analysis holds besides an experiment's: its answer in words."""
    if not is_analysis(folder):
        return {}
    facts = manifest_of(folder).get("experiment", {})
    sentences = json.loads((folder / ANSWER).read_text("utf-8")).get("sentences", ())
    return {"experiment": facts | {"question": "\n\n".join(sentences), "holds": ANALYSIS}}


HOLDS = """\
- `results/`: the experiment: its manifest, scenario files, and Parquet tables of every run
- `figures/`: drawn from these tables"""
ANALYSIS = """\
- `results/page.html`, `results/answer.json`: the answer, with its figures
- `results/`: its manifest, the plans as scenario files, and Parquet tables of what was read off every run"""


def readme(manifest: dict[str, Any], states: Any) -> str:
    """What is in the package and how to make it again, for a reader who has nothing else."""
    facts = manifest.get("experiment", {})
    title = facts.get("title") or facts.get("name") or "An experiment"
    versions = "\n".join(f"- {name} {version}" for name, version in manifest["versions"].items())
    return f"""# {title}

{facts.get("question") or "No question was written down."}

{int(states.get("done", 0)):,} runs of dpi-city, a simulation of how a city adopts digital public infrastructure
({facts.get("shape", "")}). A thinking tool, not a forecast. {int(states.get("failed", 0)):,} runs failed.
{_varied(manifest)}
{facts.get("holds", HOLDS)}
- `model/ODD.md`, `model/ASSUMPTIONS.md`: the model in words; every number with its source
- `{METADATA}`: the same list for programs (RO-Crate)

Computed with `{manifest["command"]}` and

{versions}
- model {manifest["model"]} (hash of its source; another hash may give other numbers)

To see whether these numbers come out on your computer, install that version and type, in this folder:

    dpi-city verify .
"""


def _varied(manifest: dict[str, Any]) -> str:
    """What differs between the runs, each parameter in words, and where the file is that says so."""
    facts, known = manifest.get("experiment", {}), manifest["words"]["parameters"]
    lines = [
        f"- {known[name]['label']} (`{name}`, {known[name]['unit']})" for name in facts.get("varied", [])
    ]
    text = "\n".join(["", "What was varied:", "", *lines, ""]) if lines else ""
    named = f"\nThe experiment file is `{FILE}`; its scenarios are in `{RESULTS}/{SCENARIOS}/`.\n"
    return text + (named if facts.get("file") else "")
