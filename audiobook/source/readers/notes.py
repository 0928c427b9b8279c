"""Sections of notes among the blocks of a page: what is a note, and the heading over notes alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.language.word_lists import word_list
from audiobook.model import Finding
from audiobook.source.blocks import Block, not_read
from audiobook.source.readers.note_marks import reference

_HEADINGS = word_list("source", "note_headings")
_AROUND = re.compile(r"[\s：:【】\[\]]+")
_LONGEST = 100
"""Characters of such a heading with all that stands around it."""
_MARKED = re.compile(r"[\[［〔【]\s*\d{1,3}\s*[\]］〕】]|[①-⑳㉑-㉟㊱-㊿]|[*＊†‡]|[（(]\d{1,3}[）)]")
_NUMBERED = re.compile(r"(\d{1,3})[.．、]\s*")
_USED = re.compile(r"\[\d{1,3}(?:[,，–-]\d{1,3})*\]")


def sections(blocks: Sequence[Block]) -> tuple[list[Block | None], list[Finding]]:
    """`blocks` with the marked paragraphs under headings like 注释 as notes, and None for those headings, which are
    set aside."""
    done: list[Block | None] = list(blocks)
    findings: list[Finding] = []
    used = any(_USED.search(block.text) for block in blocks if block.kind != "note")
    for at, block in enumerate(blocks):
        if not _is_heading(block):
            continue
        stop = next((i for i in range(at + 1, len(blocks)) if blocks[i].level), len(blocks))
        under = [_note(one, used=used) for one in blocks[at + 1 : stop]]
        if under and all(under):
            findings.append(not_read("heading of the notes", block.text, block.lines))
            done[at:stop] = [None, *under]
    return done, findings


def _is_heading(block: Block) -> bool:
    if len(block.text) > _LONGEST or not (block.level or block.bold or block.kind == "body"):
        return False
    return _AROUND.sub("", block.text).lower() in _HEADINGS


def _note(block: Block, *, used: bool) -> Block | None:
    """The block as a note; None for one that is not marked as such. `used`: the text has marks like [1]."""
    if block.kind == "note":
        return block
    if _MARKED.match(block.text):
        return replace(block, kind="note")
    numbered = _NUMBERED.match(block.text)
    if block.kind == "list" and numbered and used:
        return replace(block, kind="note", text=f"{reference(numbered[1])} {block.text[numbered.end() :]}")
    return None
