"""A silent engine that takes its time and notes which process it speaks in; a module, so that workers can import it."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from audiobook.model import SpeechRequest, Utterance, Voice
from audiobook.speech.engine import Speech
from audiobook.speech.silence import Silence


class Linger(Silence):
    """Silence, a tenth of a second late."""

    def __init__(self, options: Mapping[str, Any], cache: Path) -> None:
        super().__init__(options, cache)
        self.log = cache / "calls.log"

    def calls(self) -> list[tuple[int, str]]:
        """Process and payload of every call so far, from all processes."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [(int(pid), payload) for line in lines for pid, _, payload in [line.partition(" ")]]

    def speak(self, request: SpeechRequest) -> Speech:
        """As silence does, later."""
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {request.payload}\n")
        time.sleep(0.1)
        return super().speak(request)


def sentences(engine: Any, count: int = 20) -> list[Any]:
    """Different ones."""
    voice = Voice("silence", engine.default_voice())
    texts = [
        f"山里的花开了{'一二三四五六七八九十'[n % 10]}{'春夏秋冬'[n // 10]}，水边的鸟飞走了，没有人说话。"
        for n in range(count)
    ]
    return [engine.request(Utterance(n, "body", text, text, 0), voice) for n, text in enumerate(texts, start=1)]
