"""A document as one list of labelled lines, and back: what a person corrects is what a line is.

A title begins an article; a line that becomes a title parts one, a title that becomes anything else joins two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from audiobook.errors import ConfigError
from audiobook.model import Article, Document, Lines, Paragraph, ParagraphKind, Section

Label = Literal[
    "title", "column", "subtitle", "authors", "remark", "origin", "heading1", "heading2", "heading3",
    "body", "quote", "verse", "list", "table", "code", "formula", "caption", "note",
]  # fmt: skip
"""What a line is: of the article itself (`remark` is `Article.note`, `origin` is `Article.source`), a heading with its
level, or a paragraph of a kind."""
LABELS: tuple[Label, ...] = get_args(Label)
KINDS: tuple[ParagraphKind, ...] = get_args(ParagraphKind)
OF_THE_ARTICLE = ("column", "subtitle", "authors", "remark", "origin")
_SEPARATORS = re.compile(r"\s*[、,，;；/]\s*")
_BY = re.compile(r"^\s*(?:作者|文|撰文|By)\s*[:：|｜/]?\s+|^\s*(?:作者|文|撰文|By)\s*[:：|｜/]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document."""

    label: Label
    text: str
    level: int = 1
    """Of a heading, as in `Section.level`; deeper than three it stays what it is."""
    lines: Lines | None = None
    """Where it stands in the source."""
    language: str = ""
    """Of a title: the language of its article."""
    confidence: float = 1.0
    """Of a title: how sure it is that an article begins here."""
    date: str | None = None
    """Of a title: when its article appeared."""


def flatten(document: Document) -> list[Line]:
    """The lines of `document` in the order in which they are read."""
    return [line for article in document.articles for line in _of(article)]


def _of(article: Article) -> Iterator[Line]:
    yield Line(
        "title",
        article.title,
        lines=article.lines,
        language=article.language,
        confidence=article.confidence,
        date=article.date,
    )
    if article.column is not None:
        yield Line("column", article.column)
    if article.subtitle is not None:
        yield Line("subtitle", article.subtitle)
    if article.authors:
        yield Line("authors", "、".join(article.authors))
    for count, section in enumerate(article.sections):
        implicit = count == 0 and section.heading is None and section.level == 1 and section.paragraphs
        if not implicit:
            yield heading(section.heading or "", section.level, section.lines)
        for paragraph in section.paragraphs:
            yield Line(paragraph.kind, paragraph.text, lines=paragraph.lines)
    if article.note is not None:
        yield Line("remark", article.note)
    if article.source is not None:
        yield Line("origin", article.source)


def heading(text: str, level: int, lines: Lines | None = None) -> Line:
    """A heading; deeper than three levels it is shown as of the third, and keeps its own."""
    labels: tuple[Label, ...] = ("heading1", "heading2", "heading3")
    return Line(labels[min(level, 3) - 1], text, level=level, lines=lines)


def assembled(document: Document, lines: Sequence[Line]) -> Document:
    """`document` with the articles that `lines` say, numbered in their order.

    Raises `ConfigError` where nothing is left to read.
    """
    articles: list[Article] = []
    start = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or lines[at].label == "title":
            articles.append(_article(len(articles) + 1, lines[start:at], document))
            start = at
    if not any(article.sections for article in articles):
        raise ConfigError("nothing would be left to read")
    return replace(document, articles=tuple(articles))


def _article(number: int, lines: Sequence[Line], document: Document) -> Article:
    title = lines[0] if lines[0].label == "title" else Line("title", "")
    own: dict[str, list[str]] = {label: [] for label in OF_THE_ARTICLE}
    sections: list[Section] = []
    for line in lines[1:] if lines[0].label == "title" else lines:
        if line.label in OF_THE_ARTICLE:
            own[line.label].append(line.text)
        elif line.label in ("heading1", "heading2", "heading3"):
            shown = int(line.label[-1])
            level = line.level if min(line.level, 3) == shown else shown
            sections.append(Section(line.text or None, (), level, line.lines))
        else:
            section = sections.pop() if sections else Section(None, ())
            paragraph = Paragraph(line.text, line.lines, next(kind for kind in KINDS if kind == line.label))
            sections.append(replace(section, paragraphs=(*section.paragraphs, paragraph)))
    apart = dict.fromkeys(word for article in document.articles for word in article.emphasised)
    names = [name for text in own["authors"] for name in _SEPARATORS.split(_BY.sub("", text).strip()) if name]
    return Article(
        number=number,
        title=title.text,
        sections=tuple(sections),
        subtitle=_joined(own["subtitle"]),
        authors=tuple(names),
        note=_joined(own["remark"]),
        source=_joined(own["origin"]),
        column=_joined(own["column"]),
        date=title.date,
        emphasised=tuple(word for word in apart if any(word in line.text for line in lines)),
        language=title.language or document.language,
        lines=title.lines,
        confidence=title.confidence,
    )


def _joined(texts: Sequence[str]) -> str | None:
    return " ".join(" ".join(text.split()) for text in texts) if len(texts) > 1 else (texts[0] if texts else None)


def as_json(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """What the page is told of each line."""
    found = []
    for line in lines:
        entry: dict[str, Any] = {"label": line.label, "text": line.text}
        if line.lines:
            entry["lines"] = line.lines
        if line.label == "title":
            entry["confidence"] = round(line.confidence, 3)
        found.append(entry)
    return found
