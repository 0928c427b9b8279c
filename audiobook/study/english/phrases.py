"""Phrases of an English text that may be terms: runs of words between small ones, and names of all their words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from audiobook.language.word_lists import word_list
from audiobook.study.whole_sentences import Sentence

LONGEST, LONGEST_NAME = 3, 6
"""Words of a phrase, and of a name, that is counted."""
WHOLE = 0.6
"""A word that stands in a longer term so often is a part of it."""
JOINED, LEAST_JOINED = 0.4, 3
"""The same of a noun joined to another, and how often they are joined."""
_WORD = r"[^\W\d_](?:[\w\-]|[’'](?!s\b))*"
_TOKEN = re.compile(
    rf"[A-Z]+&[A-Z]+\b|[A-Z][\w\-]+ of (?:the )?[A-Z][\w\-]+(?: [A-Z][\w\-]+)*|{_WORD}|[’']s\b|\d+|[^\w\s]"
)
_CITATION = re.compile(r" ?\([^()]*\b(?:19|20)\d\d[a-z]?\b[^()]*\)")
"""(Shannon, 1948): says whose the words are, and is none of them."""
_NO_NOUN = re.compile(r".*(?:ly|ing|ed|ous|ful|less|ive|able|ible|ish|est|wards)$|.*[’']s?$")
JOINS = frozenset(("of", "to"))
"""What joins two nouns to one term, if they mostly stand together."""
_STOPS = frozenset('.,;:!?()“”"—–')


@dataclass(slots=True)
class Found:
    """Where a phrase stands, and how."""

    shown: dict[str, int] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    places: int = 0
    nouns: int = 0
    closes: int = 0
    """How often nothing that belongs to it follows."""
    named: int = 0
    """How often a small word before it shows a noun."""
    within: int = 0
    """How often another capital word stands beside it: it is a part of a longer name."""
    quoted: int = 0
    """How often it stands beside "said"."""
    at: int = 0
    """How often it is where somebody works (at the University of Lund)."""
    opening: str = ""
    """As it is written where it opens a sentence."""


def phrases(sentences: Sequence[Sentence]) -> dict[str, Found]:
    """Every run of words of `sentences` that may be a term, by its key."""
    found: dict[str, Found] = {}
    for sentence in sentences:
        tokens = _TOKEN.findall(_CITATION.sub("", sentence.text))
        for start, stop in _spans(tokens):
            shown = " ".join(tokens[start:stop])
            one = found.setdefault(key_of(shown), Found())
            one.places += 1
            after = tokens[stop].lower() if stop < len(tokens) else "."
            before = tokens[start - 1].lower() if start else ""
            named = before in word_list("study", "english_before_nouns")
            opens = stop - start > 1 and (before in _STOPS or not start)
            closes = after in _STOPS or after in ("’s", "'s") or after in word_list("study", "english_function")
            one.closes += closes
            one.nouns += (named or opens) and closes
            beside = (*tokens[max(0, start - 1) : start], *tokens[stop : stop + 1])
            one.within += shown[0].isupper() and any(_is_capital(each) for each in beside)
            one.quoted += bool({before, after} & word_list("study", "english_speaking"))
            one.at += "at" in (before, tokens[start - 2] if start > 1 and before == "the" else "")
            one.named += named
            if start and tokens[start - 1] not in _STOPS:
                one.shown[shown] = one.shown.get(shown, 0) + 1
            else:
                one.opening = shown
            one.sentences.append(sentence)
    return found


def _is_capital(token: str) -> bool:
    small = word_list("study", "english_function") - word_list("study", "english_in_names")
    return len(token) > 1 and token[0].isupper() and token.lower() not in small


def _spans(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    function = word_list("study", "english_function")
    within = word_list("study", "english_in_names")
    content = [
        token[0].isalpha()
        and len(token) > 1
        and token[-1] != "-"
        and (token.lower() not in function or (token.lower() in within and token[0].isupper() and after[0].isupper()))
        for token, after in pairwise((*tokens, "."))
    ]
    for start in range(len(tokens)):
        for stop in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            if not content[stop - 1]:
                break
            if (
                not _NO_NOUN.match(tokens[stop - 1])
                or tokens[stop - 1][0].isupper()
                or (tokens[stop - 1].endswith("ing") and stop - start > 1)  # content warning
            ):
                yield start, stop
        # barriers to entry, economies of scale
        if (
            start + 2 < len(tokens)
            and tokens[start + 1] in JOINS
            and all(
                content[at] and tokens[at].islower() and not _NO_NOUN.match(tokens[at]) for at in (start, start + 2)
            )
            and (start + 3 == len(tokens) or not content[start + 3])
        ):
            yield start, start + 3
        # a name has as many words as it has
        if _is_capital(tokens[start]) and (not start or not _is_capital(tokens[start - 1])):
            stop = start + 1
            while stop < len(tokens) and _is_capital(tokens[stop]):
                stop += 1
            if LONGEST < stop - start <= LONGEST_NAME:
                yield start, stop


def is_name(one: Found) -> bool:
    """Is it mostly written with a capital, within sentences?"""
    shown = sum(one.shown.values())
    return shown > 1 and sum(count for text, count in one.shown.items() if text[0].isupper()) * 2 > shown


def longer_phrases(found: Mapping[str, Found]) -> dict[str, str]:
    """Of what mostly stands in one longer phrase, that phrase: toll access journals, of access journals."""
    longer: dict[str, str] = {}
    for key, one in found.items():
        words = key.split(" ")
        if len(words) < LONGEST or one.closes * 2 < one.places:
            continue
        for start, stop in combinations(range(len(words) + 1), 2):
            part = " ".join(words[start:stop])
            joined = words[1] in JOINS and not is_name(one)
            least = 1 if joined and one.places >= LEAST_JOINED else 2
            share = JOINED if " " not in part else WHOLE
            if least <= stop - start < len(words) and part in found and one.places >= share * found[part].places:
                longer[part] = max(key, longer.get(part, ""), key=len)
    return longer


def key_of(text: str) -> str:
    """What a phrase is known by."""
    return text.lower()
