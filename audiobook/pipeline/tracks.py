"""Script -> track: what is planned before there is audio, and what is made when there is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from audiobook.config import AudioSettings, Settings
from audiobook.errors import AudiobookError, PublishError
from audiobook.model import Clip, Cue, Document, Index, Script, SpeechRequest, TimedWord, Track
from audiobook.system import files

if TYPE_CHECKING:
    from audiobook.audio.tags import Tags

REVIEWS = "review"
FORMS = "forms"
"""Folder in a book's for the same audio in other forms: a server that takes every audio file for a part of the book
(Audiobookshelf) passes over it, for it has a file called `.ignore`."""
"""Folder, inside the book's, of the review episodes."""


@dataclass(frozen=True, slots=True)
class TrackPlan:
    """One track before there is audio."""

    script: Script
    target: Path
    requests: tuple[SpeechRequest, ...]
    """One per utterance."""
    tags: Tags
    digest: str
    """Of all the track will be made from."""

    @property
    def articles(self) -> Sequence[int]:
        """Numbers of the articles it speaks of."""
        return self.script.study.articles or (self.script.number,)


def plans(
    scripts: Sequence[Script],
    requests: Sequence[tuple[SpeechRequest, ...]],
    clip_digests: Sequence[Sequence[str]],
    document: Document,
    directory: Path,
    previous: Index | None,
    settings: Settings,
) -> Iterator[TrackPlan]:
    """A plan per script, with the file names of `previous` where a track is known. Raises `PublishError`."""
    from audiobook.audio.assemble import digest_of
    from audiobook.publish.filenames import plan

    stems = plan(scripts, previous)
    for place, (script, stem) in enumerate(zip(scripts, stems, strict=True)):
        folder = directory / REVIEWS if script.kind == "review" else directory
        tags = _tags(script, place + 1, len(scripts), document, settings)
        digest = digest_of(script, clip_digests[place], settings.audio, tags)
        yield TrackPlan(script, folder / f"{stem}.mp3", requests[place], tags, digest)


def is_made(plan: TrackPlan, track: Track | None, audio: AudioSettings, altered: Collection[Path] = ()) -> bool:
    """Whether the MP3 that `track` tells of is there and just what `plan` would make, with the forms beside it that are
    wanted; `altered`: files, of it and beside it, that others have written to since."""
    target = plan.target.resolve()
    if track is None or not track.files.keys() >= set(_wanted(audio)):
        return False
    if track.digest != plan.digest or any(path.with_suffix(".mp3") == target for path in altered):
        return False
    try:
        return plan.target.stat().st_size == track.size_bytes
    except OSError:
        return False


def planned(plan: TrackPlan) -> Track:
    """What is known of a track before there is audio: all by which it is recognised, no length and no times."""
    script = plan.script
    return Track(
        number=script.number,
        title=script.title,
        path=plan.target,
        duration_ms=0,
        size_bytes=0,
        loudness_lufs=float("-inf"),
        true_peak_dbtp=float("-inf"),
        sample_rate=0,
        bitrate_kbps=0,
        cues=tuple(Cue(0, 0, one.written, one.role, one.section, one.number) for one in script.utterances),
        marks=(),
        authors=script.authors,
        kind=script.kind,
        study=script.study,
    )


def make(
    plan: TrackPlan,
    clips: Sequence[Clip],
    settings: Settings,
    *,
    words: Sequence[Sequence[TimedWord]] = (),
    check: Callable[[], None] = lambda: None,
) -> Track:
    """The MP3 of `plan`; `words` and `check` as in `assemble`. Raises `AudioError`, `PublishError`."""
    from audiobook.audio.assemble import assemble

    target = plan.target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"{target.parent}: cannot be made: {error.strerror}") from error
    work = settings.cache / "passages"
    audio, tags = settings.audio, plan.tags
    track = assemble(plan.script, clips, target, settings=audio, tags=tags, words=words, work=work, check=check)
    return dataclasses.replace(track, study=plan.script.study)


