"""One book: narrate, plan, speak, assemble, publish. Each step looks first whether its result is there already."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook import __version__
from audiobook.config import Settings
from audiobook.errors import ConfigError, Incomplete, PublishError
from audiobook.model import Document, Index, Script, SpeechRequest, Track, Utterance, Voice
from audiobook.pipeline.inspect import lexicon_of
from audiobook.pipeline.narrate import tell
from audiobook.pipeline.tracks import Plan, is_made, make, plans, whole_book

if TYPE_CHECKING:
    from audiobook.speech.cluster import Cluster
    from audiobook.speech.engine import Engine
    from audiobook.speech.render import Fallback, Progress, Rendering

SOFTWARE = f"audiobook {__version__}"
BOOK = "book.md"
"""The editable script, kept in the book's folder: what `render` reads."""


@dataclass(frozen=True, slots=True)
class Step:
    """Told while a build goes on: how much is spoken, or a message."""

    done: int
    total: int
    note: str
    message: str = ""


Show = Callable[[Step], None]


def ignore(step: Step) -> None:
    """Shows nothing."""


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` or `render` did for one book."""

    directory: Path
    index: Index
    spoken: int = 0
    """Sentences spoken now."""
    made: tuple[int, ...] = ()
    """Numbers of the tracks whose audio was made now."""
    warnings: tuple[str, ...] = ()


class Book:
    """The making of one book in `directory` from `document`, beside what `previous` says is there."""

    def __init__(
        self, document: Document, source: Path, directory: Path, previous: Index | None, settings: Settings
    ) -> None:
        from audiobook.speech.cache import Cache
        from audiobook.speech.engine import create

        self.document, self.source, self.directory = document, source, directory
        self.previous, self.settings = previous, settings
        self.from_own_script = source.resolve() == (directory / BOOK).resolve()
        self.engine: Engine = create(settings.speech.engine, settings)
        self.voice = settings.speech.voice or self.engine.default_voice()
        self.cache = Cache(settings.cache / "clips")
        self.warnings: list[str] = []
        self.old = {track.path.resolve(): track for track in previous.tracks} if previous else {}

    def make(self, only: Sequence[int], progress: Show, altered: Collection[Path] = ()) -> Built:
        """The whole way; with `only`, just these articles and what was there before; `altered`: files of the last
        build that are not as it left them.

        Everything that can be made is made and published before `Incomplete` is raised for the rest.
        """
        from audiobook.publish import publish
        from audiobook.publish.index import reconcile

        script_digest = self._check_script()
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PublishError(f"{self.directory}: cannot be made: {error.strerror}") from error
        folders = (self.source.parent, self.directory)
        told = tell(self.document, self.settings, self.engine, folders, lambda s: self._durations(s, progress))
        plans = self._plans(told.scripts)
        wanted = [plan for plan in plans if not only or set(plan.articles) & set(only)]
        missing = [plan for plan in wanted if not is_made(plan, self.old.get(plan.target.resolve()), altered)]
        rendering = self._speak(missing, progress)
        failed = {failure.request: failure.reason for failure in rendering.failures}
        tracks: list[Track] = []
        made: list[int] = []
        for plan in plans:
            if plan in missing and not any(request in failed for request in plan.requests):
                progress(Step(0, 0, "", f"joining {plan.target.name}"))
                tracks.append(self._assemble(plan, rendering))
                made.append(plan.script.number)
            elif plan.target.resolve() in self.old and plan.target.is_file():
                # as it was; what is not wanted now, or cannot be made anew, stays
                tracks.append(dataclasses.replace(self.old[plan.target.resolve()], number=plan.script.number))
        index = dataclasses.replace(self._index(tracks, script_digest), terms=told.terms)
        if self.settings.audio.m4b and tracks:
            fresh = bool(made) or any(path.suffix == ".m4b" for path in altered)
            name = whole_book(tracks, self.document, self.directory, self.settings, fresh=fresh)
            index = dataclasses.replace(index, files={**index.files, "m4b": name})
        index = reconcile(index, self.previous, date=self.settings.date)
        self._keep_script(script_digest)
        index = publish(index, self.directory, settings=self.settings.publish)
        if failed:
            raise Incomplete(_lament(plans, failed))
        notes = tuple(
            f"{len(track.stood_in)} sentences of track {track.number} were spoken by {self.settings.speech.fallback}"
            for track in index.tracks
            if track.stood_in
        )
        return Built(self.directory, index, rendering.spoken, tuple(made), (*self.warnings, *notes))

    def files(self, index: Index) -> list[Path]:
        """Every file that belongs to the finished book."""
        names = [*index.files.values(), *(name for track in index.tracks for name in track.files.values())]
        paths = [self.directory / "index.json", self.directory / BOOK, *(self.directory / name for name in names)]
        return [path for path in [*paths, *(track.path for track in index.tracks)] if path.is_file()]

    # -------------------------------------------------------------------------------------------- speech

    def _plans(self, scripts: Sequence[Script]) -> list[Plan]:
        requests = [tuple(self._request(utterance) for utterance in script.utterances) for script in scripts]
        digests = [[self.cache.digest(request) for request in each] for each in requests]
        found = plans(scripts, requests, digests, self.document, self.directory, self.previous, self.settings)
        return list(found)

    def _durations(self, scripts: Sequence[Script], progress: Show) -> list[list[int]]:
        """Of every utterance, pause included; speaks what is missing. Raises `Incomplete`: sittings need them all."""
        from audiobook.audio.clips import spoken_ms

        drafts = self._plans(scripts)
        rendering = self._speak(drafts, progress)
        if rendering.failures:
            raise Incomplete(_lament(drafts, {failure.request: failure.reason for failure in rendering.failures}))
        lengths = {digest: spoken_ms(clip) for digest, clip in rendering.clips.items()}
        return [
            [
                lengths[self.cache.digest(request)] + utterance.pause_ms
                for utterance, request in zip(plan.script.utterances, plan.requests, strict=True)
            ]
            for plan in drafts
        ]

    def _request(self, utterance: Utterance) -> SpeechRequest:
        name = self.settings.speech.voices.get(utterance.role, self.voice)
        return self.engine.request(utterance, Voice(self.engine.name, name, self.settings.speech.rate))

    def _speak(self, plans: Sequence[Plan], progress: Show) -> Rendering:
        from audiobook.speech.render import render

        requests = [request for plan in plans for request in plan.requests]
        workers = self.settings.speech.workers
        with self._shared(requests, progress) as send, self._executor(requests) as executor:

            def show(now: Progress) -> None:
                if now.clip is not None and now.done > now.reused:
                    send(now.clip.path)
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
                executor=executor,
                fallback=self._fallback(plans),
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
        if address is None or all(self.cache.path(self.cache.digest(request)).is_file() for request in requests):
            return nullcontext()
        from audiobook.speech.cluster import connected

        return connected(address, self.cache.directory)

    def _fallback(self, plans: Sequence[Plan]) -> Fallback | None:
        """The engine that stands in for what ours cannot speak, if the user named one."""
        from audiobook.narration.compose import with_words
        from audiobook.speech.engine import create
        from audiobook.speech.render import Fallback

        if self.settings.speech.fallback is None:
            return None
        other = create(self.settings.speech.fallback, self.settings)
        lexicon = lexicon_of(self.settings, self.source.parent, self.directory)
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
                utterance = with_words([utterance], lexicon, utterance.language)[0]
            return other.request(utterance, Voice(other.name, other.default_voice(), failed.rate))

        return Fallback(other, request)

    # --------------------------------------------------------------------------------------------- audio

    def _assemble(self, plan: Plan, rendering: Rendering) -> Track:
        digests = [self.cache.digest(request) for request in plan.requests]
        track = make(plan, [rendering.clips[digest] for digest in digests], self.settings)
        stood_in = {
            str(utterance.number): f"{self.settings.speech.fallback}: {rendering.stood_in[digest].reason}"
            for utterance, digest in zip(plan.script.utterances, digests, strict=True)
            if digest in rendering.stood_in
        }
        return dataclasses.replace(track, stood_in=stood_in)

    # ------------------------------------------------------------------------------------------- publish

    def _index(self, tracks: Sequence[Track], script_digest: str) -> Index:
        speech = self.settings.speech
        return Index(
            title=self.document.title,
            tracks=tuple(tracks),
            engine=self.engine.name,
            voice=self.voice,
            rate=speech.rate,
            voices=dict(speech.voices),
            language=self.document.language,
            authors=tuple(dict.fromkeys(name for track in tracks for name in track.authors)),
            publisher=self.document.publisher,
            issue=self.document.issue,
            date=self.document.date,
            source=self._origin(),
            software=SOFTWARE,
            # of what a person wrote there it stays the digest of what the program had written
            script_digest=self.previous.script_digest if self.previous and self.from_own_script else script_digest,
        )

    def _origin(self) -> str:
        """The name of the publication's file, also when the book is made again from its own script."""
        return self.previous.source if self.previous and self.from_own_script else self.source.name

    def _check_script(self) -> str:
        """Digest of the script as it will stand in the book's folder. Raises `ConfigError` rather than overwrite
        what a person has corrected there."""
        path = self.directory / BOOK
        there = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        if self.from_own_script and there:
            return there
        new = hashlib.sha256(self._script_text()).hexdigest()
        if there and there != new and (self.previous is None or there != self.previous.script_digest):
            raise ConfigError(f"{path} was corrected by hand; build that file instead, or move it away to start afresh")
        return new

    def _script_text(self) -> bytes:
        from audiobook.source.script import write

        return write(self.document).encode()

    def _keep_script(self, digest: str) -> None:
        from audiobook.publish.files import write

        path = self.directory / BOOK
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            write(path, self._script_text())


def _lament(plans: Sequence[Plan], failed: Mapping[SpeechRequest, str]) -> str:
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
