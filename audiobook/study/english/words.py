"""English words as study sees them: small words, names, and what may stand as a subject by itself."""

from __future__ import annotations

import re
from functools import lru_cache

from audiobook.language import english_dictionary
from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.prose import leans, points_back

LONGEST_SUBJECT, MOST_WORDS = 70, 9
"""Characters and words of what is asked about."""
OFTEN = 4
"""How often an article says what may be called "the heart" in a question."""
_CAPITALISED = r"[A-Z][\w’'\-]*(?:&[A-Z]+)?(?:\.(?= [A-Z]))?"
NAME = rf"{_CAPITALISED}(?: (?:(?:of|the|de|von|van|der|la|le|du|and the|for) )?{_CAPITALISED})*"
"""Capitalised words, with the small ones within a name."""
_NUMERAL = re.compile(r"\b([A-Z][a-z]+) I\b")
_WORD = re.compile(r"[^\W_][\w’'\-]*")
_BEHIND_HEAD = re.compile(
    rf"[,;:(]| (?:{alternatives('study', 'english_function')}) "
    r"| [\w’'\-]+(?:ed|ing|tten|aken|iven|wn|lt|ade) (?:by|in|to|for|the|an?|of|on|with|from|as)\b"
)
"""What stands behind the noun of a phrase: prepositions, clauses, participles."""
_MOST = re.compile(r"^((?:the|an?) )(?:most|least|more|less|only|first|last|next|very) ")
"""Before the adjective of a noun."""
_RELATIVE = re.compile(
    r"^(?:(?:The|An?) )?(?P<head>[\w’'\-]+(?: (?!that|which|who|in|by)[\w’'\-]+){0,3}?) "
    r"(?:that|which|who|(?:in|by|through|at|from) which|whose|where) (?P<rest>.{8,70})$"
)
_MARKS = re.compile(r"(?<![A-Z])&|&(?![A-Z])|[^\w’'\-& ]")
_INITIALS = re.compile(r"(?:[A-Z]\. ?)+[A-Z][a-z]+(?: [A-Z][a-z]+)*$")
_GOES_ON = re.compile(
    rf",? (?:and|but|or) (?:{alternatives('study', 'english_goes_on')}"
    rf"|{alternatives('study', 'english_auxiliaries')})(?:n[’']t)? "
    rf"| and (?:{alternatives('study', 'english_goes_on_verbs')}) "
    rf"|, (?:that is\b|but(?! no| not)|{alternatives('study', 'english_adds')}) "
)
TWO_SENTENCES = re.compile(r"[\w–)]{2,}\. [A-Z]|[–)]\. [A-Z]")
"""Where the mark between them was not seen as one."""
_CARRIES = alternatives("study", "english_carries")
_NEXT = re.compile(
    rf"(?P<comma>,) and (?:[\w’'\-]+ ){{8,14}}?(?:{_CARRIES}) "
    rf"|(?P<plain>,?) and (?:(?!(?:{alternatives('study', 'english_second').replace('-', ' ')}) )"
    rf"[\w’'\-]+ ){{1,7}}?(?:{_CARRIES}) |(?P<year>,) and in \d{{4}}\b"
)
"""A second statement, with a subject of its own."""
_QUANTITY = re.compile(
    rf"^(?:{alternatives('study', 'english_quantities')}|\d|an? (?:{alternatives('study', 'english_of_a_kind')}))\b",
    re.IGNORECASE,
)


def any_phrase(name: str) -> str:
    """The words of study/data/english_NAME.txt as a group of a regular expression; a hyphen in them is a blank."""
    words = sorted(word_list("study", f"english_{name}"), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(re.escape(word.replace('-', ' ')) for word in words)})"


def words_of(text: str) -> list[str]:
    """The words of `text`, in small letters."""
    return [found[0].lower() for found in _WORD.finditer(text)]


def without_numerals(text: str) -> str:
    """`text` without the number of a name, which looks like a pronoun.

    >>> without_numerals("World War I began"), without_numerals("what I began")
    ('World War began', 'what I began')
    """
    small = word_list("study", "english_function") | word_list("study", "english_leaning")
    return _NUMERAL.sub(lambda found: found[0] if found[1].lower() in small else found[1], text)


def holds(text: str, *names: str) -> bool:
    """Has `text` a word of one of these lists (study/data/english_NAME.txt)? US is a country, and no "us".

    >>> holds("Tell us", "elsewhere"), holds("The US Congress", "elsewhere")
    (True, False)
    """
    words = {found[0] if found[0] == "US" else found[0].lower() for found in _WORD.finditer(without_numerals(text))}
    return any(words & word_list("study", f"english_{name}") for name in names)


