"""Written -> spoken: 2014—2023年 -> 二零一四到二零二三年.

One pass from left to right. Chinese characters and safe punctuation stand as they are; where anything else stands,
the rules are tried in their order (rules/__init__.py), and each thing said keeps what was written and where.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audiobook.language.inline_formulas import INLINE
from audiobook.narration import formulas, grammar
from audiobook.narration.characters import NEEDS_RULE, OTHER_LETTERS, evened, last_resort, romanised, tidied
from audiobook.narration.english_passages import passages
from audiobook.narration.rules import by_first

if TYPE_CHECKING:
    from audiobook.narration.lexicon import Lexicon


_APART = re.compile(r"[\d%‰℃] |年 (?=\d{4}年)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch that is said otherwise than it is written."""

    written: str
    spoken: str
    """"" for what is drawn, not said."""
    rule: str
    start: int
    """Offset of `written` in the text given."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said, and how it came about."""

    text: str
    changes: tuple[Change, ...] = ()


def normalize(
    written: str,
    *,
    lexicon: Lexicon | None = None,
    language: str = "zh",
    traditional_to_simplified: bool = False,
    read_formulas: bool = True,
) -> Spoken:
    """`written` as an educated speaker says it: Chinese characters, Latin words, single capitals for letters said
    one by one, and punctuation that makes a pause; nothing else. Pure, total on any Unicode, idempotent.

    `lexicon` replacements come before every rule; its readings are not applied here. Formulas between \\( and \\) are
    read in words where they are plain, and announced where not, or where `read_formulas` is False.

    >>> normalize("2014—2023年增长3.5%").text
    '二零一四到二零二三年增长百分之三点五'
    """
    text = evened(written)
    if traditional_to_simplified:
        from audiobook.language.traditional import simplified

        text = simplified(text)
    changes: list[Change] = []
    said: list[str] = []
    chinese = by_first()
    english = list(passages(text, language))
    replacements = lexicon.pattern if lexicon is not None else None
    position, end = 0, len(text)
    while position < end:
        stop = NEEDS_RULE.search(text, position)
        start = stop.start() if stop else end
        if replacements is not None:
            entry = replacements.search(text, position, start if stop is None else end)
            if entry is not None and entry.start() <= start:
                assert lexicon is not None
                said.append(text[position : entry.start()])
                spoken = lexicon.replacements[entry[0]]
                said.append(spoken)
                changes.append(Change(entry[0], spoken, "lexicon", entry.start()))
                position = entry.end()
                continue
        said.append(text[position:start])
        if stop is None:
            break
        position = start
        if text[position].isdigit() and _APART.match(text, position - 2):
            said.append("，")  # Llama 3.1 405B is not 三点一四零五, nor is a row of a table one number
        while english and english[0][1] <= position:
            del english[0]
        in_english = bool(english) and english[0][0] <= position
        if text[position] == "\\" and (formula := INLINE.match(text, position)):
            tongue = "en" if in_english else "zh"
            words = formulas.read(formula["formula"], tongue) if read_formulas else None
            changes.append(Change(formula[0], words or formulas.announced(tongue), _formula_rule(words), position))
            said.append(_apart(said, words or formulas.announced(tongue)))
            position = formula.end()
            continue
        rules = by_first("en") if in_english else chinese
        for rule in rules.get(text[position], ()):
            found = rule.pattern.match(text, position)
            if found is not None and found.end() > position:
                spoken_or_none = rule.say(found)
                if spoken_or_none is not None:
                    break
        else:
            piece, spoken, name = _rest(text, position, "en" if in_english else "zh")
            _note(changes, piece, spoken, name, position)
            said.append(_apart(said, spoken))
            position += len(piece)
            continue
        _note(changes, found[0], spoken_or_none, rule.name, position)
        said.append(_apart(said, spoken_or_none))
        position = found.end()
    return Spoken(tidied("".join(said)), tuple(changes))


ANNOUNCED = "formula announced"


def _formula_rule(words: str | None) -> str:
    return ANNOUNCED if words is None else "formula"


def _note(changes: list[Change], written: str, spoken: str, rule: str, start: int) -> None:
    if written != spoken:
        changes.append(Change(written, spoken, rule, start))


def _apart(said: list[str], spoken: str) -> str:
    """A space where two Latin pieces would run into one word."""
    while said and not said[-1]:
        said.pop()
    last = said[-1] if said else ""
    if last[-1:].isascii() and last[-1:].isalpha() and spoken[:1].isascii() and spoken[:1].isalpha():
        return f" {spoken}"
    return spoken


_COMPOUND = re.compile(r"\d{1,40}(?:[.,:/\-]\d{1,40}){0,8}")


def _rest(text: str, position: int, language: str) -> tuple[str, str, str]:
    """What no rule claims: figures to the grammar, any other script's letters romanised, the rest silent."""
    figures = _COMPOUND.match(text, position)
    if figures:
        return figures[0], grammar.say(figures[0]), "WeText"
    word = OTHER_LETTERS.match(text, position)
    if word:
        latin = romanised(word[0])
        if latin:
            return word[0], normalize(latin, language=language).text, "other script"
    character = text[position]
    spoken, name = last_resort(character)
    return character, spoken, name
