"""Subject and verb of an English statement, where both are sure: what stands before a word that must be its verb."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.language import english_dictionary
from audiobook.language.word_lists import word_list
from audiobook.study.english.verbs import base_of_past, base_of_third
from audiobook.study.english.words import is_known, is_subject, lowered, words_of

LONGEST_SUBJECT = 9
"""Words before the verb."""
BE = ("is", "are", "was", "were")
MODALS = ("can", "could", "may", "might", "must", "should", "cannot", "will", "would")
_THE_MORE = re.compile(
    r"[Tt]he (?:two|three|four|five|six|longer|shorter|higher|lower|greater|larger|smaller|more|less|better|worse|"
    r"earlier|later|older|faster|slower|closer|farther|further|stronger|weaker) "
)
_NO_SUBJECT = frozenset(("having", "whom", "being", "examples", "out", "from", "with", "by", "to", "despite"))
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "his", "her", "our"))
_BEFORE_DETERMINER = word_list("study", "english_prepositions") | frozenset(
    ("and", "or", "of", "to", "by", "with", "from", "as", "than", "both", "all", "that", "which", "who")
)
"""What may stand before "the" within a subject."""
_OPENS_OBJECT = _DETERMINERS | frozenset(("how", "that", "what", "whether", "this", "all", "both", "more"))
_BEHIND_VERB = _OPENS_OBJECT | frozenset(("as", "to"))
_LINKS = frozenset(("and", "but", "or", "that", "which", "who", "because", "when", "while", "as", "if", "where"))
_FINITE_AGAIN = re.compile(
    r"^[^,;:]*?\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|must|may|might|should)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Subject, the word that its verb begins with, and all behind it."""

    subject: str
    """As it is said within a sentence."""
    verb: str
    rest: str


def clause_of(text: str, article: str) -> Clause | None:
    """The clause that `text`, of `article`, begins with; None where its subject is not told or no verb is sure.

    >>> clause_of("Hot kilns melt clay.", "")
    Clause(subject='hot kilns', verb='melt', rest='clay.')
    """
    words = text.split(" ")
    for at in range(1, min(LONGEST_SUBJECT + 1, len(words) - 1)):
        word, rest = words[at], " ".join(words[at + 1 :])
        if word in ("who", "which", "that", "whose", "where", "and", "or", "but") and at < 2:
            return None
        if word in _DETERMINERS and words[at - 1].lower() not in _BEFORE_DETERMINER:
            return None  # cells access the information stored …: a verb was not known
        many = "and" in words[:at] or words[at - 1].lower() in ("people", "men", "women", "children")
        if not _is_finite(word, words[at - 1]) and not (many and word in word_list("study", "english_verbs")):
            continue
        if word.endswith("ed") and _is_told_later(words[at + 1 :]):
            return None  # governors stationed in the regions served as judges
        if _is_none_yet(words, at):
            continue
        subject = _without_adverbs(words[:at])
        if (
            not is_subject(subject)
            or (at < 3 and not is_known(subject, article))
            or subject.lower() in word_list("study", "english_months")
            or words_of(subject)[0] in _NO_SUBJECT
            or _THE_MORE.match(subject)
        ):
            return None
        if word not in BE and word not in MODALS and word not in ("has", "have", "had") and _is_participle(rest):
            return None
        return Clause(lowered(subject, article), word, rest)
    return None


def _is_finite_later(behind: Sequence[str]) -> bool:
    """Does a third person with an object follow in the same clause: earned ratio measures the …?"""
    verbs = word_list("study", "english_verbs")
    for before, word, after in zip(behind, behind[1:], behind[2:], strict=False):
        if before[-1] in ",;:" or word in _LINKS:
            return False
        if base_of_third(word) in verbs and not before.endswith("s") and after in _OPENS_OBJECT:
            return before.lower() not in word_list("study", "english_before_nouns")
    return False


def _is_none_yet(words: Sequence[str], at: int) -> bool:
    """Is what looks like the verb at `at` a noun or a participle before it?"""
    word, after = words[at], words[at + 1]
    verbs = word_list("study", "english_verbs")
    if word.endswith("s") and after in verbs and words[at + 2 :][:1] in (["the"], ["a"], ["an"], ["their"]):
        return True  # mutual funds combine the stocks
    if word.endswith("ed") and _is_finite_later(words[at + 1 :]):
        return True  # the pots stored in the cellar keep the wine
    if not _may_be_noun(word):
        return False
    if _is_finite(after, word) and not _may_be_noun(after):
        return True  # recent estimates suggest
    return not word.endswith("s") and base_of_third(after) in verbs  # the opportunity set identifies


def _is_told_later(behind: Sequence[str]) -> bool:
    """Behind a participle with its preposition: does another verb follow before the clause ends?"""
    if behind[0] not in word_list("study", "english_prepositions") | {"with", "to", "by", "from"}:
        return False
    for word, after in pairwise(behind[1:]):
        if word[-1] in ",;:" or word in _LINKS:
            return False
        if base_of_past(word) and after in _BEHIND_VERB:
            return True
        if after == "that" and word in word_list("study", "english_verbs"):
            return True
    return False


def _without_adverbs(words: Sequence[str]) -> str:
    """What does something, without how and when: Kant also, groups generally."""
    stop = len(words)
    while stop > 1 and (
        words[stop - 1] in word_list("study", "english_adverbs") or re.match(r"[a-z]{3,}ly$", words[stop - 1])
    ):
        stop -= 1
    return " ".join(words[:stop])


def is_verb(word: str) -> bool:
    """Is it the base of a verb, as behind "to"?

    >>> is_verb("coalesce"), is_verb("markets")
    (True, False)
    """
    known = english_dictionary.words()
    if word in word_list("study", "english_verbs") | word_list("study", "english_light"):
        return True
    stem = word.removesuffix("e")
    return word not in word_list("study", "english_function") and f"{stem}ed" in known and f"{stem}ing" in known


def _is_finite(word: str, before: str) -> bool:
    if word in BE or word in MODALS or word in ("has", "have", "had"):
        return True
    verbs = word_list("study", "english_verbs")
    if before.endswith(("’s", "'s", "s’", "s'")):
        return False
    small = before.lower() in word_list("study", "english_before_nouns")
    if not small and (base_of_past(word) or (base_of_third(word) in verbs and not before.endswith("s"))):
        return word not in word_list("study", "english_participles")
    return word in verbs and before.endswith("s") and not before.endswith(("ss", "’s", "'s", "us")) and not small


def _may_be_noun(word: str) -> bool:
    return base_of_past(word) in (None, word) and (
        base_of_third(word) is not None or word in word_list("study", "english_verbs")
    )


def _is_participle(rest: str) -> bool:
    """Does a finite verb follow? Then what looked like one was none: boats built in Cork were …"""
    if rest.startswith("by "):
        return True
    found = _FINITE_AGAIN.match(rest)
    return found is not None and not re.search(
        r"\b(?:and|but|that|which|who|because|when|while|after|before|as|if|where|what|how|whether)\b", found[0]
    )
