"""Lines of forms: 项目名称：…, 甲方：____. Who fills them in, and where, is no heading and no author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audiobook.source.line_features import stops
from audiobook.source.outline.line import Line

_FIELD = re.compile(
    r"(?:[（(]?[\d一二三四五六七八九十]{0,2}[.、）)]?\s*)?"
    r"(?P<label>[^\s：:，。；！？“”《》\d][^：:，。；！？“”《》]{0,13}?)\s*[：:]\s*(?P<value>[^：:]*)"
)
_LONGEST = 60
_FEWEST = 2
_BLANK = re.compile(r"[\s_＿—\-…·.]{4,}|[XxＸ×]{3,}")
_NO_FIELDS = frozenset(
    ["kind", "marked", "signed", "source", "credits", "greeting", "number 1", "chat stamp", "classes"]
)


def fields(lines: Sequence[Line]) -> None:
    """Adds "field" to LABEL：value, where several stand one under another or the place for the value is left free."""
    found = [_is_field(line) for line in lines]
    at = 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and found[stop]:
            stop += 1
        run = lines[at:stop]
        if len(run) >= _FEWEST or any(_BLANK.search(line.text) for line in run):
            for line in run:
                line.features = [one for one in line.features if one not in ("names", "names maybe", "publisher")]
                line.authors = ()
                line.features.append("field")
        at = max(stop, at + 1)


def _is_field(line: Line) -> bool:
    return is_field(line.text) and _NO_FIELDS.isdisjoint(line.features)


def is_field(text: str) -> bool:
    """Whether a line is LABEL：value.

    >>> is_field("项目编号：QS-2031-05"), is_field("他说：“水位到了。”"), is_field("渡口：")
    (True, False, False)
    """
    if len(text) > _LONGEST or ("：" not in text and ":" not in text) or stops(text):
        return False
    found = _FIELD.fullmatch(text)
    return found is not None and bool(found["value"].strip())


_OPTION = re.compile(r"[(（]?(?P<letter>[A-H])(?:[)）]|[.．、：:]|\s(?=\S))\s*\S")
_ANSWER = re.compile(r"[(（]\s*[)）]\s*\d{1,3}\s*[.．、]|.*[(（]\s{1,8}[)）]\s*[。.？?]?$")
"""A question with the place for its answer before or behind it."""


def options(lines: Sequence[Line]) -> None:
    """Adds "option" to what may be chosen from in a test, A. to D., and to questions with a place for the answer."""
    letters = [_letter(line) for line in lines]
    for i, line in enumerate(lines):
        letter = letters[i]
        beside = [letters[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        chosen = letter and (chr(ord(letter) - 1) in beside[:1] or chr(ord(letter) + 1) in beside[-1:])
        if chosen or _asks(line):
            line.features = [
                one for one in line.features if not one.startswith(("names", "row ", "number ", "before names"))
            ]
            line.authors = ()
            line.features.append("option")


def _asks(line: Line) -> bool:
    text = line.text
    bracketed = line.block.kind == "body" and not line.block.level and ("(" in text or "（" in text)
    return bracketed and _ANSWER.match(text) is not None


def _letter(line: Line) -> str:
    found = _OPTION.match(line.text) if line.block.kind == "body" and not line.block.level else None
    return found["letter"] if found else ""
