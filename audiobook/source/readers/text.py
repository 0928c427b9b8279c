"""Plain text: lines -> blocks, with hard wraps undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from audiobook.config import SourceSettings
from audiobook.model import Document, ParagraphKind
from audiobook.source import numberings, script
from audiobook.source.aside import Aside
from audiobook.source.blocks import Block, Extract
from audiobook.source.emphasis import emphasised, within
from audiobook.source.encoding import decode, undecoded
from audiobook.source.joining import join_all
from audiobook.source.line_features import ends, is_chinese, squeeze, stops, width
from audiobook.source.outline.contents import HEADING
from audiobook.source.outline.entries import page_entry
from audiobook.source.outline.line_kinds import is_remark
from audiobook.source.readers import left_over_tags, text_heads
from audiobook.source.readers.left_over_tags import BREAK

_PAGE_NUMBER = re.compile(
    r"[\s\-—–─·.•～~\[【第(（]{0,8}(?:page|p\.)?\s*\d{1,4}(?:\s*(?:of|/|／)\s*共?\s*\d{1,4})?[\s\-—–─·.•～~\]】页)）]{0,8}",
    re.I,
)


_MARKED = re.compile(r"(#{1,6})[ \t]+(?=[^\s#][^#]{0,60}$)(?!.*[。；，,;]$)")
"""A heading marked as in Markdown, in a file whose name does not say that it is."""


_WIDEST = 200
_NARROWEST = 40
"""Columns of a line that is broken at a measure and is no verse, at the least."""
_VERSE_WIDTH = 64
"""Characters of a line of verse at the most."""
_STANZA = 4
"""Lines of one at the least."""
_CLAUSE_ENDS = ".,;:!?—-\"'”’)"
_UNDERSCORES = re.compile(r"(?<![\w_])_(?=[^_\n]*[A-Za-z])([^_\n]{1,400}?)_(?![\w_])")
_BRACKETED = re.compile(r"\[(?:(?P<note>Footnote\s[^\]:]{1,8}:)|Illustration\b)[^\[\]]*\]", re.I)
"""How transcribers of English books set apart pictures and notes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line."""

    text: str
    number: int
    indent: int
    """Columns it is set in by."""
    starts_page: bool
    blanks: int
    """Blank lines before it."""

    @property
    def after_blank(self) -> bool:
        """Whether a blank line stands before it, or nothing at all."""
        return self.blanks > 0


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file breaks its lines."""

    wrapped: bool
    measure: int
    """Columns of a full line."""
    slack: int
    """How much shorter a line may be and still be full."""
    indents: bool
    """Paragraphs begin with white space."""
    double_spaced: bool
    """A blank line after every line says nothing."""
    middle: int
    """Columns by which a line is set in that stands in the middle, at the least."""


def read(path: Path, _: SourceSettings) -> Extract | Document:
    """The blocks of a text file, or the document of a script of ours. Raises `UnreadableSource`, `EmptySource`."""
    text = decode(path.read_bytes(), path)
    if script.is_script(text):
        return script.read(text, str(path))
    return from_text(text)


def from_text(text: str) -> Extract:
    """Paragraphs and headings of `text`, lines counted from 1.

    >>> [b.text for b in from_text("　　春天来了。\\n　　花开了。\\n").blocks]
    ['春天来了。', '花开了。']
    """
    aside = Aside()
    plain = left_over_tags.without(text.replace("\r\n", "\n").replace("\r", "\n"), aside)
    lead, plain = text_heads.memo(plain, aside)
    if not lead:
        lead, plain = text_heads.letter(plain, aside)
    findings = (*aside.findings(), *undecoded(plain))
    return Extract((*lead, *_blocks(_lines(plain))), findings, made=tuple(aside.made))


def _blocks(lines: list[Line]) -> list[Block]:
    layout = _layout(lines)
    pasted = {} if layout.wrapped else _pasted(lines)
    found: list[Block] = []
    run: list[Line] = []
    marked = _marked_lines(lines)
    verse = _verse_lines(lines, layout)
    apart = _contents_lines(lines) | _page_lines(lines) | marked
    for line in lines:
        if run and line.number in verse and run[-1].number in verse:
            if line.after_blank:
                found.append(_stanza(run))
                run = []
            run.append(line)
            continue
        if run and run[-1].number in verse:
            found.append(_stanza(run))
            run = []
        if run and line.number in verse:
            found.append(_block(run, layout, marked))
            run = []
        own = pasted.get(line.number, layout)
        if run and (
            line.number in apart
            or run[-1].number in apart
            or _begins(run[-1], line, own, len(run))
            # where nothing shows a new paragraph, a line that ends with a sentence may be the last of one
            or (own is not layout and stops(run[-1].text))
        ):
            found.append(_block(run, layout, marked))
            run = []
        run.append(line)
    if run:
        found.append(_stanza(run) if run[-1].number in verse else _block(run, layout, marked))
    return found


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    blanks = 1
    page = False
    for number, raw in enumerate(text.split("\n"), 1):
        for place, piece in enumerate(re.split(f"(?=[\f{BREAK}])", raw)):
            page = page or (place > 0 and piece[0] == "\f")
            piece = piece.removeprefix("\f")
            bare = piece.replace("\x00", "").replace("\ufeff", "").replace("\u200b", "").rstrip(" \t\v\u3000\xa0\x1a")
            lead = bare.lstrip(" \t\v\u3000\xa0")
            if not lead:
                blanks += 1
                continue
            indent = sum({"\u3000": 2, "\t": 4}.get(c, 1) for c in bare[: len(bare) - len(lead)])
            lines.append(Line(lead, number, indent, page, blanks))
            blanks, page = 0, False
    return lines


