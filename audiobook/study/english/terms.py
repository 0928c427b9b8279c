"""The key terms of an English article: what it defines, then names and phrases by how often and where they stand."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from audiobook.language.word_lists import word_list
from audiobook.model import Script, Term
from audiobook.study.english.definitions import definitions
from audiobook.study.english.phrases import (
    JOINS,
    LEAST_JOINED,
    LONGEST,
    WHOLE,
    Found,
    is_name,
    key_of,
    longer_phrases,
    phrases,
)
from audiobook.study.english.standing import stands_alone
from audiobook.study.english.tellings import tellings
from audiobook.study.english.term_evidence import Evidence, probability, single
from audiobook.study.english.verbs import base_of_past, base_of_third
from audiobook.study.english.words import is_person, lowered, words_of
from audiobook.study.whole_sentences import Sentence

LEAST_TOLD, LEAST_COUNTED = 0.65, 0.7
"""How likely a term is that is listed: one the text tells of, and one that is only counted."""
LEAST = 3
SHORT, LEAST_SHORT = 9000, 2
"""Occurrences a phrase needs, and in a text below so many characters."""
FIRST, LEAST_FIRST = 2, 0.55
"""So many of the likeliest are listed from here on, however they are known."""
WORD, MOST_WORDS = 0.3, 60
"""What a word that is said often counts in a recap beside a term, and how many are looked at."""
_SHORT = re.compile(r"\b(?P<whole>[A-Z][\w\-]+(?: [A-Z][\w\-]+)+) \((?P<short>[A-Z]\w+)\)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase that may be a term."""

    key: str
    shown: str
    evidence: Mapping[str, float]
    probability: float
    sentence: Sentence | None
    """Where the text says what it is."""
    defined: bool


def terms(script: Script, sentences: Sequence[Sentence], *, most: int) -> tuple[Term, ...]:
    """At most `most` key terms, strongest first; scores are relative to the strongest."""
    prose = [sentence for sentence in sentences if sentence.prose]
    text = " ".join(sentence.text for sentence in prose)
    found = phrases(prose)
    weighed = {one.key: one for one in candidates(script, sentences, found)}
    likely = {key: one.probability for key, one in weighed.items()}
    _by_whole_name(likely, weighed)
    scores: dict[str, float] = {}
    for key in sorted(likely, key=lambda each: (-likely[each], each)):
        least = LEAST_TOLD if weighed[key].defined else LEAST_COUNTED
        if likely[key] >= (LEAST_FIRST if len(scores) < FIRST else least):
            scores[key] = likely[key]
    for short, whole in _letters(prose, text):
        if short in scores and whole in scores:
            scores[whole] = max(scores[whole], scores.pop(short))
    told = {key for key in scores if weighed[key].defined}
    scores = {key: score for key, score in scores.items() if key in told or not _is_part(key, found, scores)}
    top = max(scores.values(), default=1.0)
    order = _apart(_different(sorted(scores, key=lambda key: (-scores[key], key))), found, told)[:most]
    return tuple(_term(weighed[key], scores[key] / top, prose) for key in order)


def candidates(
    script: Script, sentences: Sequence[Sentence], found: Mapping[str, Found] | None = None
) -> list[Candidate]:
    """Every phrase that may be a term, with what speaks for and against it; `found`, if it was counted already."""
    prose = [sentence for sentence in sentences if sentence.prose]
    text = " ".join(sentence.text for sentence in prose)
    found = phrases(prose) if found is None else found
    told = tellings(script, sentences, text)
    title, headings = script.title, script.headings[1:]
    evidence = Evidence(prose, found, title, headings, script.emphasised)
    keys = told.keys() | _counted(
        found, LEAST_SHORT if len(text) < SHORT else LEAST, f"{title} / {' / '.join(headings)}".lower()
    )
    result = []
    for key in sorted(keys):
        said, one = told.get(key), found.get(key)
        shown = said.shown if said else key
        if said is None and one is not None:
            shown = max(one.shown, key=lambda each: (one.shown[each], each), default=lowered(one.opening, text))
        weighed = evidence.of(
            key, shown, said.forms if said else (), asked=bool(said and said.asked), defined=told.keys()
        )
        likely = probability(weighed)
        result.append(Candidate(key, shown, weighed, likely, said.sentence if said else None, said is not None))
    return result


def _counted(found: Mapping[str, Found], least: int, titles: str) -> set[str]:
    """What is said often enough, and is a whole phrase of nouns."""
    longer = longer_phrases(found)
    counted = set()
    for key, one in found.items():
        told, length = _said_in(key, titles), key.count(" ") + 1
        enough = LEAST_SHORT if length > 1 else least
        if one.places < enough or _ends_in_verb(key, found) or not _is_noun(key, one, told=told):
            continue
        if longer.get(key, key) != key:
            key, one = longer[key], found[longer[key]]
        length = key.count(" ") + 1
        if length == 1 and (_is_part_of_names(one) or key in word_list("study", "english_months")):
            continue
        if is_name(one) and not told and 2 * (one.at + one.quoted) >= one.places:
            continue
        if length == 1 and not told and not is_name(one) and one.places < 2 * least:
            continue
        if length == LONGEST and key.split(" ")[1] in JOINS and one.places < LEAST_JOINED:
            continue
        counted.add(key)
    return counted


