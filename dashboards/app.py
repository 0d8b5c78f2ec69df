"""Serves the page: to this computer by default, and never from another one."""

from __future__ import annotations

import errno
import os
import secrets
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec

from sim.errors import DPICityError

PORT, LAST_PORT = 8765, 65_535
PAGE = "dashboards.pages.main"
SETTINGS = {
    "SOLARA_APP": PAGE,
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    "SOLARA_KERNEL_CULL_TIMEOUT": "10m",
    "SOLARA_KERNEL_GC_AFTER_CLOSE": "false",  # `tidy` looks for what is left, for all closed pages at once
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "dpi-city",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
    "REACTON_FAST": "1",  # a part of the page in which nothing has changed is passed over as a whole
}
HERE = ("127.0.0.1", "::1", "localhost")
"""The names under which a computer reaches itself, where compressing what is sent only costs time."""
LEAST_MESSAGE = 8_000_000  # bytes; the copy of the last work in a browser must fit
LOAD = "/resourcez"
"""Where Solara tells processor, memory and visitors of the computer that it runs on; closed in public."""
READYING = "The first comparison is being made; on the first start this takes a minute …"
NEEDS = 'The dashboard needs more than is installed. Try: pip install "dpi-city[dashboard]"'


def serve(
    host: str = "127.0.0.1",
    port: int = PORT,
    *,
    show: bool = False,
    public: bool = False,
    tell: Callable[[str], None] = print,
) -> None:
    """Serve the page until stopped. `show` opens a browser; `tell` receives the address, when it answers at once.

    Nobody is let in before the first screen can be shown: what it needs would be in each other's way.

    `public` limits what each page may ask for, and shows nothing of this computer (`dashboards.limits`).

    Raises `DPICityError` when a package is missing or the port is taken.
    """
    _require()
    _free(host, port)
    for name, value in SETTINGS.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("SOLARA_SESSION_SECRET_KEY", secrets.token_hex())
    from dashboards.engine.heaps import few_heaps
    from dashboards.engine.knowledge import SEEDS
    from dashboards.engine.tidy import asked_for_nothing, seldom, tidy
    from dashboards.engine.workshop import workshop
    from dashboards.limits import OWN, PUBLIC, limit_to, limits

    limit_to(PUBLIC if public else OWN)
    few_heaps()
    seldom()
    shop = workshop()
    first = threading.Event()
    threading.Thread(target=shop.warm, args=(SEEDS, first.set), daemon=True, name="warm").start()
    signal.signal(signal.SIGTERM, _end)
    tell(READYING)
    name = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "") else host
    end_idle = partial(asked_for_nothing, name, port)
    threading.Thread(target=tidy, args=(end_idle,), daemon=True, name="tidy").start()
    address = f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"

    def ready() -> None:
        tell(f"The dashboard: {address}   (Ctrl-C stops it)")
        if show:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    try:
        _listen(host, port, 2 * limits().upload, first, ready)
    finally:
        shop.close()


def _end(number: int, frame: object) -> None:
    """End as one ends by hand: what was begun is closed."""
    raise SystemExit(128 + number)


def _listen(host: str, port: int, most: int, first: threading.Event, ready: Callable[[], None]) -> None:
    # Reacton looks for pandas.DataFrame whenever a state changes, as soon as pandas is among the loaded
    # modules. While a job in the background was still loading it, the click of that moment was lost.
    import pandas  # noqa: F401
    import uvicorn
    from solara.server.starlette import app

    from dashboards.engine.shell import without_mocks
    from dashboards.limits import limits
    from dashboards.plans.place import cities

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    without_mocks()
    if not limits().folders:
        app.router.routes[:] = [r for r in app.router.routes if getattr(r, "path", "") != LOAD]
    cities()  # all city files are read while the workers compute, not when the first page is opened
    first.wait()
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", ws_max_size=max(most, LEAST_MESSAGE),
        ws_per_message_deflate=host not in HERE,
    )  # fmt: skip
    Server(config).run()


def _require() -> None:
    for package in ("solara", "solara_assets", "uvicorn"):
        if find_spec(package) is None:
            raise DPICityError(NEEDS)


def _free(host: str, port: int) -> None:
    """Refuse a port that another program listens on, before any work is done."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            reason = error.strerror or "not possible"
            raise DPICityError(f"--host {host} --port {port}: {reason}. {_other(error, port)}") from None


def _other(error: OSError, port: int) -> str:
    """What to type instead."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return "Give an address of this computer, such as --host 127.0.0.1."
    free = PORT if error.errno == errno.EACCES else port + 1 if port < LAST_PORT else port - 1
    return f"Give another, such as --port {free}."
