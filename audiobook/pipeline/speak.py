"""The speaking of one book: which engine, which requests, where clips come from, what stands in for what fails."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.errors import Incomplete, TextError
from audiobook.language.syllables import count_syllables
from audiobook.model import Clip, SpeechRequest, TimedWord, Utterance
from audiobook.pipeline.lexicon import lexicon_of
from audiobook.pipeline.tracks import TrackPlan

if TYPE_CHECKING:
    from audiobook.narration.lexicon import Lexicon
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
        from audiobook.speech.cast import Cast
        from audiobook.speech.engine import create

        self.settings, self.folders, self.ready = settings, folders, ready
        self.engine: Engine = ready.engine(settings) if ready else create(settings.speech.engine, settings)
        self.cast = Cast(self.engine, settings.speech)
        self.cache = Cache(settings.cache / "clips")
        self.warnings: list[str] = []
        self._other: Engine | None = None
        """The fallback, once it is known who that is."""
        self.refused: dict[SpeechRequest, str] = {}
        """What the engine cannot be asked to speak, and why."""
        if self._listens:
            from audiobook.speech import listener

            listener.check()

    def durations(self, plans: Sequence[TrackPlan], progress: Show) -> list[list[int]]:
        """Milliseconds of every utterance, pause included; speaks what is missing. Raises `Incomplete`: sittings need
        them all."""
        from audiobook.audio.clips import spoken_ms
        from audiobook.audio.phrasing import gaps

        rendering = self.speak(plans, progress)
        if rendering.failures:
            raise Incomplete(
                missing_sentences(plans, {failure.request: failure.reason for failure in rendering.failures})
            )

        def heard_ms(utterance: Utterance, request: SpeechRequest) -> int:
            clip = rendering.clips[self.cache.digest(request)]
            return spoken_ms(clip, gaps(clip.times, utterance.spoken, utterance.marks_ms, utterance.breaths))

        return [
            [
                heard_ms(utterance, request) + utterance.pause_ms
                for utterance, request in zip(plan.script.utterances, plan.requests, strict=True)
            ]
            for plan in plans
        ]

    def word_times(
        self, plan: TrackPlan, clips: Sequence[Clip], stood_in: Collection[str]
    ) -> list[tuple[TimedWord, ...]]:
        """Of each utterance of `plan`: its words and when they are heard in its clip. `stood_in`: digests of sentences
        that the fallback spoke."""
        from audiobook.speech.word_times import word_times

        found = []
        for utterance, request, clip in zip(plan.script.utterances, plan.requests, clips, strict=True):
            other = self._other if self.cache.digest(request) in stood_in else None
            if other is None:
                found.append(word_times(utterance, clip, self.engine, request.voice))
            else:
                found.append(word_times(self._said_by(other, utterance), clip, other, other.default_voice()))
        return found

    def request(self, utterance: Utterance) -> SpeechRequest:
        """What the engine would be sent for `utterance`; where it cannot speak it, a request that is `refused`.

        Raises `UnknownVoice`, `ConfigError`.
        """
        voice = self.cast.voice(utterance)
        try:
            return self.engine.request(utterance, voice)
        except TextError as error:
            # a character without a reading is the trouble of its sentence, not of the book
            request = SpeechRequest(
                engine=self.engine.name,
                engine_version="",
                voice=voice.name,
                rate=voice.rate,
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

    def clip_key(self, request: SpeechRequest) -> str:
        """What tells which clip a track has for `request`: with listening it may be another than without."""
        digest = self.cache.digest(request)
        if not self._listens:
            return digest
        from audiobook.pipeline.listen import VERSION

        return f"{digest} {VERSION}"

    @property
    def _listens(self) -> bool:
        return self.settings.speech.listen and not self.engine.capabilities.exact_durations

    @contextmanager
    def listened(self, plans: Sequence[TrackPlan], progress: Show, settled: Settled) -> Iterator[Settled]:
        """What is to be told of the sentences of `plans` in place of `settled`: it listens first, if that is wanted.

        What stays misheard is in `warnings`.
        """
        if not self._listens:
            yield settled
            return
        from audiobook.pipeline.listen import Ears, Listening

        said = {
            self.cache.digest(request): (request, utterance)
            for plan in plans
            for request, utterance in zip(plan.requests, plan.script.utterances, strict=True)
        }

        def show(done: int, total: int) -> None:
            progress(Step(done, total, f"listening: {done} of {total} sentences"))

        with Listening(said, self.engine, self.cache, Ears(self.settings.cache), settled) as listening:
            yield listening.settled
            listening.finish(show)
        self.warnings += listening.report()

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
        from audiobook.speech.cast import Cast
        from audiobook.speech.engine import create
        from audiobook.speech.render import Fallback

        if self.settings.speech.fallback is None:
            return None
        other = self._other = create(self.settings.speech.fallback, self.settings)
        # the names in the settings are those of our engine's voices
        cast = Cast(other, dataclasses.replace(self.settings.speech, voice=None, voices={}))
        said = {
            request: utterance
            for plan in plans
            for request, utterance in zip(plan.requests, plan.script.utterances, strict=True)
        }

        def request(failed: SpeechRequest) -> SpeechRequest:
            utterance = self._said_by(other, said[failed])
            return other.request(utterance, cast.voice(utterance))

        return Fallback(other, request)

    def _said_by(self, other: Engine, utterance: Utterance) -> Utterance:
        """`utterance` as the fallback takes it: as text of its own, or with readings."""
        from audiobook.narration.compose import with_words

        if other.capabilities.takes != "words":
            return dataclasses.replace(utterance, spoken=self._lexicon.substitute(utterance.spoken, other.name))
        return utterance if utterance.words else with_words([utterance], self._lexicon)[0]

    @cached_property
    def _lexicon(self) -> Lexicon:
        return lexicon_of(self.settings, *self.folders)


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
