"""Byte ranges as RFC 9110 (section 14) has them."""

from __future__ import annotations

import re

MOST = 10
"""Disjoint ranges in one request; whoever asks for more gets the whole file, as the RFC allows."""


def parse(header: str | None, size: int) -> list[tuple[int, int]] | None:
    """Ranges (first, past the last) of a file of `size` bytes: None when the whole file is to be sent, an empty list
    when nothing that was asked for exists (416). Ranges that overlap or touch are joined.

    >>> parse("bytes=0-4,2-9", 100), parse("bytes=-5", 100), parse("bytes=90-999", 100), parse("bytes=100-", 100)
    ([(0, 10)], [(95, 100)], [(90, 100)], [])
    >>> parse("bytes=5-2", 100), parse("lines=1-2", 100), parse(None, 100)
    (None, None, None)
    """
    unit, equals, rest = (header or "").partition("=")
    if not equals or unit.strip().lower() != "bytes":
        return None
    found: list[tuple[int, int]] = []
    for part in rest.split(","):
        match = re.fullmatch(r"[ \t]*(\d{0,18})-(\d{0,18})[ \t]*", part, re.ASCII)
        if match is None or not any(match.groups()):
            if part.strip():
                return None
            continue  # empty elements of a list are allowed
        first, last = match.groups()
        if not first:
            span = (max(0, size - int(last)), size)
        else:
            if last and int(last) < int(first):
                return None
            span = (int(first), min(size, int(last) + 1) if last else size)
        if span[0] < span[1]:
            found.append(span)
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    if not rest.strip(" \t,"):
        return None
    return joined if len(joined) <= MOST else None
