"""The key terms of an English article: what it defines, then names and phrases by how often and where they stand."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
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
from audiobook.study.english.verbs import base_of_past, base_of_third
from audiobook.study.english.words import is_person, lowered, words_of
from audiobook.study.whole_sentences import Sentence

INTRODUCED, MEANT = 0.7, 0.85
"""What is named, and what is asked about, counts at least this part of the strongest."""
IN_TITLE, IN_HEADING = 1.8, 1.35
PHRASE = 1.5
"""A phrase says more than one of its words."""
LEAST = 3
SHORT, LEAST_SHORT = 9000, 2
"""Occurrences a phrase needs, and in a text below so many characters."""
ABOUT, ABOUT_TOLD = 0.5, 0.25
"""An everyday word is a term if it is said this often beside what is said most, and if a title tells of it."""
WORD, MOST_WORDS = 0.3, 60
"""What a word that is said often counts in a recap beside a term, and how many are looked at."""
_SHORT = re.compile(r"\b(?P<whole>[A-Z][\w\-]+(?: [A-Z][\w\-]+)+) \((?P<short>[A-Z]\w+)\)")


def terms(script: Script, sentences: Sequence[Sentence], *, most: int) -> tuple[Term, ...]:
    """At most `most` key terms, strongest first; scores are relative to the strongest."""
    prose = [sentence for sentence in sentences if sentence.prose]
    text = " ".join(sentence.text for sentence in prose)
    defined = _defined(prose, text)
    found = phrases(prose)
    least = LEAST_SHORT if len(text) < SHORT else LEAST
    title, headings = script.title.lower(), " ".join(script.headings[1:]).lower()
    evaluations = word_list("study", "english_evaluations")
    firsts = word_list("study", "english_first_names")
    bare, never = word_list("study", "english_bare"), word_list("study", "english_never")
    offices = word_list("study", "english_offices")
    scores: dict[str, float] = {}
    longer = longer_phrases(found)
    most_said = max((one.places for one in found.values()), default=1)
    for key, one in found.items():
        told = _said_in(key, title) or _said_in(key, headings)
        if one.places < least or not _is_noun(key, one, least, told=told) or _ends_in_verb(key, found):
            continue
        if key in longer:
            key, one = longer[key], found[longer[key]]
        name, length = is_name(one), key.count(" ") + 1
        told = _said_in(key, title) or _said_in(key, headings)
        if length == 1 and (_is_part_of_names(one) or key in firsts or (name and key in bare)):
            continue
        if length == 1 and not name:
            if one.places < 2 * least or key in bare:
                continue
            if _is_common(key) and one.places < (ABOUT_TOLD if told else ABOUT) * most_said:
                continue
        if length == 1 and name and not told and _is_common(key):
            continue
        if length == LONGEST and key.split(" ")[1] in JOINS and one.places < LEAST_JOINED:
            continue
        if length > 1 and not name and not told and key.rpartition(" ")[2] in offices:
            continue  # chief operating officer
        if length > 1 and not name and not told and one.places == LEAST_SHORT and _is_common(key.split(" ")[-1]):
            continue
        if name and not told and 2 * (one.at + one.quoted) >= one.places:
            continue
        if {*key.split(" ")} <= never or key.split(" ")[0] in evaluations:
            continue
        scores[key] = math.log2(1 + one.places) * (PHRASE if length > 1 else 0.8)
        scores[key] *= IN_TITLE if _said_in(key, title) else IN_HEADING if told else 1.0
    _by_whole_name(scores)
    scores = {key: score for key, score in scores.items() if not _is_part(key, found, scores)}
    top = max(scores.values(), default=1.0)
    for short, whole in _letters(prose, text):
        if short in scores and (whole in defined or whole in scores):
            scores[whole] = max(scores.get(whole, 0.0), scores.pop(short))
    for key, (_, _, meant) in defined.items():
        scores[key] = max(scores.get(key, 0.0) * 1.4, top * (MEANT if meant else INTRODUCED))
    top = max(scores.values(), default=1.0)
    order = _apart(_different(sorted(scores, key=lambda key: (-scores[key], key))), found, defined)[:most]
    return tuple(_term(key, scores[key] / top, found.get(key), defined.get(key), prose, text) for key in order)


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


def _defined(sentences: Sequence[Sentence], text: str) -> dict[str, tuple[str, Sentence, bool]]:
    """What the text says of terms: as written, where, and whether it can be asked."""
    found: dict[str, tuple[str, Sentence, bool]] = {}
    for sentence in sentences:
        for one in definitions(sentence.text, text):
            key = key_of(one.term)
            if one.kind is None and " " not in key and _is_common(key):
                continue  # a word that is taken up in passing
            old = found.get(key)
            better = old is not None and not old[2] and stands_alone(sentence) and not stands_alone(old[1])
            if old is None or (one.kind is not None and not old[2]) or better:
                found[key] = (lowered(one.term, text), sentence, one.kind is not None)
    return found


def _different(keys: Sequence[str]) -> list[str]:
    """Without those that are another one but for hyphens or for being many."""
    return list({_single(key.replace("-", " ")): key for key in reversed(keys)}.values())[::-1]


def _single(key: str) -> str:
    return f"{key.removesuffix('ies')}y" if key.endswith("ies") else key.removesuffix("s")


def _apart(keys: Sequence[str], found: dict[str, Found], defined: Collection[str]) -> list[str]:
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


def _is_noun(key: str, one: Found, least: int, *, told: bool) -> bool:
    """Is it a name, or shown to be a noun: by a small word before it, or because nothing that belongs to it follows, as
    in what a title tells of?"""
    shown = max(one.shown, key=lambda each: (one.shown[each], each), default=one.opening)
    if " " in key and one.closes * 2 < one.places and not all(each[0].isupper() for each in shown.split(" ")):
        return False  # a stretch of a longer phrase
    if told and one.closes * 2 >= one.places:
        return True
    if is_name(one) or (one.named and one.nouns * 2 >= one.places):
        return True
    return " " in key and one.places > least and not _is_common(key.rpartition(" ")[2])


def _said_in(key: str, title: str) -> bool:
    return re.search(rf"\b{re.escape(key)}s?\b", title) is not None


def _is_common(key: str) -> bool:
    """Is it an everyday word?"""
    common = word_list("study", "english_common")
    return key in common or key.removesuffix("s") in common


def _ends_in_verb(key: str, found: dict[str, Found]) -> bool:
    """Is its last word what its other words do (a store polls)? They stand without it more often, and no small word
    shows it to be a noun."""
    rest, _, last = key.rpartition(" ")
    return (
        bool(rest)
        and rest in found
        and found[rest].places >= 2 * found[key].places
        and not found[last].named
        and (base_of_third(last) or base_of_past(last)) is not None
    )


def _is_part_of_names(one: Found) -> bool:
    """Does it mostly stand before what it belongs to, as "American" and "Supplementary" do?"""
    if 2 * one.within > one.places and is_name(one):
        return True
    adjective = re.search(r"(?:[ai]n|ese|ish)$", one.opening or next(iter(one.shown), ""))
    return one.closes < one.places * (0.6 if adjective else 0.35)


def _by_whole_name(scores: dict[str, float]) -> None:
    """A person is listed once, by the whole name, for as much as the surname is said."""
    for key in [key for key in scores if " " in key and is_person(key)]:
        surname = key.rpartition(" ")[2]
        if surname in scores:
            scores[key] = max(scores[key], scores.pop(surname))


def _is_part(key: str, found: dict[str, Found], scores: dict[str, float]) -> bool:
    padded = f" {key} "
    longer = [other for other in scores if other != key and padded in f" {other} "]
    if longer and sum(found[other].places for other in longer) >= WHOLE * found[key].places:
        return True
    return any(
        (other == f"{key}s" and found[other].places > found[key].places)
        or (key == f"{other}s" and found[other].places >= found[key].places)
        for other in scores
    )


def _term(
    key: str,
    score: float,
    found: Found | None,
    defined: tuple[str, Sentence, bool] | None,
    sentences: Sequence[Sentence],
    text: str,
) -> Term:
    said = [each for each in sentences if re.search(rf"\b{re.escape(key)}\b", each.text.lower())]
    best = (
        defined[1]
        if defined
        else max(said or sentences, key=lambda each: (stands_alone(each), 60 <= len(each.text) <= 200, -each.place))
    )
    shown = defined[0] if defined else key
    if not defined and found:
        shown = max(found.shown, key=lambda each: (found.shown[each], each), default=lowered(found.opening, text))
    return Term(
        text=shown,
        score=round(score, 4),
        count=max(1, sum(len(re.findall(rf"\b{re.escape(key)}\b", each.text.lower())) for each in said)),
        sentence=best.text,
        paragraph=best.paragraph,
        utterance=best.numbers[0],
        utterances=tuple(dict.fromkeys(number for each in said or [best] for number in each.numbers)),
        defined=defined is not None,
    )
