"""Words in English sentences: ordinary ones as they are, in whatever letters; acronyms as letters or words."""

from __future__ import annotations

import re
from functools import lru_cache

from audiobook.narration.rules.en.parts import is_english
from audiobook.narration.rules.latin import say, table
from audiobook.narration.rules.rule import LETTERS, rule

_VOWEL = re.compile("[aeiouy]")
_CAPITALS = re.compile(r"(?<![A-Za-z'.])[A-Z]{2,}(?![A-Za-z])")


def _word(found: re.Match[str]) -> str:
    word = found[0]
    if word.isalpha() and (word.islower() or len(word) == 1):
        return _small(word)
    stroke = " slash " if word.replace("/", "").islower() else " "
    parts = (
        _capitals(part, found) if len(part) > 1 and part.replace("'", "").isupper() else _small(part)
        for part in re.split(r"([-‐]|/)", word)
    )
    return "".join(" " if part in "-‐" else stroke if part == "/" else part for part in parts)


@lru_cache(maxsize=8192)
def _small(word: str) -> str:
    """A word not in capitals: ordinary ones stay, gpu and ChatGPT are said as in any language."""
    if word in ("a", "I") or (word.islower() and len(word) > 1 and word not in table() and _VOWEL.search(word)):
        return word
    return say(word)


def _capitals(word: str, found: re.Match[str]) -> str:
    """THE FIRST WORDS are words; WHO, US and IT are letters, unless what stands beside them is in capitals, too."""
    bare, _, rest = word.partition("'")
    loud = _loud(found)
    if loud and len(bare) > 3 and bare not in table() and _VOWEL.search(bare.lower()):
        return word.capitalize()  # a name in a headline
    if not is_english(bare) or ((bare in table() or len(bare) == 1) and not loud):
        said = say(bare)
        return f"{said}'s" if rest == "S" else f"{said} {say(rest)}" if rest else said
    return word.capitalize()


def _loud(found: re.Match[str]) -> bool:
    """Whether one of the two words before or behind is an ordinary word in capitals."""
    string = found.string
    near = _CAPITALS.findall(string[max(0, found.start() - 24) : found.start()])[-2:]
    near += _CAPITALS.findall(string[found.end() : found.end() + 24])[:2]
    return any(is_english(word) and word not in table() for word in near)


RULES = (
    rule(
        "English word",
        LETTERS,
        r"[A-Za-z]+(?:['’][A-Za-z]+)*(?:[-‐/](?!\d)[A-Za-z]+(?:['’][A-Za-z]+)?)*",
        _word,
        example="THE LAST TRAIN to Rome left; NASA, the FBI and UNESCO said so.",
    ),
)
