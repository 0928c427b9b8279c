"""Document -> Script: announcements, roles, sentences and pauses of one article.

An article opens as on the radio: the publication (before its first article), 第几篇, the title, the subtitle, the
author; then the text under its headings; its note and source last. Written text is never changed: joined, the
`written` of a paragraph's utterances is that paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from audiobook.config import NarrationSettings
from audiobook.model import Article, Document, Lines, Role, Script, Utterance
from audiobook.narration.figures import slowed
from audiobook.narration.lexicon import Lexicon
from audiobook.narration.normalize import normalize
from audiobook.narration.pauses import after_text, table
from audiobook.narration.sentences import split


@dataclass(frozen=True, slots=True)
class SpokenForm:
    """What the engine wants: readings or text, and how much at once."""

    words: bool
    """True: utterances carry readings (`Utterance.words`)."""
    preferred_syllables: int
    max_syllables: int
    engine: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One stretch of writing in one role, not yet cut into breaths."""

    role: Role
    written: str
    pause: str
    """Name of the pause after the whole of it."""
    section: int = 0
    paragraph: int = 0
    lines: Lines | None = None


def compose(
    document: Document, article: Article, *, settings: NarrationSettings, lexicon: Lexicon, form: SpokenForm
) -> Script:
    """The script of `article`. Raises `ConfigError` for a pause that cannot be."""
    pauses = table(settings.pauses)
    headings = [article.name]
    lines = [*_opening(document, article, settings)]
    lines.extend(_body(article, headings))
    lines.extend(_closing(article))
    utterances: list[Utterance] = []
    for line in lines:
        utterances.extend(_breaths(line, article, settings, lexicon, form, pauses))
    utterances = _audible(utterances)
    if form.words:
        utterances = with_words(utterances, lexicon)
    utterances = _spaced(utterances, pauses)
    return Script(
        book=document.title,
        number=article.number,
        title=article.name,
        utterances=tuple(replace(each, number=number) for number, each in enumerate(utterances, 1)),
        authors=article.authors,
        subtitle=article.subtitle,
        note=article.note,
        source=article.source,
        headings=tuple(headings),
        language=article.language,
    )


def _opening(document: Document, article: Article, settings: NarrationSettings) -> Iterator[_Line]:
    """What a presenter says first: the publication before its first article only, then which article, its column,
    title, subtitle and author."""
    if not settings.announce:
        return
    english = article.language.startswith("en")
    first = document.articles and article.number == document.articles[0].number
    if first and document.title != article.title and (article.title or len(document.articles) > 1):
        yield _Line(
            "announcement", "，".join(part for part in (document.title, document.issue) if part), "announcement"
        )
    if len(document.articles) > 1:
        yield _Line(
            "announcement", f"Article {article.number}" if english else f"请听第{article.number}篇", "announcement"
        )
    if article.column:
        yield _Line("announcement", article.column if english else f"栏目：{article.column}", "announcement")
    if article.title:
        yield _Line("title", article.title, "title", lines=article.lines)
    if article.subtitle:
        yield _Line("title", article.subtitle, "title")
    if article.authors:
        by = f"By {', '.join(article.authors)}" if english else f"作者：{'、'.join(article.authors)}"
        yield _Line("byline", by, "byline")


def _body(article: Article, headings: list[str]) -> Iterator[_Line]:
    count = 0
    for section in article.sections:
        if section.heading is not None:
            headings.append(section.heading)
            yield _Line("heading", section.heading, "heading", section=len(headings) - 1, lines=section.lines)
        for paragraph in section.paragraphs:
            count += 1
            role: Role = "quote" if paragraph.kind == "quote" else "body"
            yield _Line(role, paragraph.text, "paragraph", len(headings) - 1, count, paragraph.lines)


def _closing(article: Article) -> Iterator[_Line]:
    section = sum(each.heading is not None for each in article.sections)
    for text in (article.note, article.source):
        if text:
            yield _Line("note", text, "note", section=section)


def _breaths(
    line: _Line,
    article: Article,
    settings: NarrationSettings,
    lexicon: Lexicon,
    form: SpokenForm,
    pauses: Mapping[str, int],
) -> Iterator[Utterance]:
    """The utterances of one line; the last one's pause is the line's own."""
    pieces = split(line.written, preferred_syllables=form.preferred_syllables, max_syllables=form.max_syllables)
    for index, piece in enumerate(pieces):
        last = index == len(pieces) - 1
        spoken = normalize(
            piece.text, lexicon=lexicon, language=article.language, traditional_to_simplified=settings.simplify
        ).text
        if settings.slow_figures:
            spoken = slowed(spoken)
        if not form.words:
            spoken = lexicon.substitute(spoken, form.engine)
        name = line.pause if last else after_text(piece.text, ends_sentence=piece.ends_sentence)
        yield Utterance(
            number=0,
            role=line.role,
            written=piece.text,
            spoken=spoken,
            pause_ms=pauses[name],
            section=line.section,
            paragraph=line.paragraph,
            lines=line.lines,
            language=article.language,
        )


def with_words(utterances: list[Utterance], lexicon: Lexicon) -> list[Utterance]:
    """Readings for all at once, which is several times as fast as one by one."""
    from audiobook.pronunciation import read_all, sandhi

    texts = [each.spoken for each in utterances]
    read = read_all(texts, lexicon=lexicon.readings)
    return [replace(each, words=sandhi(words)) for each, words in zip(utterances, read, strict=True)]


def _spaced(utterances: list[Utterance], pauses: Mapping[str, int]) -> list[Utterance]:
    """A longer silence before a heading, before the closing notes and at the end of the article."""
    spaced = []
    for each, following in zip_longest(utterances, utterances[1:]):
        running = each.role in ("body", "quote")
        name = None
        if following is None:
            name = "end"
        elif running and following.role in ("heading", "note"):
            name = f"before_{following.role}"
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
            kept.append(replace(each, written=waiting + each.written) if text else each)
            waiting = "" if text else waiting
        elif text and kept and kept[-1].role in ("body", "quote", "note"):
            before = kept[-1]
            pause = max(before.pause_ms, each.pause_ms)
            kept[-1] = replace(before, written=before.written + each.written, pause_ms=pause)
        elif text:
            waiting += each.written
    return kept
