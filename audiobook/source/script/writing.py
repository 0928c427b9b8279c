"""Document -> the editable script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from audiobook.model import Article, Document, Paragraph
from audiobook.source.script.signs import ARTICLE_KEYS, BOOK_KEYS, KINDS, META, PREFIX, SEPARATORS, SPECIAL, VERSION


def write(document: Document) -> str:
    """The script of `document`; `read(write(d)) == d` but for line numbers of articles, sections and paragraphs."""
    return "\n".join(
        [
            *_front(document),
            *(line for place, one in enumerate(document.articles, 1) for line in _article(place, one, document)),
        ]
    )


def _front(document: Document) -> Iterator[str]:
    yield "---"
    yield f"audiobook: {VERSION}"
    for key in BOOK_KEYS:
        value = getattr(document, key)
        if value is not None:
            yield f"{key}: {_plain(value)}"
    if document.imprint:
        yield "imprint:"
        yield from (f"  - {_plain(line)}" for line in document.imprint)
    if document.entries:
        yield "entries:"
        yield from (f"  - {_plain(line)}" for line in document.entries)
    if document.findings:
        yield "findings:"
        for finding in document.findings:
            where = f" {finding.lines[0]}-{finding.lines[1]}" if finding.lines else ""
            yield f"  - {finding.kind}{where}: {_plain(finding.message)}"
    yield "---"
    yield ""


def _article(place: int, article: Article, document: Document) -> Iterator[str]:
    yield f"# {_plain(article.title)}"
    yield ""
    meta = list(_meta(place, article, document))
    if meta:
        yield from meta
        yield ""
    for count, section in enumerate(article.sections):
        implicit = count == 0 and section.heading is None and section.level == 1 and section.paragraphs
        if not implicit:
            heading = "" if section.heading is None else f" {_plain(section.heading)}"
            yield f"{'#' * (section.level + 1)}{heading}"
            yield ""
        for paragraph in section.paragraphs:
            yield from _paragraph(paragraph)
            yield ""


def _meta(place: int, article: Article, document: Document) -> Iterator[str]:
    values = {
        "number": str(article.number) if article.number != place else None,
        "subtitle": article.subtitle,
        "authors": article.authors or None,
        "note": article.note,
        "source": article.source,
        "column": article.column,
        "date": article.date,
        "emphasised": article.emphasised or None,
        "language": article.language if article.language != document.language else None,
    }
    for key in ARTICLE_KEYS:
        value = values[key]
        if isinstance(value, tuple):
            safe = all(name == _plain(name) and name and not SEPARATORS.search(name) for name in value)
            yield f"- {key}: {'、'.join(value) if safe else json.dumps(value, ensure_ascii=False)}"
        elif isinstance(value, str):
            yield f"- {key}: {_plain(value)}"


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    if paragraph.kind == "code":
        longest = max((len(run) for run in re.findall("`+", paragraph.text)), default=0)
        fence = "`" * max(3, longest + 1)
        yield from (fence, *paragraph.text.split("\n"), fence)
        return
    sign = PREFIX.get(paragraph.kind)
    if paragraph.kind == "formula":  # as it is: LaTeX has backslashes of its own
        yield from (f"{sign} {line}" for line in paragraph.text.split("\n"))
        return
    for place, line in enumerate(paragraph.text.split("\n")):
        signed = line[:1] in KINDS and line[1:2] in ("", " ")
        odd = not line or line[0].isspace() or line.startswith(SPECIAL) or signed or META.match(f"- {line}")
        body = f"\\{line}" if odd else line
        if line and (line[-1].isspace() or line[-1] == "\\"):
            body += "\\"
        if sign is None:
            yield body
        else:
            yield f"{sign if place == 0 or sign != '-' else ' '} {body}"


def _plain(value: str) -> str:
    """`value` as it is where that can be read back, else in quotation marks."""
    odd = (
        not value
        or value != value.strip()
        or value[0] in '"['
        or any(ord(c) < 32 or c in "\x7f\x85\u2028\u2029" for c in value)
    )
    return json.dumps(value, ensure_ascii=False) if odd else value