def _layout(lines: list[Line]) -> Layout:
    # what is wider than any measure is not measured to its end
    taken = [width(line.text[:_WIDEST]) + line.indent for line in lines[:20000]]
    widths = sorted(taken)
    if len(widths) < 6:
        return Layout(False, 0, 0, any(line.indent >= 2 for line in lines), False, _IN_THE_MIDDLE)
    chinese = is_chinese("".join(line.text for line in lines[:400]))
    slack = 5 if chinese else 14
    measure = _measure(widths, slack)
    full = [line for line, one in zip(lines, taken, strict=False) if -slack <= one - measure <= 2]
    unfinished = sum(not ends(line.text) for line in full)
    blanks = sum(line.after_blank for line in lines)
    wider = sum(one > measure + 4 for one in widths)
    wrapped = (
        24 <= measure <= 140
        and wider * 12 <= len(widths)
        and len(full) >= 4
        and len(full) * 4 >= len(lines)
        and unfinished * 2 >= len(full)
    )
    indented = sum(2 <= line.indent <= 8 for line in lines)
    return Layout(
        wrapped=wrapped,
        measure=measure,
        slack=slack,
        indents=indented >= 2 and indented * 12 >= len(lines),
        double_spaced=wrapped and blanks * 10 >= len(lines) * 9,
        middle=_middle(lines) if indented >= 2 else _IN_THE_MIDDLE,
    )


def _middle(lines: Sequence[Line]) -> int:
    """From which indent on a line is set in further than paragraphs are, where these all are by as much."""
    indents = Counter(line.indent for line in lines if line.indent)
    usual, count = indents.most_common(1)[0]
    return usual + 2 if usual <= _PARAGRAPH and count * 5 > indents.total() * 4 else _IN_THE_MIDDLE


_IN_THE_MIDDLE, _PARAGRAPH = 9, 4
"""Columns by which a line in the middle is set in, at the least, and a paragraph at the most."""
_LINES = 4
"""Lines of a paragraph that is broken at a measure, at the least."""


def _pasted(lines: Sequence[Line]) -> dict[int, Layout]:
    """Numbers of lines -> how they are broken, of paragraphs with a measure of their own in a file that has none: what
    was copied from elsewhere. Their lines stand together, most are full and do not end a sentence."""
    found: dict[int, Layout] = {}
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and run and not line.after_blank:
            run.append(line)
            continue
        if len(run) >= _LINES and (layout := _own_layout(run)) is not None:
            found.update((one.number, layout) for one in run)
        run = [line] if line is not None else []
    return found


def _own_layout(run: Sequence[Line]) -> Layout | None:
    if sum(numberings.numbered(line.text) is not None for line in run[1:]) > 1:
        return None  # a list
    widths = sorted(width(line.text[:_WIDEST]) + line.indent for line in run)
    slack = 5 if is_chinese(run[0].text) else 14
    measure = _measure(widths, slack)
    inner = [line for line in run[:-1] if -slack <= width(line.text[:_WIDEST]) + line.indent - measure <= slack]
    open_ended = sum(not ends(line.text) for line in inner)
    if not _NARROWEST <= measure <= _WIDEST or len(inner) * 3 < (len(run) - 1) * 2 or open_ended * 5 < len(inner) * 4:
        return None
    return Layout(wrapped=True, measure=measure, slack=slack, indents=False, double_spaced=False, middle=_IN_THE_MIDDLE)


def _contents_lines(lines: list[Line]) -> frozenset[int]:
    """Numbers of the lines between 目录 and the blank line that ends the list: one entry each, never joined."""
    start = next((i for i, line in enumerate(lines[:300]) if HEADING.match(line.text)), None)
    if start is None:
        return frozenset()
    stop = start + 1
    while stop < len(lines) and (stop < start + 3 or not lines[stop].after_blank) and not stops(lines[stop].text):
        stop += 1
    return frozenset(line.number for line in lines[start:stop])


