"""What the rules for English have in common: how a figure is written, and what stands around it."""

from __future__ import annotations

import re

from audiobook.language.chinese import is_han
from audiobook.language.word_lists import word_list
from audiobook.narration.rules.english_words import number

NUMBER = r"(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)"
TO = r"\s?(?:[-–—~]|--)\s?"
"""What stands between the two ends of a range."""
SCALES = {
    "k": "thousand", "m": "million", "mn": "million", "mm": "million", "b": "billion", "bn": "billion",
    "t": "trillion", "tn": "trillion", "trn": "trillion",
}  # fmt: skip
SCALE = (
    r"(?:[ -]?(?:hundred|thousand|million|billion|trillion|lakh|crore)"
    r"|\s?(?:[kKbBmM]|[mM][nN]|MM|[bB][nN]|[tT][rR]?[nN])|[tT])(?![A-Za-z])"
)

_ARTICLE = re.compile(
    r"\b(?:a|an|this|that|each|every|another)"
    r"(?: (?!further|good|full|mere|total|record|whole|little|more|few)[a-z]+)?$",
    re.IGNORECASE,
)
_NOUN = re.compile(r"-?\s?(?P<word>[a-z]{2,})(?![a-z])")


def scale(written: str) -> str:
    """The word for a scale: " bn" -> billion, "-million" -> million."""
    bare = written.strip(" -")
    return SCALES.get(bare.lower(), bare)


def attributive(found: re.Match[str]) -> bool:
    """Whether the amount that ends here stands before its noun, where its unit has no plural: a 5 lb bag.

    Of two: "a 5 lb bag" has an article before it and a noun behind; "the 5 lb of rice" has not.
    """
    noun = _NOUN.match(found.string, found.end())
    return (
        noun is not None
        and noun["word"] not in word_list("narration", "no_nouns_english")
        and _ARTICLE.search(found.string[max(0, found.start() - 30) : found.start()].rstrip()) is not None
    )


def amount(figures: str, scaled: str | None) -> str:
    """Figures and what stands for their scale: ("3.5", "bn") -> three point five billion."""
    return f"{number(figures)} {scale(scaled)}" if scaled else number(figures)


_NEXT = re.compile(r"[\"”’')\]]*\s+[\"“‘'(]*(?P<word>[A-Za-z]+)")


def full_stop(found: re.Match[str], *, before_openers: bool = False) -> str:
    """A full stop, if that of the abbreviation which ends here is one of the sentence, too: a capital follows, and it
    is no name; with `before_openers`, one of the words that open sentences (They, but not Open)."""
    rest = found.string[found.end() :]
    behind = rest.lstrip("\"”’')] \n")[:1]
    if not behind or is_han(behind):
        return "。"
    following = _NEXT.match(rest)
    if following is None or not following["word"][0].isupper():
        return ""
    word = following["word"]
    if before_openers:
        return "。" if word in ("A", "I") or word.lower() in word_list("narration", "sentence_openers_english") else ""
    return "。" if word == "I" or (not (word.isupper() and len(word) > 1) and is_english(word)) else ""


def is_english(word: str) -> bool:
    """Whether `word` is an ordinary English word, in whatever letters: THE, breaking; not GDP, Berlin."""
    return word.lower() in word_list("language", "english_words") or word in ("a", "A", "I")


def preceded(found: re.Match[str], pattern: re.Pattern[str], length: int = 40) -> bool:
    """Whether what stands before the match ends as `pattern` says (white space left out)."""
    start = found.start()
    return pattern.search(found.string[max(0, start - length) : start].rstrip()) is not None
