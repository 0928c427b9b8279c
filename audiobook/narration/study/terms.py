"""The key terms of an article, each with the sentence that defines or best shows it.

A phrase is worth its count (tf), how rare its words are elsewhere (idf), how central they are here (TextRank), and
where it stands: in the title, a heading, in quotation marks, or where the text says what it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from audiobook.model import Script, Term
from audiobook.narration.study.phrases import Phrase, phrases
from audiobook.narration.study.sentences import Sentence
from audiobook.narration.study.textrank import textrank
from audiobook.narration.study.words import Words

IN_TITLE = 1.8
IN_HEADING = 1.35
QUOTED = 1.25
DEFINED = 1.3
ONE_WORD = 0.6
"""A term is a phrase rather than one short word…"""
ONE_ACTION = 0.35
"""…and rarely a bare 融合 or 优化."""
OWN = 2.0
"""A word of the user's dictionary."""

_QUOTED = re.compile(r"[“‘《]([^“”‘’《》，。、；：,;:！？!?]{2,10})[”’》]")


@dataclass(frozen=True, slots=True)
class _Scored:
    phrase: Phrase
    score: float


def terms(script: Script, sentences: Sequence[Sentence], words: Words, *, most: int) -> tuple[Term, ...]:
    """At most `most` key terms, strongest first; scores are relative to the strongest."""
    runs = [words.runs(sentence.text) for sentence in sentences]
    ranks = textrank(runs)
    title = _bare(script.title + (script.subtitle or ""))
    headings = _bare("".join(script.headings[1:]))
    quoted = {q for sentence in sentences for q in _QUOTED.findall(sentence.text)}
    scored = []
    for phrase in phrases(runs).values():
        score = _weight(phrase, ranks, words)
        score *= IN_TITLE if phrase.text in title else IN_HEADING if phrase.text in headings else 1.0
        score *= QUOTED if phrase.text in quoted else 1.0
        score *= DEFINED if any(defines(phrase.text, sentences[p].text) for p in set(phrase.places)) else 1.0
        score *= OWN if phrase.text in words.own else 1.0
        scored.append(_Scored(phrase, score))
    scored.sort(key=lambda each: (-each.score, each.phrase.places[0], each.phrase.text))
    chosen = _distinct(scored, most)
    top = chosen[0].score if chosen else 1.0
    return tuple(_term(each, each.score / top, sentences) for each in chosen)


def _weight(phrase: Phrase, ranks: dict[str, float], words: Words) -> float:
    idfs = sorted((words.background.idf(t.text) for t in phrase.words if len(t.text) > 1), reverse=True) or [6.0]
    rarity = idfs[0] + 0.3 * sum(idfs[1:3])
    central = sum(ranks.get(t.text, 0.0) for t in phrase.words) / len(phrase.words)
    tf = phrase.free + 0.3 * (len(phrase.places) - phrase.free)
    factor = 1.0
    if len(phrase.words) == 1 and len(phrase.text) < 3:
        factor = ONE_WORD if phrase.words[0].kind != "action" else ONE_ACTION
    return float(math.pow(tf, 0.75) * rarity * (0.35 + central)) * factor


def _distinct(scored: Sequence[_Scored], most: int) -> list[_Scored]:
    """The best, but not 大模型应用 beside 大模型 unless it is often said for itself."""
    chosen: list[_Scored] = []
    for each in scored:
        text = each.phrase.text
        near = [c for c in chosen if text in c.phrase.text or c.phrase.text in text]
        if any(len(each.phrase.places) < 3 for _ in near):
            continue
        chosen.append(each)
        if len(chosen) == most:
            break
    return chosen


def defines(term: str, sentence: str) -> bool:
    """Does the sentence say what the term is?"""
    t = re.escape(term)
    patterns = (
        rf"(?:^|[，,；;。]|所谓)[“”‘’]?{t}[”’]?(?:[（(][^）)]*[）)])?[，,]?(?:是指|是一[种类个门项]|就是|即|指的是|主要是|本质上?是|的核心|的本质|的内涵|是)",
        rf"(?:称为|称作|叫做|叫作|即|定义为)[“‘]?{t}[”’]?[。，；,;]",
        rf"{t}[（(](?:指|即|[A-Z])",
    )
    return any(re.search(pattern, sentence) for pattern in patterns)


def _term(each: _Scored, score: float, sentences: Sequence[Sentence]) -> Term:
    places = sorted(set(each.phrase.places))
    text = each.phrase.text
    best = max(places, key=lambda p: _shows(text, sentences[p].text, p))
    shown = sentences[best]
    said = tuple(u.number for p in places for u in sentences[p].utterances if text in _bare(u.written))
    return Term(
        text=text,
        score=round(score, 4),
        count=len(each.phrase.places),
        sentence=shown.text,
        paragraph=shown.paragraph,
        utterance=shown.numbers[0],
        utterances=said or shown.numbers[:1],
        defined=defines(text, shown.text),
    )


def _shows(term: str, sentence: str, place: int) -> tuple[float, int]:
    """How well a sentence shows a term: defining it, naming it early, being of a length to take in."""
    at = _bare(sentence).find(term)
    score = 3.0 if defines(term, sentence) else 0.0
    score += 1.0 if 0 <= at <= 2 else 0.0
    score -= abs(len(sentence) - 50) / 60
    return score, -place


def _bare(text: str) -> str:
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text)
