"""What the look of a line says beside the looks of the others: the texts of a publication are headed alike.

A notice and the rules annexed to it have titles of one size in the middle of the line; each annex begins a page, or
stands behind who signed the text before it and when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.source import numberings
from audiobook.source.line_features import ends, stops
from audiobook.source.outline.line import Line, is_running

_LARGER = 1.15
"""Type of a title over that of the text."""
_LONGEST, _LINES = 150, 4
"""Characters and lines of a title."""
_ABOVE = 3
"""Lines above a title that may stand there: 附件1, an empty page head."""
_BY = re.compile(r"\bby\s*[:：]?$", re.I)
"""Prepared by: over the names of who did."""
_CLOSES = frozenset(["over date", "date", "public note", "signs as", "closing"])


def headed(lines: Sequence[Line]) -> None:
    """Adds "headed" to titles that look as the first line of all does, "second line" to what goes on with one, and
    takes from them what only lines of the text's own look can be."""
    groups = _groups(lines)
    if not groups or any(one.text for one in lines[: groups[0][0].place] if is_running(one)):
        return
    first, *others = groups
    for group in [first, *(other for other in others if _begins_a_text(lines, other[0].place))]:
        for line in group:
            line.features = [one for one in line.features if one not in ("several lines", "long", "very long")]
        group[0].features.append("headed")
        for line in group[1:]:
            if "dash" not in line.features and not line.authors:
                line.features.append("second line")
        _signed_above(lines, group[0].place)


def _signed_above(lines: Sequence[Line], place: int) -> None:
    """Whoever signed the text before, over the date of it."""
    for date in reversed(lines[max(1, place - _ABOVE) : place]):
        above = lines[date.place - 1]
        if "date" in date.features and {"tiny", "short"} & set(above.features) and not ends(above.text):
            above.features.append("over date")


def _look(line: Line) -> tuple[float, bool, bool]:
    return (round(line.block.size, 1), line.block.centred, line.block.bold)


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Runs of lines that look as the first larger one in the middle does, each over a text."""
    may = [line for line in lines if _is_title(line)]
    if not may or may[0].place > _LINES:
        return []
    groups: list[list[Line]] = []
    for line in may:
        if _look(line) != _look(may[0]):
            continue
        if groups and groups[-1][-1].place == line.place - 1 and not line.block.starts_page:
            groups[-1].append(line)
        else:
            groups.append([line])
    return [group for group in groups if len(group) <= _LINES and _size(group) <= _LONGEST]


def _size(group: Sequence[Line]) -> int:
    return sum(len(line.text) for line in group)


def _is_title(line: Line) -> bool:
    block = line.block
    return (
        block.kind == "body"
        and not block.level
        and not block.edge
        and block.centred
        and block.size >= _LARGER
        and len(block.text) <= _LONGEST
        and not stops(block.text)
        and not _BY.search(block.text)
        and not line.authors
        and not {"in contents", "contents heading", "no letters", "document number", "date"} & set(line.features)
    )


def _begins_a_text(lines: Sequence[Line], place: int) -> bool:
    """Whether a text begins with this line: on a page of its own, behind the end of another, or under 附件1."""
    number = numberings.numbered(lines[place].text)
    if number is not None and numberings.RANKS[number.kind] > 1:
        return False
    above = lines[max(0, place - _ABOVE) : place]
    for line in reversed(above):
        if line.block.starts_page or _CLOSES & set(line.features):
            return True
        if ends(line.text) or is_running(line):
            break
    return lines[place].block.starts_page
