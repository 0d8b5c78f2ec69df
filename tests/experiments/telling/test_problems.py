"""What is wrong with a file is said in the reader's language, as the model says it today."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from dashboards.plans import drafts
from dashboards.plans.files import read
from dashboards.plans.place import with_own_districts
from experiments.language import speaking
from experiments.telling.problems import PARTS, SENTENCES, told
from sim.errors import ScenarioError
from tests.dashboards.conftest import ROOT

ENGLISH = re.compile(
    r"\b(the|this|not|takes|write|you|mean|known|must|already|needs|delete)\b", re.IGNORECASE
)
BROKEN = (
    "monthss: 3", "question: 5", "start: soon", "policies: x", "policies: {a: 1}", "parameters: [1]", "city: atlantis",
    "extends: connectfirst", "extends: ../mine.yaml", "months: many", "months: '40'", "months: -3", "months: 2.5",
    "parameters: {payments.fe: 1}", "parameters: {payments.fee: 40}", "parameters: {payments.fee: x}",
    "policies: [{use: data_subsidi}]", "policies: [{months: [1]}]", "policies: [{use: data_subsidy, below: -1}]",
    "policies: [{use: data_subsidy, months: [1, 2, 3]}]", "policies: [{use: data_subsidy, months: [12, 3]}]",
    "policies: [{use: data_subsidy, months: [1], from: 2027-01}]", "policies: [{use: data_subsidy, months: [900]}]",
    "policies: [{use: data_subsidy, from: 2001-01}]", "shocks: [{use: flood}]", "shocks: [{use: flood, month: 0}]",
    "shocks: [{use: flod, month: 3}]", "shifts: [{param: payments.fee, months: [3]}]", "months: 3\nmonths: 4",
    "a: b: c", "1: 2", "shifts: [{param: payments.feee, months: [3], to: 1}]", "policies:\n  - data_subsidy",
    f"policies: {'[' * 30}{']' * 30}", "question: &a b", "question: !a b", "months: 3\n---\ntitle: Y",
)  # fmt: skip
HEAD = "name,population,income,coverage,area\n"
TABLES = (
    "name,population,income\nNorth,1,2\n", HEAD + ",1000,300,.9,centre\n", HEAD + "North,many,300,.9,centre\n",
    HEAD + "North,10,300,.9,centre\nNorth,10,300,.9,centre\n", HEAD + "North,10,300,.9,middle\n", HEAD,
    HEAD + "".join(f"N{number},10,300,.9,centre\n" for number in range(501)),
)  # fmt: skip


def outline(name: str, corner: float) -> dict[str, object]:
    ring = [[0, 0], [0, 1], [corner, 1], [corner, 0], [0, 0]]
    return {"properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def drawn(*features: object) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


MAPS = (
    "no map", json.dumps({"type": "Feature"}), drawn({"properties": {}}), drawn(outline("A", 500.0)),
    drawn(outline("A", 1.0), outline("A", 1.0)), drawn(outline("A", 1.0)),
)  # fmt: skip


def problems_of(make) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        make()
    return str(caught.value).splitlines()


@pytest.mark.parametrize("code", ["ar", "es", "fr", "pt"])
def test_the_usual_mistakes_are_told_in_every_language(code: str) -> None:
    view = drafts.opening()
    found = [line for text in ("", "- a\n", *(f"title: X\n{broken}\n" for broken in BROKEN))
             for line in problems_of(lambda text=text: read("my.yaml", text))]  # fmt: skip
    for table in TABLES:
        found += problems_of(lambda table=table: with_own_districts(view, table, ""))
    for outlines in MAPS:
        found += problems_of(lambda outlines=outlines: with_own_districts(view, "", outlines))
    with speaking(code):
        said = {line: told(line) for line in found}
    assert [line for line, words in said.items() if words is None] == []
    assert [
        words[1] for words in said.values() if words and ENGLISH.search(re.sub("`.*?`", "", words[1]))
    ] == []


def test_a_place_in_a_file_stays_as_it_is() -> None:
    with speaking("es"):
        assert told("my.yaml:2:1, monthss: 'monthss' is not a known key; did you mean 'months'?") == (
            "my.yaml:2:1, monthss",
            "«monthss» no es un nombre conocido (clave); ¿quiso decir «months»?",
        )
        assert told("my.yaml:2:1: nobody knows this sentence.") is None


def test_the_model_still_says_every_sentence_and_every_part() -> None:
    """A sentence that is worded anew in the model would fall back to English in silence."""
    places = [*(ROOT / "sim").rglob("*.py"), Path(ROOT, "dashboards/plans/files.py")]
    source = " ".join(path.read_text(encoding="utf-8") for path in places)
    source = re.sub(r'"\s*f?"', "", source)
    pieces = {piece.strip(" .,;:") for text in (*SENTENCES, *PARTS) for piece in re.split(r"\{\w+\}|…", text)}
    assert [piece for piece in sorted(pieces) if piece not in source] == []


def test_a_file_is_told_under_the_ending_that_it_has() -> None:
    """A map that was saved as `mine.json` used to be told as `mine.geojson`."""
    view = drafts.opening()
    for names in (("mine.txt", "mine.json"), ("mine.csv", "mine.geojson")):
        told_of = problems_of(lambda names=names: with_own_districts(view, "", "no map", names=names))
        assert told_of[0].startswith(f"{names[1]}: ")
        told_of = problems_of(lambda names=names: with_own_districts(view, HEAD, "", names=names))
        assert told_of[0].startswith(f"{names[0]}: ")
