"""Tokens of Markdown -> blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.language.chinese import compiled
from audiobook.model import Lines, ParagraphKind
from audiobook.source.aside import Aside, split_tags, with_tags
from audiobook.source.blocks import Block
from audiobook.source.emphasis import within
from audiobook.source.line_features import width
from audiobook.source.readers.markdown import boxes
from audiobook.source.readers.markdown.code import looks_like_code
from audiobook.source.readers.markdown.inline import VERSE_WIDTH, Inline, Text
from audiobook.source.readers.markdown.notes import Notes
from audiobook.source.readers.markdown.syntax import parser

if TYPE_CHECKING:
    from markdown_it.token import Token

_KINDS: dict[str, ParagraphKind] = {"list_item_open": "list", "blockquote_open": "quote"}
_TASK = re.compile(r"\[(?P<done>[ xX])\][ \t]+")
_CAPTION = re.compile(r"\s*(?:[图表]\s*[\d一二三四五六七八九十]|(?:fig(?:ure|\.)?|table)\s*\d)", re.I)
_UNSEEN = re.compile(r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_HOLLOW = re.compile(
    r"<!|<\?|</?(?:img|head|title|iframe|object|embed|svg|audio|video|canvas|map|select|option|button|input|textarea"
    r"|datalist|link|meta|base|plaintext|xmp|listing)\b",
    re.I,
)
"""Tags of what a page does not show as text: here it is text like the rest."""
_DOLLARS = re.compile(r"(?<![\\$])\$(?![\s$])((?:[^$\\]|\\.)+?)(?<!\s)\$(?![\d$])")
_CRAMPED = compiled(r"^( {0,3}#{1,6})(?=[[:Han:]“《（【]|(?<=##)\d)(?=[^#\n]{1,60}$)(?!.*[。；，]$)", re.M)
"""Behind the marks of a heading a blank was forgotten, which CommonMark asks for and many leave out in Chinese."""
_MARKS_WITHIN = compiled(r"\*\*(?=\S)([^*\n]{1,80}?)([：:，。！？；、]+)\*\*(?=[[:Han:]A-Za-z0-9“《（「])")
"""**老人：**撑船, where CommonMark sees no end of the bold type: the mark goes behind it."""
_DEEPEST = 4
_CONTENTS = re.compile(r"\[\[?_?TOC_?\]?\]|\{:toc\}|@\[TOC\](?:\(.*\))?", re.I)


class Blocks:
    """Reads a text that begins after `skipped` lines of the file; what is not read gathers in `aside`."""

    def __init__(self, aside: Aside, skipped: int) -> None:
        self._aside, self._skipped = aside, skipped
        self._notes = Notes(aside)
        self._inline = Inline(aside, self._notes.mark)
        self._kinds: list[ParagraphKind] = []
        self._number = ""
        """Of a list item whose text has not come yet."""
        self._level: int | None = None
        self._depth = 0
        """How often text that is set in stands in such."""

    def read(self, text: str) -> list[Block]:
        """All blocks of `text`, notes at the end of the section that refers to them."""
        text = _MARKS_WITHIN.sub(r"**\1**\2", _CRAMPED.sub(r"\1 ", text))
        text = boxes.opened(text, self._aside, self._skipped)
        self._source = text.split("\n")
        tokens = parser().parse(text, {})
        self._notes.number(tokens)
        return self._notes.placed(list(self._blocks(tokens)))

    def _blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            if token.type == "table_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                yield from self._table(tokens[at:end])
                at = end
            elif token.type == "html_block":
                content, lines = token.content, self._lines(token)
                while _is_cut(content) and at < len(tokens) and tokens[at].type == "html_block":
                    content, at = content + tokens[at].content, at + 1
                yield from self._html(content, lines)
            elif token.type == "note_open":
                note = self._text(tokens[at])
                self._notes.add(token.meta["label"], note.text if note else "", self._lines(token))
                at += 2
            else:
                yield from self._one(token)

    def _one(self, token: Token) -> Iterator[Block]:
        kind, lines = token.type, self._lines(token)
        if kind == "heading_open":
            self._level = int(token.tag[1])
        elif kind == "heading_close":
            self._level = None
        elif kind in _KINDS:
            self._kinds.append(_KINDS[kind])
            self._number += f"{token.info}{token.markup} " if token.info else ""
        elif kind in ("list_item_close", "blockquote_close"):
            self._kinds.pop()
            self._aside.add("numbers of empty items", self._number, lines)
            self._number = ""
        elif kind == "inline":
            yield from self._paragraph(token, lines)
        elif kind == "formula":
            yield Block(self._numbered(token.content), lines, kind="formula")
        elif kind == "code_block" and lines and self._depth < _DEEPEST and not looks_like_code(token.content):
            yield from self._set_in(token.content, lines)
        elif kind in ("fence", "code_block"):
            self._aside.add("languages of code", token.info, lines)
            if token.content.strip():
                yield Block(self._numbered(token.content.strip("\n")), lines, kind="code")
        elif kind == "definition" and lines:
            definition = "\n".join(self._source[lines[0] - 1 - self._skipped : lines[1] - self._skipped])
            self._aside.add("addresses of links", definition[definition.find("[") :], lines)

    def _set_in(self, content: str, lines: Lines) -> Iterator[Block]:
        """A passage that is set in as code is and is none: Markdown like the rest."""
        source, skipped = self._source, self._skipped
        self._source, self._skipped, self._depth = content.split("\n"), lines[0] - 1, self._depth + 1
        yield from self._blocks(parser().parse(content, {}))
        self._source, self._skipped, self._depth = source, skipped, self._depth - 1

    def _paragraph(self, token: Token, lines: Lines | None) -> Iterator[Block]:
        text = self._text(token)
        if text is None:
            return
        if _CONTENTS.fullmatch(text.text):
            self._aside.add("mark-up", text.text, lines)
            return
        if text.formula is not None and self._level is None and not self._kinds:
            yield Block(text.formula, lines, kind="formula")
            return
        bold = bool(re.fullmatch(r"(\*\*|__).+?\1", token.content.strip(), re.S))
        italic = not bold and bool(re.fullmatch(r"([*_])(?![*_]).+?\1", token.content.strip(), re.S))
        for part in map(str.strip, re.split(r"\n\s*\n", text.text)):
            kind = self._kind(replace(text, text=part, lines=1 + part.count("\n")))
            apart = () if self._level else within(text.apart, part)
            yield Block(
                self._numbered(part), lines, level=self._level, kind=kind, bold=bold, italic=italic, emphasised=apart
            )

    def _text(self, token: Token) -> Text | None:
        """The text of an inline token; None for nothing. The box of a task is taken away."""
        lines = self._lines(token)
        text = self._inline.read(token, lines)
        task = _TASK.match(text.text) if self._kinds[-1:] == ["list"] else None
        if task:
            self._aside.add("boxes of tasks", task["done"], lines)
            text = replace(text, text=text.text[task.end() :])
        return text if text.text.strip() else None

    def _kind(self, text: Text) -> ParagraphKind:
        if self._level is not None:
            return "body"
        parts = text.text.split("\n")
        if text.lines > 2 and all(width(part) <= VERSE_WIDTH and part.rstrip()[-1:] not in "：:" for part in parts):
            return "verse"
        if text.picture and len(text.text) <= 120 and (text.emphasised or _CAPTION.match(text.text)):
            return "caption"
        return self._kinds[-1] if self._kinds else "body"

    def _numbered(self, text: str) -> str:
        """`text` behind the number of its item."""
        number, self._number = self._number, ""
        return number + text

    def _table(self, tokens: Sequence[Token]) -> Iterator[Block]:
        row: list[str] = []
        lines: Lines | None = None
        for token in tokens:
            if token.type == "tr_open":
                row, lines = [], self._lines(token)
            elif token.type == "inline":
                row.append(" ".join(self._inline.read(token, lines or self._lines(token)).text.split()))
            elif token.type == "tr_close":
                row += self._beyond(len(row), lines)
                if any(row):
                    yield Block(self._numbered("\t".join(row).rstrip("\t")), lines, kind="table")

    def _beyond(self, count: int, lines: Lines | None) -> list[str]:
        """Cells of a row that its table's head has no column for; CommonMark drops them."""
        if lines is None:
            return []
        from markdown_it.rules_block.table import escapedSplit

        cells = escapedSplit(self._source[lines[0] - 1 - self._skipped].strip().lstrip("> \t"))
        cells = cells[1:] if cells and not cells[0].strip() else cells
        cells = cells[:-1] if cells and not cells[-1].strip() else cells
        found = [token for cell in cells[count:] for token in parser().parseInline(cell.strip(), {})]
        return [self._inline.read(token, lines).text for token in found]

    def _html(self, content: str, lines: Lines | None) -> Iterator[Block]:
        """Text of HTML: its tags and the names of its characters are mark-up."""
        for unseen in _UNSEEN.finditer(content):
            self._aside.add("mark-up", unseen[0], lines)
        content = _UNSEEN.sub(" ", content)
        text, tags = split_tags(content)
        for tag in tags:
            self._aside.add("mark-up", tag, lines)
        self._aside.entities(text, lines)
        for block in _walked(content, self._aside) if any(map(str.isalnum, text)) else ():
            yield replace(block, text=self._numbered(_DOLLARS.sub(r"\\(\1\\)", block.text)), lines=lines)

    def _lines(self, token: Token) -> Lines | None:
        if token.map is None:
            return None
        return token.map[0] + 1 + self._skipped, max(token.map[1], token.map[0] + 1) + self._skipped


def _is_cut(content: str) -> bool:
    """Whether a table of HTML goes on after a blank line."""
    return content.lower().count("<table") > content.lower().count("</table")


def _walked(content: str, aside: Aside) -> Iterator[Block]:
    from lxml import etree

    from audiobook.source.readers.dom import Walker

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
    clean = with_tags(content, lambda tag: " " if _HOLLOW.match(tag) else tag, lambda words: words.replace("<", "&lt;"))
    tree = etree.fromstring(f"<div>{clean}</div>".encode("utf-8", "replace"), parser)
    if tree is None:
        return
    walker = Walker(lambda _: None)
    walker.walk(tree)
    for finding in walker.findings:
        aside.add("parts of HTML", finding.text or finding.message)
    aside.made += getattr(walker, "made", ())
    yield from walker.blocks
