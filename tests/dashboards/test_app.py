"""The server: what it has ready before it listens."""

from __future__ import annotations

import subprocess
import sys

LISTENS = """
import sys, uvicorn
from dashboards import app

def run(*args, **more):
    print("pandas" in sys.modules and hasattr(sys.modules["pandas"], "DataFrame"))

uvicorn.run = run
app._listen("127.0.0.1", 1, 0)
"""


def test_pandas_is_loaded_before_anybody_can_click() -> None:
    said = subprocess.run([sys.executable, "-c", LISTENS], capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["True"]
