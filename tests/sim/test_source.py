"""What is compiled belongs to one version of the model's source, down to constants that stand in other files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from sim.source import KEPT, ROOT

ASK = "from sim.service_choice import service_barrier; print(service_barrier(0, 2, True, 0, 1.0, 0.0, False))"
CODE = "from sim.choice import AWARENESS; print(AWARENESS)"


def said(folder: Path, script: str) -> str:
    """What a process of its own prints that takes the model from `folder`."""
    own = {name: value for name, value in os.environ.items() if name != "NUMBA_CACHE_DIR"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=own, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def compiled(folder: Path) -> list[Path]:
    """The folders with compiled code."""
    return list((folder / "sim" / "__pycache__").glob("numba-*"))


def test_a_constant_that_changes_in_another_file_is_not_taken_from_what_was_compiled_before(tmp_path):
    shutil.copytree(ROOT, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    codes = tmp_path / "sim" / "choice.py"
    assert said(tmp_path, ASK) == said(tmp_path, CODE)
    before = compiled(tmp_path)
    assert len(before) == 1
    assert list(before[0].rglob("*.nbi"))
    text = codes.read_text("utf-8")
    codes.write_text(text.replace("ACCOUNT, AWARENESS,", "AWARENESS, ACCOUNT,"), encoding="utf-8")
    assert said(tmp_path, ASK) == said(tmp_path, CODE)
    assert len(compiled(tmp_path)) == 2


def test_only_the_last_few_versions_are_kept(tmp_path):
    shutil.copytree(ROOT, tmp_path / "sim", ignore=shutil.ignore_patterns("__pycache__"))
    for number in range(KEPT + 3):
        (tmp_path / "sim" / "__pycache__" / f"numba-{number}").mkdir(parents=True)
    said(tmp_path, "import sim.kernels")
    assert len(compiled(tmp_path)) == KEPT
