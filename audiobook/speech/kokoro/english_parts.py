"""Which part of speech an English word has where it stands, as far as the words beside it tell.

It serves the few hundred words that sound otherwise as a verb than as a noun, so it knows the small words between which
nouns and verbs stand (data/english_classes.tsv) and the shapes of endings, and no others.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from audiobook.language.word_lists import rows

_ADVERB_LETTERS = 5
"""A shorter word in -ly may be anything: fly, ally."""
_ADJECTIVES = ("al", "ive", "ous", "ful", "ic", "able", "ible", "ary", "less", "ing", "ed")
NOUN, ADJECTIVE, VERB = ("NOUN",), ("ADJ", "NOUN"), ("VERB",)
PAST, PARTICIPLE = ("VBD", "VERB"), ("VBN", "ADJ")

_BEFORE = {
    "modal": VERB,
    "object": VERB,
    "have": ("VBN", "NOUN"),
    "be": PARTICIPLE,
    "degree": ("ADJ",),
}
"""Class of the word before -> parts of speech, the likeliest first."""
_NAMED = frozenset(["determiner", "possessive", "number", "preposition"])
"""Before a noun, or an adjective that another noun follows."""
_OBJECT = frozenset(["determiner", "possessive", "object", "number"])
"""Behind a verb what it is done to begins so."""
_FINITE = frozenset(["be", "have", "modal"])
"""Behind the noun that is their subject."""


def parts(words: Sequence[str], at: int) -> tuple[str, ...]:
    """What `words[at]` may be, the likeliest first, in the tags of the Penn Treebank, shortened to NOUN, ADJ and VERB;
    empty where nothing tells. `words`: a sentence in small letters, its signs as words of their own.

    >>> parts("they will record a record".split(), 2), parts("they will record a record".split(), 4)
    (('VERB',), ('NOUN',))
    """
    word, place = words[at], at - 1
    while place >= 0 and _kind(words[place]) == "adverb":
        place -= 1
    before = words[place] if place >= 0 else ""
    kind, following = _kind(before), _kind(_word(words, at + 1))
    plural = word.endswith("s") and not word.endswith("ss")
    if before == "to":
        prepositional = plural or "to_noun" in _classes().get(_word(words, place - 1), ())
        return _named(following) if prepositional else VERB
    if before == "that" and _kind(_word(words, place - 1)) == "" and following in (*_OBJECT, "preposition"):
        return VERB  # plants that use their
    if kind == "modal" and plural:
        return NOUN
    if kind in _BEFORE:
        return _BEFORE[kind]
    if kind == "subject":
        if _kind(_word(words, place - 1)) == "modal":
            return VERB  # did you read
        return PAST if before in ("he", "she", "it") or past(words) else VERB
    if kind in _NAMED:
        return _named(following)
    if following in _OBJECT:
        # Farmers use the water; Close the door
        return PAST if past(words) else VERB
    if _word(words, at + 1) == "of" or following in _FINITE:
        return NOUN
    if kind in ("sign", "conjunction"):
        return ADJECTIVE if following == "" else ()
    if not plural and _is_plural(before):
        return PAST if past(words) else VERB
    if following == "preposition" and kind == "" and _kind(_word(words, place - 1)) in ("determiner", "possessive"):
        return "VBD", "VERB"  # the path winds up, the road wound through
    if before.endswith(_ADJECTIVES):
        return NOUN
    return ()


def past(words: Sequence[str]) -> bool:
    """Whether a sentence tells of the past, as far as its small words show."""
    classes = _classes()
    if any("present" in classes.get(word, ()) for word in words):
        return False
    return any("past" in classes.get(word, ()) or (len(word) > 5 and word.endswith("ed")) for word in words)


def begins_object(word: str) -> bool:
    """Whether what a verb is done to may begin with `word`: the, his, them, two."""
    return _kind(word) in _OBJECT


def _named(following: str) -> tuple[str, ...]:
    return ADJECTIVE if following == "" else NOUN


def _word(words: Sequence[str], at: int) -> str:
    """The word at a place, or a sign where the sentence is over."""
    return words[at] if 0 <= at < len(words) else "."


def _kind(word: str) -> str:
    """The class of a small word; "sign" for a mark or nothing, "" for a word of another class."""
    if not word[:1].isalpha():
        return "sign"
    known = _classes().get(word)
    if known and known[0] not in ("past", "present", "to_noun", "plural"):
        return known[0]
    if word.endswith("'s"):
        return "possessive"
    return "adverb" if word.endswith("ly") and len(word) >= _ADVERB_LETTERS else ""


def _is_plural(word: str) -> bool:
    return "plural" in _classes().get(word, ()) or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    """Small words -> their classes, in the order of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in rows("speech.kokoro", "english_classes"):
        for word in words.split():
            found[word] = (*found.get(word, ()), kind)
    return found
