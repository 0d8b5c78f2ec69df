"""Threads that compute for a page belong to it, and leave nothing behind."""

from __future__ import annotations

import subprocess
import sys

PAGE_WITH_A_THREAD = """
import threading
import solara.server.app  # the server's own threads, as while it serves
from solara.server.kernel import Kernel
from solara.server.kernel_context import VirtualKernelContext, get_current_context, has_current_context
from dashboards.engine.threads import begin

def told(*given):
    said.append((given, has_current_context() and get_current_context() is page))
    done.set()

def tried():
    done.clear()
    begin(told, 1, "two", name="tried")
    assert done.wait(30)
    for thread in threading.enumerate():
        if thread.name == "tried":
            thread.join(30)

said, done, page = [], threading.Event(), None
tried()
page = VirtualKernelContext("page", Kernel(), "somebody")
with page:
    tried()
print(said, [t.name for t in threading.enumerate() if t.name.startswith("Dummy")])
"""


def test_a_thread_joins_the_page_that_begins_it_and_leaves_no_dummy() -> None:
    done = subprocess.run([sys.executable, "-c", PAGE_WITH_A_THREAD], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[((1, 'two'), False), ((1, 'two'), True)] []"
