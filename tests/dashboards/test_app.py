"""The server: what it has ready before it listens."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from dashboards.app import _free
from sim.errors import DPICityError
from tests.dashboards.conftest import serving, told

LISTENS = """
import sys, threading, uvicorn
from dashboards import app

class Config:
    def __init__(self, *args, **more):
        print("pandas" in sys.modules and hasattr(sys.modules["pandas"], "DataFrame"), more["ws_per_message_deflate"])

async def listening(*args):
    from dashboards.plans.place import cities
    print("listens", cities.cache_info().currsize)

def run(self):
    import asyncio
    asyncio.run(self.startup())

uvicorn.Config = Config
uvicorn.Server.__init__ = lambda self, config: None
uvicorn.Server.startup = listening
uvicorn.Server.run = run
first = threading.Event()
threading.Timer(0.5, lambda: (print("first screen"), first.set())).start()
app._listen("127.0.0.1", 1, 0, first, lambda: print("told"))
app._listen("0.0.0.0", 1, 0, first, lambda: print("told"))
"""


def test_the_address_is_told_when_the_first_screen_is_there_and_the_server_listens() -> None:
    """All cities are read, pandas is loaded before anybody can click, and only what travels is compressed."""
    said = subprocess.run([sys.executable, "-c", LISTENS], capture_output=True, text=True, check=True)
    assert said.stdout.splitlines() == [
        "first screen", "True False", "listens 1", "told", "True True", "listens 1", "told"
    ]  # fmt: skip


@pytest.mark.parametrize(("host", "instead"), [
    ("no.such.host.invalid", "Give an address of this computer, such as --host 127.0.0.1."),
    ("192.0.2.1", "Give an address of this computer, such as --host 127.0.0.1."),
])  # fmt: skip
def test_a_host_that_is_not_this_computer_is_told(host: str, instead: str) -> None:
    with pytest.raises(DPICityError) as told:
        _free(host, 8765)
    assert str(told.value).endswith(instead)


def test_a_port_that_is_taken_is_told_with_one_that_can_be_given() -> None:
    for port, other in ((0, 1), (65_535, 65_534)):
        with socket.socket() as taken:
            try:
                taken.bind(("127.0.0.1", port))
            except OSError:
                pytest.skip(f"port {port} is in use")
            taken.listen()
            number = taken.getsockname()[1]
            with pytest.raises(DPICityError, match=f"such as --port {other if port else number + 1}."):
                _free("127.0.0.1", number)


def _workers(process: int) -> list[int]:
    """The processes that a process has begun."""
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as listed:
        return [int(one) for one in listed.read().split()]


def _runs(process: int) -> bool:
    """Whether a process still does anything; one that has ended may stand in the list for a while."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as told_of:
            return told_of.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(
    not os.path.exists("/proc/self/task"), reason="processes are looked up as Linux tells them"
)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_server_that_is_told_to_end_leaves_no_process_and_no_word_of_python(number, code, tmp_path) -> None:
    with serving(where=tmp_path) as (address, server):
        began = _workers(server.pid)
        assert len(began) > 1
        server.send_signal(number)
        assert server.wait(timeout=60) == code
        end = time.monotonic() + 10
        while (left := [one for one in began if _runs(one)]) and time.monotonic() < end:
            time.sleep(0.1)
        assert left == []
        said = told(address)
        assert "Traceback" not in said
        assert "Warning" not in said
