"""`build --listen`: every clip is recognised as it comes, and one that is misheard is said another way.

    speaking ──clips──▶ listening (one thread) ──clips that are understood best──▶ joining

What a clip is heard as depends on its sound alone, and which way is taken on what is heard, so the book is the same on
any number of workers. What was heard is kept, and nothing is listened to twice.
"""

from __future__ import annotations

import hashlib
import json
import pickle
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.errors import CacheError
from audiobook.language.syllables import count_syllables
from audiobook.model import Clip, SpeechRequest, Utterance
from audiobook.pipeline.heard import Comparison, compare, foreign, units
from audiobook.speech import cache as clips
from audiobook.speech import listener, rephrasing
from audiobook.speech.engine import Engine, let_go
from audiobook.system import files
from audiobook.system.pcm import Samples

if TYPE_CHECKING:
    from audiobook.speech.listener import Listener

VERSION = "listened/1"
"""Part of what a track is made from; raised when other clips may be chosen."""
_SHARE, _LEAST = 0.1, 2
"""A clip is misheard from this share of its units on, and from so many: the listener itself errs in one of fifty."""
_SHORT = 6
"""Fewer units than this it cannot tell apart: 两封信 is heard as 亮风细 in a good voice."""

Settled = Callable[[str, Clip | None, str], None]


@dataclass(frozen=True, slots=True)
class Misheard:
    """A sentence that was not understood, as it is in the book."""

    utterance: Utterance
    comparison: Comparison


class Ears:
    """Hears clips, and keeps what it heard below `folder`; the recogniser is loaded for the first that is new."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._listener: Listener | None = None

    def hear(self, clip: Clip, language: str) -> str:
        """What is understood of `clip`. Raises `EngineMissing`, `CacheError`."""
        speech = clips.read(clip)
        return self.hear_samples(speech.samples, speech.sample_rate, language)

    def hear_samples(self, samples: Samples, sample_rate: int, language: str) -> str:
        """What is understood of sound that is no clip. Raises as `hear`."""
        facts = [listener.VERSION, language[:2], sample_rate]
        key = hashlib.sha256(json.dumps(facts).encode() + samples.tobytes()).hexdigest()
        path = self._folder / "heard" / key[:2] / f"{key}.txt"
        try:
            return files.read(path).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            self._listener = self._listener or listener.Listener(self._folder)
            heard = self._listener.hear(samples, sample_rate, language)
            files.write(path, heard.encode(), error=CacheError)
            return heard


class Listening:
    """Listens to the clips that `settled` tells of, in a thread of its own, and passes on what is understood best.

    `said`: by the digest of each request, the request and what it says. A context: whatever ends it ends the work.
    """

    def __init__(
        self,
        said: Mapping[str, tuple[SpeechRequest, Utterance]],
        engine: Engine,
        cache: clips.Cache,
        ears: Ears,
        pass_on: Settled,
    ) -> None:
        self._said, self._cache, self._ears, self._pass_on = said, cache, ears, pass_on
        # the builder's engine may be speaking in threads
        self._engine: Engine = pickle.loads(pickle.dumps(engine))
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="audiobook-listen")
        self._under_way: deque[tuple[str, str, Future[tuple[Clip, Misheard | None]]]] = deque()
        self._done = 0
        self.mended = 0
        """Sentences that are said another way now."""
        self.misheard: list[Misheard] = []
        """Those that are not understood, whatever was tried."""

    def settled(self, digest: str, clip: Clip | None, reason: str) -> None:
        """A sentence is spoken, or cannot be; raises what listening to earlier ones raised."""
        if clip is None:
            self._pass_on(digest, clip, reason)
        else:
            self._under_way.append((digest, reason, self._pool.submit(self._best, digest, clip)))
        while self._under_way and self._under_way[0][2].done():
            self._next()

    def finish(self, progress: Callable[[int, int], None]) -> None:
        """Wait until all are listened to; `progress` is told how many are done, and how many there are."""
        while self._under_way:
            progress(self._done, self._done + len(self._under_way))
            self._next()

    def report(self) -> list[str]:
        """A line on those that are said another way, and one for each that stays misheard."""
        lines = [f"{self.mended} sentences were misheard and are said another way now"] if self.mended else []
        return lines + [
            f"misheard: “{each.utterance.written.strip()}” was heard as “{each.comparison.heard}”"
            for each in self.misheard
        ]

    def _next(self) -> None:
        digest, reason, future = self._under_way.popleft()
        clip, misheard = future.result()
        self._done += 1
        self.mended += clip.digest != digest and not reason
        if misheard is not None:
            self.misheard.append(misheard)
        self._pass_on(digest, clip, reason)

    def _best(self, digest: str, clip: Clip) -> tuple[Clip, Misheard | None]:
        """The clip that says the sentence best, and what is wrong with it if that is not well."""
        request, utterance = self._said[digest]
        if len(units(utterance.spoken, utterance.language)) < _SHORT:
            return clip, None
        best, comparison = clip, self._compared(clip, utterance)
        if not is_misheard(comparison, utterance):
            return best, None
        if clip.digest == digest:  # what another engine spoke has no other way
            for way in rephrasing.ways(self._engine, request):
                other = rephrasing.spoken(way, self._engine, self._cache)
                if other is None:
                    continue
                heard = self._compared(other, utterance)
                if heard.errors < comparison.errors:
                    best, comparison = other, heard
                if not is_misheard(comparison, utterance):
                    return best, None
        return best, Misheard(utterance, comparison)

    def _compared(self, clip: Clip, utterance: Utterance) -> Comparison:
        return compare(utterance.spoken, self._ears.hear(clip, utterance.language), utterance.language)

    def __enter__(self) -> Listening:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)
        let_go(self._engine)


def is_misheard(comparison: Comparison, utterance: Utterance) -> bool:
    """Whether more of a sentence was heard wrongly than a listener errs; what stands in it of the other language may be
    written in any way."""
    errors = comparison.errors - count_syllables(foreign(utterance.spoken, utterance.language))
    return errors >= max(_LEAST, _SHARE * comparison.units)
