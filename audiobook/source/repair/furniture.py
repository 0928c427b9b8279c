"""Page numbers and running heads among the lines of a text: which ones, and why."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from audiobook.source.bylines import byline
from audiobook.source.line_features import ends, numbering, squeeze

_DECORATED = re.compile(
    r"^[\-—–─·.•～~\s]{1,6}\d{1,4}[\-—–─·.•～~\s]{1,6}$|^第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?$|"
    r"^(?:page|p\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?$|^\d{1,4}\s*/\s*\d{1,4}$|^[\[【]\s*\d{1,4}\s*[\]】]$",
    re.I,
)
_BARE = re.compile(r"^\d{1,4}$")
_NUMBER = "\x00"
"""Stands for any number when lines are compared; no text has it."""
_LONGEST = 40


def find(lines: Sequence[str], page_starts: frozenset[int] = frozenset()) -> dict[int, str]:
    """Index -> "page number" or "running head" of the lines that belong to the page and not to the text.

    `lines` are without blank ones; `page_starts` are those the file itself marks as first on a page.

    >>> find(["春天来", "— 3 —", "到了。"])
    {1: 'page number'}
    """
    numbers = _numbers(lines, page_starts)
    heads = _running_heads(lines, numbers, page_starts)
    return dict(sorted({**dict.fromkeys(heads, "running head"), **dict.fromkeys(numbers, "page number")}.items()))


def _numbers(lines: Sequence[str], page_starts: frozenset[int]) -> set[int]:
    found = {i for i, line in enumerate(lines) if len(line) <= 24 and _DECORATED.match(line.strip())}
    bare = [(i, int(line)) for i, line in enumerate(lines) if len(line) <= 4 and _BARE.match(line) and line.isascii()]
    # a column of figures stands line on line; page numbers stand pages apart and grow slowly
    places = {i for i, _ in bare}
    lone = [(i, n) for i, n in bare if not {i - 1, i + 1} & places]
    rising = [
        here
        for before, here in zip([(-9, -9), *lone], lone, strict=False)
        if 0 < here[1] - before[1] <= 4 or any(0 < n - here[1] <= 4 and i > here[0] for i, n in lone[:400])
    ]
    if len(rising) >= 2:
        found |= {i for i, _ in rising}
    found |= {i for i, _ in lone if i in page_starts or i + 1 in page_starts}
    return found


def _running_heads(lines: Sequence[str], numbers: set[int], page_starts: frozenset[int]) -> set[int]:
    places: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if len(line) <= _LONGEST and i not in numbers:
            key = re.sub(r"\d+", _NUMBER, squeeze(line))
            if len(key) >= 2 and not ends(line.rstrip("#0123456789 ")) and not byline(line, sure=True):
                places.setdefault(key, []).append(i)
    found: set[int] = set()
    for key, spots in places.items():
        if len(spots) == 1 and _at_page_edge(spots[0], numbers, page_starts) and _tears(lines, spots[0], numbers):
            found.add(spots[0])
        if len(spots) < 2 or numbering(lines[spots[0]]):
            continue
        shown = [i for i in spots if _at_page_edge(i, numbers, page_starts) or _tears(lines, i, numbers)]
        counted = _NUMBER in key and _count_up(lines, spots)
        edged = [i for i in spots if _at_page_edge(i, numbers, page_starts)]
        if len(spots) < 3 and not (len(shown) == 2 or (edged and spots[0] < 12 and spots[1] in shown)):
            continue
        if len(shown) * 2 < len(spots) and not counted:
            continue
        first = spots[0]
        heads_text = not _tears(lines, first, numbers) and (first < 12 or _begins_article(lines, first))
        found.update(i for i in spots if i != first or not heads_text)
    return found


def _at_page_edge(i: int, numbers: set[int], page_starts: frozenset[int]) -> bool:
    return bool({i - 1, i + 1} & numbers) or i in page_starts or i + 1 in page_starts


def _tears(lines: Sequence[str], i: int, numbers: set[int]) -> bool:
    """Whether it stands in the middle of a sentence."""
    before, after = i - 1, i + 1
    while before >= 0 and before in numbers:
        before -= 1
    while after < len(lines) and after in numbers:
        after += 1
    if before < 0 or after >= len(lines):
        return False
    last, following = lines[before], lines[after]
    running = len(following) > 15 or ends(following)
    return len(last) > 15 and not ends(last) and not last[-1].isdigit() and running and not byline(following)


def _begins_article(lines: Sequence[str], i: int) -> bool:
    return any(byline(line) or line.startswith("——") for line in lines[i + 1 : i + 3] if len(line) <= 60)


def _count_up(lines: Sequence[str], spots: Sequence[int]) -> bool:
    """Whether the last number in it grows from page to page."""
    counts = [int(re.findall(r"\d+", lines[i])[-1][-6:]) for i in spots]
    return all(before < after for before, after in itertools.pairwise(counts))
