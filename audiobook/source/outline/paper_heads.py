"""The head of a paper: between its title and its text stand who wrote it, where they work, how and when."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from audiobook.language.word_lists import alternatives
from audiobook.source.bylines import is_name, is_sure_name
from audiobook.source.line_features import is_chinese, stops
from audiobook.source.outline.line import Line, in_row, is_display, is_furniture, is_running

_HEAD = 20
"""Lines that the head of a paper has at the most."""
_TEXT, _FEWEST = 200, 2
"""Characters of a paragraph of the text; remarks that tell a head where no abstract is named."""
_ABSTRACT = re.compile(r"abstract\b(?!\s+[a-z])|[\[【]?摘\s*要", re.I)
_RAISED = re.compile(r"[\d*†‡§¶∗¹²³⁴-⁹]+|\[[\d,]+\]")
_PLACE = re.compile(
    r"\b(?:university|universit\w|institut\w*|department|division|school|college|laborator\w+|research|inc|corp|ltd|gmbh|"
    r"labs?|center|centre|academy|hospital|faculty|group|(?-i:[A-Z]{2,}))\b|@|大学|学院|研究院|研究所|研究中心|实验室|医院",
    re.I,
)
_REMARK = re.compile(rf"\W{{0,2}}(?:{alternatives('source', 'paper_head_lines')})", re.I)
_TYPE = re.compile(rf"(?:{alternatives('source', 'article_types')})", re.I)
_AFFILIATION = 400
"""Characters of a line in the head of a paper."""


def paper_head(lines: Sequence[Line]) -> None:
    """Adds what the lines in the head of a paper are: its kind, its authors, the rest."""
    front = lines[:_HEAD]
    for line, below in itertools.pairwise(front):
        if _TYPE.fullmatch(line.text.strip()) and is_display(below.block):
            line.features = [one for one in line.features if not one.startswith("names")] + ["article type"]
            line.authors = ()
    abstract = next((line.place for line in front if _ABSTRACT.match(line.text)), None)
    stop = abstract if abstract is not None else _text_begins(front)
    head = [line for line in front[1:stop] if not line.block.level and len(line.text) <= _AFFILIATION]
    if abstract is None and sum(map(_tells_a_head, head)) < _FEWEST:
        return
    authors = False
    for line in head:
        cells = line.block.kind == "table"
        if is_furniture(line) or not any(map(str.isalpha, line.text)):
            continue
        if (is_chinese(line.text) and not cells and not _is_remark(line)) or (
            stops(line.text) and not _is_remark(line) and "@" not in line.text
        ):
            continue
        names = () if authors or (line.block.kind != "body" and not cells) else _names(line.text)
        if names:
            authors, line.authors = True, names
            _becomes(line, "signed")
        elif _is_remark(line) or "@" in line.text or (authors and _PLACE.search(line.text)):
            line.authors = ()
            _becomes(line, "paper head")


def _becomes(line: Line, feature: str) -> None:
    """`line` is nothing else; a row of cells is a line."""
    kept = (one for one in line.features if not one.startswith("names") and one not in ("kind", "kind table"))
    line.features = [*kept, feature]
    if line.block.kind == "table":
        line.block = replace(line.block, kind="body", text=" ".join(line.text.split()))


def _is_remark(line: Line) -> bool:
    return _REMARK.match(line.text) is not None


def _tells_a_head(line: Line) -> bool:
    """Whether a line stands in heads of papers alone; of cells also where people work."""
    cells = line.block.kind == "table" and _PLACE.search(line.text) is not None
    return cells or _is_remark(line) or "@" in line.text


def _text_begins(lines: Sequence[Line]) -> int:
    """Place of the first line of the text: a long paragraph, or the heading of a section."""
    for line in lines[1:]:
        text = is_running(line) and len(line.text) >= _TEXT and not _is_remark(line) and "@" not in line.text
        if text or (in_row(line) and not line.block.edge):
            return line.place
    return 0


def _names(text: str) -> tuple[str, ...]:
    """Two and more names that a line begins with: Ana Holt, Jo B. Reed, Al Mori University of Millbrook.

    >>> _names("Ana Holt[1]*, Jo B. Reed[2],[3], Al Mori[2] and Per Osei[1],†")
    ('Ana Holt', 'Jo B. Reed', 'Al Mori', 'Per Osei')
    """
    plain = _RAISED.sub(" ", text)
    found: list[str] = []
    for piece in re.split(r"\s*[,;\t，、；]\s*(?:and\s+)?|\s+and\s+|\s*&\s*", plain):
        words = piece.split()
        if not words:
            continue  # between two marks of one name
        if is_name(" ".join(words)) and len(words) <= 4 and not _PLACE.search(piece):
            found.append(" ".join(words))
            continue
        if len(words) > 2 and is_name(" ".join(words[:2])) and _PLACE.search(" ".join(words[2:])):
            found.append(" ".join(words[:2]))
        break
    return tuple(found) if len(found) > 1 else _pairs(plain) or _marked(text)


def _marked(text: str) -> tuple[str, ...]:
    """Names with nothing between them but the marks behind each: Jo B. Reed* Ana Holt*† Al Mori‡."""
    pieces = [" ".join(piece.split()).strip(",; ") for piece in _RAISED.split(text)]
    names = tuple(filter(None, pieces))
    people = len(names) > 1 and not pieces[-1] and all(map(is_name, names)) and not _PLACE.search(text)
    return names if people and any(map(is_sure_name, names)) else ()


def _pairs(text: str) -> tuple[str, ...]:
    """Names of two words each with nothing between them: Jo Reed Ana Holt Al Mori."""
    words = text.split()
    pairs = tuple(f"{one} {two}" for one, two in zip(words[::2], words[1::2], strict=False))
    people = len(words) % 2 == 0 and len(pairs) > 1 and all(map(is_name, pairs)) and not _PLACE.search(text)
    return pairs if people and any(map(is_sure_name, pairs)) else ()
