"""The server: what it has ready before it listens."""

from __future__ import annotations

import subprocess
import sys

LISTENS = """
import sys, uvicorn
from dashboards import app

def run(*args, **more):
    print("pandas" in sys.modules and hasattr(sys.modules["pandas"], "DataFrame"), more["ws_per_message_deflate"])

uvicorn.run = run
app._listen("127.0.0.1", 1, 0)
app._listen("0.0.0.0", 1, 0)
"""


def test_pandas_is_loaded_before_anybody_can_click_and_only_what_travels_is_compressed() -> None:
    said = subprocess.run([sys.executable, "-c", LISTENS], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == ["True False", "True True"]