def weights(found: Sequence[Term], sentences: Sequence[Sentence], title: str) -> dict[str, float]:
    """What a recap of the article is to cover: its terms, and, for less, the words it says again and again."""
    words: dict[str, int] = {}
    small = word_list("study", "english_function")
    for sentence in sentences:
        if sentence.prose:
            for word in {each for each in words_of(sentence.text) if len(each) > 3 and each not in small}:
                words[word] = words.get(word, 0) + 1
    often = sorted((word for word in words if words[word] > 1), key=lambda word: (-words[word], word))[:MOST_WORDS]
    top = max((words[word] for word in often), default=1)
    titled = set(words_of(title))
    covered = {
        word: WORD * (math.log2(1 + words[word]) / math.log2(1 + top)) * (2.0 if word in titled else 1.0)
        for word in often
    }
    # a recap is to name much, not to name the strongest term again and again
    return covered | {term.text: term.score**0.35 for term in found}


def _different(keys: Sequence[str]) -> list[str]:
    """Without those that are another one but for hyphens or for being many."""
    return list({single(key): key for key in reversed(keys)}.values())[::-1]


def _apart(keys: Sequence[str], found: Mapping[str, Found], defined: Collection[str]) -> list[str]:
    """Without those that are another stretch of one longer phrase: Progress MS-04 cargo, MS-04 cargo ship."""
    chosen: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    for key in keys:
        pairs = list(pairwise(key.split(" ")))
        places = found[key].places if key in found else 0
        if key not in defined and any(seen.get(pair, 0) * 2 > places for pair in pairs):
            continue
        chosen.append(key)
        for pair in pairs:
            seen[pair] = max(seen.get(pair, 0), places)
    return chosen


def _letters(sentences: Sequence[Sentence], text: str) -> Iterator[tuple[str, str]]:
    """What a name is called for short, and the name, as keys: World Health Organization, Library Genesis (LibGen)."""
    for sentence in sentences:
        for one in definitions(sentence.text, text):
            if one.asked.endswith(" stand for?"):
                yield one.asked.split(" ")[2].lower(), key_of(one.term)
        for found in _SHORT.finditer(sentence.text):
            if re.match(".*?".join(map(re.escape, found["short"].lower())), found["whole"].lower()):
                yield key_of(found["short"]), key_of(found["whole"])


def _is_noun(key: str, one: Found, *, told: bool) -> bool:
    """Is it a name, or shown to be a noun: by a small word before it, or because nothing that belongs to it follows, as
    in what a title tells of?"""
    shown = max(one.shown, key=lambda each: (one.shown[each], each), default=one.opening)
    if " " in key and one.closes * 2 < one.places and not all(each[0].isupper() for each in shown.split(" ")):
        return False  # a stretch of a longer phrase
    if told and one.closes * 2 >= one.places:
        return True
    if is_name(one) or (one.named and one.nouns * 2 >= one.places):
        return True
    return " " in key and one.nouns > 0 and one.closes * 2 >= one.places


def _said_in(key: str, title: str) -> bool:
    return re.search(rf"\b{re.escape(key)}s?\b", title) is not None


def _is_common(key: str) -> bool:
    """Is it an everyday word?"""
    common = word_list("study", "english_common")
    return key in common or key.removesuffix("s") in common


def _ends_in_verb(key: str, found: Mapping[str, Found]) -> bool:
    """Is its last word what its other words do (a store polls)? They stand without it more often, and no small word
    shows it to be a noun."""
    rest, _, last = key.rpartition(" ")
    return (
        bool(rest)
        and rest in found
        and found[rest].places >= 2 * found[key].places
        and not found.get(last, Found()).named
        and (base_of_third(last) or base_of_past(last)) is not None
    )


def _is_part_of_names(one: Found) -> bool:
    """Does it mostly stand before what it belongs to, as "American" and "Supplementary" do?"""
    if 2 * one.within > one.places and is_name(one):
        return True
    adjective = re.search(r"(?:[ai]n|ese|ish)$", one.opening or next(iter(one.shown), ""))
    return one.closes < one.places * (0.6 if adjective else 0.35)


def _by_whole_name(scores: dict[str, float], weighed: Mapping[str, Candidate]) -> None:
    """A person is listed once, by the whole name, for as much as the surname is said; a major triad is nobody."""
    for key in [key for key in scores if " " in key and is_person(key)]:
        if not weighed[key].shown.rpartition(" ")[2][:1].isupper():
            continue
        surname = key.rpartition(" ")[2]
        if surname in scores:
            scores[key] = max(scores[key], scores.pop(surname))


def _is_part(key: str, found: Mapping[str, Found], scores: dict[str, float]) -> bool:
    def places(one: str) -> int:
        return found[one].places if one in found else 0  # what the text tells of may be no phrase that is counted

    padded = f" {key} "
    longer = [other for other in scores if other != key and padded in f" {other} "]
    if longer and sum(places(other) for other in longer) >= WHOLE * places(key):
        return True
    return any(
        (other == f"{key}s" and places(other) > places(key)) or (key == f"{other}s" and places(other) >= places(key))
        for other in scores
    )


def _term(one: Candidate, score: float, sentences: Sequence[Sentence]) -> Term:
    said = [each for each in sentences if re.search(rf"\b{re.escape(one.key)}\b", each.text.lower())]
    best = one.sentence or max(
        said or sentences, key=lambda each: (stands_alone(each), 60 <= len(each.text) <= 200, -each.place)
    )
    return Term(
        text=one.shown,
        score=round(score, 4),
        count=max(1, sum(len(re.findall(rf"\b{re.escape(one.key)}\b", each.text.lower())) for each in said)),
        sentence=best.text,
        paragraph=best.paragraph,
        utterance=best.numbers[0],
        utterances=tuple(dict.fromkeys(number for each in said or [best] for number in each.numbers)),
        defined=one.defined,
    )
