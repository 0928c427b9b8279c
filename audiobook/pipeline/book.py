"""One book: narrate, plan, speak, assemble, publish. Each step looks first whether its result is there already."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook import __version__
from audiobook.config import Settings
from audiobook.errors import ConfigError, Incomplete, PublishError
from audiobook.model import Document, Index, Ledger, Script, Track
from audiobook.pipeline import accounts
from audiobook.pipeline.narrate import narrate
from audiobook.pipeline.speak import Show, Speaking, Step, missing_sentences
from audiobook.pipeline.tracks import TrackPlan, is_made, make, plans, unmade, whole_book, with_forms
from audiobook.system import files

if TYPE_CHECKING:
    from audiobook.speech.render import Rendering

SOFTWARE = f"audiobook {__version__}"
BOOK = "book.md"
"""The editable script, kept in the book's folder: what `render` reads."""


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
    lacking: tuple[str, ...] = ()
    """A line for each form (M4B, Opus, lyrics) that was wanted and could not be made; the book is whole without it."""


class BookBuild:
    """The making of one book in `directory` from `document`, beside what `previous` says is there."""

    def __init__(
        self, document: Document, source: Path, directory: Path, previous: Index | None, settings: Settings
    ) -> None:
        self.document, self.source, self.directory = document, source, directory
        self.previous, self.settings = previous, settings
        self.from_own_script = source.resolve() == (directory / BOOK).resolve()
        self.folders = (source.parent, directory)
        self.speaking = Speaking(settings, self.folders)
        self.old = {track.path.resolve(): track for track in previous.tracks} if previous else {}

    def make(self, only: Sequence[int], progress: Show, altered: Collection[Path] = ()) -> Built:
        """The whole way; with `only`, just these articles and what was there before; `altered`: files of the last
        build that are not as it left them.

        Everything that can be made is made and published before `Incomplete` is raised for the rest.
        """
        from audiobook.publish import publish
        from audiobook.publish.filenames import slug
        from audiobook.publish.index import reconcile

        script_digest = self._check_script()
        try:
            self.directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PublishError(f"{self.directory}: cannot be made: {error.strerror}") from error
        narrated = narrate(
            self.document,
            self.settings,
            self.speaking.engine,
            self.folders,
            lambda scripts: self.speaking.durations(self._plans(scripts), progress),
        )
        plans = self._plans(narrated.scripts)
        wanted = [plan for plan in plans if not only or set(plan.articles) & set(only)]
        missing = [plan for plan in wanted if not self._is_made(plan, altered)]
        rendering = self.speaking.speak(missing, progress)
        failed = {failure.request: failure.reason for failure in rendering.failures}
        tracks: list[Track] = []
        made: list[int] = []
        lacking: list[str] = []
        for plan in plans:
            if plan in missing and not any(request in failed for request in plan.requests):
                progress(Step(0, 0, "", f"joining {plan.target.name}"))
                track, failures = with_forms(plan, self._assemble(plan, rendering), self.settings.audio)
                tracks.append(track)
                lacking += failures
                made.append(plan.script.number)
            elif plan.target.resolve() in self.old and plan.target.is_file():
                # as it was; what is not wanted now, or cannot be made anew, stays
                tracks.append(dataclasses.replace(self.old[plan.target.resolve()], number=plan.script.number))
        index = dataclasses.replace(self._index(tracks, script_digest), terms=narrated.terms)
        if self.settings.audio.m4b and tracks:
            named = self.previous is not None and "m4b" in self.previous.files
            fresh = bool(made) or not named or any(path.suffix == ".m4b" for path in altered)
            path = self.directory / f"{slug(self.document.title)}.m4b"
            try:
                whole_book(tracks, self.document, path, self.settings, fresh=fresh)
                index = dataclasses.replace(index, files={**index.files, "m4b": path.name})
            except Exception as error:
                lacking.append(unmade(path, error))
        index = reconcile(index, self.previous, date=self.settings.date)
        self._keep_script(script_digest)
        index = publish(index, self.directory, settings=self.settings.publish)
        if failed:
            raise Incomplete("; ".join([missing_sentences(plans, failed), *lacking]))
        notes = tuple(
            f"{len(track.stood_in)} sentences of track {track.number} were spoken by {self.settings.speech.fallback}"
            for track in index.tracks
            if track.stood_in
        )
        warnings = (*self.speaking.warnings, *notes)
        return Built(self.directory, index, rendering.spoken, tuple(made), warnings, tuple(lacking))

    def files(self, index: Index) -> list[Path]:
        """Every file that belongs to the finished book."""
        from audiobook.publish import index as indexes

        paths = [self.directory / name for name in (BOOK, *indexes.names(index, self.directory))]
        return [path for path in paths if path.is_file()]

    def _is_made(self, plan: TrackPlan, altered: Collection[Path]) -> bool:
        return is_made(plan, self.old.get(plan.target.resolve()), self.settings.audio, altered)

    def _plans(self, scripts: Sequence[Script]) -> list[TrackPlan]:
        requests = [tuple(map(self.speaking.request, script.utterances)) for script in scripts]
        digests = [[self.speaking.cache.digest(request) for request in each] for each in requests]
        found = plans(scripts, requests, digests, self.document, self.directory, self.previous, self.settings)
        return list(found)

    def _assemble(self, plan: TrackPlan, rendering: Rendering) -> Track:
        digests = [self.speaking.cache.digest(request) for request in plan.requests]
        track = make(plan, [rendering.clips[digest] for digest in digests], self.settings)
        stood_in = {
            str(utterance.number): f"{self.settings.speech.fallback}: {rendering.stood_in[digest].reason}"
            for utterance, digest in zip(plan.script.utterances, digests, strict=True)
            if digest in rendering.stood_in
        }
        return dataclasses.replace(track, stood_in=stood_in)

    def _index(self, tracks: Sequence[Track], script_digest: str) -> Index:
        speech = self.settings.speech
        return Index(
            title=self.document.title,
            tracks=tuple(tracks),
            engine=self.speaking.engine.name,
            voice=self.speaking.voice,
            rate=speech.rate,
            voices={str(role): name for role, name in speech.voices.items()},
            language=self.document.language,
            authors=tuple(dict.fromkeys(name for track in tracks for name in track.authors)),
            publisher=self.document.publisher,
            issue=self.document.issue,
            date=self.document.date,
            source=self._origin(),
            software=SOFTWARE,
            # of what a person wrote there it stays the digest of what the program had written
            script_digest=self.previous.script_digest if self.previous and self.from_own_script else script_digest,
            ledger=self._ledger(),
        )

    def _ledger(self) -> Ledger | None:
        narration = self.settings.narration
        silent = [each for article in self.document.articles for each in accounts.unspoken(article, narration)]
        return accounts.accounted(self.document, silent)

    def _origin(self) -> str:
        """The name of the publication's file, also when the book is made again from its own script."""
        return self.previous.source if self.previous and self.from_own_script else self.source.name

    def _check_script(self) -> str:
        """Digest of the script as it will stand in the book's folder. Raises `ConfigError` rather than overwrite
        what a person has corrected there."""
        path = self.directory / BOOK
        there = hashlib.sha256(files.read(path)).hexdigest() if path.is_file() else ""
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
        path = self.directory / BOOK
        if not path.is_file() or hashlib.sha256(files.read(path)).hexdigest() != digest:
            files.write(path, self._script_text(), error=PublishError)
