"""Roman numerals in English, by what stands before: Henry VIII, World War II, Chapter IV, Part I."""

from __future__ import annotations

import re

from audiobook.language import numerals
from audiobook.language.word_lists import word_list
from audiobook.narration.rules.en.parts import is_english, preceded
from audiobook.narration.rules.english_words import cardinal, ordinal
from audiobook.narration.rules.latin import say
from audiobook.narration.rules.rule import LETTERS, before, rule

_ROMAN = r"(?:X{1,4}|(?:XL|LX{0,3}|XC|X{0,3})(?:IX|IV|V?I{1,3}|V)|(?:XL|LX{0,3}|XC|CX{0,3}|[CDM]))"
_TITLES = re.compile(
    r"\b(?:King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Prince|Princess|Duke|Sultan|Shah|Pharaoh|Elector|Saint|Count"
    r"|Archduke|Popes|Kings|of) $"
)
_SHORT_HEADS = re.compile(r"\b(?:vols?|ch|chap|pt|figs?|nos?|sec|bk|art)\.$", re.IGNORECASE)
_SPEAKER = re.compile(
    r"(?:'(?:m|ve|ll|d)\b|,? (?:am|have|will|would|shall|should|can|could|must|do|don't|think|agree|believe|know|see"
    r"|say|find|show|describe|discuss|argue|want|mean|hope|feel|try|use)\b)"
)
"""What "I" does, where it is no numeral."""
_REIGNS = re.compile(
    r"(?:'s|\s+(?:was|of|and|is|had|became|ruled|reigned|died|married|or|to|who|on|in|at|as|the)\b|[,.;:)]|$)"
)


def value(letters: str) -> str:
    """XIV -> 14; empty for what is too large for a numeral."""
    number = numerals.roman(letters)
    return str(number) if 0 < number < 4000 else ""


def _numeral(found: re.Match[str]) -> str | None:
    head, roman = found["head"], found["roman"]
    figures = value(roman)
    word = head.capitalize()
    if word == "The":
        return f"{head} {ordinal(figures)}" if len(roman) > 1 else None  # the XIX century
    heads, reigning = word_list("narration", "roman_heads_english"), word_list("narration", "regnal_names")
    behind = found.string[found.end() :]
    if word in heads:
        if roman == "I" and _SPEAKER.match(behind):
            return None  # in Part I agree
        said = cardinal(figures)
        if found["last"]:
            said += f" to {cardinal(value(found['last']))}"
        return f"{_said(head)} {said}"
    if word in reigning or _TITLES.search(found.string[: found.start()]):
        if len(roman) == 1 and not _REIGNS.match(behind):
            return None
        return f"{_said(head)} the {ordinal(figures)}"
    if len(roman) == 1 or head.isupper() or roman in ("MM", "CC", "CD", "DC", "MD", "DM", "CM", "MC", "LL", "XL", "XX"):
        return None
    if not is_english(head) and re.search(r"[A-Z][a-z]+(?: [A-Z]\.)? $", before(found, 20) + " "):
        return f"{_said(head)} the {ordinal(figures)}"  # John Smith III
    return f"{_said(head)} {cardinal(figures)}"


def _said(head: str) -> str:
    return head.capitalize() if head.isupper() else say(head)


def _numbered(found: re.Match[str]) -> str | None:
    return cardinal(value(found["roman"])) if preceded(found, _SHORT_HEADS) else None


def _item(found: re.Match[str]) -> str:
    return cardinal(value(found["roman"]))


RULES = (
    rule(
        "English Roman numeral",
        LETTERS,
        rf"(?<![A-Za-z])(?P<head>the|[A-Z][A-Za-z]+)\.?\s(?P<roman>{_ROMAN})(?:\s?[-–—]\s?(?P<last>{_ROMAN}))?(?![A-Za-z0-9&/-]|\.[A-Z])(?=\W|$)",
        _numeral,
        example="Henry IV and Catherine II met, Charles V was gone.",
    ),
    rule(
        "English Roman after an abbreviation",
        "IVXL",
        rf"(?<![A-Za-z])(?P<roman>{_ROMAN})(?![A-Za-z])",
        _numbered,
        example="See vol. II and ch. IX of it.",
    ),
    rule(
        "English Roman heading",
        "IVX",
        rf"(?:(?<=^)|(?<=\n))(?P<roman>{_ROMAN})(?=\.\s+[A-Z])",
        _item,
        example="III. The Harvest",
    ),
)
