"""The book as an EPUB: its tracks with what the document knows of their text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from audiobook.config import Settings
from audiobook.model import Article, Document, Index, Track
from audiobook.system import files

if TYPE_CHECKING:
    from audiobook.publish.epub import Chapter, Footnote

_COVER = 1600
"""Pixels a side: sharp on a tablet, and within what stores and small devices take."""
_MARK = re.compile(r"\s*([\[［〔][^\]］〕\n]{1,8}[\]］〕]|[①-⑳❶-❿])")


def write_epub(index: Index, document: Document, target: Path, settings: Settings, fresh: bool) -> None:
    """The EPUB of all tracks but reviews at `target`, if it is not there or is to be `fresh`. Raises `PublishError`."""
    from audiobook.publish import art, cover, epub

    picture = files.read(target.parent / art.of_book(index, target.parent, settings.publish))
    small = cover.small(picture, min(_COVER, cover.SIZE))
    chapters = [_chapter(track, document) for track in index.tracks if track.kind != "review"]
    epub.write(index, chapters, target, cover=small, settings=settings.publish, fresh=fresh)


def _chapter(track: Track, document: Document) -> Chapter:
    from audiobook.publish.epub import Chapter, squeezed

    numbers = track.study.articles or (track.number,)
    articles = [article for article in document.articles if article.number in numbers]
    paragraphs = [p for article in articles for section in article.sections for p in section.paragraphs]
    alone = articles[0] if track.kind == "article" and articles else None
    return Chapter(
        track,
        articles[0].language if articles else document.language,
        {squeezed(each.text): each.kind for each in reversed(paragraphs)},
        dict(_levels(track, alone)) if alone else {},
        tuple(_footnotes(alone)) if alone else (),
    )


def _levels(track: Track, article: Article) -> Iterator[tuple[int, int]]:
    """Section of the track -> how many headings it lies under, itself included; a heading of ours lies under none."""
    headed = iter([section for section in article.sections if section.heading is not None])
    waiting = next(headed, None)
    above: list[int] = []
    for section, mark in zip(dict.fromkeys(cue.section for cue in track.cues), track.marks, strict=True):
        level = 1
        if section and waiting is not None and mark.title == waiting.heading:
            level, waiting = waiting.level, next(headed, None)
        if section:
            above = [*(each for each in above if each < level), level]
            yield section, len(above)


def _footnotes(article: Article) -> Iterator[Footnote]:
    """The notes of the article, with the paragraphs that have their marks."""
    from audiobook.narration.notes import notes, placed
    from audiobook.publish.epub import Footnote

    paragraphs = list(enumerate(chain.from_iterable(section.paragraphs for section in article.sections), 1))
    found = notes(article)
    at = {
        note.paragraphs[0][0]: place
        for place, those in placed(found, [(place, p.text) for place, p in paragraphs if p.kind != "note"]).items()
        for note in those
    }
    for note in found:
        place, first = note.paragraphs[0]
        text, mark = "\n".join(paragraph.text for _, paragraph in note.paragraphs), _MARK.match(first.text)
        leads = mark is not None and at.get(place, place) != place
        yield Footnote(place, text, mark[1] if mark and leads else "", at[place] if leads else 0)
