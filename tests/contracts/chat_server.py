"""A server with `/v1/chat/completions` on loopback that says what a test wants, well and badly behaved."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from loopback import Loopback, stall

Row = dict[str, Any]


@dataclass
class Answer:
    """What is sent, where it is no plain text of the model."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    stall: bool = False
    endless: bool = False
    """Send the body again and again, until the client has had enough."""
    cut: bool = False
    """End the connection after half of the body."""


def chat(text: object, end: str = "stop") -> bytes:
    """A whole answer as the protocol has it."""
    return json.dumps({"choices": [{"message": {"content": text}, "finish_reason": end}]}).encode()


def drafts(questions: Sequence[Row] = (), summary: Sequence[Row] = ()) -> str:
    """What the model writes about an article."""
    return json.dumps({"questions": list(questions), "summary": list(summary)}, ensure_ascii=False)


def cites(user: str, *begins: str) -> list[int]:
    """The numbers of the sentences that begin so in a request."""
    return [int(next(n for n, text in re.findall(r"\[(\d+)\] (.*)", user) if text.startswith(b))) for b in begins]


@dataclass
class ChatServer(Loopback):
    """Serves while it is entered."""

    write: Callable[[str], str | Answer] = lambda user: drafts()
    """The numbered article -> drafts."""
    answer: Callable[[str], str | Answer] = lambda user: '{"answer": "无"}'
    """The cited sentences and the question -> the answer."""
    talk: Callable[[str], str | Answer] = lambda user: '{"dialogue": []}'
    """The numbered article -> a dialogue."""
    models: tuple[str, ...] | Answer = ("m1",)
    """What the server says it has."""
    bodies: list[Row] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    def routes(self, application: web.Application) -> None:
        """Both addresses."""
        application.router.add_post("/v1/chat/completions", self._chat)
        application.router.add_get("/v1/models", self._models)

    @property
    def base_url(self) -> str:
        """What goes into the settings."""
        return f"{self.url}/v1"

    async def _models(self, request: web.Request) -> web.StreamResponse:
        self.keys.append(request.headers.get("Authorization"))
        if isinstance(self.models, Answer):
            return web.Response(body=self.models.body, status=self.models.status, headers=self.models.headers)
        return web.json_response({"data": [{"id": name} for name in self.models]})

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        self.bodies.append(body)
        self.keys.append(request.headers.get("Authorization"))
        user = body["messages"][-1]["content"]
        system = body["messages"][0]["content"]
        drawn_up = self.talk if "对谈" in system or "dialogue of two" in system else self.write
        said = (self.answer if "\n问题：" in user or "\nQuestion: " in user else drawn_up)(user)
        answer = said if isinstance(said, Answer) else Answer(chat(said))
        if answer.stall:
            await stall()
        if answer.endless or answer.cut:
            response = web.StreamResponse(status=answer.status, headers=answer.headers)
            if answer.cut:
                response.content_length = len(answer.body)
            await response.prepare(request)
            try:
                await response.write(answer.body[: len(answer.body) // 2] if answer.cut else answer.body)
                while answer.endless:
                    await response.write(answer.body)
            except ConnectionError:
                return response
            assert request.transport is not None
            request.transport.close()
            return response
        return web.Response(body=answer.body, status=answer.status, headers=answer.headers)
