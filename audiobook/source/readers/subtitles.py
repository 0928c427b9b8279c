"""Subtitles (SubRip, WebVTT): the words of the cues as running text; times and mark-up are left out and reported."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.errors import UnreadableSource
from audiobook.model import Article, Document, Finding, Paragraph, Section
from audiobook.source import ledger
from audiobook.source.blocks import not_read
from audiobook.source.encoding import decode
from audiobook.source.joining import join
from audiobook.source.line_features import is_chinese, stops
from audiobook.source.readers import web_subtitles

_CLOCK = r"(?:\d{1,3}:)?\d\d:\d\d[,.]\d{1,3}"
_TIMES = re.compile(rf"[ \t]*(?P<start>{_CLOCK})[ \t]*-->[ \t]*(?P<end>{_CLOCK})", re.ASCII)
# <i>, <font color=…>, and the {\an8} that another format leaves behind; any other angle is text
_TAG = re.compile(r"</?(?:i|b|u|s|font)(?:\s[^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)
_SPEAKER = re.compile(r"[-–—](?![-–—\d])\s*")
_MARKS = tuple("，。！？；：、…,.!?;:”’」』）)—")

PAUSE_MS = 2_000
"""A silence this long after a sentence begins a paragraph."""
LONG = 300
"""Characters after which a paragraph ends with its sentence, for speakers who never pause."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says in one cue."""

    text: str
    lines: tuple[int, int]
    start_ms: int
    end_ms: int
    opens: bool
    """Marked with a dash: somebody else begins to speak."""


def read(path: Path, _: SourceSettings) -> Document:
    """A subtitle file as one article under the file's name. Raises `UnreadableSource`, `EmptySource`.

    The article is made here and not by the outline, because nothing is left to guess: a short cue is neither a title
    nor an author.
    """
    text = decode(path.read_bytes(), path)
    if not any(map(_TIMES.match, text.splitlines())):
        raise UnreadableSource(
            f"{path}: no subtitles inside, whatever its name says; if it is plain text, call it .txt"
        )
    document = from_text(text, path.stem)
    return ledger.balanced(document, ledger.look(path, "subtitles") or (), made=(document.title,))


def from_text(text: str, title: str) -> Document:
    """The paragraphs of subtitles, lines counted from 1.

    >>> cues = "1\\n00:00:01,000 --> 00:00:02,000\\n春天\\n\\n2\\n00:00:02,100 --> 00:00:03,000\\n<i>来</i>了。\\n"
    >>> from_text(cues, "四季").articles[0].sections[0].paragraphs[0].text
    '春天来了。'
    """
    lines = text.replace("\ufeff", "").splitlines()
    lines, aside = web_subtitles.cues(lines) if web_subtitles.is_web(text) else (lines, [])
    times = [at for at, line in enumerate(lines) if _TIMES.match(line)]
    heads = [_head(lines, at, place) for place, at in enumerate(times, 1)]
    ends = [*heads, len(lines)]
    above = [Paragraph(line.strip(), (n, n)) for n, line in enumerate(lines[: ends[0]], 1) if line.strip()]
    turns = [turn for at, end in zip(times, ends[1:], strict=True) for turn in _turns(lines, at, end)]
    paragraphs = (*above, *_paragraphs(turns))
    web = [not_read("of the subtitles, not of what is said", " ".join(aside))] if aside else []
    language = "zh" if is_chinese("".join(one.text for one in paragraphs[:20])) else "en"
    sections = (Section(None, paragraphs),) if paragraphs else ()
    article = Article(1, title, sections, language=language, lines=(1, len(lines)))
    return Document(title, (article,), (*_findings(lines, heads, times), *web), language=language)


def _head(lines: Sequence[str], at: int, place: int) -> int:
    """Where the cue whose times stand in line `at` begins: at the number above them, if it is one and not said."""
    above = lines[at - 1].strip() if at else ""
    numbered = above.isdecimal() and (at < 2 or not lines[at - 2].strip() or above == str(place))
    return at - 1 if numbered else at


def _turns(lines: Sequence[str], at: int, end: int) -> Iterator[Turn]:
    """The cue whose times stand in line `at`, one turn for each speaker; it ends before line `end`."""
    found = _TIMES.match(lines[at])
    assert found is not None
    start_ms, end_ms = _milliseconds(found["start"]), _milliseconds(found["end"])
    turn: Turn | None = None
    for number, line in enumerate(lines[at + 1 : end], at + 2):
        text = _TAG.sub("", line).strip()
        speaker = _SPEAKER.match(text)
        text = text[speaker.end() :] if speaker else text
        if not text:
            continue
        if turn and not speaker:
            turn = Turn(join(turn.text, text), (turn.lines[0], number), start_ms, end_ms, turn.opens)
        else:
            if turn:
                yield turn
            turn = Turn(text, (number, number), start_ms, end_ms, speaker is not None)
    if turn:
        yield turn


def _milliseconds(clock: str) -> int:
    *hour, minutes, seconds, fraction = re.split("[:,.]", clock)
    hours = hour[0] if hour else 0
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0"))


def _paragraphs(turns: Sequence[Turn]) -> Iterator[Paragraph]:
    # Chinese subtitles mostly have no marks at all: there the end of a cue is where the voice must pause
    marked = sum(turn.text.endswith(_MARKS) for turn in turns) * 4 >= len(turns)
    run: list[Turn] = []
    for turn in turns:
        if run and _begins(run, turn, marked=marked):
            yield _paragraph(run, marked=marked)
            run = []
        run.append(turn)
    if run:
        yield _paragraph(run, marked=marked)


def _begins(run: Sequence[Turn], turn: Turn, *, marked: bool) -> bool:
    """Whether a paragraph begins with `turn`, after the turns of `run`."""
    last = run[-1]
    ended = stops(last.text) or not marked
    paused = turn.start_ms - last.end_ms >= PAUSE_MS
    return turn.opens or (ended and (paused or sum(len(one.text) for one in run) >= LONG))


def _paragraph(run: Sequence[Turn], *, marked: bool) -> Paragraph:
    texts = [turn.text for turn in run]
    return Paragraph(reduce(join, texts) if marked else "\n".join(texts), (run[0].lines[0], run[-1].lines[1]))


def _findings(lines: Sequence[str], heads: Sequence[int], times: Sequence[int]) -> Iterator[Finding]:
    if not times:
        return
    first, last = _TIMES.match(lines[times[0]]), _TIMES.match(lines[times[-1]])
    numbers = [line for head, at in zip(heads, times, strict=True) for line in lines[head : at + 1]]
    tags = [tag for line in lines for tag in _TAG.findall(line)]
    message = f"Not read: numbers and times of {len(times)} cues, {first and first['start']} to {last and last['end']}"
    if tags:
        message += f"; mark-up {' '.join(dict.fromkeys(tags))}"
    yield Finding("dropped", (1, len(lines)), message, "\n".join([*numbers, *tags]))