def with_forms(plan: TrackPlan, track: Track, audio: AudioSettings) -> tuple[Track, list[str]]:
    """`track` with the forms beside its MP3 that are wanted, made and named in it, and a line for each that failed."""
    made: dict[str, str] = {}
    lacking: list[str] = []
    folder = REVIEWS if plan.script.kind == "review" else ""
    directory = plan.target.parent.parent if folder else plan.target.parent
    for kind in _wanted(audio):
        name = PurePosixPath(FORMS if kind == "opus" else folder, f"{plan.target.stem}.{kind}")
        path = directory / name
        try:
            make_folder(path)
            _FORMS[kind](plan, track, path, audio)
            made[kind] = str(name)
        except Exception as error:
            lacking.append(unmade(path, error))
    return dataclasses.replace(track, files=made), lacking


def make_folder(path: Path) -> None:
    """Makes the folder of a form at `path`, and says in it who is to pass over it. Raises `PublishError`."""
    if path.parent.name != FORMS:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"{path.parent}: cannot be made: {error.strerror}") from error
    files.write(path.parent / ".ignore", b"", error=PublishError)


def unmade(path: Path, error: Exception) -> str:
    """One line on a form that could not be made, whatever the reason: the book is whole without it."""
    reason = str(error) if isinstance(error, AudiobookError) else f"unexpected {type(error).__name__}: {error}"
    return " ".join(reason.split()) if str(path) in reason else " ".join(f"{path}: {reason}".split())


def _wanted(audio: AudioSettings) -> list[str]:
    return [kind for kind in _FORMS if getattr(audio, kind)]


def _opus(plan: TrackPlan, track: Track, path: Path, audio: AudioSettings) -> None:
    from audiobook.audio.opus import write_opus

    write_opus(track, path, settings=audio, tags=plan.tags)


def _lrc(plan: TrackPlan, track: Track, path: Path, _audio: AudioSettings) -> None:
    from audiobook.audio.lrc import write_lrc

    write_lrc(track, path, album=plan.tags.album)


_FORMS: Mapping[str, Callable[[TrackPlan, Track, Path, AudioSettings], None]] = {"opus": _opus, "lrc": _lrc}
"""What may lie beside a track's MP3, by its ending, which is the name of its setting too."""


def write_m4b(index: Index, document: Document, target: Path, settings: Settings, fresh: bool) -> None:
    """The M4B of all articles at `target`; made when it is missing or `fresh` says that a track is new.

    Raises `AudioError`, `PublishError`.
    """
    from audiobook.audio import m4b
    from audiobook.audio.tags import Tags
    from audiobook.publish import art

    if fresh or not target.is_file():
        cover = art.for_tags(document.title, book=document.issue or "", number=None, settings=settings.publish)
        by = _joined(name for track in index.tracks for name in track.authors)
        album_artist = _album_artist(document, settings)
        tags = Tags(
            title=document.title,
            album=document.title,
            artist=by or album_artist,
            album_artist=album_artist,
            date=document.date or settings.date,
            language=document.language,
            publisher=document.publisher or "",
            cover=cover,
        )
        read = [track for track in index.tracks if track.kind != "review"]
        m4b.write_m4b(read, target, settings=settings.audio, tags=tags, work=settings.cache / "passages")


def _tags(script: Script, place: int, total: int, document: Document, settings: Settings) -> Tags:
    from audiobook.audio.tags import Tags
    from audiobook.publish import art

    number = script.number if script.kind == "article" else None
    album_artist = _album_artist(document, settings)
    return Tags(
        title=script.title,
        album=document.title,
        artist=_joined(_authors(script, document)) or album_artist,
        album_artist=album_artist,
        track=place,
        # a book that grows has no last track, and those that are made shall stay as they are
        tracks=0 if document.feed else total,
        date=document.date or settings.date,
        cover=art.for_tags(script.title, book=document.title, number=number, settings=settings.publish),
        language=script.language,
        publisher=document.publisher or "",
        subtitle=script.subtitle or "",
    )


def _authors(script: Script, document: Document) -> Iterable[str]:
    """Of a review those of the articles that it asks about: it says their sentences."""
    asked = (article for article in document.articles if article.number in script.study.articles)
    return script.authors or (name for article in asked for name in article.authors)


def _album_artist(document: Document, settings: Settings) -> str:
    """The same on every track, or players that sort by it show an album for each author: who publishes the book, else
    its only author, else what it is called."""
    authors = {article.authors for article in document.articles}
    alone = _joined(next(iter(authors))) if len(authors) == 1 else ""
    return settings.publish.author or document.publisher or alone or document.title


def _joined(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(names))
