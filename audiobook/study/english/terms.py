"""The key terms of an English article: what it defines, then names and phrases by how often and where they stand."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from audiobook.language.word_lists import word_list
from audiobook.model import Script, Term
from audiobook.study.english.definitions import definitions
from audiobook.study.english.words import is_person, lowered, words_of
from audiobook.study.whole_sentences import Sentence

INTRODUCED, MEANT = 0.5, 0.75
"""What is named, and what is asked about, counts at least this part of the strongest."""
IN_TITLE, IN_HEADING = 1.8, 1.35
PHRASE = 1.5
"""A phrase says more than one of its words."""
LONGEST = 3
"""Words of a phrase that is counted."""
LEAST = 3
SHORT, LEAST_SHORT = 9000, 2
"""Occurrences a phrase needs, and in a text below so many characters."""
WORD, MOST_WORDS = 0.3, 60
"""What a word that is said often counts in a recap beside a term, and how many are looked at."""
WHOLE = 0.6
"""A word that stands in a longer term so often is a part of it."""
_WORD = r"[^\W\d_](?:[\w\-]|[’'](?!s\b))*"
_TOKEN = re.compile(rf"[A-Z][\w\-]+ of (?:the )?[A-Z][\w\-]+(?: [A-Z][\w\-]+)*|{_WORD}|[’']s\b|\d+|[^\w\s]")
_CITATION = re.compile(r" ?\([^()]*\b(?:19|20)\d\d[a-z]?\b[^()]*\)")
"""(Shannon, 1948): says whose the words are, and is none of them."""
_NO_NOUN = re.compile(r".*(?:ly|ing|ed|ous|ful|less|ive|able|ible|ish|est)$|.*[’']s?$")
_STOPS = frozenset('.,;:!?()“”"—–')


@dataclass(slots=True)
class _Found:
    shown: dict[str, int] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    places: int = 0
    nouns: int = 0
    closes: int = 0
    """How often nothing that belongs to it follows."""
    named: int = 0
    """How often a small word before it shows a noun."""
    opening: str = ""
    """As it is written where it opens a sentence."""
    first: Sentence | None = None


def terms(script: Script, sentences: Sequence[Sentence], *, most: int) -> tuple[Term, ...]:
    """At most `most` key terms, strongest first; scores are relative to the strongest."""
    prose = [sentence for sentence in sentences if sentence.prose]
    text = " ".join(sentence.text for sentence in prose)
    defined = _defined(prose, text)
    found = _phrases(prose)
    least = LEAST_SHORT if len(text) < SHORT else LEAST
    title, headings = script.title.lower(), " ".join(script.headings[1:]).lower()
    evaluations = word_list("study", "english_evaluations")
    firsts = word_list("study", "english_first_names")
    bare, never = word_list("study", "english_bare"), word_list("study", "english_never")
    scores: dict[str, float] = {}
    for key, one in found.items():
        name = _is_name(one)
        if one.places >= least and (name or (one.named and one.nouns * 2 >= one.places)):
            length = key.count(" ") + 1
            if _ends_in_verb(key, found) or (length == 1 and (_is_part_of_names(one) or key in firsts)):
                continue
            if length == 1 and name and key in bare:
                continue
            if length == 1 and not name and (one.places < 2 * least or key in bare):
                continue
            if {*key.split(" ")} <= never or key.split(" ")[0] in evaluations:
                continue
            scores[key] = math.log2(1 + one.places) * (PHRASE if length > 1 else 0.8)
            scores[key] *= IN_TITLE if key in title else IN_HEADING if key in headings else 1.0
    _by_whole_name(scores)
    scores = {key: score for key, score in scores.items() if not _is_part(key, found, scores)}
    top = max(scores.values(), default=1.0)
    for short, whole in _letters(prose, text):
        if short in scores and whole in defined:
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
            key = _key(one.term)
            old = found.get(key)
            if old is None or (one.kind is not None and not old[2]):
                found[key] = (lowered(one.term, text), sentence, one.kind is not None)
    return found


def _different(keys: Sequence[str]) -> list[str]:
    """Without those that are another one but for its hyphens."""
    return list({key.replace("-", " "): key for key in reversed(keys)}.values())[::-1]


def _apart(keys: Sequence[str], found: dict[str, _Found], defined: Collection[str]) -> list[str]:
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
    """Letters and the name they stand for, as keys."""
    for sentence in sentences:
        for one in definitions(sentence.text, text):
            if one.asked.endswith(" stand for?"):
                yield one.asked.split(" ")[2].lower(), _key(one.term)


def _key(text: str) -> str:
    return text.lower()


def _phrases(sentences: Sequence[Sentence]) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for sentence in sentences:
        tokens = _TOKEN.findall(_CITATION.sub("", sentence.text))
        for start, stop in _spans(tokens):
            shown = " ".join(tokens[start:stop])
            one = found.setdefault(_key(shown), _Found())
            one.places += 1
            after = tokens[stop].lower() if stop < len(tokens) else "."
            before = tokens[start - 1].lower() if start else ""
            named = before in word_list("study", "english_before_nouns")
            opens = stop - start > 1 and (before in _STOPS or not start)
            closes = after in _STOPS or after in ("’s", "'s") or after in word_list("study", "english_function")
            one.closes += closes
            one.nouns += (named or opens) and closes
            one.named += named
            if start and tokens[start - 1] not in _STOPS:
                one.shown[shown] = one.shown.get(shown, 0) + 1
            else:
                one.opening = shown
            one.sentences.append(sentence)
    return found


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
            if not _NO_NOUN.match(tokens[stop - 1]) or tokens[stop - 1][0].isupper():
                yield start, stop


def _is_name(one: _Found) -> bool:
    shown = sum(one.shown.values())
    return shown > 1 and sum(count for text, count in one.shown.items() if text[0].isupper()) * 2 > shown


def _ends_in_verb(key: str, found: dict[str, _Found]) -> bool:
    """Is its last word what its other words do (a store polls)? They stand without it more often, and no small word
    shows it to be a noun."""
    rest, _, last = key.rpartition(" ")
    return bool(rest) and rest in found and found[rest].places >= 2 * found[key].places and not found[last].named


def _is_part_of_names(one: _Found) -> bool:
    """Does it mostly stand before what it belongs to, as "American" and "Supplementary" do?"""
    adjective = re.search(r"(?:[ai]n|ese|ish)$", one.opening or next(iter(one.shown), ""))
    return one.closes < one.places * (0.6 if adjective else 0.35)


def _by_whole_name(scores: dict[str, float]) -> None:
    """A person is listed once, by the whole name, for as much as the surname is said."""
    for key in [key for key in scores if " " in key and is_person(key)]:
        surname = key.rpartition(" ")[2]
        if surname in scores:
            scores[key] = max(scores[key], scores.pop(surname))


def _is_part(key: str, found: dict[str, _Found], scores: dict[str, float]) -> bool:
    padded = f" {key} "
    return any(
        (other != key and padded in f" {other} " and found[other].places >= WHOLE * found[key].places)
        or (other == f"{key}s" and found[other].places > found[key].places)
        or (key == f"{other}s" and found[other].places >= found[key].places)
        for other in scores
    )


def _term(
    key: str,
    score: float,
    found: _Found | None,
    defined: tuple[str, Sentence, bool] | None,
    sentences: Sequence[Sentence],
    text: str,
) -> Term:
    said = [each for each in sentences if re.search(rf"\b{re.escape(key)}\b", each.text.lower())]
    best = (
        defined[1] if defined else max(said or sentences, key=lambda each: (60 <= len(each.text) <= 200, -each.place))
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
