"""Firefox as it comes with Debian, driven by WebDriver BiDi, which it speaks: https://w3c.github.io/webdriver-bidi/

No driver of others' is needed: what such a program would do is a WebSocket with JSON in it.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import aiohttp

from tests.tools import tool
from tests.waiting import GUARD_S

T = TypeVar("T")
PREFERENCES = {
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    "app.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "intl.accept_languages": "zh-CN",
}
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


class Page:
    """A tab: every call waits until it is done, or fails."""

    def __init__(self, loop: asyncio.AbstractEventLoop, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._loop, self._socket = loop, socket
        self._count = 0
        self.trouble: list[str] = []
        """Errors on the console and exceptions."""
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._count += 1
        number = self._count

        async def ask() -> Any:
            await self._socket.send_json({"id": number, "method": method, "params": parameters})
            while True:
                answer = await self._socket.receive_json()
                if answer.get("method") == "log.entryAdded" and answer["params"]["level"] == "error":
                    told = answer["params"]["text"]
                    # a page that is left drops what its worker would have answered
                    if "ServiceWorker intercepted" not in told:
                        self.trouble.append(told)
                if answer.get("id") == number:
                    return answer

        answer = self._loop.run_until_complete(asyncio.wait_for(ask(), GUARD_S))
        assert answer["type"] == "success", answer
        return answer["result"]

    def resize(self, width: int, height: int) -> None:
        """The size of what is seen, in CSS pixels."""
        self._ask("browsingContext.setViewport", context=self._tab, viewport={"width": width, "height": height})

    def goto(self, url: str) -> None:
        """Open an address, until its page is loaded."""
        self._ask("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def reload(self) -> None:
        """The same page once more."""
        self._ask("browsingContext.reload", context=self._tab, wait="complete")

    def back(self) -> None:
        """As by the button of the browser."""
        self._ask("browsingContext.traverseHistory", context=self._tab, delta=-1)

    def address(self) -> str:
        """Where it is, also while one page follows another."""
        return str(self._ask("browsingContext.getTree", root=self._tab)["contexts"][0]["url"])

    def evaluate(self, expression: str) -> Any:
        """What a JavaScript expression, or the promise it gives, comes to: as JSON has it."""
        wrapped = f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))"
        target = {"context": self._tab}
        answer = self._ask("script.evaluate", expression=wrapped, target=target, awaitPromise=True, userActivation=True)
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def until(self, expression: str) -> None:
        """Wait until a JavaScript expression is true."""
        asking = f"const ask = () => {{ if ({expression}) done(true); else setTimeout(ask, 20); }}; ask();"
        self.evaluate(f"new Promise((done) => {{ {asking} }})")

    def click(self, selector: str) -> None:
        """Press the middle of the element, as a mouse does."""
        find = f"document.querySelector({json.dumps(selector)})"
        self.until(f"{find}?.offsetParent && !document.getAnimations().length")
        where = f"(({find}.scrollIntoView({{ block: 'center' }}), {find}.getBoundingClientRect()))"
        box = self.evaluate(f"(b => [b.left + b.width / 2, b.top + b.height / 2])({where})")
        x, y = (round(each) for each in box)
        moves = [
            {"type": "pointerMove", "x": x, "y": y},
            *({"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")),
        ]
        self._ask(
            "input.performActions", context=self._tab, actions=[{"type": "pointer", "id": "mouse", "actions": moves}]
        )

    def press(self, keys: str) -> None:
        """Type characters where the focus is."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask(
            "input.performActions", context=self._tab, actions=[{"type": "key", "id": "keys", "actions": actions}]
        )

    def choose(self, selector: str, *files: Path) -> None:
        """Give files to an element that asks for some, as its dialog does."""
        function = f"() => document.querySelector({json.dumps(selector)})"
        target = {"context": self._tab}
        found = self._ask("script.callFunction", functionDeclaration=function, target=target, awaitPromise=False)
        element = {"sharedId": found["result"]["sharedId"]}
        self._ask("input.setFiles", context=self._tab, element=element, files=[str(file.resolve()) for file in files])

    def screenshot(self, path: Path) -> None:
        """What is seen, as PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(self._ask("browsingContext.captureScreenshot", context=self._tab)["data"]))


@contextlib.contextmanager
def firefox(profile: Path) -> Iterator[Page]:
    """A page in a headless Firefox with a profile of its own in the folder `profile`."""
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
    (profile / "user.js").write_text("".join(lines), "utf-8")
    command = [tool("firefox-esr"), "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--remote-debugging-port", "0", "about:blank"]
    loop = asyncio.new_event_loop()
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as program:
        try:
            assert program.stderr is not None
            found = next(filter(None, map(LISTENING.search, program.stderr)))
            session = loop.run_until_complete(_open_session())
            socket = loop.run_until_complete(session.ws_connect(f"{found[1]}/session", max_msg_size=0))
            try:
                yield Page(loop, socket)
            finally:
                loop.run_until_complete(session.close())
        finally:
            program.terminate()
            loop.close()


async def _open_session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()
