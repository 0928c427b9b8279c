"""Why a character is read as it is: which of the authorities decided, and how sure it was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from audiobook.language import chinese
from audiobook.language.traditional import has_traditional, simplified
from audiobook.pronunciation import alone, de, polyphone_network, polyphones, wei
from audiobook.pronunciation.reader import NO_LEXICON, Prepared

Authority = Literal["lexicon", "names", "dictionary", "rule", "network", "only"]
"""The user's lexicon; names; the dictionary of words; a rule on the form of the sentence; the network; the only reading
that the character has, or its usual one."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one Chinese character of a text is read as it is."""

    place: int
    """In the text, from 0."""
    authority: Authority
    detail: str
    """The entry or the rule that decided; "" where the authority says it all."""
    others: tuple[str, ...]
    """All readings that the character has, as far as the network knows."""
    margin: float = 1.0
    """How much more likely the reading is than the next one, 0 to 1; 1 where nobody had to weigh."""


def reasons(texts: Sequence[str], *, lexicon: Mapping[str, tuple[str, ...]] = NO_LEXICON) -> list[list[Reason]]:
    """For each text the reasons of its Chinese characters, in their order.

    >>> [(reason.authority, reason.detail) for reason in reasons(["银行很重"])[0]]
    [('only', ''), ('dictionary', '银行'), ('only', ''), ('rule', '重')]
    """
    plain = [simplified(text) if has_traditional(text) else text for text in texts]
    own = {simplified(entry): given for entry, given in lexicon.items()}
    prepared = [Prepared.of(text, own) for text in plain]
    choices = polyphone_network.weighed(plain, [each.decided for each in prepared])
    return [_of(text, each, chosen, own) for text, each, chosen in zip(plain, prepared, choices, strict=True)]


def _of(
    text: str, prepared: Prepared, chosen: Mapping[int, polyphone_network.Choice], own: Collection[str]
) -> list[Reason]:
    found: list[Reason] = []
    place = 0
    for piece in prepared.pieces:
        for at, char in enumerate(piece, place):
            if not chinese.is_han(char):
                continue
            others = polyphone_network.single_readings().get(char, ())
            margin = 1.0
            authority: Authority = "only"
            detail = ""
            if place in prepared.fixed:
                authority, detail = ("lexicon" if piece in own else "names"), piece
            elif at in prepared.known:
                authority, detail = "dictionary", piece
            elif at in prepared.ruled:
                authority, detail = "rule", _rule(text, at)
            elif at in chosen:
                authority, margin = "network", chosen[at].margin
            found.append(Reason(at, authority, detail, others, margin))
        place += len(piece)
    return found


def _rule(text: str, at: int) -> str:
    """The name of the rule that decides the character at `at`: the last one that matches, as they overrule each
    other."""
    if at in de.find(text, chinese.words(text)) or at in wei.find(text, chinese.words(text)) or at in alone.find(text):
        return text[at]
    for rule in reversed(polyphones.RULES):
        if rule.char == text[at] and any(match.start("x") == at for match in rule.pattern.finditer(text)):
            return rule.name
    return text[at]
