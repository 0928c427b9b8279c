"""A tree of a page -> blocks: what browsers show as headings, paragraphs, items, quotations, verse, code and rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from audiobook.language.word_lists import word_list
from audiobook.model import Finding, ParagraphKind
from audiobook.source.blocks import Block, changed, not_read
from audiobook.source.readers import lines as made_of
from audiobook.source.readers import list_numbers, mathml, pictures, tables
from audiobook.source.readers.around import HEADINGS, Around, Said, said_by
from audiobook.source.readers.elements import local, text_of, texts, with_most
from audiobook.source.readers.gathering import Gathering
from audiobook.source.readers.looks import numbers_of_the_print, raised
from audiobook.source.readers.note_links import NoteLinks
from audiobook.source.readers.note_marks import reference

UNSEEN = word_list("source", "unseen_elements")
_MANY = frozenset(["page number", "link back"])
"""Reasons that set aside one short text after another: one finding names them all."""
_NOT_IN_LINE = frozenset(["img", "math", "ruby", "table", "p", "div"])
"""Elements in a superscript that are to be gone through by themselves."""

Skip = Callable[[Any], str | None]
"""Why an element is not read, or None."""


class Walker:
    """Goes through a tree once, without recursion, and gathers blocks and findings.

    After `walk`, besides `blocks` and `findings`: `made`, text that is not in the tree; `anchors`, id -> index of the
    block it stands in or before; `marks` and `notes`, (note element, index of the block) of each mark and note;
    `over`, indices of headings right above something that is not read. `sized`: blocks tell how large their type is;
    `part`: which file of a book it is, in which lines are of no use.
    """

    def __init__(self, skip: Skip, links: NoteLinks | None = None, *, sized: bool = False, part: int = 0) -> None:
        self.skip = skip
        self._sized, self._part = sized, part
        self.links = links or NoteLinks()
        self.blocks: list[Block] = []
        self.made: list[str] = []
        self.anchors: dict[str, int] = {}
        self.marks: list[tuple[Any, int]] = []
        self.notes: list[tuple[Any, int]] = []
        self.over: set[int] = set()
        self._left: dict[str, list[tuple[str, int | None]]] = {}
        self._text = Gathering(sized=sized, part=part)
        self._line: int | None = None
        self._number = ""
        """Of the list item that has begun."""
        self._pages: frozenset[Any] | None = None
        """Quotations that hold most of the page."""
        self._pending: list[Block] = []
        """Notes that stand in the paragraph which is being gathered."""
        self._own_notes = 0

    @property
    def findings(self) -> list[Finding]:
        """What was set aside, one finding a reason for the short texts that come by the dozen."""
        done = []
        for reason, found in self._left.items():
            if reason in _MANY and len(found) > 1:
                done.append(not_read(f"{reason}s", " · ".join(text for text, _ in found)))
            else:
                done += [not_read(reason, text, (line, line) if line else None) for text, line in found]
        return done

    def walk(self, root: Any) -> None:
        """All of `root`, in reading order."""
        if self._pages is None:
            self._pages = with_most(root, "blockquote")
        stack: list[tuple[Any, str, Any]] = [(root, "open", None)]
        around = Around()
        while stack:
            element, step, saved = stack.pop()
            if step == "tail":
                self._text.add(element.tail, around)
            elif step == "close":
                self._close(element, around, *saved[1:])
                around = saved[0]
            elif tag := local(element):
                for name in (element.get("id"), element.get("name")) if element.attrib else ():
                    if name:
                        self.anchors.setdefault(name, len(self.blocks))
                if self._whole(element, tag, around):
                    continue
                said = said_by(element, tag)
                breaks = said.breaks or element in self.links.notes or (said.caption and around.kind != "caption")
                outside, around = around, self._open(element, tag, said, around, breaks=breaks)
                stack.append((element, "close", (outside, tag, said, len(self.blocks), breaks)))
                if element.text:
                    self._text.add(element.text, around)
                for child in reversed(element):
                    if child.tail:
                        stack.append((child, "tail", None))
                    stack.append((child, "open", None))
        self._flush(around)

    def skipped(self, element: Any, reason: str) -> None:
        """Set aside an element that is not read, with all of its text."""
        text = text_of(element)
        if text and reason != "script":
            if self.blocks and self.blocks[-1].level and self._text.is_empty:
                self.over.add(len(self.blocks) - 1)
            self._leave(reason, text, element.sourceline)

    def _leave(self, reason: str, text: str, line: int | None) -> None:
        self._left.setdefault(reason, []).append((text, line))

    # ------------------------------------------------------------------------------- elements taken as a whole

    def _whole(self, element: Any, tag: str, around: Around) -> bool:
        """Take `element` with all that is in it, if it is of a kind that is read or set aside at once."""
        reason = self._why_not(element, tag, around)
        if reason:
            self.skipped(element, reason)
        elif tag == "br":
            self._text.put("\n")
        elif tag == "hr":
            self._flush(around)
        elif tag == "img":
            self._picture(element, around)
        elif tag == "math" and mathml.is_formula(element):
            self._formula(element, around)
        elif tag == "ruby":
            self._text.put(made_of.ruby(element))
        elif element in self.links.marks:
            self._mark(element)
        elif tag == "sup" and (found := self._marks_in(element)):
            for link in found:
                self._mark(link)
        elif which := raised(element, tag):
            return self._script(element, which, around)
        elif tag == "table" and not around.pre and self._is_data(element):
            self._table(element, around)
        else:
            return False
        return True

    def _why_not(self, element: Any, tag: str, around: Around) -> str | None:
        if tag in ("script", "style"):
            return "script"
        if tag in UNSEEN:
            return "not shown as text"
        if element in self.links.back:
            return "link back"
        if around.notes and tag in HEADINGS:
            return "heading of the notes"
        return (numbers_of_the_print(element) if element.attrib else None) or self.skip(element)

    def _picture(self, image: Any, around: Around) -> None:
        note = pictures.note(image)
        if note:
            self._own_notes += 1
            label = reference(str(self._own_notes))
            self._text.put(label)
            self.made += [label, label, note]
            self._pending.append(Block(f"{label} {note}", kind="note", part=self._part))
            return
        said, begins = pictures.said(image)
        if not said:
            self._text.see_picture()
            return
        self.made.append(said)
        self._text.add(said, around)
        if begins:
            self._text.begin_word()

    def _formula(self, math: Any, around: Around) -> None:
        again = mathml.sources(math)
        if again:
            self._leave("formula in another notation", again, math.sourceline)
        text = mathml.linear(math)
        if text and math.get("display") == "block" and not around.pre:
            self._flush(around)
            self.blocks.append(Block(text, kind="formula", part=self._part))
        elif text:
            self._text.put(made_of.inline_formula(text))

    def _mark(self, link: Any) -> None:
        label, note = self.links.marks[link]
        if not _letters(link):
            self.made.append(label)
        self.marks.append((note, len(self.blocks)))
        self._text.put(reference(label))

    def _marks_in(self, element: Any) -> list[Any]:
        """The marks that make up all of a superscript."""
        found = [e for e in element.iterdescendants() if e in self.links.marks]
        return found if found and _letters(element) == "".join(map(_letters, found)) else []

    def _script(self, element: Any, which: str, around: Around) -> bool:
        """Raised or lowered text; False where it holds more than text, to be gone through as usual."""
        inside = element.iterdescendants()
        if around.pre or any(local(e) in _NOT_IN_LINE or e in self.links.marks or e in self.links.back for e in inside):
            return False
        self._text.script("".join(texts(element)), which, element.tail or "")
        return True

    def _is_data(self, table: Any) -> bool:
        noted = any(local(row) == "tr" and row in self.links.notes for row in table.iterdescendants())
        return not noted and tables.is_data(table)

    def _table(self, table: Any, around: Around) -> None:
        self._flush(around)
        for child in table:
            if local(child) == "caption":
                self._inside(child, "caption")
        for text, row in tables.lines(table, self._cell):
            line = (row.sourceline, row.sourceline) if row.sourceline and not self._part else None
            self.blocks.append(Block(text, line, kind="note" if around.note else "table", part=self._part))

    def _cell(self, cell: Any) -> str:
        begun = len(self.blocks)
        self._inside(cell, None)
        text = " ".join(
            made_of.inline_formula(block.text) if block.kind == "formula" else block.text
            for block in self.blocks[begun:]
        )
        del self.blocks[begun:]
        return text

    def _inside(self, element: Any, kind: ParagraphKind | None) -> None:
        """All of `element`, as blocks of one kind."""
        begun = len(self.blocks)
        inner = Walker(self.skip, self.links, sized=self._sized, part=self._part)
        inner._pages = self._pages
        inner.walk(element)
        self.blocks += [changed(block, kind=kind) if kind else block for block in inner.blocks]
        self.made += inner.made
        self.marks += [(note, begun) for note, _ in inner.marks]
        self.anchors.update({name: begun for name in inner.anchors if name not in self.anchors})
        for reason, found in inner._left.items():
            self._left.setdefault(reason, []).extend(found)

    # ----------------------------------------------------------------------------- elements that are gone through

    def _open(self, element: Any, tag: str, said: Said, around: Around, *, breaks: bool) -> Around:
        if breaks and around.pre and tag != "pre":
            self._text.put("\n")
        elif breaks:
            self._flush(around)
            self._line = element.sourceline
        if tag == "li":
            self._number = "" if element in self.links.notes else (around.numbers or {}).get(element, "")
        elif tag == "q":
            self._text.put("“")
        inside = around.inside(element, said, self._pages or ())
        if tag == "ol":
            inside = replace(inside, numbers=list_numbers.numbers(element))
        if element in self.links.notes:
            inside = replace(inside, kind="note", note=True)
        if element in self.links.containers:
            inside = replace(inside, notes=True)
        return inside

    def _close(self, element: Any, inside: Around, tag: str, said: Said, begun: int, breaks: bool) -> None:
        if tag == "q":
            self._text.put("”")
        if breaks and inside.pre and tag != "pre":
            self._text.put("\n")
        elif breaks:
            self._flush(inside)
        if tag == "li":
            self._number = ""
        if element in self.links.notes:
            self._note(element, begun)
        elif said.verse:
            self.blocks[begun:] = made_of.stanzas(self.blocks[begun:])

    def _flush(self, around: Around) -> None:
        if self._text.is_fresh:
            self.blocks += self._pending
            self._pending = []
            return
        last = self.blocks[-1] if self.blocks else None
        headed = last is not None and (bool(last.level) or last.label in ("subtitle", "byline"))
        line = (self._line, self._line) if self._line and not self._part else None
        for block in self._text.blocks(around, line, headed):
            if self._number:
                if not list_numbers.is_numbered(block.text):
                    self.made.append(self._number)
                    block = changed(block, text=f"{self._number}{block.text}")
                self._number = ""
            self.blocks.append(block)
        if self._text.is_empty:
            self.blocks += self._pending
            self._pending = []

    def _note(self, element: Any, begun: int) -> None:
        """All that stands in a note as one block, its mark first."""
        inside = self.blocks[begun:]
        if not inside:
            return
        text, made = made_of.note("\n".join(block.text for block in inside), self.links.notes[element])
        self.made += [made] if made else []
        self.notes.append((element, begun))
        self.blocks[begun:] = [changed(inside[0], text=text, kind="note", level=None, label=None)]


def _letters(element: Any) -> str:
    """Letters and figures in an element."""
    return "".join(filter(str.isalnum, "".join(texts(element))))
