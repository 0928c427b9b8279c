"""What a line is by how a page is set: quotations in large type, standfirsts, what stands over the largest line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from audiobook.source.bylines import is_name
from audiobook.source.line_features import comparable, is_chinese, stops
from audiobook.source.outline.by_neighbours import OF_PAGE
from audiobook.source.outline.line import HUGE, LARGE, Line, is_display, is_running

_QUOTED, _QUOTED_HAN = 24, 12
"""Letters of a quotation from the text that is set in large type within it, at the least."""
_FROM = 40
"""It stands so many lines from where it is said at the most."""


def pull_quotes(lines: Sequence[Line]) -> None:
    """What is set in large type amid the text that says it: for the eye, and said once."""
    for line in lines:
        if line.block.page is None:
            continue  # elsewhere nothing is set amid a text for the eye alone; the first sentence may name its title
        if line.block.size < LARGE or line.block.kind != "body":
            continue
        said = comparable(line.text)
        if len(said) < (_QUOTED_HAN if is_chinese(line.text) else _QUOTED) or "before text" in line.features:
            continue
        near = lines[max(0, line.place - _FROM) : line.place + _FROM]
        if any(said in comparable(other.text) for other in near if other is not line and is_running(other)):
            line.features = [one for one in line.features if one in OF_PAGE] + ["pull quote"]
            line.authors = ()


_STANDFIRST = 500
"""Characters of a standfirst at the most."""


def standfirsts(lines: Sequence[Line]) -> None:
    """What a printed article is about, in a sentence or two of a type of its own between its title and its byline."""
    for line in lines:
        if line.block.page is None or not {"names", "signed"} & set(line.features) or line.place < 2:
            continue
        said, title = lines[line.place - 1], lines[line.place - 2]
        larger = is_display(title.block) and title.block.size > 1.1 * said.block.size
        if larger and stops(said.text) and len(said.text) <= _STANDFIRST and _is_apart(said):
            said.features.append("standfirst")


def _is_apart(line: Line) -> bool:
    block = line.block
    return block.kind == "body" and (block.size >= LARGE or block.bold or block.other_face or block.size < 0.95)


_DWARFED = 1.3


def over_largest(lines: Sequence[Line]) -> None:
    """On a printed page, what stands over the largest line before the text and is far smaller: no title."""
    front = [line for line in lines if "before text" in line.features and line.block.page is not None]
    largest = max(front, key=lambda line: line.block.size, default=None)
    if largest is None or largest.block.size < HUGE or not is_display(largest.block):
        return
    for line in front:
        if line.place < largest.place and line.block.size * _DWARFED < largest.block.size:
            line.features.append("over the largest")


_WHO, _WHAT = re.compile(r"[,，·|]\s*"), 30
"""What parts a name from what its bearer is or where from, and the characters of that at the most."""


def named_under_titles(lines: Sequence[Line]) -> None:
    """Right under a printed title, in a type of its own: who wrote it, and what he is: Jo Reed, plot 17."""
    for title, line in itertools.pairwise(lines):
        if line.block.page is None or line.authors or line.block.kind != "body" or not _is_apart(line):
            continue
        larger = is_display(title.block) and title.block.size > 1.25 * line.block.size
        name, *what = _WHO.split(line.text, maxsplit=1)
        if (
            larger
            and what
            and 0 < len(what[0]) <= _WHAT
            and not stops(line.text)
            and is_name(name)
            and not is_name(what[0])
        ):
            line.authors = (name,)
            line.features.append("names")
