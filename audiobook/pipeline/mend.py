"""A reading mended at one place of a book, in its script: 重 becomes {重|chóng}."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from audiobook.config import Settings
from audiobook.errors import TextError
from audiobook.model import Article, Cue, Document, Paragraph, Track
from audiobook.pipeline.book import BOOK
from audiobook.pipeline.script import write_script


def mend_here(book: Path, track: Track, cue: Cue, start: int, written: str, value: str, settings: Settings) -> None:
    """Has `written`, which stands at `start` in the sentence of `cue`, said as `value` in this place alone.

    A reading in pinyin is put round it, {重|chóng}; other words take its place in the script. Raises `TextError` where
    it does not stand there, or stands in no paragraph.
    """
    from audiobook.pipeline.sandbox import read

    document = read(book / BOOK, settings)
    article = next((one for one in document.articles if one.number == track.number), None)
    if track.kind != "article" or article is None or not cue.paragraph:
        raise TextError(f"“{cue.written}” stands in no paragraph; correct “{written}” for this book")
    paragraph = _paragraph(article, track, cue)
    before = "".join(one.written for one in _around(track, cue) if one.utterance < cue.utterance)
    at, end = _place(paragraph.text, len(before) + start, written)
    text = paragraph.text[:at] + said_as(written, value) + paragraph.text[end:]
    write_script(_with(document, article, paragraph, dataclasses.replace(paragraph, text=text)), book / BOOK)


def said_as(written: str, value: str) -> str:
    """What stands in a text in the place of `written` so that `value` is said.

    >>> said_as("重", "chóng"), said_as("GPU", "图形处理器")
    ('{重|chóng}', '图形处理器')
    """
    from audiobook.narration.lexicon import pinyin

    syllables = pinyin(value)
    if syllables is None:
        return value
    if len(syllables) != len(written):
        raise TextError(f"{written} has {len(written)} characters but {len(syllables)} syllables are given")
    return f"{{{written}|{value}}}"


def _around(track: Track, cue: Cue) -> Iterator[Cue]:
    return (one for one in track.cues if one.paragraph == cue.paragraph and one.role == cue.role)


def _paragraph(article: Article, track: Track, cue: Cue) -> Paragraph:
    """The one that `cue` is spoken from; of several alike the one in its place. Readings that somebody has given since
    are no difference."""
    text = _plain("".join(one.written for one in _around(track, cue)))
    alike = [p for section in article.sections for p in section.paragraphs if text in _plain(p.text)]
    earlier: dict[int, str] = {}
    for one in track.cues:
        if one.paragraph and one.paragraph < cue.paragraph:
            earlier[one.paragraph] = earlier.get(one.paragraph, "") + one.written
    rank = sum(text in _plain(each) for each in earlier.values())
    if rank >= len(alike):
        raise TextError(f"“{cue.written}” is not in {BOOK} as it was spoken; build the book first")
    return alike[rank]


def _plain(text: str) -> str:
    from audiobook.narration import glosses

    return glosses.parted(text)[0].strip()


def _place(text: str, near: int, written: str) -> tuple[int, int]:
    """Where `written` begins and ends in `text`, with the reading it has there already, nearest to `near`: readings in
    the text move what is behind them."""
    pattern = rf"\{{{re.escape(written)}\|[^{{}}|]*\}}|{re.escape(written)}"
    places = [found.span() for found in re.finditer(pattern, text)]
    if not places:
        raise TextError(f"“{written}” does not stand in “{text[:40]}”")
    return min(places, key=lambda place: abs(place[0] - near))


def _with(document: Document, article: Article, old: Paragraph, new: Paragraph) -> Document:
    def paragraphs(those: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
        return tuple(new if one is old else one for one in those)

    sections = tuple(dataclasses.replace(one, paragraphs=paragraphs(one.paragraphs)) for one in article.sections)
    changed = dataclasses.replace(article, sections=sections)
    return dataclasses.replace(
        document, articles=tuple(changed if one is article else one for one in document.articles)
    )
