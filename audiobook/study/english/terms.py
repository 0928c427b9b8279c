"""The key terms of an English article: what it defines, then names and phrases by how often and where they stand."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from audiobook.language.word_lists import word_list
from audiobook.model import Script, Term
from audiobook.study.english.definitions import definitions
from audiobook.study.english.words import lowered
from audiobook.study.whole_sentences import Sentence

INTRODUCED, MEANT = 0.5, 0.75
"""What is named, and what is asked about, counts at least this part of the strongest."""
IN_TITLE, IN_HEADING = 1.8, 1.35
PHRASE = 1.5
"""A phrase says more than one of its words."""
LONGEST = 3
"""Words of a phrase that is counted."""
LEAST = 3
SHORT, LEAST_SHORT = 3000, 2
"""Occurrences a phrase needs, and in a text below so many characters."""
WHOLE = 0.6
"""A word that stands in a longer term so often is a part of it."""
_TOKEN = re.compile(r"[A-Z][\w’'\-]+ of (?:the )?[A-Z][\w’'\-]+(?: [A-Z][\w’'\-]+)*|[^\W\d_][\w’'\-]*|\d+|[^\w\s]")
_NO_NOUN = re.compile(r".*(?:ly|ing|ed|ous|ful|less|ive|able|ible|ish|est)$|.*[’']s?$")
_STOPS = frozenset('.,;:!?()“”"—–')


@dataclass(slots=True)
class _Found:
    shown: dict[str, int] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    places: int = 0
    nouns: int = 0
    first: Sentence | None = None


def terms(script: Script, sentences: Sequence[Sentence], *, most: int) -> tuple[Term, ...]:
    """At most `most` key terms, strongest first; scores are relative to the strongest."""
    prose = [sentence for sentence in sentences if sentence.prose]
    text = " ".join(sentence.text for sentence in prose)
    defined = _defined(prose, text)
    found = _phrases(prose)
    least = LEAST_SHORT if len(text) < SHORT else LEAST
    title, headings = script.title.lower(), " ".join(script.headings[1:]).lower()
    bare = word_list("study", "english_bare")
    scores: dict[str, float] = {}
    for key, one in found.items():
        if one.places >= least and one.nouns * 2 >= one.places:
            length = key.count(" ") + 1
            if length == 1 and not _is_name(one) and (one.places < 2 * least or key in bare):
                continue
            scores[key] = math.log2(1 + one.places) * (PHRASE if length > 1 else 0.8)
            scores[key] *= IN_TITLE if key in title else IN_HEADING if key in headings else 1.0
    scores = {key: score for key, score in scores.items() if not _is_part(key, found, scores)}
    top = max(scores.values(), default=1.0)
    for key, (_, _, meant) in defined.items():
        scores[key] = max(scores.get(key, 0.0) * 1.4, top * (MEANT if meant else INTRODUCED))
    top = max(scores.values(), default=1.0)
    order = sorted(scores, key=lambda key: (-scores[key], key))[:most]
    return tuple(_term(key, scores[key] / top, found.get(key), defined.get(key), prose) for key in order)


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


def _key(text: str) -> str:
    return text.lower()


def _phrases(sentences: Sequence[Sentence]) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    for sentence in sentences:
        tokens = _TOKEN.findall(sentence.text)
        for start, stop in _spans(tokens):
            shown = " ".join(tokens[start:stop])
            one = found.setdefault(_key(shown), _Found())
            one.places += 1
            after = tokens[stop].lower() if stop < len(tokens) else "."
            before = tokens[start - 1].lower() if start else ""
            named = before in word_list("study", "english_before_nouns")
            opens = stop - start > 1 and (before in _STOPS or not start)
            closes = after in _STOPS or after in word_list("study", "english_function")
            one.nouns += (named or opens) and closes
            if start and tokens[start - 1] not in _STOPS:
                one.shown[shown] = one.shown.get(shown, 0) + 1
            one.sentences.append(sentence)
    return found


def _spans(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    function = word_list("study", "english_function")
    content = [token[0].isalpha() and token.lower() not in function and len(token) > 1 for token in tokens]
    for start in range(len(tokens)):
        for stop in range(start + 1, min(start + LONGEST, len(tokens)) + 1):
            if not content[stop - 1]:
                break
            if not _NO_NOUN.match(tokens[stop - 1]) or tokens[stop - 1][0].isupper():
                yield start, stop


def _is_name(one: _Found) -> bool:
    shown = sum(one.shown.values())
    return shown > 1 and sum(count for text, count in one.shown.items() if text[0].isupper()) * 2 > shown


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
) -> Term:
    said = [each for each in sentences if re.search(rf"\b{re.escape(key)}\b", each.text.lower())]
    best = (
        defined[1] if defined else max(said or sentences, key=lambda each: (60 <= len(each.text) <= 200, -each.place))
    )
    shown = defined[0] if defined else key
    if not defined and found and found.shown:
        shown = max(found.shown, key=lambda text: (found.shown[text], text))
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
