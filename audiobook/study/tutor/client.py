"""What is asked of an OpenAI-compatible server, and what may come back: bounded in seconds, bytes and tries.

The key is read from the environment when it is needed and is in no setting, cache key, log or message.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import json
import os
import re
import threading
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from audiobook.system.redact import hide

KEY = "AUDIOBOOK_TUTOR_KEY"
MOST_BYTES = 1_000_000
"""Of an answer on the wire."""
LONGEST = 60_000
"""Characters of what the model says."""
TRIES = 2
T = TypeVar("T")
Messages = Sequence[dict[str, str]]


class Unanswered(Exception):
    """No answer came that could be used; never leaves the tutor."""

    def __init__(self, reason: str, *, final: bool = False, status: int = 0) -> None:
        super().__init__(hide(" ".join(reason.split()), [KEY])[:200])
        self.final = final
        """Asking again is of no use: the key, the address or the model is wrong."""
        self.status = status
        """What the server answered by HTTP; 0 where it was not that."""


def ask(base_url: str, model: str, messages: Messages, *, seconds: float) -> str:
    """What the model says. Raises `Unanswered` after at most `TRIES` tries of `seconds` each."""
    body: dict[str, Any] = {"model": model, "messages": list(messages), "temperature": 0, "stream": False}
    for left in reversed(range(TRIES)):
        try:
            return _in_a_loop(_asked(base_url, body, seconds))
        except Unanswered as error:
            # some models take no temperature but their own
            if "temperature" in body and "temperature" in str(error) and left:
                del body["temperature"]
            elif error.final or not left:
                raise
    raise AssertionError


def models(base_url: str, *, seconds: float) -> tuple[str, ...]:
    """The models that the server at `base_url` has, by name; none where it does not tell. Raises `Unanswered`."""
    try:
        answer = _in_a_loop(_sent(f"{base_url.rstrip('/')}/models", None, seconds))
    except Unanswered as error:
        if error.status in (404, 405, 501):
            return ()
        raise
    try:
        return tuple(str(each["id"]) for each in json.loads(answer.decode("utf-8"))["data"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return ()


def _in_a_loop(work: Coroutine[Any, Any, T]) -> T:
    """The result of `work`, in a thread of its own: who calls us may have an event loop already."""
    future: concurrent.futures.Future[T] = concurrent.futures.Future()

    def run() -> None:
        try:
            future.set_result(asyncio.run(work))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future.result()


async def _asked(base_url: str, body: dict[str, Any], seconds: float) -> str:
    return said(await _sent(f"{base_url.rstrip('/')}/chat/completions", body, seconds))


async def _sent(address: str, body: dict[str, Any] | None, seconds: float) -> bytes:
    """What is answered at `address` to `body`, or to the bare question what is there. Raises `Unanswered`."""
    import aiohttp

    key = os.environ.get(KEY, "").strip()
    headers = {"Accept-Encoding": "identity"} | ({"Authorization": f"Bearer {key}"} if key else {})
    try:
        async with (
            asyncio.timeout(seconds),
            # trust_env: proxies of the environment
            aiohttp.ClientSession(trust_env=True, auto_decompress=False) as session,
            # the text goes where the settings say, and nowhere else because somebody there says so
            session.request(
                "GET" if body is None else "POST", address, json=body, headers=headers, allow_redirects=False
            ) as response,
        ):
            content = bytearray()
            async for piece in response.content.iter_any():
                content += piece
                if len(content) > MOST_BYTES:
                    raise Unanswered(f"an answer of more than {MOST_BYTES:,} bytes")
            status, encoding = response.status, response.headers.get("Content-Encoding", "identity")
    except TimeoutError as error:
        raise Unanswered(f"no answer within {seconds:g} seconds") from error
    except (aiohttp.ClientError, OSError, ValueError) as error:
        number = getattr(error, "errno", None) or 0
        reason = os.strerror(number) if number > 0 else str(error)  # aiohttp's own texts show the inside of asyncio
        raise Unanswered(f"cannot be reached ({reason})") from error
    if status != 200:
        # what the request, the key or the address is refused for stays so
        final = status < 500 and status not in (408, 409, 425, 429)
        advice = {401: f"; set {KEY}", 403: f"; set {KEY}", 404: "; see study.tutor.base_url and model"}.get(status, "")
        raise Unanswered(f"HTTP {status}{advice}: {_excerpt(bytes(content))}", final=final, status=status)
    if encoding.strip().lower() not in ("", "identity"):
        raise Unanswered("an answer packed in a way nobody asked for", final=True)
    return bytes(content)


def _excerpt(content: bytes) -> str:
    """The server's own words; the message of an error in JSON if it is one."""
    text = content[:2000].decode("utf-8", "replace")
    try:
        tree = json.loads(text)
        error = tree.get("error", tree) if isinstance(tree, dict) else tree
        text = str(error.get("message", error) if isinstance(error, dict) else error)
    except (ValueError, RecursionError):
        text = re.sub(r"<[^>]*>", " ", text)
    return text.strip() or "no explanation"


def said(content: bytes) -> str:
    """The model's words in the server's answer. Raises `Unanswered` for what is no whole answer."""
    try:
        choice = json.loads(content.decode("utf-8"))["choices"][0]
        text, end = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as error:
        raise Unanswered("an answer that is none of a chat") from error
    if end == "length":
        raise Unanswered("an answer cut off in the middle")
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST:
        raise Unanswered("an answer without words, or with far too many")
    return text
