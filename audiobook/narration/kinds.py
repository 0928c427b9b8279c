"""What becomes of each kind of content, in one table; `[narration]` sets what can be set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from audiobook.config import NarrationSettings
from audiobook.model import Article, Paragraph, ParagraphKind, Role
from audiobook.narration import formulas
from audiobook.narration.lines import Line, Part
from audiobook.narration.notes import Note, notes, placed
from audiobook.narration.tables import SHORT_SYLLABLES, Table

_MARKED_UP = re.compile(r"[\\^_{}]")
_LABEL = re.compile(
    r"(?:[附插题]?[图表]|照片|图片|图表|公式|式|算法|代码|(?:Figure|Fig\.?|Table|Tab\.|Photo|Plate|Chart|Box|Listing|Scheme"
    r"|Algorithm|Exhibit)s?)\s*(?:[A-Z]?\d+(?:[.\-–—]\d+)*[a-z]?|[A-Z]\b|[一二三四五六七八九十]+)(?P<end>[\s：:.．、，]*)"
)
"""The name and number a caption begins with."""
_NAMED = re.compile(r"(?:图|表|图片|照片|图表|注)(?:[：:]|为|中)|Photo|Image|Caption")
"""A caption that says itself what it is of."""
_CAPTIONS: Mapping[str, tuple[str, str]] = {
    "table": ("表格说明：", "Table caption: "),
    "code": ("代码说明：", "Code caption: "),
    "formula": ("公式说明：", "Caption: "),
    "": ("图片说明：", "Caption: "),
}
_IS_HERE: Mapping[str, tuple[str, str]] = {
    "code": ("此处有代码。", "Here is some code."),
    "table": ("此处有表格。", "Here is a table."),
    "formula": ("此处有公式。", "Here is a formula."),
    "note": ("此处只有注释。", "There are only notes here."),
}
_NOTES = ("注释", "Notes")


class Body:
    """The lines of an article's text, and the headings they stand under."""

    def __init__(self, article: Article, settings: NarrationSettings) -> None:
        self.article, self.settings = article, settings
        self.english = article.language.startswith("en")
        self.headings = [article.name]
        self.notes = notes(article)
        """In the order of the article."""
        every = [paragraph for section in article.sections for paragraph in section.paragraphs]
        self.only_notes = bool(every) and all(paragraph.kind == "note" for paragraph in every)

    def lines(self) -> Iterator[Line]:
        """All that is said of it, in order; `headings` grows with them."""
        if self.only_notes and self.settings.notes == "skip":
            yield from self._only_notes()
            return
        inline = self._inline()
        place = 0
        for section in self.article.sections:
            said = self.only_notes or any(paragraph.kind != "note" for paragraph in section.paragraphs)
            if section.heading is not None and (said or not section.paragraphs):
                yield self._heading(section.heading, section.lines)
            for kind, run in groupby(section.paragraphs, key=lambda paragraph: paragraph.kind):
                paragraphs = list(run)
                if kind != "note":
                    yield from self._run(kind, paragraphs, place, section.paragraphs, inline)
                elif self.settings.notes == "inline" or self.only_notes:
                    for at in range(place + 1, place + len(paragraphs) + 1):
                        yield from self._noted(inline.get(at, ()))
                place += len(paragraphs)
        if self.settings.notes == "end" and self.notes and not self.only_notes:
            yield self._heading(self._notes_heading(), None)
            yield from self._noted(self.notes)

    def _run(
        self,
        kind: ParagraphKind,
        run: Sequence[Paragraph],
        place: int,
        section: Sequence[Paragraph],
        inline: Mapping[int, Sequence[Note]],
    ) -> Iterator[Line]:
        """Paragraphs of one kind that follow one another, the first of them behind `place`."""
        parts = HOW[kind](self, run, section)
        for at, (paragraph, line) in enumerate(zip(run, parts, strict=True), 1):
            role: Role = "quote" if kind == "quote" else "body"
            yield replace(
                line,
                role=role,
                written=paragraph.text,
                section=len(self.headings) - 1,
                paragraph=place + at,
                lines=paragraph.lines,
                content=kind,
            )
            yield from self._noted(inline.get(place + at, ()))

    def _heading(self, heading: str, lines: tuple[int, int] | None) -> Line:
        self.headings.append(heading)
        return Line("heading", heading, "heading", section=len(self.headings) - 1, lines=lines)

    # ---------------------------------------------------------------------------------------------- kinds

    def plain(self, run: Sequence[Paragraph], _: Sequence[Paragraph]) -> Iterator[Line]:
        """As written."""
        return (_line() for _ in run)

    def verse(self, run: Sequence[Paragraph], _: Sequence[Paragraph]) -> Iterator[Line]:
        """Line by line."""
        for paragraph in run:
            parts = (Part(line, pause="line") for line in paragraph.text.splitlines(keepends=True))
            yield replace(_line(parts), joins=SHORT_SYLLABLES)

    def table(self, run: Sequence[Paragraph], _: Sequence[Paragraph]) -> Iterator[Line]:
        """Row by row, or named."""
        if self.settings.tables == "skip":
            for place, paragraph in enumerate(run):
                yield _line([Part(paragraph.text, instead="" if place else self.is_here("table"))])
            return
        table = Table([paragraph.text for paragraph in run], english=self.english)
        for place in range(len(run)):
            pause = "row" if place < len(run) - 1 else "paragraph"
            yield replace(_line(table.parts(place)), pause=pause, joins=table.joins(place))

    def code(self, run: Sequence[Paragraph], _: Sequence[Paragraph]) -> Iterator[Line]:
        """Named, or line by line."""
        for paragraph in run:
            if self.settings.code == "skip":
                yield _line([Part(paragraph.text, instead=self.is_here("code"))])
            else:
                yield _line(Part(line, pause="line") for line in paragraph.text.splitlines(keepends=True))

    def formula(self, run: Sequence[Paragraph], _: Sequence[Paragraph]) -> Iterator[Line]:
        """In words where it is plain."""
        for paragraph in run:
            words = self.formula_words(paragraph.text)
            yield _line([Part(paragraph.text, instead=words or self.is_here("formula"), close="。")])

    def formula_words(self, source: str) -> str | None:
        """What is said of a formula; None where it is only said to be there."""
        if self.settings.formulas == "announce" or ("\n" in source and not _MARKED_UP.search(source)):
            return None  # line upon line without mark-up: the levels of fractions and sums on a printed page
        return formulas.read(source, "en" if self.english else "zh")

    def caption(self, run: Sequence[Paragraph], section: Sequence[Paragraph]) -> Iterator[Line]:
        """With what it is of."""
        for paragraph in run:
            if label := _LABEL.match(paragraph.text):
                rest = label.end() < len(paragraph.text)
                before = paragraph.text[: label.start("end")] + ("，" if rest else "")
                yield _line([Part(paragraph.text, before=before, skip=label.end())])
            elif _NAMED.match(paragraph.text):
                yield _line()
            else:
                yield _line([Part(paragraph.text, before=_CAPTIONS[_beside(paragraph, section)][self.english])])

    def is_here(self, kind: str) -> str:
        """One sentence that says that there is a table, a formula, code."""
        return _IS_HERE[kind][self.english]

    # ---------------------------------------------------------------------------------------------- notes

    def _inline(self) -> Mapping[int, Sequence[Note]]:
        """Notes by the place of the paragraph they are read behind."""
        if self.only_notes:
            return {note.paragraphs[0][0]: [note] for note in self.notes}
        if self.settings.notes != "inline":
            return {}
        texts: list[tuple[int, str]] = []
        place = 0
        for section in self.article.sections:
            above = section.heading or ""
            for paragraph in section.paragraphs:
                place += 1
                if paragraph.kind != "note":
                    texts.append((place, f"{above}\n{paragraph.text}"))
                    above = ""
        return placed(self.notes, texts)

    def _noted(self, found: Sequence[Note]) -> Iterator[Line]:
        for note in found:
            for place, paragraph in note.paragraphs:
                yield Line(
                    "note",
                    paragraph.text,
                    "note",
                    section=len(self.headings) - 1,
                    paragraph=place,
                    lines=paragraph.lines,
                    content="note",
                    parts=note.parts(paragraph, english=self.english),
                )

    def _notes_heading(self) -> str:
        """That of the first section which has nothing but notes."""
        for section in self.article.sections:
            if section.heading and section.paragraphs and all(p.kind == "note" for p in section.paragraphs):
                return section.heading
        return _NOTES[self.english]

    def _only_notes(self) -> Iterator[Line]:
        for place, paragraph in (each for note in self.notes for each in note.paragraphs):
            instead = self.is_here("note") if place == 1 else ""
            part = Part(paragraph.text, instead=instead)
            yield Line("note", paragraph.text, "note", 0, place, paragraph.lines, "note", (part,))


Says = Callable[[Body, Sequence[Paragraph], Sequence[Paragraph]], Iterator[Line]]
HOW: Mapping[ParagraphKind, Says] = {
    "body": Body.plain,
    "quote": Body.plain,
    "list": Body.plain,
    "verse": Body.verse,
    "table": Body.table,
    "code": Body.code,
    "formula": Body.formula,
    "caption": Body.caption,
    "note": Body.plain,  # where notes are read, `Body.lines` says where
}
"""Kind -> what is said of paragraphs of it that follow one another, and of their section."""


def _line(parts: Iterator[Part] | Sequence[Part] = ()) -> Line:
    return Line("body", "", "paragraph", parts=tuple(parts))


def _beside(caption: Paragraph, section: Sequence[Paragraph]) -> str:
    """The kind that a caption stands at: below it, or above."""
    at = next(place for place, paragraph in enumerate(section) if paragraph is caption)
    for other in (*section[at + 1 : at + 2], *section[max(0, at - 1) : at]):
        if other.kind in _CAPTIONS:
            return other.kind
    return ""
