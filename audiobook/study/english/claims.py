"""How much an English sentence says what its article is about: what stands where authors say it, and how it is said.

Each kind of evidence has a weight in data/english_claim_evidence.tsv, fitted by scripts/fit-claims english.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from audiobook.language.weighing import log_odds
from audiobook.language.word_lists import word_list
from audiobook.study.english.definitions import definitions
from audiobook.study.english.standing import SHORTEST, addresses, claimed, is_unknown
from audiobook.study.english.surroundings import BEGINNING, Said, by_place, by_shape, by_words
from audiobook.study.english.words import any_phrase, words_of
from audiobook.study.whole_sentences import Sentence

TABLE = "english_claim_evidence"
FIRST = 8
"""Sentences that lead an article."""
LONGEST_CLOSE = 240
"""Characters of a sentence that sums up."""
REPORT = 2.2
"""Sentences of a paragraph, on average, of a report: there every sentence opens one."""
RARE = 3
"""How often a name that only an anecdote tells of is said at most."""
_EXAMPLE = re.compile(rf"\b{any_phrase('examples')}(?!\w)", re.IGNORECASE)
_FINDS = re.compile(
    rf"\b(?:we|(?:the|this|these|our|new|recent) (?:[\w\-]+ ){{0,2}}?{any_phrase('studies')}) (?:\w+ly )?"
    rf"(?:have |has )?{any_phrase('findings')}\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(rf"^{any_phrase('concluding')}\b", re.IGNORECASE)
_POINTS = re.compile(rf"\b{any_phrase('pointers')}s?\.? ?(?:\d|[A-Z]\b)|\bshown (?:on|in|above|below)\b", re.IGNORECASE)
_COUNTS = re.compile(
    r"\b(?:two|three|four|five|six|seven) (?:\w+ ){0,2}?\w+s\b(?:[^.]{0,60}:| [—–(]|,? namely)", re.IGNORECASE
)
_ANNOUNCES = re.compile(
    r"\b(?:we(?:[’']ll|[’']ve)?|you(?:[’']ll)?|let us|let[’']s|i|(?:this|the (?:next|following|previous)|a later) "
    r"(?:section|chapter|article|post|guide|module)|our discussion)"
    rf" (?:\w+ ){{0,3}}?{any_phrase('exploring')}\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\b(?:how|why|what|who|where|when|which|does|do|is|are|can)\b|\?", re.IGNORECASE)
_ANSWER = re.compile(rf"\b{any_phrase('answering')}\b", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-Z][a-z]+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b|^[A-Z][a-z]+(?= (?:[A-Z]|is |was |took |had ))")


def claims(
    sentences: Sequence[Sentence], titles: Mapping[int, str], weights: Mapping[str, float] = MappingProxyType({})
) -> dict[int, float]:
    """By place, how likely a sentence says a main idea, as log odds, about -5 to 3; `titles`: the heading of each
    section, of section 0 the title; `weights`: of what the article is about (`terms.weights`)."""
    found = evidence(sentences, titles, weights)
    return {place: log_odds("study", TABLE, each) for place, each in found.items()}


def evidence(
    sentences: Sequence[Sentence], titles: Mapping[int, str], weights: Mapping[str, float]
) -> dict[int, dict[str, float]]:
    """By place, how far each kind of evidence is there, mostly 0 to 1, by the names of english_claim_evidence.tsv."""
    text = " ".join(sentence.text for sentence in sentences)
    each = [stems(sentence.text) for sentence in sentences]
    words = Said.of(sentences, each)
    headed = {at: stems(title) for at, title in titles.items()}
    begins = [stems(" ".join(sentence.text.split()[:BEGINNING])) for sentence in sentences]
    parts = zip(
        _as_told(sentences, titles, weights, text),
        by_place(sentences, words),
        by_words(sentences, words, headed, begins),
        strict=True,
    )
    return {
        sentence.place: of_its_own(sentence.text, text) | by_shape(sentence.text) | told | place | shared_words
        for sentence, (told, place, shared_words) in zip(sentences, parts, strict=True)
    }


def _as_told(
    sentences: Sequence[Sentence], titles: Mapping[int, str], weights: Mapping[str, float], text: str
) -> Iterator[dict[str, float]]:
    """How each stands to what the article is about and to the parts that authors give it."""
    summing = {at for at, title in titles.items() if at and is_heading(title, "summing")}
    aside = {at for at, title in titles.items() if at and is_heading(title, "aside")}
    names = Counter(found[0] for found in _NAME.finditer(text))
    named_in: dict[str, set[int]] = {}
    for one in sentences:
        for name in _CAPITAL.findall(one.text):
            named_in.setdefault(name, set()).add(one.paragraph)
    central = _central(sentences, weights)
    last = sentences[-1].paragraph if sentences else 0
    report = is_report(sentences)
    leading = 0  # lines of date and byline do not lead
    for at, sentence in enumerate(sentences):
        before = sentences[at - 1] if at else None
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        title, heading = titles.get(0, ""), titles.get(sentence.section, "") if sentence.section else ""
        opens = before is None or before.paragraph != sentence.paragraph
        closes = after is None or after.section != sentence.section
        lead = 0.0 if _EXAMPLE.search(sentence.text) else max(0.0, 1 - leading / FIRST)
        leading += len(sentence.text) >= SHORTEST and sentence.prose
        said = [found[0] for found in _NAME.finditer(sentence.text)]
        yield {
            "sums_up": float(sentence.section in summing),
            "aside": float(sentence.section in aside),
            "long": math.log(max(SHORTEST, len(sentence.text)) / 100),
            "prose": float(sentence.prose),
            "lead": 0.0 if report else lead,
            "lead_of_report": lead if report else 0.0,
            "opens_paragraph": float(opens and not report),
            "closes_section": float(closes and len(sentence.text) <= LONGEST_CLOSE),
            "closes_article": float(opens and sentence.paragraph == last),
            "answers": float(any(answers(sentence.text, one) for one in (title, heading))),
            "central": central[sentence.place],
            "defines": float(bool(title and shared(sentence.text, title)) and _defines(sentence.text, title, text)),
            "anecdote": float(at >= FIRST and any(names[one] <= RARE and len(named_in[one]) == 1 for one in said)),
        }


def _defines(sentence: str, title: str, article: str) -> bool:
    """Does it say what the title names is?"""
    own = stems(title)
    return any(one.kind == "definition" and stems(one.term) <= own for one in definitions(sentence, article))


def is_report(sentences: Sequence[Sentence]) -> bool:
    """Is it told in paragraphs of one or two sentences, as news is, which says first what has happened?"""
    prose = [sentence for sentence in sentences if sentence.prose and len(sentence.text) >= SHORTEST]
    paragraphs = {sentence.paragraph for sentence in prose}
    return bool(prose) and len(prose) / len(paragraphs) < REPORT


def _central(sentences: Sequence[Sentence], weights: Mapping[str, float]) -> dict[int, float]:
    """How much each says of what the article is about, 1 for the most."""
    says = {term: said_as(term) for term in weights}
    total = {
        each.place: sum(weights[term] for term in sorted(weights) if says[term].search(each.text)) for each in sentences
    }
    most = max(total.values(), default=0.0) or 1.0
    return {place: value / most for place, value in total.items()}


def said_as(term: str) -> re.Pattern[str]:
    """Where `term` is said: whole, small or capital, one or many."""
    return re.compile(rf"(?<![A-Za-z]){re.escape(term)}(?:s\b)?(?![A-Za-z])", re.IGNORECASE)


def of_its_own(sentence: str, article: str) -> dict[str, float]:
    """What speaks for or against `sentence` of `article` wherever it stands, by the names of the table."""
    finds = bool(_FINDS.search(sentence))
    told = {
        "concludes": bool(_CONCLUDES.match(sentence)),
        "finds": finds,
        "announces": bool(_ANNOUNCES.search(sentence)),
        "counts": bool(_COUNTS.search(sentence)),
        "example": bool(_EXAMPLE.search(sentence)),
        "pointing": bool(_POINTS.search(sentence)),
        "addresses": not finds and addresses(claimed(sentence)),
        "unknown": is_unknown(sentence, article),
    }
    return {name: float(value) for name, value in told.items()}


def answers(sentence: str, title: str) -> bool:
    """Does it answer the question that `title` asks?

    >>> answers("The glass is thick below because of how it was made.", "Why is old glass thick below?")
    True
    """
    return bool(_QUESTION.search(title) and _ANSWER.search(sentence) and shared(sentence, title))


def shared(sentence: str, title: str) -> float:
    """The share of the words of `title` that `sentence` says, 0 to 1; of a short title each counts less.

    >>> shared("A kiln hardens clay.", "How kilns harden"), shared("It rains.", "How kilns harden")
    (0.5, 0.0)
    """
    own = stems(title)
    return len(own & stems(sentence)) / max(4, len(own)) if own else 0.0


def stems(text: str) -> set[str]:
    """The first letters of the words of `text` that are no small ones: kilns and kiln are one."""
    small = word_list("study", "english_function")
    return {word.removesuffix("s")[:6] for word in words_of(text) if word not in small and len(word) > 2}


def is_heading(heading: str, kind: str) -> bool:
    """Is it one of english_KIND_headings.txt, whatever its number and case?"""
    bare = re.sub(r"^[\d.\sIVX]+(?=[A-Z])|[\s:.]+$", "", heading).lower()
    return bare.replace(" ", "-") in word_list("study", f"english_{kind}_headings")
