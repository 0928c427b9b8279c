"""A tree of a page -> blocks: what browsers show as headings, paragraphs, items, quotations, verse, code and rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from audiobook.language.word_lists import word_list
from audiobook.model import ParagraphKind
from audiobook.source import formulas
from audiobook.source.blocks import Block, not_read
from audiobook.source.outline.line_kinds import is_caption, is_photo
from audiobook.source.raised import subscript, superscript
from audiobook.source.readers import lines as made_of
from audiobook.source.readers import list_numbers, mathml, pictures, tables
from audiobook.source.readers.elements import classes, local, text_of, texts, types
from audiobook.source.readers.note_links import NoteLinks
from audiobook.source.readers.note_marks import reference

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = word_list("source", "blocks_elements")
UNSEEN = word_list("source", "unseen_elements")
_VERSE = word_list("source", "verse_names")
_CAPTIONS = word_list("source", "caption_names")
_SUBTITLES = word_list("source", "subtitle_names")
_SECTIONS = frozenset(["sub", "subhead", "subheading"])
"""Class names that are of subtitles on paragraphs and of sections on headings."""
_KINDS: dict[str, ParagraphKind] = {
    "li": "list", "dt": "list", "dd": "list", "blockquote": "quote", "figcaption": "caption", "caption": "caption",
    "pre": "code",
}  # fmt: skip
_BOLD = frozenset(["b", "strong"])
_CODE = frozenset(["code", "samp", "kbd", "tt"])
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_RAISED_STYLE = re.compile(r"vertical-align\s*:\s*(?P<how>super|sub)\b", re.I)
_RAISED_CLASS = {"sup": "sup", "super": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub"}
_NUMBERED_LINES = frozenset(["linenos", "lineno", "linenums", "line-numbers", "gutter", "hljs-ln-numbers"])
_MANY = frozenset(["page number", "link back"])
"""Reasons that set aside one short text after another: one finding names them all."""
_PAGE_NUMBERS = frozenset(["pagenum", "pagenumber", "page-number", "pageno", "pageno1", "pagebreak", "page-break",
                           "x-ebookmaker-pageno", "epub-pagebreak"])  # fmt: skip
_PAGE_NUMBER = 14
"""Characters of a page number with what stands around it: [Pg 123], 第 12 页."""
_CAPTION = 100
"""Characters of a line under a picture."""
_INDEXED = re.compile(r"[A-Za-z0-9α-ωΑ-Ω∑∏∫)\]）}′'⁰¹²³⁴-ⁿ]")
"""What may have an index; small print that is set low is none."""
_BEFORE = 60
"""Characters in front of a superscript that tell what it is."""

Skip = Callable[[Any], str | None]
"""Why an element is not read, or None."""


class Walker:
    """Goes through a tree once, without recursion, and gathers blocks and findings.

    After `walk`, besides `blocks` and `findings`: `made`, text that is not in the tree; `anchors`, id -> index of the
    block it stands in or before; `marks` and `notes`, (note element, index of the block) of each mark and note.
    """

    def __init__(self, skip: Skip, links: NoteLinks | None = None) -> None:
        self.skip = skip
        self.links = links or NoteLinks()
        self.blocks: list[Block] = []
        self.made: list[str] = []
        self.anchors: dict[str, int] = {}
        self.marks: list[tuple[Any, int]] = []
        self.notes: list[tuple[Any, int]] = []
        self.over: set[int] = set()
        """Headings right above something that is not read."""
        self._left: dict[str, list[tuple[str, int | None]]] = {}
        self._text: list[str] = []
        self._bold = self._code = self._seen = 0
        self._line: int | None = None
        self._number = ""
        self._initial = False
        self._pictured = False
        """The block that is being gathered begins with a picture."""
        self._total = 0
        self._pending: list[Block] = []
        self._own_notes = 0

    @property
    def findings(self) -> list[Any]:
        """What was set aside, one finding a reason for the short ones that come by the dozen."""
        done = []
        for reason, found in self._left.items():
            if reason in _MANY and len(found) > 1:
                done.append(not_read(f"{reason}s", " · ".join(text for text, _ in found)))
            else:
                done += [not_read(reason, text, (line, line) if line else None) for text, line in found]
        return done

    def walk(self, root: Any) -> None:
        """All of `root`, in reading order."""
        self._total = sum(len(text) for text in texts(root)) if not self._total else self._total
        stack: list[tuple[Any, str, Any]] = [(root, "open", None)]
        state = _State()
        while stack:
            element, step, saved = stack.pop()
            if step == "tail":
                self._add(element.tail, state)
            elif step == "close":
                self._close(element, state, saved[1], breaks=saved[2])
                state = saved[0]
            elif local(element):
                for name in (element.get("id"), element.get("name")):
                    if name:
                        self.anchors.setdefault(name, len(self.blocks))
                if self._whole(element, state):
                    continue
                breaks = self._breaks(element, local(element), state)
                begun = state
                state = self._open(element, state, breaks=breaks)
                stack.append((element, "close", (begun, len(self.blocks), breaks)))
                self._add(element.text, state)
                for child in reversed(element):
                    stack.append((child, "tail", None))
                    stack.append((child, "open", None))
        self._flush(state)

    def _whole(self, element: Any, state: _State) -> bool:
        """Take `element` with all that is in it, if it is of a kind that is read or set aside at once."""
        tag = local(element)
        reason = self._why_not(element, tag, state)
        if reason:
            self.skipped(element, reason)
        elif tag == "br":
            self._text.append("\n")
        elif tag == "wbr":
            pass
        elif tag == "hr":
            self._flush(state)
        elif tag == "img":
            self._picture(element, state)
        elif tag == "math":
            self._formula(element, state)
        elif tag == "ruby":
            self._text.append(made_of.ruby(element))
        elif element in self.links.marks:
            self._mark(element)
        elif tag == "sup" and self._marks_in(element):
            for link in self._marks_in(element):
                self._mark(link)
        elif tag in ("sup", "sub") or _raised(element):
            return self._script(element, tag if tag in ("sup", "sub") else _raised(element), state)
        elif tag == "table" and not state.pre and self._is_data(element):
            self._table(element, state)
        else:
            return False
        return True

    def _why_not(self, element: Any, tag: str, state: _State) -> str | None:
        if tag in ("script", "style"):
            return "script"
        if tag in UNSEEN:
            return "not shown as text"
        if element in self.links.back:
            return "link back"
        if _HEADINGS.get(tag) and state.notes:
            return "heading of the notes"
        named = classes(element)
        if named and _NUMBERED_LINES & set(named):
            return "line numbers"
        if "pagebreak" in types(element) or (named and _PAGE_NUMBERS & set(named)):
            text = text_of(element)
            if len(text) <= _PAGE_NUMBER and (not text or any(c.isdigit() for c in text) or not text.isalpha()):
                return "page number"
        return self.skip(element)

    def _open(self, element: Any, state: _State, *, breaks: bool) -> _State:
        tag = local(element)
        if breaks:
            if state.pre and tag != "pre":
                self._text.append("\n")
            else:
                self._flush(state)
                self._line = element.sourceline
        if tag == "ol":
            state = state.inside(element, self._total)
            state.numbers = list_numbers.numbers(element)
            return state
        if tag == "li":
            self._number = "" if element in self.links.notes else (state.numbers or {}).get(element, "")
        if tag == "q":
            self._text.append("“")
        inner = state.inside(element, self._total)
        if element in self.links.notes:
            inner.kind, inner.note = "note", True
        inner.notes = state.notes or element in self.links.containers
        return inner

    def _breaks(self, element: Any, tag: str, state: _State) -> bool:
        return (
            tag in _BLOCKS
            or element in self.links.notes
            or (not state.kind == "caption" and bool(_CAPTIONS & set(classes(element))))
        )

    def _close(self, element: Any, state: _State, begun: int, *, breaks: bool) -> None:
        tag = local(element)
        if tag == "q":
            self._text.append("”")
        if breaks:
            if state.pre and tag != "pre":
                self._text.append("\n")
            else:
                self._flush(state)
        if tag == "li":
            self._number = ""
        if element in self.links.notes:
            self._note(element, begun)
        elif _is_verse(element):
            self.blocks[begun:] = made_of.stanzas(self.blocks[begun:])

    def _add(self, text: str | None, state: _State) -> None:
        if not text:
            return
        if self._initial:
            text, self._initial = text.lstrip(), not text.strip()
        text = text if state.pre else re.sub(r"[ \t\r\f\v]*\n[ \t\r\n\f\v]*", "\r", text)
        self._text.append(text)
        count = len("".join(text.split()))
        self._seen += count
        self._bold += count * state.bold
        self._code += count * state.code

    def _flush(self, state: _State) -> None:
        whole = "".join(self._text)
        seen, bold, code = self._seen, self._bold, self._code
        pictured = self._pictured
        self._text, self._seen, self._bold, self._code, self._initial = [], 0, 0, 0, False
        if not whole.strip():
            return
        self._pictured = False
        line = (self._line, self._line) if self._line else None
        block = Block(
            "", line, state.level, state.kind, bold=bool(seen) and bold * 10 >= seen * 9, centred=state.centred
        )
        if state.subtitle and self.blocks and self.blocks[-1].level:
            block = replace(block, level=None, label="subtitle")
        under = pictured and state.kind == "body" and len(whole.strip()) <= _CAPTION
        if under and (state.centred or is_photo(whole.strip()) or is_caption(whole.strip())):
            block = replace(block, kind="caption")
        if block.level:
            for one in made_of.heading(whole, block):
                self._put(one)
        elif state.pre:
            self.blocks += made_of.preformatted(whole, block, verse=state.verse)
        elif state.verse or made_of.is_verse(whole):
            kind: ParagraphKind = "verse" if state.kind in ("body", "quote") else state.kind
            self._put(replace(block, text=made_of.verse(whole), kind=kind))
        elif seen and code >= seen and state.kind == "body":
            self._put(replace(block, text=made_of.clean(whole), kind="code"))
        else:
            for text in made_of.paragraphs(whole):
                alone = made_of.formula(text) or formulas.alone(text)
                if alone and state.kind in ("body", "quote"):
                    self._put(replace(block, text=alone, kind="formula", label=None))
                else:
                    self._put(replace(block, text=formulas.inline(text)))
        self.blocks += self._pending
        self._pending = []

    def _put(self, block: Block) -> None:
        """One more block, with the number of the list item it begins."""
        if self._number and block.text:
            if not list_numbers.is_numbered(block.text):
                self.made.append(self._number)
                block = replace(block, text=f"{self._number}{block.text}")
            self._number = ""
        if block.text:
            self.blocks.append(block)

    def _picture(self, image: Any, state: _State) -> None:
        note = pictures.note(image)
        if note:
            self._own_notes += 1
            label = reference(str(self._own_notes))
            self._text.append(label)
            self.made += [label, label, note]
            self._pending.append(Block(f"{label} {note}", kind="note"))
            return
        said, begins = pictures.said(image)
        if said:
            self.made.append(said)
            self._add(said, state)
            self._initial = begins
        elif not "".join(self._text).strip():
            self._pictured = True

    def _formula(self, math: Any, state: _State) -> None:
        again = mathml.sources(math)
        if again:
            self._leave("formula in another notation", again, math.sourceline)
        text = mathml.linear(math)
        if not text:
            return
        if math.get("display") == "block" and not state.pre:
            self._flush(state)
            self.blocks.append(Block(text, kind="formula"))
        else:
            self._text.append(made_of.inline_formula(text))

    def _mark(self, link: Any) -> None:
        label, note = self.links.marks[link]
        if not any(c.isalnum() for c in "".join(texts(link))):
            self.made.append(label)
        self.marks.append((note, len(self.blocks)))
        self._text.append(reference(label))

    def _marks_in(self, element: Any) -> list[Any]:
        """The marks that make up all of a superscript: 1, 2 in ⁽¹˒ ²⁾."""
        found = [e for e in element.iterdescendants() if e in self.links.marks]
        inside = "".join("".join(texts(link)) for link in found)
        return found if found and letters("".join(texts(element))) == letters(inside) else []

    def _script(self, element: Any, which: str, state: _State) -> bool:
        """Raised or lowered text; False where it holds more than text, to be gone through as usual."""
        if state.pre or any(
            local(e) in ("img", "math", "ruby", "table", "p", "div") or e in self.links.marks or e in self.links.back
            for e in element.iterdescendants()
        ):
            return False
        before = "".join(self._text[-8:])[-_BEFORE:].replace("\r", " ")
        text = "".join(texts(element)).replace("\n", " ")
        if which == "sup":
            text = superscript(before, text, (element.tail or "").lstrip("\r\n"))
        elif _INDEXED.search(before[-1:]):
            text = subscript(text)
        self._text.append(text)
        return True

    def _is_data(self, table: Any) -> bool:
        if any(local(row) == "tr" and row in self.links.notes for row in table.iterdescendants()):
            return False
        return tables.is_data(table)

    def _table(self, table: Any, state: _State) -> None:
        self._flush(state)
        for child in table:
            if local(child) == "caption":
                self._inside(child, "caption")
        for text, row in tables.lines(table, self._cell):
            line = (row.sourceline, row.sourceline) if row.sourceline else None
            self.blocks.append(Block(text, line, kind="note" if state.note else "table"))

    def _cell(self, cell: Any) -> str:
        begun = len(self.blocks)
        self._inside(cell, None)
        text = " ".join(block.text for block in self.blocks[begun:])
        del self.blocks[begun:]
        return text

    def _inside(self, element: Any, kind: ParagraphKind | None) -> None:
        """All of `element`, as blocks of one kind."""
        begun = len(self.blocks)
        inner = Walker(self.skip, self.links)
        inner._total = self._total
        inner.walk(element)
        self.blocks += [replace(block, kind=kind) if kind else block for block in inner.blocks]
        self.made += inner.made
        self.marks += [(note, begun) for note, _ in inner.marks]
        self.anchors.update({name: begun for name in inner.anchors if name not in self.anchors})
        for reason, found in inner._left.items():
            self._left.setdefault(reason, []).extend(found)

    def _note(self, element: Any, begun: int) -> None:
        """All that stands in a note as one block, its mark first."""
        inside = self.blocks[begun:]
        if not inside:
            return
        text, made = made_of.note("\n".join(block.text for block in inside), self.links.notes[element])
        self.made += [made] if made else []
        self.notes.append((element, begun))
        self.blocks[begun:] = [replace(inside[0], text=text, kind="note", level=None, label=None)]

    def skipped(self, element: Any, reason: str) -> None:
        """Set aside an element that is not read, with all of its text."""
        text = text_of(element)
        if text and reason != "script":
            if self.blocks and self.blocks[-1].level and not "".join(self._text).strip():
                self.over.add(len(self.blocks) - 1)
            self._leave(reason, text, element.sourceline)

    def _leave(self, reason: str, text: str, line: int | None) -> None:
        self._left.setdefault(reason, []).append((text, line))


def letters(text: str) -> str:
    """Letters and figures of `text`."""
    return "".join(filter(str.isalnum, text))


def _raised(element: Any) -> str:
    """sup or sub for an element that looks so by its class or style; else empty."""
    if local(element) not in ("span", "small", "font", "em", "i"):
        return ""
    for name in classes(element):
        if name in _RAISED_CLASS:
            return _RAISED_CLASS[name]
    style = element.get("style")
    found = _RAISED_STYLE.search(style) if style else None
    return {"super": "sup", "sub": "sub"}[found["how"].lower()] if found else ""


def _is_verse(element: Any) -> bool:
    return bool(_VERSE & set(classes(element))) or bool(_VERSE & set(types(element)))


class _State:
    """What the elements around a text say about it."""

    __slots__ = ("bold", "centred", "code", "kind", "level", "note", "notes", "numbers", "pre", "subtitle", "verse")

    def __init__(self) -> None:
        self.level: int | None = None
        self.kind: ParagraphKind = "body"
        self.subtitle = False
        self.bold = False
        self.centred = False
        self.code = False
        self.pre = False
        self.verse = False
        self.note = False
        """In a note."""
        self.notes = False
        """In what holds notes and nothing else."""
        self.numbers: dict[Any, str] | None = None
        """Of the items of the list around."""

    def inside(self, element: Any, total: int) -> _State:
        """What they say inside `element`; `total` is the length of the page's text."""
        new = _State()
        for name in self.__slots__:
            setattr(new, name, getattr(self, name))
        tag, style, named = local(element), element.get("style") or "", set(classes(element))
        if tag in _BLOCKS:
            names = _SUBTITLES if tag not in _HEADINGS else _SUBTITLES - _SECTIONS
            new.subtitle = bool(names & (named | set(types(element))))
        new.level = _HEADINGS.get(tag, new.level)
        if not self.note:
            new.kind = self._kind(element, tag, named, total)
        if tag in ("ul", "menu", "dir"):
            new.numbers = None
        new.bold = new.bold or tag in _BOLD or bool(_BOLD_STYLE.search(style))
        new.code = new.code or tag in _CODE
        new.centred = new.centred or tag == "center" or element.get("align") == "center" or bool(_CENTRED.search(style))
        new.pre = new.pre or tag == "pre"
        new.verse = (new.verse or _is_verse(element)) and not new.level
        return new

    def _kind(self, element: Any, tag: str, named: set[str], total: int) -> ParagraphKind:
        if tag == "blockquote" and sum(len(text) for text in texts(element)) * 2 > total:
            return self.kind  # indents the whole page
        if _CAPTIONS & named:
            return "caption"
        return _KINDS.get(tag, self.kind)