def is_subject(text: str, *, clause: bool = False) -> bool:
    """Can it be asked about by itself: a whole phrase that needs no sentence before it? With `clause` it may tell by
    a clause of its own what is meant (the pigment that absorbs light).

    >>> is_subject("The heart"), is_subject("The company"), is_subject("The capital of Peru"), is_subject("This")
    (True, False, True, False)
    """
    relative = _RELATIVE.match(text) if clause else None
    if relative and not holds(relative["rest"], "elsewhere") and not _MARKS.search(relative["rest"]):
        return is_subject(f"A {relative['head']}")
    text = without_numerals(text)
    words = words_of(text)
    if not words or len(words) > MOST_WORDS or len(text) > LONGEST_SUBJECT:
        return False
    if (
        leans(text)
        or points_back(text)
        or holds(text, "elsewhere", "clausal", "auxiliaries")
        or _QUANTITY.match(text)
        or _MARKS.search(text.replace("U.S.", "US"))
    ):
        return False
    if (
        (words[0].endswith("ly") and len(words) > 1)
        or (words[-1].endswith("ly") and not text.rpartition(" ")[2][0].isupper())
        or (words[-1] in word_list("study", "english_function") and not text.rpartition(" ")[2][0].isupper())
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

    >>> lowered("The heart", ""), lowered("Paris", ""), lowered("Prosecutors in Paris", "")
    ('the heart', 'Paris', 'prosecutors in Paris')
    """
    found = _WORD.match(text)
    if found and found[0].lower() in ("a", "an", "the"):
        return text[0].lower() + text[1:]
    if not found or not found[0][1:].islower():
        return text
    word = found[0]
    small = word[0].lower() + word[1:]
    bare = re.sub(r"[’']s?$", "", word)
    within = len(re.findall(rf"[a-z,] {re.escape(bare)}\b", article))
    if within > len(re.findall(rf"\b{re.escape(bare[0].lower() + bare[1:])}\b", article)):
        return text
    if re.match(rf"{word} (?:and )?[A-Z]", text) and small not in word_list("study", "english_function"):
        return text
    known = english_dictionary.words()
    first = re.sub(r"[’']s?$", "", small.split("-")[0])
    listed = word_list("language", "english_words")
    usual = first in listed or first.removesuffix("s") in listed or (first in known and word.split("-")[0] not in known)
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
    said = _small(article).count(subject[4:].lower())
    return said >= 2 if len(words) > 2 else not words[1].endswith("s") and said >= OFTEN


@lru_cache(maxsize=2)
def _small(article: str) -> str:
    """`article` in small letters, once for all its sentences."""
    return article.lower()


def is_person(name: str) -> bool:
    """Is it the name of a person?

    >>> is_person("Ada Holm"), is_person("W. E. B. Holm"), is_person("Holm Works")
    (True, True, False)
    """
    words = words_of(name)
    if len(words) < 2 or words[-1] in word_list("study", "english_organisations"):
        return False
    if _INITIALS.match(name):
        return True
    first = words[0].rstrip(".")
    return first in word_list("study", "english_first_names") or first in word_list("study", "english_titles")


def is_surname(name: str, article: str) -> bool:
    """Does `article` say it behind a first name somewhere?

    >>> is_surname("Holm", "Ada Holm burns pots. Holm lives in Cork."), is_surname("Cork", "Holm lives in Cork.")
    (True, False)
    """
    return " " not in name and any(is_person(f"{first} {name}") for first in _before(name, article))


def _before(name: str, article: str) -> set[str]:
    return set(re.findall(rf"\b([A-Z][a-z]+) {re.escape(name)}\b", article))


def head_of(phrase: str) -> str:
    """The noun that a phrase is about, in small letters.

    >>> head_of("a professor of law at Yale"), head_of("the most anticipated witness in the inquiry")
    ('professor', 'witness')
    """
    words = words_of(_BEHIND_HEAD.split(_MOST.sub(r"\1", phrase), maxsplit=1)[0])
    return words[-1] if words else ""


def is_role(noun: str) -> bool:
    """Is it what a person may be?

    >>> is_role("professor"), is_role("system")
    (True, False)
    """
    return noun in word_list("study", "english_roles")


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
        found["comma"]
        or found["plain"]
        or found["year"]
        or not re.search(r"\b(?:which|who|that|where|whereby)\b", text[: found.start()])
    ):
        text = text[: found.start()]
    return text.strip(" ,;")
