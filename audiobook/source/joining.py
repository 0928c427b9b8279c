"""How two pieces of a torn text are put together: Chinese without a space, English with one, hyphens as words ask."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from audiobook.language import english_dictionary

_LETTERS = "A-Za-z\u00c0-\u1fff"
"""Of scripts whose words white space parts: Latin with its accents, Greek, Cyrillic, …"""
_TAIL = re.compile(f"([{_LETTERS}][{_LETTERS}0-9]*)[-‐\u00ad]$")
_HEAD = re.compile(f"^([{_LETTERS}0-9]+)")
_LATIN_END = re.compile(f"[{_LETTERS}0-9,.;:!?%)\\]'’”\"&/»]$")
_LATIN_START = re.compile(f"^[{_LETTERS}0-9(\\[‘“'\"&$«„]")
_LONGEST = 80
"""Characters at the end of a text that tell how it goes on."""


def join_all(lines: Iterable[str], known: Container[str] = frozenset()) -> str:
    """All `lines` as one text, in time linear in its length.

    >>> join_all(["对电力", "的需求", "and the exam-", "ple"])
    '对电力的需求and the example'
    """
    pieces: list[str] = []
    end = ""
    for line in filter(None, lines):
        joined = join(end, line, known)
        kept = len(end)
        if not joined.startswith(end):
            # without the hyphen
            pieces[-1], kept = pieces[-1][:-1], kept - 1
        pieces.append(joined[kept:])
        end = joined[-_LONGEST:]
    return "".join(pieces)


def join(first: str, second: str, known: Container[str] = frozenset()) -> str:
    """`first` and `second` as one text; `known` are the Latin words the text uses elsewhere.

    >>> join("以 Deep-", "Seek 为代表", {"DeepSeek"}), join("对电力", "的需求"), join("the power", "of words")
    ('以 DeepSeek 为代表', '对电力的需求', 'the power of words')
    >>> join("an exam-", "ple"), join("a well-", "known man"), join("GPT-", "4 模型")
    ('an example', 'a well-known man', 'GPT-4 模型')
    >>> join("il va à", "tous"), join("a d-", "dimensional"), join("paired-", "catchments", {"paired", "catchments"})
    ('il va à tous', 'a d-dimensional', 'paired-catchments')
    """
    end = first[-_LONGEST:]
    tail, head = _TAIL.search(end), _HEAD.match(second)
    if tail and head:
        left, right = tail[1], head[1]
        if _hyphen_goes(left, right, known):
            return first[:-1] + second
        return first + second
    if _LATIN_END.search(end) and _LATIN_START.match(second) and re.search(f"[{_LETTERS}]", first[-12:] + second[:12]):
        return f"{first} {second}"
    return first + second


def _hyphen_goes(left: str, right: str, known: Container[str]) -> bool:
    """Whether left-/right is one word without the hyphen."""
    whole, split = left + right, f"{left}-{right}"
    if split in known:
        return False
    if whole in known:
        return True
    if right[0].isdigit() or right[0].isupper() or len(left) == 1:
        return False
    words = english_dictionary.words()
    if whole.lower() in words:
        return True
    return not all(len(part) > 2 and (part.lower() in words or part in known) for part in (left, right))
