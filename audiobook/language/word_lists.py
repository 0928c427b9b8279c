"""Word lists, one form for all rooms: words parted by white space, lines that begin with # are remarks.

A list lies in data/ of the room whose rules use it; those of more than one room lie in language/data/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


@cache
def word_list(room: str, name: str) -> frozenset[str]:
    """The words of ROOM/data/NAME.txt.

    >>> "欧阳" in word_list("language", "compound_surnames")
    True
    """
    text = files(f"audiobook.{room}").joinpath("data", f"{name}.txt").read_text("utf-8")
    lines = (line.partition("#")[0] for line in text.splitlines())
    return frozenset(word for line in lines for word in line.split())


def alternatives(room: str, name: str) -> str:
    """The words of ROOM/data/NAME.txt as a regular expression, longer ones first."""
    return "|".join(sorted(word_list(room, name), key=lambda word: (-len(word), word)))


def any_of(words: Iterable[str]) -> str:
    """`words` as a regular expression, longer ones first; what several begin with stands once, which compiles sooner.

    >>> any_of(["km", "kg", "k", "m", "nit"])
    '(?:k(?:g|m)?|m|nit)'
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(words):
        tails.setdefault(word[0], []).append(word[1:])
    parts = []
    for head, rest in tails.items():
        if len(rest) == 1:
            parts.append(re.escape(head + rest[0]))
        else:
            longer = any_of(tail for tail in rest if tail)
            parts.append(re.escape(head) + longer + ("?" if "" in rest else ""))
    return f"(?:{'|'.join(parts)})"


@cache
def rows(room: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The lines of ROOM/data/NAME.tsv, their fields parted by tabs; lines that begin with # are remarks.

    >>> ("km", "公里") in rows("narration", "units")
    True
    """
    text = files(f"audiobook.{room}").joinpath("data", f"{name}.tsv").read_text("utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and line[0] != "#")


@cache
def any_word(room: str, name: str) -> re.Pattern[str]:
    """Any of the words of ROOM/data/NAME.txt, longer ones first.

    >>> any_word("narration", "teams").match("国际米兰")[0]
    '国际米兰'
    """
    return re.compile(alternatives(room, name))
