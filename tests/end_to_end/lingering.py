"""A silent engine that can be held up and notes which process it speaks in; a module, so that workers can import it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from audiobook.model import SpeechRequest, Utterance, Voice
from audiobook.speech.engine import Speech
from audiobook.speech.silence import Silence
from tests.waiting import until


class Linger(Silence):
    """Silence; while it is held every process speaks two sentences and stands still in the third."""

    def __init__(self, options: Mapping[str, Any], cache: Path) -> None:
        super().__init__(options, cache)
        self.log, self.held = cache / "calls.log", cache / "held"

    def calls(self) -> list[tuple[int, str]]:
        """Process and payload of every call so far, from all processes."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [(int(pid), payload) for line in lines for pid, _, payload in [line.partition(" ")]]

    def speak(self, request: SpeechRequest) -> Speech:
        """As silence does, when nobody holds it."""
        with self.log.open("a", encoding="utf-8") as file:
            file.write(f"{os.getpid()} {request.payload}\n")
        if sum(pid == os.getpid() for pid, _ in self.calls()) > 2:
            until(lambda: not self.held.exists())
        return super().speak(request)

    def release_when(self, what: Callable[[], object]) -> threading.Thread:
        """Hold it from now on until `what` has come; waits for it in a thread."""
        self.held.touch()

        def wait() -> None:
            try:
                until(what)
            finally:
                self.held.unlink()

        thread = threading.Thread(target=wait)
        thread.start()
        return thread


def sentences(engine: Any, count: int = 20) -> list[Any]:
    """Different ones."""
    voice = Voice("silence", engine.default_voice())
    texts = [
        f"山里的花开了{'一二三四五六七八九十'[n % 10]}{'春夏秋冬'[n // 10]}，水边的鸟飞走了，没有人说话。"
        for n in range(count)
    ]
    return [engine.request(Utterance(n, "body", text, text, 0), voice) for n, text in enumerate(texts, start=1)]
