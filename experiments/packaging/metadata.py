"""What a package tells programs about its files: RO-Crate metadata, after the specification at w3id.org/ro/crate."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from experiments.packaging.files import FILE, RESULTS
from experiments.running.extras import extra
from experiments.running.keeping.atomic import ANSWER, MANIFEST
from experiments.running.keeping.ledger import SCENARIOS

LICENCE = "https://spdx.org/licenses/Apache-2.0"
LICENCE_FACTS = {
    "@type": "CreativeWork", "name": "Apache License 2.0",
    "description": "Use, change and share it; keep the notices, and say what was changed.",
}  # fmt: skip
MODEL = "model/ODD.md"
HOMES = {
    "python": "https://www.python.org", "numpy": "https://numpy.org", "numba": "https://numba.pydata.org",
    "mesa": "https://mesa.readthedocs.io", "pandas": "https://pandas.pydata.org",
    "pyarrow": "https://arrow.apache.org/docs/python",
}  # fmt: skip
"""Where the libraries are described that a number could depend on."""
FORMATS = {
    ".parquet": "application/vnd.apache.parquet", ".json": "application/json", ".yaml": "application/yaml",
    ".md": "text/markdown", ".png": "image/png", ".arrow": "application/vnd.apache.arrow.stream",
    ".svg": "image/svg+xml", ".html": "text/html", ".failed": "text/plain",
    ".sha256": "text/plain",
}  # fmt: skip
FILES = {
    "README.md": "What this package is", FILE: "The experiment file: what was asked",
    MODEL: "The model in words (ODD protocol)",
    "model/ASSUMPTIONS.md": "Every number of the model with its source",
    f"{RESULTS}/{MANIFEST}": "What was asked, with which versions",
    f"{RESULTS}/{ANSWER}": "The answer, for programs",
    f"{RESULTS}/page.html": "The answer as a page, with its figures",
}  # fmt: skip
FOLDERS = {
    "figures": "A figure, drawn from the tables in results",
    f"{RESULTS}/{SCENARIOS}": "A plan or its city as it was run",
    f"{RESULTS}/design": "Table: which run has which plan, seed and values",
    f"{RESULTS}/runs": "Table: the finished runs",
    f"{RESULTS}/loose": "A run that no table holds: one of the last, or the error of one that failed",
}  # fmt: skip
SEAL = "Checksum of the file of the same name"


def describe_files(parcel: Path, manifest: dict[str, Any]) -> None:
    """Write the RO-Crate metadata beside the files that it describes."""
    crate = extra("rocrate.rocrate", "research").ROCrate()
    facts = manifest.get("experiment", {})
    crate.name = facts.get("title") or facts.get("name") or "A dpi-city experiment"
    crate.description = facts.get("question") or "Runs of the simulation dpi-city."
    crate.license = _thing(crate, LICENCE, LICENCE_FACTS)
    crate.datePublished = manifest["created"]
    outcome = [_file(crate, parcel, path) for path in sorted(parcel.rglob("*")) if path.is_file()]
    inputs = [entity for entity in outcome if f"{RESULTS}/{SCENARIOS}/" in entity.id]
    action = crate.add_action(
        _software(crate, manifest), identifier="#experiment", object=inputs,
        result=[entity for entity in outcome if entity not in inputs],
        properties={"name": manifest["command"], "endTime": manifest["created"],
                    "description": "Computes every run of the experiment."},
    )  # fmt: skip
    crate.root_dataset["mentions"] = action
    crate.metadata.write(parcel)


def _thing(crate: Any, identifier: str, facts: dict[str, Any]) -> Any:
    """Something that is no file, added to the crate."""
    entity = extra("rocrate.model.contextentity", "research").ContextEntity
    return crate.add(entity(crate, identifier, facts))


def _software(crate: Any, manifest: dict[str, Any]) -> Any:
    """dpi-city and the libraries that a number could depend on, with their versions."""
    versions = dict(manifest["versions"])
    facts = {"@type": "SoftwareApplication", "name": "dpi-city", "version": versions.pop("dpi-city"), "url": MODEL,
             "identifier": manifest["model"], "license": crate.license,
             "operatingSystem": versions.pop("system")}  # fmt: skip
    found = _thing(crate, "#dpi-city", facts)
    found["softwareRequirements"] = [
        _thing(crate, f"#{name}", {"@type": "SoftwareApplication", "name": name, "version": version, "url": HOMES[name]})
        for name, version in versions.items()
    ]  # fmt: skip
    return found


def _file(crate: Any, parcel: Path, path: Path) -> Any:
    """One file as an entity of the crate."""
    name = path.relative_to(parcel).as_posix()
    properties = {
        "name": name, "description": description(name),
        "encodingFormat": FORMATS.get(path.suffix, "application/octet-stream"),
        "contentSize": str(path.stat().st_size), "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }  # fmt: skip
    return crate.add_file(path, name, properties=properties)


def description(name: str) -> str:
    """What the file of this name is, in words."""
    if name in FILES:
        return FILES[name]
    if name.endswith(".sha256"):
        return SEAL
    for known, said in FOLDERS.items():
        if name.startswith(f"{known}/"):
            return said
    return f"Table: {Path(name).parent.name} of the finished runs"
