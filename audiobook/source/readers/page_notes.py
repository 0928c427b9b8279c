"""Footnotes that a printed page has left between the halves of its text: ① 此定义与第二篇所用者同。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.source.blocks import Block
from audiobook.source.readers.note_marks import mark, reference

_CIRCLED = re.compile(r"[①-⑳㉑-㉟㊱-㊿]")
_NOTE = re.compile(r"\s*(?P<mark>[①-⑳㉑-㉟㊱-㊿])\s*(?=\S)")
_NEAR = 12
"""Blocks before a note among which its mark stands."""
_BEHIND = re.compile(r"[\w”’」』》）)\]，。；：！？]")
"""What a mark stands on; in an enumeration ① opens what follows."""


def marked(blocks: Sequence[Block]) -> list[Block]:
    """`blocks` with each paragraph that begins with a circled figure as a note, where the figure stands on a word or a
    sentence of the text before; the two are written [1]."""
    done = list(blocks)
    for at, block in enumerate(blocks):
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
