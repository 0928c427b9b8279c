"""Footnotes of Markdown: their marks, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from audiobook.model import Lines
from audiobook.source.aside import Aside
from audiobook.source.blocks import Block
from audiobook.source.raised import marks

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARK = re.compile(r"\[([^\[\]]+)\]")
_WRITTEN = re.compile(r"(?:\[(?P<figure>\d{1,3})\]|(?P<circled>[①-⑳])|(?P<star>[*†‡]))\s*(?=\S)")
"""How a note begins that stands as a paragraph, at the foot of the page that a converter read."""
_REFERENCES = 4
"""Paragraphs side by side that begin so: a list of references, or a list."""


class Notes:
    """The notes of a text: a figure keeps its figure, a name gets the next free one."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside
        self._marks: dict[str, str] = {}
        self._notes: dict[str, list[Block]] = {}

    def number(self, tokens: Sequence[Token]) -> None:
        """Give every note of the text its mark, in the order of their marks and then of the notes."""
        labels = [child.content for token in tokens for child in token.children or [] if child.type == "footnote"]
        labels += [token.meta["label"] for token in tokens if token.type == "note_open"]
        taken = {label for label in labels if label.isdecimal()}
        free = (str(number) for number in range(1, len(labels) + len(taken) + 2) if str(number) not in taken)
        for label in dict.fromkeys(labels):
            self._marks[label] = label if label.isdecimal() else next(free)

    def mark(self, label: str) -> str:
        """What stands in the text for a note; where it is not its label, that is set aside."""
        mark = self._marks.get(label, label)
        if mark != label:
            self._aside.add("names of notes", label)
            self._aside.made.append(mark)
        return mark

    def add(self, label: str, text: str, lines: Lines | None) -> None:
        """A note; of two with one label both are kept."""
        mark = self.mark(label)
        self._notes.setdefault(mark, []).append(Block(f"[{mark}] {text}".rstrip(), lines, kind="note"))

    def placed(self, blocks: Sequence[Block]) -> list[Block]:
        """`blocks` with each note at the end of the section that refers to it first, others at the end of all."""
        done: list[Block] = []
        waiting: list[Block] = []
        left = dict(self._notes)
        blocks = list(self._at_the_foot(blocks, left))
        for block in blocks:
            if block.level is not None:
                done += waiting
                waiting = []
            done.append(block)
            for mark in _MARK.findall(block.text):
                waiting += left.pop(mark, ())
        return [*done, *waiting, *(note for notes in left.values() for note in notes)]

    def _at_the_foot(self, blocks: Sequence[Block], found: dict[str, list[Block]]) -> Iterator[Block]:
        """`blocks` without notes that stand among them as paragraphs; these are in `found` then.

        Theirs is a mark that stands in a text above them, raised on a word: 哲学[1]. Many side by side are a list.
        """
        begun = [_WRITTEN.match(block.text) if _is_paragraph(block) else None for block in blocks]
        marked: set[str] = set()
        for place, (block, begin) in enumerate(zip(blocks, begun, strict=True)):
            mark = marks(begin[0].strip().strip("[]")) if begin else ""
            if begin and mark in marked and mark not in found and not _in_a_list(blocks, begun, place):
                found[mark] = [replace(block, text=f"[{mark}] {block.text[begin.end() :]}", kind="note")]
                continue
            marked.update(_MARK.findall(block.text))
            yield block


def _is_paragraph(block: Block) -> bool:
    return block.kind == "body" and block.level is None


def _in_a_list(blocks: Sequence[Block], begun: Sequence[re.Match[str] | None], place: int) -> bool:
    """Whether such paragraphs are many, or stand right under a heading, as works do under References."""
    first, last = place, place
    while first > 0 and begun[first - 1]:
        first -= 1
    while last + 1 < len(begun) and begun[last + 1]:
        last += 1
    return last - first + 1 >= _REFERENCES or first == 0 or blocks[first - 1].level is not None
