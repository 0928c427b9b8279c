"""Why a sentence is said as it is, word by word: what is written, what is said for it, how it is read, who decided."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.pipeline.lexicon import lexicon_of

if TYPE_CHECKING:
    from audiobook.model import Word
    from audiobook.narration.normalize import Change
    from audiobook.pronunciation.reasons import Reason


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word of a sentence, or a stretch of it for which something else is said."""

    written: str
    start: int
    """Where it stands in the sentence, without the readings that the text gives itself."""
    spoken: str
    """"" for what is not said."""
    readings: tuple[str, ...] = ()
    """Pinyin with tone numbers, ü as ü, one for each Chinese character that is said, as dictionaries have them."""
    sounds: tuple[str, ...] = ()
    """The same after tone sandhi."""
    reasons: tuple[str, ...] = ()
    """Who decided: "unit" (a rule of narration), "lexicon 乐队", "dictionary 银行", "rule 还 still", "network"."""
    others: tuple[tuple[str, ...], ...] = ()
    """For each of `readings` all that the character has."""
    margin: float = 1.0
    """How sure the least sure reading in it is, 0 to 1; under `UNSURE` somebody should hear it."""


UNSURE = 0.5
"""Margin of the network under which a reading is doubtful: the next one is a third as likely or more."""


def explain(
    sentences: Iterable[str], settings: Settings, folders: Sequence[Path] = (), *, language: str = "auto"
) -> list[list[SaidWord]]:
    """The words of each sentence; `folders` may hold a lexicon.tsv. Raises `TextError` for a bad lexicon."""
    from audiobook.narration import glosses
    from audiobook.narration.characters import evened
    from audiobook.narration.english_passages import language_of
    from audiobook.narration.normalize import normalize
    from audiobook.pronunciation import read_all, sandhi
    from audiobook.pronunciation.reasons import reasons
    from audiobook.source.cleaning import cleaned

    lexicon = lexicon_of(settings, *folders)
    parted = [glosses.parted(cleaned(sentence)) for sentence in sentences]
    said = [
        normalize(
            plain,
            lexicon=lexicon,
            language=language_of(plain) if language == "auto" else language,
            traditional_to_simplified=settings.narration.simplify,
            read_formulas=settings.narration.formulas == "read",
        )
        for plain, _ in parted
    ]
    texts = [spoken.text for spoken in said]
    read = read_all(texts, lexicon=lexicon.readings)
    why = reasons(texts, lexicon=lexicon.readings)
    found = []
    for (plain, given), spoken, words, because in zip(parted, said, read, why, strict=True):
        # a gloss of the text decides before all others, and counts characters of what is said as `overrule` does
        own = glosses.overrule(words, given)
        glossed = {place for place, (a, b) in enumerate(zip(_flat(words), _flat(own), strict=True)) if a != b}
        even = evened(plain)
        heard = _Heard(own, sandhi(own), because, glossed)
        found.append(_words(even, _pieces(even, spoken.changes), spoken.text, heard))
    return found


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of what is written, and what is said for it."""

    written: str
    start: int
    spoken: str
    rule: str
    """"" where it is said as it stands."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """What is said, word by word."""

    words: Sequence[Word]
    sounding: Sequence[Word]
    reasons: Sequence[Reason]
    glossed: set[int]
    """Numbers of the readings that the text itself gives."""


def _flat(words: Sequence[Word]) -> list[str]:
    return [reading for word in words for reading in word.readings]


def _pieces(text: str, changes: Sequence[Change]) -> list[_Piece]:
    pieces, end = [], 0
    for change in changes:
        if change.start > end:
            pieces.append(_Piece(text[end : change.start], end, text[end : change.start], ""))
        pieces.append(_Piece(change.written, change.start, change.spoken, change.rule))
        end = max(end, change.start + len(change.written))
    return [*pieces, _Piece(text[end:], end, text[end:], "")] if end < len(text) else pieces


def _spans(pieces: Sequence[_Piece], spoken: str) -> list[tuple[int, int, str]]:
    """For each character of `spoken` where that stands for which it is said, beginning and end, and the rule: what is
    said of all pieces together is tidied, so that some are gone."""
    joined: list[tuple[int, int, str]] = []
    for piece in pieces:
        end = piece.start + len(piece.written)
        here = [(piece.start + at, piece.start + at + 1, "") for at in range(len(piece.spoken))]
        joined += [(piece.start, end, piece.rule)] * len(piece.spoken) if piece.rule else here
    said = "".join(piece.spoken for piece in pieces)
    found = [(0, 0, "")] * len(spoken)
    for block in SequenceMatcher(None, said, spoken, autojunk=False).get_matching_blocks():
        found[block.b : block.b + block.size] = joined[block.a : block.a + block.size]
    last = (0, 0, "")
    for at, span in enumerate(found):
        last = found[at] = span if span[1] else (last[1], last[1], "")
    return found


def _words(written: str, pieces: Sequence[_Piece], spoken: str, heard: _Heard) -> list[SaidWord]:
    spans = _spans(pieces, spoken)
    made: list[tuple[int, int, SaidWord]] = []
    at = read = 0
    for word, sounding in zip(heard.words, _aligned(heard.words, heard.sounding), strict=True):
        over = spans[at : at + len(word.text)]
        one = _word(word, sounding, heard, read, tuple(dict.fromkeys(rule for _, _, rule in over if rule)))
        start, end = min(span[0] for span in over), max(span[1] for span in over)
        while made and start < made[-1][1]:  # 32|年: more than one word for a figure, or one over its edge
            before = made.pop()
            start, end, one = min(start, before[0]), max(end, before[1]), _together(before[2], one)
        made.append((start, end, one))
        at, read = at + len(word.text), read + len(word.readings)
    covered = [(start, end) for start, end, _ in made]
    made += [
        (piece.start, piece.start + len(piece.written), SaidWord(piece.written, 0, "", reasons=(piece.rule,)))
        for piece in pieces
        if piece.rule
        and not any(start < piece.start + len(piece.written) and piece.start < end for start, end in covered)
    ]
    return [
        dataclasses.replace(one, written=written[start:end], start=start)
        for start, end, one in sorted(made, key=lambda each: each[:2])
        if end > start
    ]


def _word(word: Word, sounding: tuple[str, ...], heard: _Heard, read: int, rules: tuple[str, ...]) -> SaidWord:
    """`word`, whose readings are those from number `read` on; what it is said for its caller knows."""
    because = heard.reasons[read : read + len(word.readings)]
    said_by = [
        "text" if number in heard.glossed else f"{reason.authority} {reason.detail}".strip()
        for number, reason in enumerate(because, read)
    ]
    return SaidWord(
        word.text,
        0,
        word.text,
        _pinyin(word.readings),
        _pinyin(sounding),
        rules or tuple(said_by),
        tuple(_pinyin(reason.others) for reason in because),
        min((reason.margin for reason in because), default=1.0),
    )


def _together(one: SaidWord, other: SaidWord) -> SaidWord:
    """Two words that are said for one stretch of what is written."""
    return SaidWord(
        one.written,
        one.start,
        one.spoken + other.spoken,
        one.readings + other.readings,
        one.sounds + other.sounds,
        tuple(dict.fromkeys(one.reasons + other.reasons)),
        one.others + other.others,
        min(one.margin, other.margin),
    )


def _aligned(words: Sequence[Word], sounding: Sequence[Word]) -> list[tuple[str, ...]]:
    """The sounds of each of `words`: sandhi may join words, but leaves one reading a character."""
    sounds = _flat(sounding)
    found, at = [], 0
    for word in words:
        found.append(tuple(sounds[at : at + len(word.readings)]))
        at += len(word.readings)
    return found


def _pinyin(readings: Iterable[str]) -> tuple[str, ...]:
    return tuple(reading.replace("v", "ü") for reading in readings)
