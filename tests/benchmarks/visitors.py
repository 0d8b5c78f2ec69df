"""Visitors without a browser: each keeps a page open over the page's own web socket, and moves its slider.

A visitor does for the server all that a browser does: it fetches the page, gets a kernel, has the page built,
tells what is out of sight in a window of 1366×768, sends what a pressed slider sends, and waits for the message
with the changed chart. It draws nothing, so many of them cost the computer little.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect

CHART = "over-time"
CONTROL = "solara.control"
BELOW = ({"back", "content"}, {"crises"})
"""What the strip beside the levers and the timeline are told when they are made."""
PATIENCE = 60.0  # seconds
STRIDE = (
    0.05  # how far a slider is moved at once; a smaller step may leave every point of the chart where it was
)


@dataclass(slots=True)
class Visitor:
    """One open page. `chart` and `levers` are the parts of the page by their name on the wire."""

    address: str
    talk: ClientConnection
    kernel: str
    page: str
    chart: str = ""
    levers: str = ""
    lever: str = ""
    value: float = 0.0
    way: float = 0.0
    complete: bool = False
    charts: int = 0
    heard: int = 0
    hidden: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    listening: asyncio.Task[None] | None = None

    async def say(self, kind: str, **content: Any) -> None:
        """Send a message as a browser would."""
        header = {
            "msg_id": uuid4().hex, "msg_type": kind, "session": self.page, "username": "", "version": "5.2",
            "date": datetime.now(UTC).isoformat(),
        }  # fmt: skip
        whole = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
            "buffers": [],
        }
        await self.talk.send(json.dumps(whole))

    async def listen(self) -> None:
        """Take in what the server says until the page closes."""
        async for text in self.talk:
            self.heard += len(text)
            content = json.loads(text)["content"] if isinstance(text, str) else {}
            if "comm_id" in content:
                self.seen(content["comm_id"], content.get("data", {}).get("state", {}))
            while self.hidden:
                await self.happen(self.hidden.pop(), "see", False)

    def seen(self, part: str, state: dict[str, Any]) -> None:
        """Note what is told about one part."""
        if state.get("name") == CHART and "option" in state:
            self.chart = part
        if state.get("waits") or any(told <= state.keys() for told in BELOW):
            self.hidden.append(part)  # `waits` is a small chart
        if "complete" in state:
            self.complete = bool(state["complete"])
        if "start" in state and "content" in state and not self.levers:
            self.levers = part
            self.find(state["content"], json.loads(state["values"]))
        if part == self.chart and "option" in state:
            self.charts += 1
        self.news.set()

    def find(self, content: str, values: dict[str, float]) -> None:
        """The first slider of the page, as a browser shows it."""
        cards = [card for group in json.loads(content) for card in group["cards"] if card["on"]]
        self.lever = cards[0]["levers"][0]["id"]
        self.stand(values[self.lever])

    def stand(self, value: float) -> None:
        """Where the slider is taken to stand; it is moved away from the nearer end, to values it has not had."""
        self.value, self.way = value, STRIDE if value <= 0.5 else -STRIDE

    async def until(self, true: Any) -> None:
        """Wait for something to be told."""
        async with asyncio.timeout(PATIENCE):
            while not true():
                self.news.clear()
                await self.news.wait()

    async def rested(self) -> None:
        """Wait until all cities are in the answer."""
        await self.until(lambda: self.complete)

    async def happen(self, part: str, event: str, data: Any) -> None:
        """Send what a part sends when something happens to it."""
        content = {"event": event, "data": data}
        await self.say("comm_msg", comm_id=part, data={"method": "custom", "content": content})

    async def moved(self) -> float:
        """Milliseconds from a press on the slider to the message with the changed chart."""
        self.value = round(self.value + self.way, 4)
        known, began = self.charts, time.perf_counter()
        further = {"id": self.lever, "value": self.value, "next": round(self.value + self.way, 4)}
        await self.happen(self.levers, "move", further)
        await self.until(lambda: self.charts > known)
        return 1000 * (time.perf_counter() - began)

    async def leave(self) -> None:
        """Close the page as a browser does: it says so, and then the socket ends."""
        await asyncio.to_thread(
            asked, self.address, f"/_solara/api/close/{self.kernel}?session_id={self.page}", "POST"
        )
        await self.talk.close()
        if self.listening:
            await self.listening


def asked(address: str, path: str, method: str = "GET") -> str:
    """The cookies that come with an answer of the server."""
    place = urlsplit(address)
    line = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)
    line.request(method, path)
    answer = line.getresponse()
    answer.read()
    cookies = [value.split(";")[0] for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    line.close()
    return "; ".join(cookies)


async def visit(address: str) -> Visitor:
    """A new page with its first chart."""
    cookies = await asyncio.to_thread(asked, address, "/")
    kernel, page = str(uuid4()), str(uuid4())
    place = f"ws://{urlsplit(address).netloc}/jupyter/api/kernels/{kernel}/channels?session_id={page}"
    talk = await connect(place, additional_headers={"Cookie": cookies}, max_size=None)
    one = Visitor(address, talk, kernel, page)
    one.listening = asyncio.create_task(one.listen())
    control = uuid4().hex
    await one.say("comm_open", comm_id=control, target_name=CONTROL, data={})
    run = {"path": "", "themes": {"light": {}, "dark": {}}, "dark": False}
    await one.say("comm_msg", comm_id=control, data={"method": "run", "args": run})
    await one.until(lambda: one.chart)
    return one
