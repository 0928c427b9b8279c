"""The speaking of one book: which engine, which requests, where clips come from, what stands in for what fails."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import Incomplete, TextError
from audiobook.language.syllables import count_syllables
from audiobook.model import Clip, SpeechRequest, Utterance, Voice
from audiobook.pipeline.lexicon import lexicon_of
from audiobook.pipeline.tracks import TrackPlan

if TYPE_CHECKING:
    from audiobook.pipeline.auditions import Auditions
    from audiobook.speech.cluster import Cluster
    from audiobook.speech.engine import Engine
    from audiobook.speech.render import Fallback, Progress, Rendering


@dataclass(frozen=True, slots=True)
class Step:
    """Told while a build goes on: how much is spoken, or a message."""

    done: int
    total: int
    note: str
    message: str = ""
    playable: Path | None = None
    """The MP3 that `message` tells of: from now on it can be played."""


Show = Callable[[Step], None]


def ignore(step: Step) -> None:
    """Shows nothing."""


Settled = Callable[[str, Clip | None, str], None]
"""Told the digest of each sentence with its clip and why another engine spoke it, or None and why nobody could."""


def nobody(digest: str, clip: Clip | None, reason: str) -> None:
    """Is told, and does nothing."""


class Speaking:
    """The engine and voice of one book, and the clips they make; `folders` may hold a lexicon.tsv. `ready`: voices that
    are loaded already, where somebody keeps them."""

    def __init__(self, settings: Settings, folders: Sequence[Path], ready: Auditions | None = None) -> None:
        from audiobook.speech.cache import Cache
        from audiobook.speech.engine import create

        self.settings, self.folders, self.ready = settings, folders, ready
        self.engine: Engine = ready.engine(settings) if ready else create(settings.speech.engine, settings)
        self.voice = settings.speech.voice or self.engine.default_voice()
        self.cache = Cache(settings.cache / "clips")
        self.warnings: list[str] = []
        self.refused: dict[SpeechRequest, str] = {}
        """What the engine cannot be asked to speak, and why."""

    def durations(self, plans: Sequence[TrackPlan], progress: Show) -> list[list[int]]:
        """Milliseconds of every utterance, pause included; speaks what is missing. Raises `Incomplete`: sittings need
        them all."""
        from audiobook.audio.clips import spoken_ms

        rendering = self.speak(plans, progress)
        if rendering.failures:
            raise Incomplete(
                missing_sentences(plans, {failure.request: failure.reason for failure in rendering.failures})
            )
        lengths = {digest: spoken_ms(clip) for digest, clip in rendering.clips.items()}
        return [
            [
                lengths[self.cache.digest(request)] + utterance.pause_ms
                for utterance, request in zip(plan.script.utterances, plan.requests, strict=True)
            ]
            for plan in plans
        ]

    def request(self, utterance: Utterance) -> SpeechRequest:
        """What the engine would be sent for `utterance`; where it cannot speak it, a request that is `refused`.

        Raises `UnknownVoice`, `ConfigError`.
        """
        name = self.settings.speech.voices.get(utterance.role, self.voice)
        try:
            return self.engine.request(utterance, Voice(self.engine.name, name, self.settings.speech.rate))
        except TextError as error:
            # a character without a reading is the trouble of its sentence, not of the book
            request = SpeechRequest(
                engine=self.engine.name,
                engine_version="",
                voice=name,
                rate=self.settings.speech.rate,
                payload=utterance.spoken,
                syllables=max(1, count_syllables(utterance.spoken)),
                language=utterance.language,
            )
            self.refused[request] = str(error).removeprefix(f"{utterance.written!r}: ")
            return request

    def speak(self, plans: Sequence[TrackPlan], progress: Show, settled: Settled = nobody) -> Rendering:
        """The clips of all `plans`, in their order; only those that are nowhere yet are spoken."""
        from audiobook.speech.render import render

        requests = [request for plan in plans for request in plan.requests]
        chapters = [place for place, plan in enumerate(plans) for _ in plan.requests]
        workers = self.settings.speech.workers
        with self._shared(requests, progress) as send, self._executor(requests) as executor:

            def show(now: Progress) -> None:
                if now.clip is not None and now.done > now.reused:
                    send(now.clip.path)
                settled(self.cache.digest(now.request), now.clip, now.reason)
                if now.syllables_total:
                    note = f"{now.done} of {now.total} sentences"
                    progress(Step(now.syllables, now.syllables_total, note))

            return render(
                requests,
                self.engine,
                self.cache,
                workers=workers or (executor.slots if executor else None),
                retries=self.settings.speech.retries,
                progress=show,
                executor=executor or (self.ready.executor if self.ready else None),
                fallback=self.fallback(plans),
                refused=self.refused,
                chapters=chapters,
            )

    @contextmanager
    def _shared(self, requests: Sequence[SpeechRequest], progress: Show) -> Iterator[Callable[[Path], None]]:
        """Brings clips from the object store, if there is one, and takes those that are to be sent to it."""
        if self.settings.speech.store is None:
            yield lambda path: None
            return
        from audiobook.speech.remote import Remote

        remote = Remote(self.settings.speech.store)
        wanted = [self.cache.digest(request) for request in requests]
        remote.fetch(wanted, self.cache, fetched=lambda n: progress(Step(0, 0, "", f"{n} sentences fetched")))
        try:
            with remote.sending() as sender:
                yield sender.add
        finally:
            if remote.trouble and remote.trouble not in self.warnings:
                self.warnings.append(remote.trouble)

    def _executor(self, requests: Sequence[SpeechRequest]) -> AbstractContextManager[Cluster | None]:
        """The cluster, if there is one and something to speak; else None, and this machine speaks."""
        address = self.settings.speech.cluster
        asked = [request for request in requests if request not in self.refused]
        if address is None or all(self.cache.path(self.cache.digest(request)).is_file() for request in asked):
            return nullcontext()
        from audiobook.speech.cluster import connected

        return connected(address, self.cache.directory)

    def fallback(self, plans: Sequence[TrackPlan]) -> Fallback | None:
        """The engine that stands in for what ours cannot speak, if the user named one."""
        from audiobook.narration.compose import with_words
        from audiobook.speech.engine import create
        from audiobook.speech.render import Fallback

        if self.settings.speech.fallback is None:
            return None
        other = create(self.settings.speech.fallback, self.settings)
        lexicon = lexicon_of(self.settings, *self.folders)
        said = {
            request: utterance
            for plan in plans
            for request, utterance in zip(plan.requests, plan.script.utterances, strict=True)
        }

        def request(failed: SpeechRequest) -> SpeechRequest:
            utterance = said[failed]
            if other.capabilities.takes != "words":
                spoken = lexicon.substitute(utterance.spoken, other.name)
                utterance = dataclasses.replace(utterance, spoken=spoken)
            elif not utterance.words:
                utterance = with_words([utterance], lexicon)[0]
            return other.request(utterance, Voice(other.name, other.default_voice(), failed.rate))

        return Fallback(other, request)


def missing_sentences(plans: Sequence[TrackPlan], failed: Mapping[SpeechRequest, str]) -> str:
    """The sentences that are missing, each with its article and the reason, in one line."""
    lost = [
        f"{plan.script.kind} {plan.script.number} “{utterance.written}” ({failed[request]})"
        for plan in plans
        for utterance, request in zip(plan.script.utterances, plan.requests, strict=True)
        if request in failed
    ]
    total = sum(len(plan.requests) for plan in plans)
    shown = "; ".join(lost[:5]) + (f"; and {len(lost) - 5} more" if len(lost) > 5 else "")
    return (
        f"{len(lost)} of {total} sentences could not be spoken: {shown}. The rest is done and kept; "
        f"the same command tries these again"
    )
