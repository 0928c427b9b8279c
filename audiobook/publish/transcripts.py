"""Transcripts to read along: WebVTT for apps and browsers, SRT for those that know only that.

One cue a sentence with the written text, at most two lines; what is longer is cut at punctuation, and the next piece
begins with its first word, or where the words have no times, by its share of the characters. Times are the cue's own,
to the millisecond.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from audiobook.language.chinese import word_ends
from audiobook.model import Cue, Track

LINE_COLUMNS = 42
"""A Chinese character is two columns: 21 of them, or 42 letters, fit a phone's width."""

SLACK = 4
"""Columns of two lines left free, so that a good place to break them can be found."""

PAUSES = "。！？!?；;：:，,、）)》”’ "
"""After these a line or a cue may end, the better ones first."""

TORN = 0.25
"""What it costs to break inside a Chinese word, as a share of a line's length off the even one."""


def vtt(track: Track, *, words: bool = False) -> str:
    """The track's WebVTT; with `words`, each word that has a time stands behind it: <00:00:01.200>."""
    blocks = ["WEBVTT"]
    for piece in _pieces(track):
        text = "\n".join(_stamped(piece) if words else map(_escaped, piece.lines))
        blocks.append(f"{_clock(piece.start_ms, '.')} --> {_clock(piece.end_ms, '.')}\n{text}")
    return "\n\n".join(blocks) + "\n"


def srt(track: Track) -> str:
    """The track's SubRip; its text knows no escapes, so an arrow that would look like a time line becomes →."""
    blocks = []
    for number, piece in enumerate(_pieces(track), 1):
        text = "\n".join(piece.lines).replace("-->", "→")
        blocks.append(f"{number}\n{_clock(piece.start_ms, ',')} --> {_clock(piece.end_ms, ',')}\n{text}\n")
    return "\n".join(blocks)


@dataclass(frozen=True, slots=True)
class _Piece:
    """What is shown at once."""

    start_ms: int
    end_ms: int
    lines: Sequence[str]
    words_ms: Mapping[int, int]
    """When a word begins, by how many characters but blanks stand before it in the piece."""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _stamped(piece: _Piece) -> Iterator[str]:
    """Its lines with time stamps, which have to grow and to lie within the cue."""
    count, last_ms = 0, piece.start_ms
    for line in piece.lines:
        text = ""
        for character in line:
            word_ms = piece.words_ms.get(count, 0) if character != " " else 0
            if last_ms < word_ms < piece.end_ms:
                text += f"<{_clock(word_ms, '.')}>"
                last_ms = word_ms
            text += _escaped(character)
            count += character != " "
        yield text


def _pieces(track: Track) -> Iterator[_Piece]:
    """Every cue that has something to show, long ones cut."""
    for cue in track.cues:
        text = " ".join(cue.written.split())
        if text:
            yield from _cut(cue, text)


def _cut(cue: Cue, text: str) -> Iterator[_Piece]:
    """One cue as pieces of two lines whose times join without a gap and end where the cue ends."""
    whole = _page(text)
    pages = [whole] if whole else [_page(part) or [part] for part in wrap(text, 2 * LINE_COLUMNS - SLACK)]
    words_ms = {
        _inked(cue.written[:start]): word.start_ms
        for (start, _), word in zip(cue.word_places(), cue.words, strict=True)
    }
    total, done, start_ms = _inked(text), 0, cue.start_ms
    for page in pages:
        first, done = done, done + sum(map(_inked, page))
        own_ms = {place - first: ms for place, ms in words_ms.items() if first <= place < done}
        share_ms = cue.start_ms + (cue.end_ms - cue.start_ms) * done // total
        end_ms = min((ms for place, ms in words_ms.items() if place >= done), default=share_ms)
        end_ms = cue.end_ms if done == total else max(start_ms, min(end_ms, cue.end_ms))
        yield _Piece(start_ms, end_ms, page, own_ms)
        start_ms = end_ms


def _inked(text: str) -> int:
    """Characters that are no blanks."""
    return len("".join(text.split()))


def _page(text: str) -> list[str]:
    """At most two lines, broken after punctuation if that will do, else near the middle; none if two are too few."""
    lines = wrap(text, LINE_COLUMNS)
    if len(lines) <= 2:
        return lines
    width, half = 0, _columns(text) / 2
    best, best_cost = 0, float("inf")
    for at, character in enumerate(text[:-1], 1):
        width += _width(character)
        fits = width <= LINE_COLUMNS and _columns(text[at:].lstrip()) <= LINE_COLUMNS
        # a break that tears a word is worse than any that does not
        cost = abs(width - half) + (0 if character == " " or _may_break(character, text[at]) else 100)
        if fits and cost < best_cost:
            best, best_cost = at, cost
    return [text[:best].rstrip(), text[best:].lstrip()] if best else []


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`, of even length, broken after punctuation or white space where one is near, else
    between words.

    >>> wrap("加快发展新一代人工智能，是赢得科技竞争主动权的抓手。", 30)
    ['加快发展新一代人工智能，', '是赢得科技竞争主动权的抓手。']
    """
    lines: list[str] = []
    if _columns(text) <= columns:
        return [text] if text else []
    words, begin = word_ends(text), 0
    while (width := _columns(text)) > columns:
        count = -(-width // columns)
        # what is left must fit the lines that are left
        at = _break(text, columns, width / count, width - columns * (count - 1), words, begin)
        lines.append(text[:at].rstrip())
        rest = text[at:].lstrip()
        text, begin = rest, begin + len(text) - len(rest)
    return [line for line in [*lines, text] if line]


def _break(text: str, columns: int, wanted: float, least: int, words: Container[int], begin: int) -> int:
    """Where to break: the best stop from `least` to `columns`, near `wanted`; never inside a Latin word or before a
    mark, in a Chinese word only where nothing else is near. `words` end at these places, counted from `begin` before
    `text`."""
    best, best_cost = 0, float("inf")
    width, last = 0, 0
    for at, character in enumerate(text):
        width += _width(character)
        if width > columns:
            break
        if at + 1 >= len(text) or unicodedata.category(text[at + 1])[0] == "M":
            continue
        last = at + 1
        rank = PAUSES.find(character)
        if rank < 0 and not _may_break(character, text[at + 1]):
            continue
        if text[at + 1] in PAUSES:  # 。” belong together, and no line begins with a comma
            continue
        cost = abs(width - wanted) + (rank if rank >= 0 else 40) * columns / 84
        if rank < 0 and begin + at + 1 not in words:
            cost += columns * TORN
        if width < least:
            cost += columns
        if cost < best_cost:
            best, best_cost = at + 1, cost
    return best or last or 1


def _may_break(left: str, right: str) -> bool:
    """Between two characters of which one is Chinese; Latin words and figures stay whole."""
    if right in "，。、；：！？）》」』”’,.;:!?)]}%％" or left in "（《「『“‘([{":
        return False
    return _width(left) == 2 or _width(right) == 2


def _columns(text: str) -> int:
    return sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _clock(time_ms: int, point: str) -> str:
    seconds, rest_ms = divmod(max(0, time_ms), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest_ms:03d}"
