"""An Anki deck of a book's recall questions: the sentence with its gap, the answer, and the answer's audio.

A note is known by the book and the question, so importing a deck made again updates the notes and keeps what the
learner has done with them. Anki takes the newer of two notes: they carry the time the index was last written.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from audiobook.config import StudySettings
from audiobook.errors import PublishError
from audiobook.model import BLANK, Cue, Index, Question, Track
from audiobook.publish.card_backs import turned
from audiobook.publish.mp3cut import Mp3
from audiobook.publish.questions import aloud, every
from audiobook.publish.wording import phrases
from audiobook.system import files

FIELDS = ("Prompt", "Answer", "Sentence", "Audio", "Source", "Id")
LEAD_MS, TAIL_MS = 60, 150
"""Taken from the pauses around a sentence."""

_NOTE_TYPE = 1_607_392_310
"""Anki knows a note type by this number: changing it would orphan every learner's cards."""
_STYLE = (
    ".card{font:22px/1.7 serif;text-align:left;max-width:34em;margin:1em auto;color:#222;background:#fff}"
    ".nightMode.card{color:#ddd;background:#2c2c2c}"
    ".answer{font-weight:bold;color:#b3261e}.nightMode .answer{color:#ff8a80}.source{font-size:.7em;opacity:.7}"
)
_FRONT = "{{Prompt}}"
_BACK = '<div id="answer">{{Sentence}}</div>{{Audio}}<p class="source">{{Source}}</p>'
"""The sentence once, its gap filled: the front, the answer and the sentence in a row would say it three times."""
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def write_deck(index: Index, directory: Path, target: Path, *, study: StudySettings | None = None) -> int:
    """Write the questions of `index`, whose tracks are in `directory`, as an Anki package at `target`; `study`: the
    settings it was made with, as far as one knows, for what is said when there are none.

    Returns the number of cards; the same book gives the same bytes. Raises `PublishError` when there are no
    questions, the audio is missing, or the file cannot be written.
    """
    questions = every(index)
    if not questions:
        raise PublishError(f"{directory}: no questions to make cards of: {_why_none(study or StudySettings())}")
    media: dict[str, bytes] = {}
    notes = []
    sounds: dict[Path, Mp3] = {}
    for track, question in questions:
        name = _sound(index, question, directory, sounds, media)
        notes.append((track, question, name, _spoken(index, question, directory, sounds, media)))
        if (back := turned(question)) is not None:
            notes.append((track, back, name, ""))
    with files.scratch_folder(directory, error=PublishError) as scratch:
        database = _database(index, notes, scratch / "collection.anki2", _changed(index, directory))
    files.write(target, _package(database, media), error=PublishError)
    return len(notes)


def _why_none(study: StudySettings) -> str:
    off = next((name for name in ("enabled", "questions") if not getattr(study, name)), None)
    if off:
        return f"study.{off} is off; switch it on and build the book again"
    return "the text is too short for any (a book built with --no-study has none either)"


def _changed(index: Index, directory: Path) -> int:
    """When the book was last changed, in seconds since 1970."""
    newest = 1_600_000_000
    for path in (directory / "index.json", *(_place(track, directory) for track in index.tracks)):
        if path.is_file():
            newest = max(newest, int(path.stat().st_mtime))
    return newest


def _place(track: Track, directory: Path) -> Path:
    beside = directory / track.path
    return beside if beside.is_file() else track.path  # an index that was read names its files from here


# -------------------------------------------------------------------------------------------------- audio


def _sound(index: Index, question: Question, directory: Path, sounds: dict[Path, Mp3], media: dict[str, bytes]) -> str:
    """Cuts the sentence of `question` into `media` and returns its name; "" if no track says it."""
    for track in index.tracks:
        cues = _cues(track, question)
        if not cues:
            continue
        path = _place(track, directory)
        if path not in sounds:
            try:
                sounds[path] = Mp3(files.read(path), path.name)
            except OSError as error:
                raise PublishError(f"{path}: cannot be read ({error.strerror}); build the book again") from error
        return _cut(path, cues, question, sounds, media)
    return ""


def _spoken(index: Index, question: Question, directory: Path, sounds: dict[Path, Mp3], media: dict[str, bytes]) -> str:
    """The question as a review asks it aloud, cut into `media`; "" where none does, or in several breaths."""
    asked = aloud(index, question)
    if asked is None:
        return ""
    track, cue = asked
    path = _place(track, directory)
    if path not in sounds:
        try:
            sounds[path] = Mp3(files.read(path), path.name)
        except OSError:
            return ""
    return _cut(path, (cue,), question, sounds, media)


def _cut(
    path: Path, cues: Sequence[Cue], question: Question, sounds: Mapping[Path, Mp3], media: dict[str, bytes]
) -> str:
    """The name in `media` of what is heard from the first of `cues` to the last."""
    data = sounds[path].cut(cues[0].start_ms - LEAD_MS, cues[-1].end_ms + TAIL_MS)
    # the digest in the name: Anki never replaces a sound that has the same name
    name = f"audiobook-{question.id[:12]}-{hashlib.sha256(data).hexdigest()[:8]}.mp3"
    media[name] = data
    return name


