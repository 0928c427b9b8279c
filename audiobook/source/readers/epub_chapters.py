"""Chapters of an e-book: where the titles of its articles and parts stand, and what else its headings are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.source.blocks import Block
from audiobook.source.bylines import byline
from audiobook.source.line_features import comparable, stops
from audiobook.source.readers.cells import Cell
from audiobook.source.readers.epub_levels import Entry
from audiobook.source.similarity import ratio

_MADE_UP = re.compile(
    r"^(?:section|split|index|page|file|document|untitled|未命名|无标题)(?:[\s_-]*(?:split)?[\s_-]*\d*)(?:\.x?html?)?$",
    re.I,
)
"""What programs call a file that nobody named."""
_NOTED = re.compile(r"(?<=\S)\s*\[[\d*†]{1,4}\]$")
_PASSED = 8
"""One heading in so many may be missing from the navigation and be a title all the same."""
_LINE = 40
"""So many letters a title that is not marked as one has at the most."""
_LONGEST = 80
"""So many letters an entry has at the most that adds to its heading; a longer one goes on with the text below."""
_NEAR = 6
"""Blocks from where the navigation points among which the title stands."""


def tells(entries: Sequence[Entry]) -> bool:
    """Whether most of `entries` have names that somebody gave them."""
    return sum(not _MADE_UP.match(entry.title) for entry in entries) * 2 > len(entries)


def titled(cells: list[Cell], entries: Sequence[Entry]) -> list[str]:
    """Put the title of each article and part where it begins, one level for all articles, deeper ones for what is in
    them; returns what stands in the navigation only. `entries` as `epub_levels.articles` gives them."""
    made: list[str] = []
    taken: set[int] = set()
    heads: dict[int, list[Cell]] = {}
    level = 2 if any(entry.part for entry in entries) else 1
    begins: list[int] = []
    named: list[int] = []
    carried: list[Cell] = []
    for number, entry in enumerate(entries):
        limit = next((after.at for after in entries[number + 1 :] if after.at > entry.at), len(cells))
        shared = any(after.at == entry.at for after in entries[number + 1 : number + 2])
        claim = _claim(cells, taken, entry, limit, shared=shared)
        again = any(other.at == entry.at for other in entries[:number])
        if claim is None and again:
            continue
        used, text = claim or ([], entry.title)
        at = used[0] if used and again else entry.at
        first = cells[used[0]].block if used else None
        if comparable(text) != comparable("".join(b.text for i in used if (b := cells[i].block))):
            made.append(text)
        named += [first.level] if first and first.level and not entry.part else []
        block = replace(first, text=text, kind="body") if first else Block(text, part=_part(cells, at))
        head = [Cell(replace(block, level=1 if entry.part else level, label=None if entry.part else "title"))]
        taken.update(used)
        if len(used) > 1:
            signed = _signed(cells, used[-1] + 1, limit)
            head += [_signature(cells, i) for i in signed]
            taken.update(signed)
        if entry.part:
            short = [i for i in range(entry.at, limit) if i not in taken and limit < len(cells) and not shared]
            if any(other.at == limit for other in entries):
                carried += [_move(cells, i) for i in short]
                taken.update(short)
        else:
            head, carried = head + carried, []
        heads.setdefault(at, []).extend(head)
        begins.append(at)
    begins += _unnamed(cells, taken, named, level)
    _rank(cells, sorted(begins), taken, level)
    cells[:] = [
        one for i in range(len(cells) + 1) for one in [*heads.get(i, []), *(cells[i : i + 1] if i not in taken else [])]
    ]
    return made


def _unnamed(cells: Sequence[Cell], taken: set[int], named: Sequence[int], level: int) -> list[int]:
    """Make titles of the few headings the navigation passes over, of a level whose others are all in it."""
    found: list[int] = []
    for rank in set(named):
        others = [i for i, cell in enumerate(cells) if cell.block and cell.block.level == rank and i not in taken]
        if len(others) * _PASSED <= named.count(rank):
            for i in others:
                if block := cells[i].block:
                    cells[i].block = replace(block, level=level, label="title")
            found += others
    return found


def _part(cells: Sequence[Cell], at: int) -> int:
    return next((cell.block.part for cell in cells[at:] if cell.block), 0)


def _move(cells: Sequence[Cell], i: int) -> Cell:
    cell = cells[i]
    return Cell(replace(cell.block, level=None) if cell.block else None, cell.note, cell.marks)


def _signature(cells: Sequence[Cell], i: int) -> Cell:
    cell = _move(cells, i)
    if cell.block and byline(cell.block.text):
        cell.block = replace(cell.block, label="byline")
    return cell


def _claim(
    cells: Sequence[Cell], taken: set[int], entry: Entry, limit: int, *, shared: bool
) -> tuple[list[int], str] | None:
    """The blocks that are the title of `entry`, and the title as it is to be read; None where it stands nowhere.
    `shared`: the next entry leads to the same place, so that what only resembles this title may be its."""
    key = comparable(entry.title)
    free = [(i, block) for i in range(entry.at, limit) if i not in taken and (block := cells[i].block)]
    near = [(i, block) for i, block in free[:_NEAR] if block.kind != "note"]
    for i, block in near:
        if key and comparable(noted(block.text)) == key:
            return [i], block.text
    if shared and entry.part:
        return None
    for (i, block), (j, after) in itertools.pairwise(near):
        if key and block.level and comparable(block.text + after.text) == key:
            return [i, j], f"{block.text} {after.text}"
    i, block = next(((i, block) for i, block in near[:4] if block.level), (-1, None))
    if block is None:
        if near and _MADE_UP.match(entry.title) and len(near[0][1].text) <= _LINE and not stops(near[0][1].text):
            return [near[0][0]], near[0][1].text
        return None
    own = comparable(block.text)
    if own and own != key and (key.startswith(own) or key.endswith(own)):
        rest = key[len(own) :] if key.startswith(own) else key[: -len(own)]
        name = next(((j, b) for j, b in free if j > i and b.level and comparable(b.text) == rest), None)
        if name:
            return [i, name[0]], f"{block.text} {name[1].text}"
        return [i], entry.title if len(entry.title) <= _LONGEST else block.text
    alike = not key or key in own or ratio(key, own, least=60) >= 60
    several = sum(b.level == block.level for _, b in free) > 1
    return ([i], block.text) if alike or not several else None


def noted(heading: str) -> str:
    """A heading without the mark of a note behind it."""
    return _NOTED.sub("", heading)


def _signed(cells: Sequence[Cell], at: int, limit: int) -> list[int]:
    """Lines behind a title that say who wrote what follows."""
    found: list[int] = []
    for i in range(at, min(at + 3, limit)):
        block = cells[i].block
        if block is None or block.level or len(block.text) > 80:
            break
        if not (byline(block.text) or (found and block.text[:1] in "(（" and block.text[-1:] in ")）")):
            break
        found.append(i)
    return found


def _rank(cells: Sequence[Cell], begins: Sequence[int], taken: set[int], level: int) -> None:
    """Give the headings inside each article levels below its title's, counted from the highest in it."""
    edges = [0, *begins, len(cells)]
    for first, last in itertools.pairwise(edges):
        inside = [(i, b) for i in range(first, last) if i not in taken and (b := cells[i].block) and b.level]
        inside = [(i, b) for i, b in inside if b.label != "title"]
        ranks = {old: rank for rank, old in enumerate(sorted({b.level or 1 for _, b in inside}), 1)}
        for i, block in inside:
            cells[i].block = replace(block, level=min(9, level + ranks[block.level or 1]))
