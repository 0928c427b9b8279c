"""What of an article is not said, by name: promise one is that every letter is spoken or named."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from audiobook.config import NarrationSettings
from audiobook.language.inline_formulas import INLINE
from audiobook.model import Article, Finding, Lines, Paragraph
from audiobook.narration import glosses
from audiobook.narration.kinds import Body
from audiobook.narration.references import marks


def unspoken(article: Article, settings: NarrationSettings) -> Iterator[Finding]:
    """Notes, code and tables that are not read, formulas that are only said to be there, marks of notes, ornaments;
    `Finding.text` is what is not heard."""
    body = Body(article, settings)
    silent: list[str] = []
    glossed: list[str] = []
    spoken: list[Paragraph] = []
    for section in article.sections:
        silent += _marks(section.heading or "")
        glossed += glosses.silent(section.heading or "")
        for kind, run in groupby(section.paragraphs, key=lambda paragraph: paragraph.kind):
            paragraphs = list(run)
            setting = f"narration.{kind}s" if kind in ("note", "table") else "narration.code"
            if kind in ("note", "table", "code") and getattr(settings, setting.rpartition(".")[2]) == "skip":
                yield _not_read(kind, setting, paragraphs)
                continue
            for paragraph in paragraphs:
                yield from _formulas(paragraph, body)
                yield from _ornaments(paragraph)
                yield from _private(paragraph)
                if kind not in ("code", "formula"):
                    silent += _marks(paragraph.text)
                    glossed += glosses.silent(paragraph.text)
                    spoken.append(paragraph)
    if silent:
        yield Finding("mark", _span(spoken), f"Marks of notes, not spoken: {' '.join(silent)}", " ".join(silent))
    if glossed:
        message = f"Readings that the text gives, followed and not spoken: {' '.join(glossed)}"
        yield Finding("gloss", _span(spoken), message, " ".join(glossed))


def heard(article: Article, settings: NarrationSettings) -> Article:
    """`article` as it is heard: without paragraphs that are left out and marks of notes, formulas in words."""
    body = Body(article, settings)
    silent = {kind for kind, how in (("note", settings.notes), ("table", settings.tables)) if how == "skip"}
    silent |= {"code"} if settings.code == "skip" else set()

    def kept(paragraph: Paragraph) -> Paragraph:
        text = paragraph.text
        for start, end in reversed([*marks(text)]) if paragraph.kind not in ("code", "formula") else ():
            text = text[:start] + text[end:]
        if paragraph.kind == "formula":
            return replace(paragraph, text=said(text))
        return replace(paragraph, text=INLINE.sub(lambda found: said(found["formula"]), text))

    def said(formula: str) -> str:
        # a formula in one line of plain signs is as good to look at as its words, and shorter
        return formula if "\\" not in formula else body.formula_words(formula) or body.is_here("formula")

    sections = tuple(
        replace(section, paragraphs=tuple(kept(one) for one in section.paragraphs if one.kind not in silent))
        for section in article.sections
    )
    only = all(one.kind in silent for section in article.sections for one in section.paragraphs)
    return article if only else replace(article, sections=sections)


def _not_read(kind: str, setting: str, paragraphs: Sequence[Paragraph]) -> Finding:
    text = " ¶ ".join(paragraph.text for paragraph in paragraphs)
    return Finding(kind, _span(paragraphs), f"Not read ({setting}): {text}", text)


def _formulas(paragraph: Paragraph, body: Body) -> Iterator[Finding]:
    sources = [found["formula"] for found in INLINE.finditer(paragraph.text)]
    if paragraph.kind == "formula":
        sources = [paragraph.text]
    named = [source for source in sources if paragraph.kind != "code" and body.formula_words(source) is None]
    if named:
        text = " ¶ ".join(named)
        yield Finding("formula", paragraph.lines, f"Only said to be there, not read in words: {text}", text)


def _private(paragraph: Paragraph) -> Iterator[Finding]:
    """Characters of the private area: a font of its own showed them, and nobody else knows what they are."""
    if paragraph.text.isascii():
        return
    found = [at for at, char in enumerate(paragraph.text) if unicodedata.category(char) == "Co"]
    if found:
        codes = ", ".join(f"U+{ord(paragraph.text[at]):04X}" for at in dict.fromkeys(found))
        around = paragraph.text[max(0, found[0] - 12) : found[0] + 12]
        yield Finding("unread", paragraph.lines, f"Characters of a private font, not spoken: {codes} in “{around}”")


def _ornaments(paragraph: Paragraph) -> Iterator[Finding]:
    """Signs that are dropped because nobody would say them (emoji, stars)."""
    # only symbols can be ornaments, and few paragraphs have any: the rest need not be normalized to know
    if paragraph.kind != "formula" and any(unicodedata.category(character) == "So" for character in paragraph.text):
        from audiobook.narration.normalize import normalize

        changes = normalize(paragraph.text).changes
        signs = [change.written for change in changes if change.rule == "ornament" and not change.spoken]
        if signs:
            yield Finding("ornament", paragraph.lines, f"Not spoken: {' '.join(signs)}")


def _marks(text: str) -> list[str]:
    return [text[start:end] for start, end in marks(text)]


def _span(paragraphs: Sequence[Paragraph]) -> Lines | None:
    known = [paragraph.lines for paragraph in paragraphs if paragraph.lines]
    return (min(first for first, _ in known), max(last for _, last in known)) if known else None
