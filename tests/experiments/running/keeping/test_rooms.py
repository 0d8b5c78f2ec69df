"""What becomes of a folder that holds something already."""

from __future__ import annotations

import json

import pytest

from experiments.running.keeping.rooms import make_room
from sim.errors import ResultsError
from sim.source import fingerprint
from tests.experiments.made_up import plan, run
from tests.experiments.old_folder import save


def written(folder, **manifest):
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"made_by": "dpi-city"} | manifest), "utf-8")
    return folder


def experiment(folder, by, model=None):
    return written(folder, kind="experiment", format=1, model=model or fingerprint(), experiment={"by": by})


def test_runs_of_this_model_stay_where_they_are(tmp_path):
    folder = experiment(tmp_path / "out", "compare")
    assert make_room(folder, "run") == ""
    assert folder.exists()
    assert make_room(tmp_path / "new", "run") == ""


def test_runs_of_another_model_are_moved_beside_and_told(tmp_path):
    for place in ("out-0123abcd", "out-0123abcd-2"):
        folder = experiment(tmp_path / "out", "run", "0123abcd4567ef89")
        said = make_room(folder, "run")
        assert said.endswith(f"They are now in {tmp_path / place}.")
        assert (tmp_path / place / "manifest.json").exists()
        assert not folder.exists()


def test_runs_as_earlier_versions_kept_them_are_moved_beside(tmp_path):
    folder = save(tmp_path / "out", [plan("a")], [run("a", 1, 0.6)])
    assert make_room(folder, "run").endswith(f"{tmp_path / 'out-earlier'}.")
    assert (tmp_path / "out-earlier" / "series.parquet").exists()


@pytest.mark.parametrize("by", ["run", "compare"])
def test_a_sweep_an_analysis_and_the_files_of_others_are_refused(tmp_path, by):
    with pytest.raises(ResultsError, match=f"this folder holds what sweep made, which {by} does not replace"):
        make_room(experiment(tmp_path / "sweep", "sweep"), by)
    with pytest.raises(ResultsError, match="holds what optimise made"):
        make_room(written(tmp_path / "optimise", command="dpi-city optimise baseline"), by)
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ResultsError, match="holds files that dpi-city did not write"):
        make_room(tmp_path, by)
    with pytest.raises(ResultsError, match="this is a file"):
        make_room(tmp_path / "thesis.txt", by)
