"""Lines that stand alike all through a text that marks no headings: set apart by the same space, dated, ornamented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from audiobook.source.line_features import is_chinese
from audiobook.source.outline.line import SHORT, Line, in_row, is_running

_FEWEST = 3
"""So many lines that stand alike are a row."""
_DATES = 4
"""So many dates alone on a line are the days of a diary."""
_NAME = 25
"""Characters of a heading in Chinese."""
_APART = frozenset([
    "sentence", "goes on", "no letters", "kind", "in contents", "page number", "number alone", "before frame",
    "after frame", "signed", "source", "imprint", "advert", "particular", "date", "credits", "matter",
])  # fmt: skip
"""What lines set apart by space are besides headings."""
_POEMS = frozenset(["stanza head", "verse head"])
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATED = re.compile(
    rf"(?:{_WEEKDAY}\b[,.]?\s*(?:the\s+)?)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH})"
    rf"(?:,?\s+\d{{4}})?(?:[,.]?\s*\(?{_WEEKDAY}\)?)?(?P<more>[.,:—–-]+\s*[^.]{{0,24}})?[.:—–-]*|"
    r"(?:[12]\d{3}年|[一二][〇○零一二三四五六七八九]{3}年)?\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})月"
    r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]?(?P<rest>[\s\u3000，,（(]+[^。！？]{0,16})?",
    re.I,
)
_ORNAMENT = re.compile(r"[◆■★▲●□◇○☆▼►▶]")


def rows(lines: Sequence[Line]) -> None:
    """Adds "spaced row", "dated row" and "ornament row" to the lines that are in one."""
    if any(_POEMS & set(line.features) for line in lines):
        return
    _spaced(lines)
    _dated(lines)
    _ornamented(lines)


def _may_head(line: Line) -> bool:
    if line.block.kind != "body" or line.block.level or line.block.edge or line.block.page is not None:
        return False
    most = _NAME if is_chinese(line.text) else SHORT
    return len(line.text) <= most and _APART.isdisjoint(line.features)


def _spaced(lines: Sequence[Line]) -> None:
    """Short lines over text with more space above them than anything else has."""
    usual = Counter(line.block.gap for line in lines[1:]).most_common(1)
    if not usual:
        return
    above = sorted({line.block.gap for line in lines[1:] if line.block.gap > usual[0][0]})
    for gap in above:
        apart = [line for line in lines[1:] if line.block.gap >= gap]
        if len(apart) < _FEWEST:
            return
        heads = [line for line in apart if _may_head(line) and _over_text(lines, line.place)]
        if len(heads) >= _FEWEST and len(heads) * 5 >= len(apart) * 4:
            _add(heads, "spaced row")
            _closed(lines, heads)
            return


def _over_text(lines: Sequence[Line], place: int) -> bool:
    """Whether running text stands below, before the next line that may be a heading is set apart."""
    return any(is_running(line) for line in lines[place + 1 : place + 4])


def _closed(lines: Sequence[Line], heads: Sequence[Line]) -> None:
    """Who wrote a letter and when, right over the next heading of such a row."""
    ends = [*(head.place for head in heads), len(lines)]
    for end in ends:
        date = lines[end - 1]
        if end < _FEWEST or "date" not in date.features or date.block.kind != "body":
            continue
        _add([date], "closing")
        if (above := lines[end - 2]) and len(above.text) <= _NAME and not is_running(above) and not above.block.gap:
            _add([above], "closing")


def _dated(lines: Sequence[Line]) -> None:
    """Days, each alone on its line over what was written on it."""
    found = [
        line
        for line in lines
        if line.block.kind == "body"
        and not line.block.level
        and len(line.text) <= SHORT
        and not {"in contents", "before frame", "after frame"} & set(line.features)
        and _DATED.fullmatch(line.text)
        and line.place + 1 < len(lines)
        and is_running(lines[line.place + 1])
    ]
    if len(found) >= _DATES:
        for line in found:
            line.features = [one for one in line.features if one not in ("ends", "sentence", "repeated", "often")]
        _add(found, "dated row")


def _ornamented(lines: Sequence[Line]) -> None:
    """◆ before every heading: all of them are or none."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        if _ORNAMENT.match(line.text) and _may_head(line) and not in_row(line):
            found.setdefault(line.text[0], []).append(line)
    for row in found.values():
        over = all(line.place + 1 < len(lines) and is_running(lines[line.place + 1]) for line in row)
        # ■ stands before the names of authors, too
        if len(row) >= _FEWEST and over and sum(bool(line.authors) for line in row) * 2 < len(row):
            _add(row, "ornament row")


def _add(found: Sequence[Line], feature: str) -> None:
    for line in found:
        line.features = [one for one in line.features if one not in ("names", "names maybe", "column name")]
        line.authors = ()
        line.features.append(feature)
