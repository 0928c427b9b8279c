"""Is an answer whole, and no more than an answer: what is done besides is left out, what breaks off is none."""

from __future__ import annotations

import re

from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.english.clauses import capital
from audiobook.study.english.main_clauses import clause_of, is_verb
from audiobook.study.english.verbs import base_of_past, base_of_third, has_finite_verb
from audiobook.study.english.words import words_of

_PAIR = re.compile(r"\b(?:both|either|neither|between)\b")
_TORN_END = (
    word_list("study", "english_prepositions")
    | word_list("study", "english_connectives")
    | word_list("study", "english_auxiliaries")
    | frozenset(("the", "a", "an", "of", "to", "by", "with", "from", "as", "and", "or", "but", "that", "which", "who"))
) - frozenset(
    (
        "behind",
        "inside",
        "outside",
        "before",
        "after",
        "around",
        "across",
        "through",
        "up",
        "down",
        "over",
        "being",
        "do",
        "does",
        "will",
        "might",
    )
)
FEW = 5
"""Words that say little before an example."""
_ADJECTIVE = re.compile(r"\w(?:ous|ful|philic|genic|ible)$")
_NEXT_CLAUSE = re.compile(
    r", and, |, (?:and )?(?:when|while|if|after|before|as|since|although|once|they|it|he|she|this|these|we)\b"
    rf"|, (?:{alternatives('study', 'english_verbs')}) (?:the|an?|its|their|his|her)\b"
)
"""profits, they pay for more; a worldview, explain its origins"""
_OBJECT_FOLLOWS = r"(?:the|an?|its|their|his|her|to|for|like|as|in|from|with|into|that|funds)\b"
_AND_DOES_IT = re.compile(
    rf",? and (?:{alternatives('study', 'english_verbs')}) (?:them|it|the|an?|their|its|his|her|more)\b"
)


def is_torn(answer: str) -> bool:
    """Does it break off: both kilns, the pots of, a hot?

    >>> is_torn("both kilns"), is_torn("the block as shown in"), is_torn("both kilns and pots")
    (True, True, False)
    """
    words = words_of(answer)
    if not words or re.match(r"(?:however|especially|particularly)\b", answer):
        return True
    pair = _PAIR.search(answer)
    if pair and not re.search(r"\b(?:and|or|nor)\b", answer[pair.end() :]):
        return True
    if re.fullmatch(rf"the (?:{alternatives('study', 'english_aims')})", answer):
        return True
    if re.fullmatch(
        r"(?:two|three|four|five|six|several|many) (?:[\w\-]+ ){0,2}?(?:types|kinds|ways|forms|steps|stages)", answer
    ):
        return True
    clause = re.search(r"\b(?:that|which|who) (?P<rest>[^,]+)$", answer)
    if clause and not (has_finite_verb(clause[0]) or any(is_verb(word) for word in words_of(clause["rest"]))):
        return True  # the assumption that moral law
    if re.search(r"[a-z]\.[A-Z]| [a-z]$", answer):
        return True
    return words[-1] in _TORN_END or _ADJECTIVE.search(words[-1]) is not None


def says_enough(meaning: str) -> bool:
    """Does it say what something is before it gives examples of it?

    >>> says_enough("a group of people, such as potters"), says_enough("a pot that keeps water cool, such as a jug")
    (False, True)
    """
    head, named, _ = meaning.partition(", such as ")
    return not named or len(words_of(head)) > FEW


def one_deed(text: str) -> str:
    """Without what is done besides: hot gas and creates a plug; memory, moves to …; profits, the profits provided …"""
    verbs = word_list("study", "english_verbs")
    for found in re.finditer(rf"(?:,| and|, and) (\w+) (?={_OBJECT_FOLLOWS})", text):
        if base_of_third(found[1]) in verbs:
            return text[: found.start()]
    joined = re.search(rf", (?:the|an?) [\w’'\-]+ (\w+) (?={_OBJECT_FOLLOWS})", text)
    if joined and (base_of_past(joined[1]) or base_of_third(joined[1]) in verbs):
        return text[: joined.start()]
    besides = _AND_DOES_IT.search(text)
    if besides and not re.search(
        r"\b(?:to|can|could|will|would|may|must|should|that|who|which)\b", text[: besides.start()]
    ):
        return text[: besides.start()]
    return text


def first_deed(text: str) -> str:
    """What is done first: imposed an embargo and blocked the assets.

    >>> first_deed("bright uniforms, fought in the summer, and retired to their quarters.")
    'bright uniforms'
    """
    if found := _NEXT_CLAUSE.search(text):
        text = text[: found.start()]
    text = one_deed(text)
    for found in re.finditer(r"(?P<by>,|,? (?:and|but)) (?:\w+ly |then |later |also )?(\w+)\b", text):
        if found["by"] == "," and not re.search(r", and \w+ed\b", text[found.end() :]):
            continue  # the money, called the Continental
        if base_of_past(found[2]) and not re.match(r" [a-z]+s?(?:[,.]|$)", text[found.end() :]):
            return text[: found.start()].rstrip(".!,")
    for found in re.finditer(r", and (?=\w+ )", text):
        if clause_of(capital(text[found.end() :]), "") is not None:
            return text[: found.start()]
    return re.split(r", (?:which|who|where|but|while)\b", text)[0].rstrip(".!,")
