"""One book: narrate, plan, speak, assemble, publish. Each step looks first whether its result is there already."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from audiobook import __version__
from audiobook.config import Settings, start_day
from audiobook.errors import ConfigError, Incomplete, PublishError
from audiobook.model import Clip, Document, Index, Ledger, Script, Term, Track
from audiobook.pipeline import accounts
from audiobook.pipeline.decided import DECISIONS, decided, keep
from audiobook.pipeline.joining import Joining
from audiobook.pipeline.narrate import narrate
from audiobook.pipeline.publication import Publication
from audiobook.pipeline.speak import Show, Speaking, Step, missing_sentences
from audiobook.pipeline.tracks import TrackPlan, is_made, make, make_folder, planned, plans, unmade, with_forms
from audiobook.pipeline.whole_forms import WHOLE_FORMS
from audiobook.system import files

if TYPE_CHECKING:
    from audiobook.pipeline.auditions import Auditions
    from audiobook.study.tutor.tutor import Tutor

SOFTWARE = f"audiobook {__version__}"
HALF_A_TUTOR = "study.tutor needs both base_url and model, or neither"
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
    """A line for each form (M4B, EPUB, Opus, lyrics) that was wanted and could not be made; the book is whole
    without it."""
    passing: bool = False
    """Something was not there that may be next time (a tutor's server): the book is not to be taken for finished."""


class BookBuild:
    """The making of one book in `directory` from `document`, beside what `previous` says is there."""

    def __init__(
        self,
        document: Document,
        source: Path,
        directory: Path,
        previous: Index | None,
        settings: Settings,
        ready: Auditions | None = None,
    ) -> None:
        self.document, self.source, self.directory = document, source, directory
        self.previous, self.settings = previous, settings
        self.from_own_script = source.resolve() == (directory / BOOK).resolve()
        self.folders = (source.parent, directory)
        self.speaking = Speaking(settings, self.folders, ready)
        self.old = {track.path.resolve(): track for track in previous.tracks} if previous else {}

    def make(self, only: Sequence[int], progress: Show, altered: Collection[Path] = ()) -> Built:
        """The whole way; with `only`, just these articles and what was there before; `altered`: files of the last
        build that are not as it left them.

        Each track is joined and published as soon as its own sentences are there. Everything that can be made is made
        and published before `Incomplete` is raised for the rest.
        """
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
            self._course_start(),
            decided(self.directory),
            tutor := self._tutor(progress),
        )
        keep(self.directory, narrated.articles)
        plans = self._plans(narrated.scripts)
        missing = [
            place
            for place, plan in enumerate(plans)
            if (not only or set(plan.articles) & set(only)) and not self._is_made(plan, altered)
        ]
        whole = self._index([planned(plan) for plan in plans], script_digest, narrated.terms)
        days = {article.number: article.date for article in self.document.articles if article.date}
        publication = Publication(reconcile(whole, self.previous, date=self.settings.date, days=days))
        for place, plan in enumerate(plans):
            if plan.target.resolve() in self.old and plan.target.is_file():
                # as it was; what is not wanted now, or cannot be made anew, stays
                publication.put(place, self._as_it_was(plan, again=place in missing))
        made: dict[int, list[str]] = {}
        """Place -> a line for each form of the track that could not be made."""

        def join(at: int, clips: Sequence[Clip], stood_in: Mapping[str, str]) -> None:
            place = missing[at]
            plan = plans[place]
            words = self.speaking.word_times(plan, clips, stood_in)
            track = make(plan, clips, self.settings, words=words, check=joining.check)
            track = self._with_those_who_stood_in(plan, track, stood_in)
            track, made[place] = with_forms(plan, track, self.settings.audio)
            publication.put(place, track)
            # the last is published with the whole book. Where one follows upon the other, which is when nothing has to
            # be spoken, every doubling will do: all that is published on the way is then no more than twice the book
            if len(made) < len(missing) and (not joining.behind or len(made) & (len(made) - 1) == 0):
                self._publish(publication.index(), script_digest)

        def told(at: int) -> None:
            path = plans[missing[at]].target
            progress(Step(0, 0, "", f"{path.name} can be played", path))

        def show(step: Step) -> None:
            playable = publication.playable()
            progress(dataclasses.replace(step, note=f"{step.note}; {playable}") if step.note and playable else step)

        digests = [[self.speaking.cache.digest(request) for request in plans[place].requests] for place in missing]
        beside = self.speaking.engine.capabilities.needs != "nothing"
        wanted = [plans[place] for place in missing]
        with Joining(digests, join, told, beside=beside) as joining:
            with self.speaking.listened(wanted, progress, joining.settled) as settled:
                rendering = self.speaking.speak(wanted, show, settled)
            joining.finish()
        lacking = [line for place in sorted(made) for line in made[place]]
        index = publication.index()
        if index.tracks:
            index, failed_forms = self._with_whole_forms(index, fresh=bool(made), altered=altered)
            lacking += failed_forms
        index = self._publish(index, script_digest, whole=True)
        if failed := {failure.request: failure.reason for failure in rendering.failures}:
            raise Incomplete("; ".join([missing_sentences([plans[place] for place in missing], failed), *lacking]))
        notes = tuple(
            f"{len(track.stood_in)} sentences of track {track.number} were spoken by {self.settings.speech.fallback}"
            for track in index.tracks
            if track.stood_in
        )
        faults = tuple(one.message for one in self.document.findings if one.kind in ("language", "illegible"))
        numbers = tuple(plans[place].script.number for place in sorted(made))
        return Built(
            self.directory,
            index,
            rendering.spoken,
            numbers,
            (*faults, *self.speaking.warnings, *notes, *(tutor.report() if tutor else ())),
            tuple(lacking),
            passing=tutor is not None and tutor.unanswered,
        )

    def _tutor(self, progress: Show) -> Tutor | None:
        """The language model that words questions, if somebody has set one up. Raises `ConfigError` for half of one."""
        study = self.settings.study
        if not study.enabled or not (study.tutor.base_url or study.tutor.model):
            return None
        if not (study.tutor.base_url and study.tutor.model):
            raise ConfigError(HALF_A_TUTOR)
        talks = self._two_voices() if study.tutor.dialogue else ()
        from audiobook.study.tutor.tutor import Tutor

        return Tutor(study, self.settings.cache, lambda line: progress(Step(0, 0, "", line)), talks)

    def _two_voices(self) -> tuple[str, ...]:
        """The languages of the book in which two voices can talk. Raises `ConfigError` where there is none, but one
        voice of several would say both."""
        spoken = sorted({article.language[:2] for article in self.document.articles} & {"zh", "en"})
        cast, several = self.speaking.cast, len(self.speaking.engine.voices()) > 1
        talks = tuple(each for each in spoken if not several or cast.name(each, "host") != cast.name(each, "guest"))
        if spoken and not talks:
            raise ConfigError(
                f"study.tutor.dialogue needs a second voice beside {cast.name(spoken[-1], 'host')}: set "
                "speech.voices.guest (`audiobook voices` names them)"
            )
        return talks

    def _course_start(self) -> date | None:
        """The first day of the course: the one that is set, else that of the course it was built as before, else
        today, which the index then keeps."""
        study = self.settings.study
        if not study.course:
            return None
        if study.course_start:
            return start_day(study.course_start)
        days = [track.study.day for track in self.previous.tracks if track.study.day] if self.previous else []
        return date.fromisoformat(min(days)) if days else datetime.now(UTC).date()

    def files(self, index: Index) -> list[Path]:
        """Every file that belongs to the finished book."""
        from audiobook.publish import index as indexes

        paths = [self.directory / name for name in (BOOK, DECISIONS, *indexes.names(index, self.directory))]
        return [path for path in paths if path.is_file()]

    def _is_made(self, plan: TrackPlan, altered: Collection[Path]) -> bool:
        return is_made(plan, self.old.get(plan.target.resolve()), self.settings.audio, altered)

    def _plans(self, scripts: Sequence[Script]) -> list[TrackPlan]:
        requests = [tuple(map(self.speaking.request, script.utterances)) for script in scripts]
        digests = [[self.speaking.clip_key(request) for request in each] for each in requests]
        found = plans(scripts, requests, digests, self.document, self.directory, self.previous, self.settings)
        return list(found)

    def _as_it_was(self, plan: TrackPlan, *, again: bool) -> Track:
        """The track the last build made of `plan`, with what is known now of the same words. If it is to be made
        `again` though nothing in it has changed, its file is not to be relied on, and a build that ends before that
        must leave this to the next."""
        track = self.old[plan.target.resolve()]
        if track.digest != plan.digest:
            return track
        return dataclasses.replace(track, digest="" if again else track.digest, study=plan.script.study)

    def _with_those_who_stood_in(self, plan: TrackPlan, track: Track, reasons: Mapping[str, str]) -> Track:
        digests = [self.speaking.cache.digest(request) for request in plan.requests]
        stood_in = {
            str(utterance.number): f"{self.settings.speech.fallback}: {reasons[digest]}"
            for utterance, digest in zip(plan.script.utterances, digests, strict=True)
            if digest in reasons
        }
        return dataclasses.replace(track, stood_in=stood_in)

    def _with_whole_forms(self, index: Index, *, fresh: bool, altered: Collection[Path]) -> tuple[Index, list[str]]:
        """`index` with the forms of the whole book in one file that are wanted, and a line for each that could not be
        made; `fresh`: a track is new."""
        from audiobook.publish.filenames import slug

        lacking: list[str] = []
        for kind, form in WHOLE_FORMS.items():
            if not form.wanted(self.settings):
                continue
            name = str(PurePosixPath(form.folder, f"{slug(self.document.title)}.{kind}"))
            path = self.directory / name
            known = self.previous is not None and self.previous.files.get(kind) == name
            again = fresh or not known or any(each.suffix == path.suffix for each in altered)
            try:
                make_folder(path)
                form.write(index, self.document, path, self.settings, again)
                index = dataclasses.replace(index, files={**index.files, kind: name})
            except Exception as error:
                lacking.append(unmade(path, error))
        return index, lacking

    def _publish(self, index: Index, script_digest: str, *, whole: bool = False) -> Index:
        """All that lies beside the audio, as `index` has it; until it is the `whole` book, M4B and EPUB of the last
        build stay."""
        from audiobook.publish import publish

        if not whole and self.previous is not None:
            stay = {kind: name for kind, name in self.previous.files.items() if kind in WHOLE_FORMS}
            index = dataclasses.replace(index, files={**index.files, **stay})
        self._keep_script(script_digest)
        return publish(index, self.directory, settings=self.settings.publish)

    def _index(self, tracks: Sequence[Track], script_digest: str, terms: tuple[Term, ...]) -> Index:
        speech = self.settings.speech
        return Index(
            title=self.document.title,
            tracks=tuple(tracks),
            engine=self.speaking.engine.name,
            voice=self.speaking.cast.name(self.document.language),
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
            terms=terms,
        )

    def _ledger(self) -> Ledger | None:
        narration = self.settings.narration
        silent = [each for article in self.document.articles for each in accounts.unspoken(article, narration)]
        return accounts.accounted(self.document, silent)

    def _origin(self) -> str:
        """The feed of a book that grows, else the name of the publication's file, also when the book is made again from
        its own script."""
        before = self.previous.source if self.previous and self.from_own_script else self.source.name
        return self.document.feed or before

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
