"""English words as study sees them: small words, names, and what may stand as a subject by itself."""

from __future__ import annotations

import re

from audiobook.language import english_dictionary
from audiobook.language.word_lists import word_list
from audiobook.study.prose import leans, points_back

LONGEST_SUBJECT, MOST_WORDS = 70, 9
"""Characters and words of what is asked about."""
OFTEN = 4
"""How often an article says what may be called "the heart" in a question."""
_CAPITALISED = r"[A-Z][\w’'\-]*(?:\.(?= [A-Z]))?"
NAME = rf"{_CAPITALISED}(?: (?:(?:of|the|de|von|van|der|la|le|du|and the|for) )?{_CAPITALISED})*"
"""Capitalised words, with the small ones within a name."""
_WORD = re.compile(r"[^\W_][\w’'\-]*")
_REFERS = re.compile(
    r"\b(?:this|these|those|such|other|another|same|above|below|following|former|latter|here|there|he|she|it|they|"
    r"we|you"
    r"|I|his|him|her|hers|them|us|our|your|my|me|its|their|that|which|who|what|whose|ones?|later|also|both|then|"
    r"it’s|it's"
    r"|is|are|was|were|has|have|had|can|could|will|would|may|might|must|should|do|does|did|said|not|but|when|if|"
    r"because"
    r"|while|where|how|why|been|be|says|thus|however|to)\b",
    re.IGNORECASE,
)
"""In a subject: a word that points elsewhere, or that shows it to be more than a phrase."""
_ELSEWHERE = re.compile(
    r"\b(?:this|these|those|such|other|another|same|above|below|he|she|we|you|I|his|him|her|our|your|my|here)\b|"
    r"[^\w’'\- ]"
)
_RELATIVE = re.compile(
    r"^(?:(?:The|An?) )?(?P<head>[\w’'\-]+(?: (?!that|which|who|in|by)[\w’'\-]+){0,3}?) "
    r"(?:that|which|who|(?:in|by|through|at|from) which|whose|where) (?P<rest>.{8,70})$"
)
_GOES_ON = re.compile(
    r",? (?:and|but|or) (?:(?:then|also|so|it|they|he|she|we|you|thus|therefore|there|usually|often|not|generally|"
    r"typically) |"
    r"(?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|should|do|does|did) )"
    r"| and (?:taught|wrote|won|became|served|died|went|led|made|was|were) "
    r"|, (?:that is\b|but(?! no| not)|which|who|where|since|because|although|though|while|whereas|so|as|based|"
    r"depending|thus|making|allowing|resulting|causing|leading|even|especially|particularly) "
)
TWO_SENTENCES = re.compile(r"[\w–)]{2,}\. [A-Z]|[–)]\. [A-Z]")
"""Where the mark between them was not seen as one."""
_NEXT = re.compile(
    r"(?P<comma>,?) and (?:(?!which|who|that|where|through|by|in which)[\w’'\-]+ ){1,4}?(?:is|are|was|were|has|have|"
    r"had|can|will) |(?P<year>,) and in \d{4}\b"
)
"""A second statement, with a subject of its own."""
_QUANTITY = re.compile(
    r"^(?:some|many|most|all|each|every|both|several|few|one|two|three|four|five|six|seven|eight|nine|ten|no|any|more"
    r"|\d|about|around|over|nearly|almost|half|much|certain|various|different|an? (?:few|number|lot|variety|"
    r"second|third"
    r"|variation|type|form|kind|member|part|version|series|new|recent|similar|common|good|great|major|key|simple|"
    r"further|single|typical))\b",
    re.IGNORECASE,
)


def words_of(text: str) -> list[str]:
    """The words of `text`, in small letters."""
    return [found[0].lower() for found in _WORD.finditer(text)]


