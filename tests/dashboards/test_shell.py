"""No event of IPython happens on a page, and no mock is made for one."""

from __future__ import annotations

import subprocess
import sys

A_MESSAGE = """
import gc
from unittest.mock import MagicMock
import solara.server.app
from IPython import get_ipython
from solara.server.kernel import Kernel
from solara.server.kernel_context import VirtualKernelContext
from dashboards.engine.shell import SILENCE, without_mocks

without_mocks()
with VirtualKernelContext("page", Kernel(), "somebody"):
    for _ in range(3):
        events = get_ipython().events
        assert events is SILENCE
        events.register("post_execute", print)
        events.trigger("post_execute", "it happened")
        events.unregister("post_execute", print)
print(sum(isinstance(one, MagicMock) for one in gc.get_objects()), "mocks")
"""


def test_messages_leave_no_mocks_behind() -> None:
    ran = subprocess.run([sys.executable, "-c", A_MESSAGE], capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == "0 mocks\n"
