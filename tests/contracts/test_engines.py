"""One contract for all engines: real protocols on loopback, the real embedded voice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from edge_server import EdgeServer
from openai_server import Answer, OpenAIServer, wav

from audiobook.speech.contract import EngineContract
from audiobook.speech.edge import Edge
from audiobook.speech.kokoro.engine import Kokoro
from audiobook.speech.openai import OpenAI
from audiobook.speech.silence import Silence


class TestSilence(EngineContract):
    """`silence` keeps the contract."""

    factory = Silence


class TestEdge(EngineContract):
    """`edge` keeps the contract, spoken to by a server of the same protocol."""

    factory = Edge

    @pytest.fixture(autouse=True)
    def service(self) -> Iterator[None]:
        """The service on loopback."""
        with EdgeServer(latency_s=0.05) as server:
            type(self).options = {"endpoint": server.url}
            yield


class TestOpenAI(EngineContract):
    """`openai` keeps the contract."""

    factory = OpenAI

    @pytest.fixture(autouse=True)
    def service(self) -> Iterator[None]:
        """A server that knows its voices."""

        def answer(body: dict, earlier: int) -> Answer:  # type: ignore[type-arg]
            if body["voice"] != "alloy":
                return Answer(f'{{"detail": "no voice {body["voice"]}"}}'.encode(), 400)
            return Answer(wav(body["input"], speed=body["speed"]))

        with OpenAIServer(answer=answer) as server:
            type(self).options = {"base_url": server.base_url}
            yield


@pytest.mark.kokoro
class TestKokoro(EngineContract):
    """`kokoro` keeps the contract, with the real model."""

    factory = Kokoro

    @pytest.fixture(autouse=True)
    def model(self, voice_cache: Path) -> None:
        """The model joined once, for all tests."""
        self.place = voice_cache

    def engine(self, cache: Path) -> Kokoro:
        """With that model."""
        return Kokoro(self.options, self.place)
