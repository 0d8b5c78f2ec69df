"""An older processor reckons the same city, to the last bit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
LIVED = """
from tests.laws.worlds import fingerprint, lived, scenario
print(fingerprint(lived(scenario({"use": "data_subsidy"}, {"use": "id_campaign"}))))
"""


def print_of(**settings: str) -> str:
    """The fingerprint of a city that lived in a process of its own."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    return subprocess.run(
        [sys.executable, "-c", LIVED], cwd=ROOT, env=known, check=True, capture_output=True, text=True
    ).stdout


def test_a_processor_without_the_newer_instructions_gives_the_same_bytes() -> None:
    """NumPy and OpenBLAS choose other loops there, whose last bits may differ; the city's must not."""
    newer = np.show_config(mode="dicts")["SIMD Extensions"]["found"]
    older = print_of(NPY_DISABLE_CPU_FEATURES=" ".join(newer), OPENBLAS_CORETYPE="Prescott")
    assert older == print_of() != ""