def is_subject(text: str, *, clause: bool = False) -> bool:
    """Can it be asked about by itself: a whole phrase that needs no sentence before it? With `clause` it may tell by
    a clause of its own what is meant (the pigment that absorbs light).

    >>> is_subject("The heart"), is_subject("The company"), is_subject("The capital of Peru"), is_subject("This")
    (True, False, True, False)
    """
    relative = _RELATIVE.match(text) if clause else None
    if relative and not _ELSEWHERE.search(relative["rest"]):
        return is_subject(f"A {relative['head']}")
    words = words_of(text)
    if not words or len(words) > MOST_WORDS or len(text) > LONGEST_SUBJECT:
        return False
    if (
        leans(text)
        or points_back(text)
        or _REFERS.search(text)
        or _QUANTITY.match(text)
        or re.search(r"[^\w’'\- ]", text)
    ):
        return False
    if (
        words[0].endswith("ly")
        or words[-1] in word_list("study", "english_function")
        or words[0] in word_list("study", "english_prepositions")
    ):
        return False
    if words[0] != "the":
        return words[-1] not in word_list("study", "english_hollow") or bool(re.search(r"[A-Z]", text[1:]))
    head = re.split(r" (?:of|for|in|on|between|from|by|with|at) ", text, maxsplit=1)
    named = re.search(r"[A-Z]", text[4:])
    if words_of(head[0])[-1] in word_list("study", "english_bare"):
        return bool(named) or (len(head) > 1 and words_of(head[1])[0] != "the")
    return len(words) > 1


def lowered(text: str, article: str) -> str:
    """`text` from the head of a sentence as it is written within one.

    >>> lowered("The heart", ""), lowered("Paris", ""), lowered("Bread", "")
    ('the heart', 'Paris', 'bread')
    """
    found = _WORD.match(text)
    if found and found[0].lower() in ("a", "an", "the"):
        return text[0].lower() + text[1:]
    if not found or not found[0][1:].islower():
        return text
    word = found[0]
    small = word[0].lower() + word[1:]
    within = len(re.findall(rf"[a-z,] {re.escape(word)}\b", article))
    if within > len(re.findall(rf"\b{re.escape(small)}\b", article)):
        return text
    if re.match(rf"{word} [A-Z]", text) and small not in word_list("study", "english_function"):
        return text
    known = english_dictionary.words()
    first = small.split("-")[0]
    usual = first in word_list("language", "english_words") or (first in known and word.split("-")[0] not in known)
    plain = usual or small in word_list("study", "english_function") or f" {small}" in article
    return small + text[len(word) :] if plain else text


def is_known(subject: str, article: str) -> bool:
    """Is it no bare "the degradation", which only the sentence before explains? What an article speaks of again and
    again is known."""
    words = words_of(subject)
    if words[0] != "the" or re.search(r"[A-Z]", subject[4:]) or " of " in subject:
        return True
    if words[1] in ("first", "second", "third", "fourth", "fifth", "last", "next", "final"):
        return False
    said = article.lower().count(subject[4:].lower())
    return said >= 2 if len(words) > 2 else not words[1].endswith("s") and said >= OFTEN


def is_person(name: str) -> bool:
    """Is it the name of a person?"""
    words = words_of(name)
    if len(words) < 2 or words[-1] in word_list("study", "english_organisations"):
        return False
    first = words[0].rstrip(".")
    return first in word_list("study", "english_first_names") or first in word_list("study", "english_titles")


def whole_phrase(text: str) -> str:
    """What is said of something, without what is said of it next.

    >>> whole_phrase("a gas, but it has no smell"), whole_phrase("a gas and is often used")
    ('a gas', 'a gas')
    >>> whole_phrase("the rooms that take blood in, and the chambers are the rooms that pump it")
    'the rooms that take blood in'
    """
    text = _GOES_ON.split(text, maxsplit=1)[0]
    found = _NEXT.search(text)
    if found and (
        found["comma"] or found["year"] or not re.search(r"\b(?:which|who|that|where|whereby)\b", text[: found.start()])
    ):
        text = text[: found.start()]
    return text.strip(" ,;")
