"""Hearing a sentence at once: engines that stay loaded between one sentence and the next."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.pipeline.say import say

if TYPE_CHECKING:
    from audiobook.speech.engine import Engine


@dataclass(slots=True)
class Auditions:
    """Voices kept ready; the methods may be called from several threads, and one sentence is spoken at a time."""

    _engines: dict[str, Engine] = field(default_factory=dict)
    _warmed: list[Engine] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    # threads of a pool share the engine, and with it the model that it has loaded
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="audition"))

    def engine(self, settings: Settings) -> Engine:
        """The engine of `settings`, the same each time. Raises as `speech.engine.create`."""
        from audiobook.speech.engine import create

        key = repr((settings.speech.engine, settings.speech.device, settings.engines, settings.cache))
        with self._lock:
            if key not in self._engines:
                made = self._engines[key] = create(settings.speech.engine, settings)
                getattr(made, "one_at_a_time", lambda: None)()
            return self._engines[key]

    def warm(self, settings: Settings) -> None:
        """Has an engine that computes here load what it needs, in the background, before somebody waits for it. Raises
        as `engine`."""
        from audiobook.model import Utterance, Voice
        from audiobook.narration.compose import with_words
        from audiobook.narration.lexicon import Lexicon

        engine = self.engine(settings)
        if engine.capabilities.needs != "cpu" or engine in self._warmed:
            return
        self._warmed.append(engine)
        voice = Voice(engine.name, settings.speech.voice or engine.default_voice())
        (short,) = with_words([Utterance(1, "body", "一。", "一。", 0)], Lexicon())
        self._pool.submit(engine.speak, engine.request(short, voice))

    @property
    def executor(self) -> ThreadPoolExecutor:
        """Where its sentences are spoken."""
        return self._pool

    def hear(
        self,
        text: str,
        target: Path,
        settings: Settings,
        folders: Sequence[Path] = (),
        *,
        language: str = "zh",
        near: int | None = None,
    ) -> str:
        """Speaks `text` into an MP3 at `target` as a build would, and returns what was said; `folders` may hold a
        lexicon.tsv. `near`: of a sentence with pauses only what stands around this character, where speaking takes
        computing, and with it the time that somebody waits. Raises what `say` raises."""
        computes = self.engine(settings).capabilities.needs == "cpu"
        return say(
            text,
            target,
            settings,
            folders=folders,
            language=language,
            engine=self.engine(settings),
            executor=self._pool,
            near=near if computes else None,
        )

    def close(self) -> None:
        """Lets go of the engines."""
        from audiobook.speech.engine import let_go

        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            for engine in self._engines.values():
                let_go(engine)
            self._engines.clear()
