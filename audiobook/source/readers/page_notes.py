"""Footnotes that a printed page has left between the halves of its text: ① 此定义与第二篇所用者同。"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from audiobook.source.blocks import Block
from audiobook.source.readers.note_marks import mark, reference

_CIRCLED = re.compile(r"[①-⑳㉑-㉟㊱-㊿]")
_NOTE = re.compile(r"\s*(?P<mark>[①-⑳㉑-㉟㊱-㊿])\s*(?=\S)")
_WRITTEN = re.compile(r"\s*(?P<mark>\[\d{1,3}\]|[①-⑳㉑-㉟㊱-㊿]|[*†‡])\s*(?=\S)")
"""How a note begins whose mark is raised in the text: 哲学[1]."""
_REFERENCE = re.compile(r"\[[^\[\]]+\]")
_REFERENCES = 4
"""Paragraphs side by side that begin so: a list of references, or a list."""
_NEAR = 12
"""Blocks before a note among which its mark stands."""
_BEHIND = re.compile(r"[\w”’」』》）)\]，。；：！？]")
"""What a mark stands on; in an enumeration ① opens what follows."""


def marked(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with each paragraph that begins with a circled figure as a note, where the figure stands on a word or a
    sentence of the text before; the two are written [1]."""
    done = list(_raised(blocks))
    for at, block in enumerate(done):
        found = _NOTE.match(block.text) if block.kind in ("body", "list") and not block.level else None
        if found is None:
            continue
        sign = found["mark"]
        near = (i for i in range(at - 1, max(-1, at - _NEAR - 1), -1) if _stands_on(done[i], sign))
        home = next(near, None)
        if home is None:
            # or wherever it stands, if it stands but once
            places = [i for i in range(at) if sign in done[i].text]
            home = places[0] if len(places) == 1 and _stands_on(done[places[0]], sign) else None
        if home is None:
            continue
        number = reference(mark(sign) or sign)
        done[home] = replace(done[home], text=_placed(done[home].text, sign, number))
        done[at] = replace(block, kind="note", text=f"{number} {block.text[found.end() :]}")
    return done


def _raised(blocks: Sequence[Block]) -> Iterator[Block]:
    """`blocks` with paragraphs as notes that begin with a mark which is raised, and so written [1], in a text above."""
    begun = [_WRITTEN.match(block.text) if block.kind == "body" and not block.level else None for block in blocks]
    above: set[str] = set()
    for place, (block, begin) in enumerate(zip(blocks, begun, strict=True)):
        number = reference(mark(begin["mark"]) or begin["mark"]) if begin else ""
        if begin and number in above and not _in_a_list(blocks, begun, place):
            above.discard(number)
            yield replace(block, text=f"{number} {block.text[begin.end() :]}", kind="note")
        else:
            above.update(_REFERENCE.findall(block.text))
            yield block


def _in_a_list(blocks: Sequence[Block], begun: Sequence[re.Match[str] | None], place: int) -> bool:
    """Whether such paragraphs are many, or stand right under a heading, as works do under References."""
    first, last = place, place
    while first > 0 and begun[first - 1]:
        first -= 1
    while last + 1 < len(begun) and begun[last + 1]:
        last += 1
    return last - first + 1 >= _REFERENCES or first == 0 or blocks[first - 1].level is not None


def _stands_on(block: Block, sign: str) -> bool:
    """Whether `sign` stands behind a word or a mark of a paragraph, once, and begins none of a row in it."""
    at = block.text.find(sign)
    if at < 1 or block.kind == "note" or block.text.count(sign) > 1 or not _BEHIND.match(block.text[at - 1]):
        return False
    rest = block.text[at + 1 : at + 2]
    # 包括：①船；②桥 is a list; so is a row of three and more
    return (
        block.text[at - 1] not in "：:" and len(_CIRCLED.findall(block.text)) < 3 and (not rest or not rest.isspace())
    )


def _placed(text: str, sign: str, number: str) -> str:
    return text.replace(sign, number, 1)
