"""One story of a Word file (its body, a note, a text box, a cell): paragraphs and tables -> blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from audiobook.model import Finding, ParagraphKind
from audiobook.source.blocks import Block, not_read
from audiobook.source.emphasis import within
from audiobook.source.readers.word import spans
from audiobook.source.readers.word.inline import Inline
from audiobook.source.readers.word.line import Found, Line
from audiobook.source.readers.word.notes import Notes
from audiobook.source.readers.word.numbering import Label, Numbering
from audiobook.source.readers.word.parts import MC, M, W, chosen, switched, value
from audiobook.source.readers.word.rows import Cell, Row, across, columns, is_layout, members
from audiobook.source.readers.word.styles import Style, Styles, list_of, outline_level

_KINDS: tuple[tuple[ParagraphKind, re.Pattern[str]], ...] = (
    ("quote", re.compile(r"quote|intense quote|quotations|block ?text|引用|明显引用", re.I)),
    ("caption", re.compile(r"caption|题注|(?:image|table) ?caption|illustration", re.I)),
    ("code", re.compile(r"source ?code|html preformatted|preformatted text|verbatim|code(?: block)?|代码", re.I)),
)
"""Kind of paragraph -> the names of styles that say so."""
_PASTED = re.compile(r"html preformatted|preformatted text", re.I)
"""What text gets that is pasted from a page, of translations and code alike."""
_LISTED = re.compile(r"(?:toc|目录)\s*\d|table of figures|图表目录", re.I)
_LIST = re.compile(r"list(?! ?paragraph)|列表", re.I)


class Story:
    """Reads containers of paragraphs; what is not read and what is added gathers in `findings` and `made`."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Notes) -> None:
        self.styles, self.numbering, self.notes = styles, numbering, notes
        self.inline = Inline(styles, self.separately, self._noted)
        self.findings, self.made = self.inline.findings, self.inline.made
        self._at = 0
        """Number of the paragraph or row that is read."""
        self._depth = 0
        """How many containers around it stand in a paragraph or row."""
        self._contents: list[tuple[str, int]] = []
        self._carried: Line | None = None
        """What goes on in the next paragraph."""
        self._fresh = False
        self._readers: dict[str, Callable[[Any], Iterator[Found]]] = {
            f"{W}p": self._paragraph,
            f"{W}tbl": self._table,
            f"{W}sdt": self._control,
            f"{W}del": self._deleted,
            f"{W}moveFrom": self._deleted,
            f"{W}altChunk": self._embedded,
            f"{M}oMath": self._formula,
            f"{M}oMathPara": self._formula,
            f"{MC}AlternateContent": lambda choices: self._walk(chosen(choices)),
        }

    def read(self, container: Any) -> list[Found]:
        """All blocks of `container`, in order."""
        return [*self._walk(container), *self._left_over()]

    def separately(self, container: Any) -> list[Found]:
        """The blocks of a container that stands within a paragraph."""
        with self._within():
            return [replace(one, apart=True) for one in self.read(container)]

    def finish(self) -> None:
        """Adds the findings that can be made only when all is read."""
        if self._contents:
            lines = (self._contents[0][1], self._contents[-1][1])
            self.findings.append(not_read("contents page", " ¶ ".join(text for text, _ in self._contents), lines))
        for note in self.notes.unread():
            text = " ¶ ".join(one.block.text for one in self.separately(note))
            if text.strip():
                self.findings.append(not_read("note without a mark", text))

    @contextmanager
    def _within(self) -> Iterator[None]:
        """Around what is read within a paragraph or row, which goes on after it."""
        inline = self.inline
        line, around, carried, fresh, fields = inline.line, inline.look, self._carried, self._fresh, inline.fields
        self._carried, inline.fields = None, []
        self._depth += 1
        yield
        self._depth -= 1
        inline.line, inline.look, self._carried, self._fresh, inline.fields = line, around, carried, fresh, fields

    def _step(self) -> None:
        if not self._depth:
            self._at += 1
            self.inline.lines = (self._at, self._at)

    def _noted(self, kind: str, name: str, own: str) -> tuple[str, Block | None]:
        """The mark of a note, and the note where its mark comes for the first time."""
        mark, note = self.notes.find(kind, name, own)
        if note is None:
            return mark, None
        text = "\n".join(one.block.text for one in self.separately(note))
        self.made.append(mark)
        return mark, Block(f"[{mark}] {text}".rstrip(), self.inline.lines, kind="note")

    # ------------------------------------------------------------------------------------------ containers

    def _walk(self, container: Any) -> Iterator[Found]:
        for child in container:
            if not isinstance(child.tag, str) or child.tag.endswith("Pr"):
                continue
            reader = self._readers.get(child.tag)
            if reader is not None:
                yield from reader(child)
            elif len(child):
                yield from self._walk(child)

    def _control(self, control: Any) -> Iterator[Found]:
        listing = value(control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")) == "Table of Contents"
        self.inline.listing += listing
        with self.inline.prompting(control):
            for content in control.findall(f"{W}sdtContent"):
                yield from self._walk(content)
        self.inline.listing -= listing

    def _deleted(self, container: Any) -> Iterator[Found]:
        self.inline.deleted += 1
        yield from self._walk(container)
        self.inline.deleted -= 1

    def _embedded(self, _: Any) -> Iterator[Found]:
        message = "A file that was put in here is not read; open the document in Word and save it again"
        self.findings.append(Finding("skipped", self.inline.lines, message))
        yield from ()

    def _table(self, table: Any) -> Iterator[Found]:
        rows = [self._row(row) for row in members(table, f"{W}tr")]
        inner = self._depth > 0
        text_rows = rows if is_layout(rows) else across(rows)
        for row in rows:
            if any(row is one for one in text_rows):
                yield from (replace(one, apart=one.apart or inner) for cell in row.cells for one in cell.found)
            else:
                yield from row.blocks()

    def _row(self, row: Any) -> Row:
        self._step()
        properties = row.find(f"{W}trPr")
        gone = properties is not None and properties.find(f"{W}del") is not None
        self.inline.deleted += gone
        read = Row(self.inline.lines, columns(properties, "gridBefore", 0))
        for cell in members(row, f"{W}tc"):
            with self._within():
                found = tuple(self.read(cell))
            read.cells.append(Cell(found, columns(cell.find(f"{W}tcPr"), "gridSpan", 1)))
        self.inline.deleted -= gone
        return read

    # ------------------------------------------------------------------------------------------ paragraphs

    def _paragraph(self, paragraph: Any) -> Iterator[Found]:
        self._step()
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.paragraph(None if properties is None else value(properties.find(f"{W}pStyle")))
        if _level(style, properties) is not None:
            self.inline.end_contents()
        listed = bool(_LISTED.fullmatch(style.names[0]))
        self.inline.listing += listed
        line = self._begun(style)
        self.inline.inside(paragraph)
        self.inline.end()
        self.inline.listing -= listed
        # an item that was deleted has no number; an empty one has
        counts = bool(line.spans or line.boxes) or not (line.aside or self.inline.deleted)
        yield from self._ended(line, style, properties, self._label(properties, style) if counts else None)

    def _formula(self, formula: Any) -> Iterator[Found]:
        """A formula that stands between paragraphs."""
        self._step()
        style = self.styles.paragraph(None)
        line = self._begun(style)
        self.inline.inside([formula])
        yield from self._ended(line, style, None, None)

    def _begun(self, style: Style) -> Line:
        carried, self._carried = self._carried, None
        return self.inline.begin(style.look, carried)

    def _ended(self, line: Line, style: Style, properties: Any | None, label: Label | None) -> Iterator[Found]:
        self._set_aside(line)
        if line.spans and properties is not None and _goes_on(properties):
            self._carried = line
            yield from line.boxes
            return
        found = self._block(line, style, properties, label)
        if found is not None:
            yield replace(found, notes=tuple(line.notes))
        yield from line.boxes

    def _left_over(self) -> Iterator[Found]:
        """What was to go on in a paragraph that never came."""
        if self._carried is not None:
            style = self.styles.paragraph(None)
            yield from self._ended(self._begun(style), style, None, None)

    def _set_aside(self, line: Line) -> None:
        for why, texts in line.aside.items():
            text = " ".join("".join(texts).split())
            if why == "contents page" and text:
                self._contents.append((text, self._at))
            elif text:
                self.findings.append(not_read(why, text, self.inline.lines))

    def _block(self, line: Line, style: Style, properties: Any | None, label: Label | None) -> Found | None:
        formula = None if label else spans.formula_alone(line.spans)
        whole = spans.text_of(line.spans) if formula is None else formula
        fresh = self._opens_page(whole, properties)
        text = spans.bare(whole)
        if not text:
            return None
        if label is not None and label.text:
            self.made.append(label.text)
            text = label.text + text
        level = _level(style, properties)
        kind = self._kind(style, label, level) if formula is None else "formula"
        aligned = None if properties is None else value(properties.find(f"{W}jc"))
        block = Block(
            text,
            self.inline.lines,
            level=level if kind == "body" else None,
            kind=kind,
            bold=spans.is_bold(line.spans),
            centred=style.centred if aligned is None else aligned == "center",
            starts_page=fresh,
            emphasised=within(spans.set_apart(line.spans, style.look), text) if level is None else (),
        )
        pasted = kind == "code" and any(map(_PASTED.fullmatch, style.names))
        return Found(block, spans.size(line.spans) or style.look.size, pasted=pasted)

    def _opens_page(self, text: str, properties: Any | None) -> bool:
        """Whether a page begins with this paragraph; a break behind its text is for the next one."""
        opens = self._fresh or bool(properties is not None and switched(properties, "pageBreakBefore"))
        first, broken, _ = text.partition("\f")
        if not spans.bare(text):
            self._fresh = opens or bool(broken)
            return False
        self._fresh = bool(broken) and not spans.bare(text.rpartition("\f")[2])
        return opens or (bool(broken) and not spans.bare(first))

    def _kind(self, style: Style, label: Label | None, level: int | None) -> ParagraphKind:
        if level is not None:
            return "body"
        if label is not None:
            return "body" if label.prose else "list"
        if _LIST.match(style.names[0]):
            return "list"
        return next((kind for kind, names in _KINDS if any(map(names.fullmatch, style.names))), "body")

    def _label(self, properties: Any | None, style: Style) -> Label | None:
        """What Word counts before the paragraph; a list of its own goes before its style's."""
        own = None if properties is None else list_of(properties)
        name = own[0] if own and own[0] is not None else style.numbering and style.numbering[0]
        if name is None:
            return None
        level = own[1] if own and own[1] is not None else style.numbering[1] if style.numbering else 0
        return self.numbering.next(name, level)


def _level(style: Style, properties: Any | None) -> int | None:
    """Of a heading; what the paragraph says itself goes before its style, but for the document's title."""
    own = None if properties is None else outline_level(properties)
    if own is None or style.level == 1:
        return style.level
    return own + 2 if own < 6 else None


def _goes_on(properties: Any) -> bool:
    """Whether the paragraph after it is its continuation: a dropped initial, or a mark that was deleted."""
    frame = properties.find(f"{W}framePr")
    if frame is not None and value(frame, "dropCap") in ("drop", "margin"):
        return True
    return properties.find(f"{W}rPr/{W}del") is not None
