"""Where the entries of a contents page stand in the text: the lines that read as they do, in their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from audiobook.source import numberings
from audiobook.source.blocks import Block
from audiobook.source.bylines import byline
from audiobook.source.line_features import comparable
from audiobook.source.outline.entries import DASHED, ContentsEntry
from audiobook.source.similarity import ratio

_REACH = 5_000
"""So many short lines ahead an entry is looked for."""


def highest(entries: Sequence[ContentsEntry]) -> list[ContentsEntry]:
    """Entries without those of sections: where most are numbered, what has the number of a lower rank is none."""
    ranks = [numberings.RANKS[one.kind] if (one := numberings.numbered(entry.title)) else None for entry in entries]
    known = [rank for rank in ranks if rank is not None]
    if len(known) * 2 < len(entries) or min(known) == max(known):
        return list(entries)
    top = min(rank for rank in known if rank > 0) if any(known) else 0
    return [entry for entry, rank in zip(entries, ranks, strict=True) if rank is None or rank <= top]


def locate(blocks: Sequence[Block], entries: Sequence[ContentsEntry], begin: int) -> Iterator[tuple[int, int]]:
    """First and last block of the lines that read as each entry does, in order; what is not found is left out."""
    short = [i for i in range(begin, len(blocks)) if len(blocks[i].text) <= 80 and not blocks[i].edge]
    keys = {i: comparable(numberings.unnumbered(blocks[i].text)) for i in short}
    at = begin
    for entry in entries:
        begin = bisect_left(short, at)
        spot = _spot(blocks, entry, short[begin : begin + _REACH], keys)
        if spot is not None:
            yield spot
            at = spot[1] + 1


def _spot(
    blocks: Sequence[Block], entry: ContentsEntry, candidates: Sequence[int], keys: dict[int, str]
) -> tuple[int, int] | None:
    """The run of one to three short blocks that reads most like the entry."""
    wanted = comparable(numberings.unnumbered(entry.title))
    whole = wanted + comparable(entry.subtitle or "")
    if not wanted:
        return None
    least = 84 if len(wanted) >= 8 else 90
    best: tuple[float, int, int] | None = None
    for i in candidates:
        text = ""
        for j in range(i, min(i + 3, len(blocks))):
            key = keys.get(j)
            if not key or (j > i and (DASHED.match(blocks[j].text) or byline(blocks[j].text))):
                break
            text += key
            if len(text) > len(whole) * 1.5 + 4:
                break
            score = max(ratio(text, one, least=least) for one in {wanted, whole if entry.subtitle else wanted})
            if score >= least and (best is None or score > best[0] + 0.01):
                best = (score, i, j)
        if best and best[0] >= 99.9:
            break
    return (best[1], best[2]) if best else None