def _marked_lines(lines: list[Line]) -> frozenset[int]:
    """Numbers of the lines with marks of headings; none where they are as many as remarks in a program."""
    found = [line for line in lines if line.text[0] == "#" and _MARKED.match(line.text)]
    apart = all(line.after_blank for line in found)
    return frozenset(line.number for line in found) if apart and len(found) * 3 < len(lines) + 3 else frozenset()


def _page_lines(lines: list[Line]) -> frozenset[int]:
    """Numbers of the lines that may be of the page and not of the text: never joined to what stands beside them."""
    short = [line for line in lines if len(line.text) <= 40]
    masked = Counter(re.sub(r"\d+", "#", squeeze(line.text)) for line in short if not stops(line.text))
    return frozenset(
        line.number
        for line in short
        if _PAGE_NUMBER.fullmatch(line.text) or masked[re.sub(r"\d+", "#", squeeze(line.text))] > 1
    )


def _lists(text: str) -> bool:
    """A line of a contents page, whatever its length."""
    return text[-1] in "0123456789）)" and page_entry(text) is not None


def _measure(widths: Sequence[int], slack: int) -> int:
    """The width at which most lines end, for text broken by hand or machine."""
    counts = Counter(widths)
    candidates = sorted(one for one in counts if one >= 20)
    if not candidates:
        return 0

    def near(one: int) -> int:
        return sum(counts[other] for other in range(one - slack, one + 1))

    return max(candidates, key=lambda one: (near(one), one))


def _begins(last: Line, line: Line, layout: Layout, run: int) -> bool:
    """Whether `line` begins a new block after `last`."""
    if not layout.wrapped:
        return True
    if line.after_blank and not layout.double_spaced:
        return True
    taken = width(last.text) + last.indent
    full = taken >= layout.measure - layout.slack
    if (layout.indents and line.indent >= 2) or is_remark(line.text):
        return True
    if line.number < 600 and (_lists(last.text) or _lists(line.text)):
        return True
    if last.indent >= 9 and run == 1:  # centred: a title
        return True
    if full:
        return False
    return stops(last.text) or taken < layout.measure * 0.75


def _verse_lines(lines: list[Line], layout: Layout) -> frozenset[int]:
    """Numbers of the lines of stanzas in Latin letters: four or more short ones in a row, each of which begins with a
    capital, as no paragraph does that is broken where its lines are full."""
    widest = min(_VERSE_WIDTH, layout.measure - layout.slack) if layout.wrapped else _VERSE_WIDTH
    found: set[int] = set()
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and run and not line.after_blank:
            run.append(line)
            continue
        if _is_stanza(run, widest):
            found.update(one.number for one in run)
        run = [line] if line is not None else []
    return frozenset(found)


def _is_stanza(run: Sequence[Line], widest: int) -> bool:
    if len(run) < _STANZA or max(len(line.text) for line in run) > widest:
        return False
    texts = [line.text.lstrip("\"'“‘([_") for line in run]
    capital = sum(text[:1].isupper() for text in texts)
    worded = sum(len(text.split()) > 3 and not text.isupper() and not page_entry(text) for text in texts)
    clauses = sum(text[-1:] in _CLAUSE_ENDS for text in texts)
    return (
        capital * 10 >= len(run) * 8
        and worded * 10 >= len(run) * 8
        and clauses * 3 >= len(run)
        and not any(is_chinese(text) for text in texts)
    )


def _stanza(run: list[Line]) -> Block:
    text = "\n".join(_without_underscores(line.text) for line in run)
    return Block(text, (run[0].number, run[-1].number), kind="verse", gap=run[0].blanks)


def _without_underscores(text: str) -> str:
    """Without the marks of italic type that plain text in English has: _Life of Alfarache._"""
    return _UNDERSCORES.sub(r"\1", text)


def _underscored(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of `text`, and whether they stand between such marks."""
    at = 0
    for found in _UNDERSCORES.finditer(text):
        yield text[at : found.start()], False
        yield found[1], True
        at = found.end()
    yield text[at:], False


def _block(run: list[Line], layout: Layout, marked: frozenset[int]) -> Block:
    joined = join_all(line.text for line in run)
    text = _without_underscores(joined)
    first = run[0]
    if first.number in marked:
        marks, _, text = text.partition(" ")
        return Block(text.strip(), (first.number, first.number), level=len(marks), gap=first.blanks)
    kind: ParagraphKind = "body"
    if text[0] == "[" and (bracketed := _BRACKETED.fullmatch(text)):
        kind = "note" if bracketed["note"] else "caption"
    italic = joined == f"_{text}_"
    return Block(
        text,
        (first.number, run[-1].number),
        kind=kind,
        italic=italic,
        centred=layout.indents and first.indent >= layout.middle and len(run) == 1,
        indented=first.indent >= 2 if layout.indents else None,
        starts_page=first.starts_page,
        gap=first.blanks,
        emphasised=within(emphasised(_underscored(joined)), text) if "_" in joined else (),
    )
