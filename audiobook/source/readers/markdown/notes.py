"""Footnotes of Markdown: their marks, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from audiobook.model import Lines
from audiobook.source.aside import Aside
from audiobook.source.blocks import Block

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARK = re.compile(r"\[([^\[\]]+)\]")


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
        for block in blocks:
            if block.level is not None:
                done += waiting
                waiting = []
            done.append(block)
            for mark in _MARK.findall(block.text):
                waiting += left.pop(mark, ())
        return [*done, *waiting, *(note for notes in left.values() for note in notes)]
