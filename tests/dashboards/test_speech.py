"""The language of a page: looked up where Solara keeps it, for each page on its own."""

from __future__ import annotations

import subprocess
import sys

TWO_PAGES = """
import solara.server.starlette
from solara.server.kernel import Kernel
from solara.server.kernel_context import VirtualKernelContext
from dashboards.speech import SPOKEN, spoken

def said():
    print(spoken(), SPOKEN.peek())

first, second = (VirtualKernelContext(id=name, kernel=Kernel(), session_id=name) for name in ("one", "two"))
with first:
    said()
    SPOKEN.set("fr")
with second:
    said()
    SPOKEN.set("ar")
    said()
with first:
    said()
print(spoken())
"""


def test_two_pages_of_one_server_speak_their_own_languages() -> None:
    done = subprocess.run([sys.executable, "-c", TWO_PAGES], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["en en", "en en", "ar ar", "fr fr", "None"], done.stderr
