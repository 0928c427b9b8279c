"""ID3v2.3 as players really read it: UTF-16 with a byte-order mark, chapters in the order of time.

The tag stands at the file's start; writing it anew copies the frames behind it and encodes nothing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from audiobook.errors import AudioError
from audiobook.model import ChapterMark, Cue, Script, TimedWord
from audiobook.system import files

_UTF16, _LATIN1 = 1, 0
_NO_OFFSET = 0xFFFFFFFF
_MOST_LISTED = 255  # CTOC counts in one byte
_PADDING = 1024  # room for an editor's small change


@dataclass(frozen=True, slots=True)
class Tags:
    """What a player shows of one track."""

    title: str
    album: str
    """The book."""
    artist: str = ""
    track: int = 1
    tracks: int = 1
    """0 where more are to come."""
    date: str | None = None
    """ISO 8601, as exact as it is known."""
    genre: str = "Podcast"
    cover: bytes | None = None
    """A JPEG or PNG file."""
    language: str = "zh"
    """BCP 47."""
    comment: str = ""
    lyrics: str = ""
    """The whole text; empty: what was written, cue by cue."""
    publisher: str = ""
    subtitle: str = ""
    album_artist: str = ""
    copyright: str = ""
    encoded_by: str = "audiobook"

    def digest(self) -> str:
        """Of all of it, the cover by its bytes."""
        facts = asdict(self) | {"cover": hashlib.sha256(self.cover or b"").hexdigest()}
        return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()


def write(path: Path, tags: Tags, marks: Sequence[ChapterMark], cues: Sequence[Cue]) -> None:
    """Tag the MP3 at `path` anew: the sound's bytes stay, and the file is whole at every moment.

    Raises `AudioError` naming the file when it is not an MP3 or cannot be written.
    """
    from mutagen import MutagenError
    from mutagen.mp3 import MP3

    try:
        file: Any = MP3(path)
        with path.open("rb") as source, files.replacing(path) as part, part.open("r+b") as out:
            source.seek(tag_size(source.read(10)))
            out.write(render(tags, marks, cues, duration_ms=round(file.info.length * 1000)))
            shutil.copyfileobj(source, out, 1 << 20)
    except MutagenError as error:
        raise AudioError(f"{path}: not an MP3 that can be tagged: {error}") from error
    except OSError as error:
        raise AudioError(f"{path}: cannot be tagged: {error.strerror or error}") from error


def reserve(tags: Tags, script: Script, words: Sequence[Sequence[TimedWord]] = ()) -> int:
    """Bytes to leave for the tag before times are known; they take the same room whatever they are. `words`: those of
    each utterance."""
    sections = {utterance.section for utterance in script.utterances}
    titles = script.headings or (script.title,)
    marks = [ChapterMark(0, titles[n] if n < len(titles) else script.title) for n in sections]
    cues = [
        Cue(0, 0, u.written, u.role, u.section, u.number, words=tuple(own))
        for u, own in zip(script.utterances, words or [()] * len(script.utterances), strict=True)
    ]
    return len(render(tags, marks, cues, duration_ms=10**9))


def render(
    tags: Tags, marks: Sequence[ChapterMark], cues: Sequence[Cue], *, duration_ms: int, size: int | None = None
) -> bytes:
    """The tag's bytes, the same for the same values; `size` of them (None: what it takes and some room).

    Frames stand in the order players want them: texts, chapters by time (mutagen sorts them by size, and players
    that read in file order would show them shuffled, quodlibet/mutagen#506), then what is large.
    """
    from mutagen.id3 import ID3

    frames = b""
    for group in (_texts(tags, duration_ms), _chapters(marks, duration_ms, tags.title), _large(tags, cues)):
        for frame in group:
            tag = ID3()
            tag.add(frame)
            memory = BytesIO()
            tag.save(memory, v1=0, v2_version=3, v23_sep="/", padding=lambda _: 0)
            frames += memory.getvalue()[10:]
    room = _PADDING if size is None else size - 10 - len(frames)
    whole = len(frames) + room
    if room < 0 or whole >= 1 << 28:
        raise AudioError(f"{tags.title}: {len(frames)} bytes of tags do not fit")
    length = bytes(whole >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\x03\x00\x00" + length + frames + bytes(room)


def iso639(language: str) -> str:
    """The three letters ID3 wants for a BCP 47 tag; "und" when we do not know them."""
    return {"zh": "zho", "en": "eng", "ja": "jpn", "ko": "kor", "fr": "fra", "de": "deu", "es": "spa", "ru": "rus"}.get(
        language.split("-")[0].lower(), "und"
    )


def _texts(tags: Tags, duration_ms: int) -> Iterator[Any]:
    from mutagen import id3

    texts = {
        "TIT2": tags.title,
        "TIT3": tags.subtitle,
        "TALB": tags.album,
        "TPE1": tags.artist,
        "TPE2": tags.album_artist,
        "TRCK": f"{tags.track}/{tags.tracks}" if tags.tracks else str(tags.track),
        "TCON": tags.genre,
        "TPUB": tags.publisher,
        "TCOP": tags.copyright,
        "TENC": tags.encoded_by,
        "TLAN": iso639(tags.language),
        "TLEN": str(duration_ms),
    }
    for name, text in texts.items():
        if text:
            yield getattr(id3, name)(encoding=_UTF16, text=[clean(text)])
    year, month, day = (*(tags.date or "").split("T")[0].split("-"), "", "")[:3]
    if year:
        yield id3.TYER(encoding=_LATIN1, text=[year])
    if month and day:
        yield id3.TDAT(encoding=_LATIN1, text=[f"{day}{month}"])
    if tags.comment:
        yield id3.COMM(encoding=_UTF16, lang=iso639(tags.language), desc="", text=[clean(tags.comment)])


def _large(tags: Tags, cues: Sequence[Cue]) -> Iterator[Any]:
    from mutagen import id3

    if tags.cover:
        kind = "image/png" if tags.cover.startswith(b"\x89PNG") else "image/jpeg"
        yield id3.APIC(encoding=_LATIN1, mime=kind, type=3, desc="", data=tags.cover)
    language = iso639(tags.language)
    lyrics = tags.lyrics or "\n".join(cue.written for cue in cues)
    if lyrics:
        yield id3.USLT(encoding=_UTF16, lang=language, desc="", text=clean(lyrics))
    if cues:
        # a line break before each line but the first, as the ID3v2.3 text shows it
        lines = [
            (("\n" if i and not n else "") + clean(text), start_ms)
            for i, cue in enumerate(cues)
            for n, (text, start_ms) in enumerate(syllables(cue))
        ]
        yield id3.SYLT(encoding=_UTF16, lang=language, format=2, type=1, desc="", text=lines)


def syllables(cue: Cue) -> Iterator[tuple[str, int]]:
    """What is written, in pieces with the time at which each is heard: by words where they have times, each with what
    stands between it and the next; joined it is `cue.written`.

    >>> from audiobook.model import TimedWord
    >>> words = (TimedWord("春", 500, 700), TimedWord("来", 700, 900), TimedWord("了", 900, 990))
    >>> [*syllables(Cue(500, 990, "“春来了。”", "body", 0, 1, words=words))]
    [('“春', 500), ('来', 700), ('了。”', 900)]
    """
    places = cue.word_places()
    starts = [0, *(start for start, _ in places[1:]), len(cue.written)]
    times_ms = [cue.start_ms, *(word.start_ms for word in cue.words[1:])]
    for (start, stop), start_ms in zip(pairwise(starts), times_ms, strict=True):
        yield cue.written[start:stop], start_ms


def _chapters(marks: Sequence[ChapterMark], duration_ms: int, title: str) -> Iterator[Any]:
    from mutagen import id3

    if not marks:
        return
    names = [f"ch{number}" for number in range(len(marks))]
    ends = [mark.start_ms for mark in marks[1:]] + [duration_ms]
    flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    contents = id3.TIT2(encoding=_UTF16, text=[clean(title)])
    yield id3.CTOC(element_id="toc", flags=flags, child_element_ids=names[:_MOST_LISTED], sub_frames=[contents])
    for name, mark, end in zip(names, marks, ends, strict=True):
        yield id3.CHAP(
            element_id=name,
            start_time=mark.start_ms,
            end_time=max(end, mark.start_ms),
            start_offset=_NO_OFFSET,
            end_offset=_NO_OFFSET,
            sub_frames=[id3.TIT2(encoding=_UTF16, text=[clean(mark.title)])],
        )


def clean(text: str) -> str:
    """Without what no tag can hold: NUL ends a text, and half a surrogate pair is not valid UTF-16."""
    return "".join(c for c in text if c != "\0" and not 0xD800 <= ord(c) <= 0xDFFF)


def tag_size(head: bytes) -> int:
    """Bytes of the ID3v2 tag that begins with `head`, 0 when there is none."""
    if head[:3] != b"ID3":
        return 0
    return 10 + sum((byte & 0x7F) << 7 * (3 - i) for i, byte in enumerate(head[6:10]))