def _cues(track: Track, question: Question) -> Sequence[Cue]:
    """The cues of `track` in which the question's sentence is spoken."""
    if track.kind == "article":
        if track.number != question.article:
            return ()
        numbers = set(question.utterances)
        cues = [cue for cue in track.cues if cue.utterance in numbers]
        if "".join(cue.written for cue in cues).strip() == question.sentence:
            return cues
    body = [cue for cue in track.cues if cue.role in ("body", "quote")]
    for first in range(len(body)):
        text = ""
        for last in range(first, len(body)):
            text += body[last].written
            if text.strip() == question.sentence:
                return body[first : last + 1]
            if not question.sentence.startswith(text.strip()):
                break
    return ()


# --------------------------------------------------------------------------------------------------- deck


def _database(index: Index, notes: Sequence[tuple[Track, Question, str, str]], path: Path, changed: int) -> bytes:
    try:
        import genanki
    except ImportError as error:
        raise PublishError("cards need the package genanki: pip install genanki") from error
    decks: dict[int, Any] = {}
    kind = genanki.Model(
        _NOTE_TYPE,
        "audiobook",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Recall", "qfmt": _FRONT, "afmt": _BACK}],
        css=_STYLE,
    )
    articles = {question.article for _, question, _, _ in notes}
    for place, (track, question, sound, spoken) in enumerate(notes):
        fields = [
            _gap(question.prompt) + (f" [sound:{spoken}]" if spoken else ""),
            escape(question.answer),
            _filled(question),
            f"[sound:{sound}]" if sound else "",
            escape(_source(index, track)),
            question.id,
        ]
        guid = genanki.guid_for(_identity(index), question.id)
        tags = ["audiobook", f"article-{question.article}", *(["generated"] if question.generated_by else [])]
        if question.article not in decks:
            decks[question.article] = _deck(index, question.article, alone=len(articles) == 1)
        decks[question.article].add_note(genanki.Note(model=kind, fields=fields, guid=guid, tags=tags, due=place))
    try:
        connection = sqlite3.connect(path)
        try:
            genanki.Package(list(decks.values())).write_to_db(
                connection.cursor(), changed, itertools.count(changed * 1000)
            )
            connection.commit()
        finally:
            connection.close()
        return path.read_bytes()
    except (sqlite3.Error, OSError) as error:
        raise PublishError(f"{path.parent}: the deck cannot be put together: {error}") from error


def _deck(index: Index, article: int, *, alone: bool) -> Any:
    """The deck of an article, below that of the book; that of the book where there is only one."""
    import genanki

    if alone:
        return genanki.Deck(_number(f"deck {_identity(index)}"), index.title, _description(index))
    title = next((t.title for t in index.tracks if t.kind == "article" and t.number == article), "")
    name = f"{index.title}::{article:02d} {title.replace('::', '：')}".rstrip()
    return genanki.Deck(_number(f"deck {_identity(index)} {article}"), name, _description(index))


def _package(database: bytes, media: Mapping[str, bytes]) -> bytes:
    """The .apkg: a ZIP of the collection, the sounds by number, and the numbers' names."""
    names = sorted(media)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:

        def add(name: str, data: bytes, method: int) -> None:
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = method
            package.writestr(entry, data)

        add("collection.anki2", database, zipfile.ZIP_DEFLATED)
        add("media", json.dumps({str(i): name for i, name in enumerate(names)}).encode(), zipfile.ZIP_STORED)
        for number, name in enumerate(names):
            add(str(number), media[name], zipfile.ZIP_STORED)
    return buffer.getvalue()


def _gap(prompt: str) -> str:
    return escape(prompt).replace(BLANK, '<span class="answer">［　　］</span>')


def _filled(question: Question) -> str:
    """The whole sentence with the answer marked where the gap was; before it where it is in other words."""
    marked = f'<span class="answer">{escape(question.answer)}</span>'
    if question.prompt.replace(BLANK, question.answer) == question.sentence:
        return escape(question.prompt).replace(BLANK, marked)
    if question.answer == question.sentence:
        return escape(question.sentence)
    if question.sentence.count(question.answer) == 1:
        return escape(question.sentence).replace(escape(question.answer), marked)
    return f"{marked}<br>{escape(question.sentence)}"


def _source(index: Index, track: Track) -> str:
    title = track.title if track.kind == "article" else ""
    words = phrases(index.language)
    return words.comma.join(
        part for part in (words.quoted.format(title=index.title), title, words.separator.join(track.authors)) if part
    )


def _description(index: Index) -> str:
    return escape("，".join(part for part in (index.title, index.issue or "", index.date or "") if part))


def _identity(index: Index) -> str:
    return index.book_id or index.title


def _number(text: str) -> int:
    """A number for Anki: positive, 31 bits above 2^30, the same for the same text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % (1 << 30) + (1 << 30)
