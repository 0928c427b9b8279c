"""Document -> Script: announcements, roles, sentences and pauses of one article.

An article opens as on the radio: the publication (before its first article), 第几篇, the title, the subtitle, the
author; then the text under its headings; its note and source last. Written text is never changed: joined, the
`written` of a paragraph's utterances is that paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from audiobook.config import NarrationSettings
from audiobook.model import Article, Document, Script, Utterance
from audiobook.narration import alignment, glosses
from audiobook.narration.breaths import Breaths, SpokenForm
from audiobook.narration.kinds import Body
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.lines import Line
from audiobook.narration.pauses import table
from audiobook.narration.phrases import phrased

__all__ = ["SpokenForm", "compose", "with_words"]


def compose(
    document: Document, article: Article, *, settings: NarrationSettings, lexicon: Lexicon, form: SpokenForm
) -> Script:
    """The script of `article`. Raises `ConfigError` for a pause that cannot be."""
    pauses = table(settings.pauses)
    body = Body(article, settings)
    lines = [*_opening(document, article, settings), *body.lines()]
    lines.extend(_closing(article, len(body.headings) - 1))
    breaths = Breaths(article.language, settings, lexicon, form, pauses)
    utterances = _audible([utterance for line in lines for utterance in breaths.of(line)])
    if form.words:
        utterances = with_words(utterances, lexicon)
    utterances = _spaced(utterances, pauses)
    return Script(
        book=document.title,
        number=article.number,
        title=article.name,
        utterances=tuple(
            replace(phrased(each, pauses, breath=settings.breath), number=number)
            for number, each in enumerate(utterances, 1)
        ),
        authors=article.authors,
        subtitle=article.subtitle,
        note=article.note,
        source=article.source,
        headings=tuple(body.headings),
        emphasised=article.emphasised,
        language=article.language,
    )


def _opening(document: Document, article: Article, settings: NarrationSettings) -> Iterator[Line]:
    """What a presenter says first: the publication before its first article only, then which article, its column,
    title, subtitle and author."""
    if not settings.announce:
        return
    english = article.language.startswith("en")
    first = document.articles and article.number == document.articles[0].number
    if first and document.title != article.title and (article.title or len(document.articles) > 1):
        yield Line("announcement", "，".join(part for part in (document.title, document.issue) if part), "announcement")
    if len(document.articles) > 1:
        yield Line(
            "announcement", f"Article {article.number}" if english else f"请听第{article.number}篇", "announcement"
        )
    if article.column:
        yield Line("announcement", article.column if english else f"栏目：{article.column}", "announcement")
    if article.title:
        yield Line("title", article.title, "title", lines=article.lines)
    if article.subtitle:
        yield Line("title", article.subtitle, "title")
    if article.authors:
        by = f"By {', '.join(article.authors)}" if english else f"作者：{'、'.join(article.authors)}"
        yield Line("byline", by, "byline")


def _closing(article: Article, section: int) -> Iterator[Line]:
    for text in (article.note, article.source):
        if text:
            yield Line("note", text, "note", section=section)


def with_words(utterances: list[Utterance], lexicon: Lexicon) -> list[Utterance]:
    """Readings for all at once, which is several times as fast as one by one; those a text gives itself win."""
    from audiobook.pronunciation import read_all, sandhi

    texts = [each.spoken for each in utterances]
    read = read_all(texts, lexicon=lexicon.readings)
    return [
        replace(each, words=sandhi(glosses.overrule(words, glosses.parted(each.written)[1])))
        for each, words in zip(utterances, read, strict=True)
    ]


def _spaced(utterances: list[Utterance], pauses: Mapping[str, int]) -> list[Utterance]:
    """A longer silence before a heading, before the closing notes and at the end of the article."""
    spaced = []
    for each, following in zip_longest(utterances, utterances[1:]):
        running = each.role in ("body", "quote")
        name = None
        if following is None:
            name = "end"
        elif (running or each.role == "note") and following.role == "heading":
            name = "before_heading"
        elif running and following.role == "note":
            name = "before_note"
        spaced.append(replace(each, pause_ms=max(pauses[name], each.pause_ms)) if name else each)
    return spaced


def _audible(utterances: list[Utterance]) -> list[Utterance]:
    """What cannot be heard alone (an ornament, a stray mark) goes with the text before it, or else after it: its
    writing is kept, and the longer pause. A heading of that kind stays in `Script.headings` alone."""
    kept: list[Utterance] = []
    waiting = ""
    for each in utterances:
        text = each.role in ("body", "quote", "note")
        if any(character.isalnum() for character in each.spoken):
            if text and waiting:
                words = alignment.moved(each.written_words, len(waiting))
                each = replace(each, written=waiting + each.written, written_words=words)
            kept.append(each)
            waiting = "" if text else waiting
        elif text and kept and kept[-1].role in ("body", "quote", "note"):
            before = kept[-1]
            pause = max(before.pause_ms, each.pause_ms)
            kept[-1] = replace(before, written=before.written + each.written, pause_ms=pause)
        elif text:
            waiting += each.written
    last = next((at for at in reversed(range(len(kept))) if kept[at].role in ("body", "quote", "note")), None)
    if waiting and last is not None:
        kept[last] = replace(kept[last], written=kept[last].written + waiting)
    return kept
