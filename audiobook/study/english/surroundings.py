"""What speaks for a sentence of an English article by where it stands, by its shape, and by the words it shares with
the rest: the part of `claims.evidence` that knows no subject. Each value is mostly 0 to 1."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from audiobook.study.english.words import any_phrase
from audiobook.study.whole_sentences import Sentence

COMMON, MOST_COMMON, OF_SECTION = 20, 8, 5
"""Words that an article, and a section, says most often."""
OFTEN = 3
"""Sentences in which a word is said that is no passing one."""
BEGINNING = 3
"""Words a sentence begins with."""
_EXAMPLE_NEXT = re.compile(rf"^(?:{any_phrase('examples')}|In one\b|One example|Suppose\b|An example)", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_CLAUSE = re.compile(r"\b(?:that|which|who|because|while|although|if|when|where|since)\b")
_END = re.compile(r"[.!?:][”\"’)]*$")
_PAST = re.compile(r"\b(?:was|were|had|did)\b")
_COPULA = re.compile(r"\b(?:is|are|was|were) (?:an?|the|one of|called|known|defined|used)\b")
_ARTICLE = re.compile(r"^(?:The|An?) ")


@dataclass(frozen=True)
class Said:
    """The words of an article, sentence by sentence, and how many sentences have each."""

    each: Sequence[Set[str]]
    anywhere: Counter[str]
    by_section: Mapping[int, Counter[str]]

    @classmethod
    def of(cls, sentences: Sequence[Sentence], each: Sequence[Set[str]]) -> Said:
        """`each`: the stems of each of `sentences`."""
        by_section: dict[int, Counter[str]] = {}
        for sentence, own in zip(sentences, each, strict=True):
            by_section.setdefault(sentence.section, Counter()).update(own)
        return cls(each, Counter(word for own in each for word in own), by_section)


def by_place(sentences: Sequence[Sentence], said: Said) -> Iterator[dict[str, float]]:
    """Where each stands in its paragraph, section and article, and what stands beside it."""
    sections = Counter(s.section for s in sentences)
    paragraphs = Counter(s.paragraph for s in sentences)
    for at, (sentence, own) in enumerate(zip(sentences, said.each, strict=True)):
        before = sentences[at - 1] if at else None
        after = sentences[at + 1] if at + 1 < len(sentences) else None
        beside_before = before is not None and before.paragraph == sentence.paragraph
        beside_after = after is not None and after.paragraph == sentence.paragraph
        starts = before is None or before.section != sentence.section
        second = before is not None and not starts and (at < 2 or sentences[at - 2].section != sentence.section)
        yield {
            "no_heading": float(not sentence.section),
            "opens_section": float(starts),
            "second_in_section": float(second),
            "last_in_section": float(after is None or after.section != sentence.section),
            "long_section": math.log(sections[sentence.section]) / 3,
            "second_in_paragraph": float(
                beside_before and (at < 2 or sentences[at - 2].paragraph != sentence.paragraph)
            ),
            "long_paragraph": math.log(paragraphs[sentence.paragraph]) / 3,
            "before_example": float(beside_after and _starts_example(after)),
            "behind_example": float(beside_before and _starts_example(before)),
            "taken_up": _alike(own, said.each[at + 1]) if beside_after else 0.0,
            "takes_up": _alike(own, said.each[at - 1]) if beside_before else 0.0,
        }


def _starts_example(sentence: Sentence | None) -> bool:
    return sentence is not None and _EXAMPLE_NEXT.match(sentence.text) is not None


def by_shape(text: str) -> dict[str, float]:
    """What its marks, figures and smallest words are."""
    return {
        "very_long_or_short": math.log(max(20, len(text)) / 100) ** 2,
        "figures": min(3, len(re.findall(r"\d+", text))) / 3,
        "names": min(4, len(_NAME.findall(text))) / 4,
        "commas": min(5, text.count(",")) / 5,
        "brackets": float("(" in text),
        "clauses": min(4, len(_CLAUSE.findall(text))) / 4,
        "question": float(text.rstrip('"”').endswith("?")),
        "unended": float(_END.search(text) is None),
        "past": float(_PAST.search(text) is not None),
        "copula": float(_COPULA.search(text) is not None),
        "article": float(_ARTICLE.match(text) is not None),
    }


def by_words(
    sentences: Sequence[Sentence], said: Said, titles: Mapping[int, Set[str]], begins: Sequence[Set[str]]
) -> Iterator[dict[str, float]]:
    """How much each says of what the others say; `titles`: the stems of each heading, of section 0 of the title;
    `begins`: those of the first words of each sentence."""
    often, most = said.anywhere, math.log(1 + max(said.anywhere.values(), default=1))
    ranked = sorted(often, key=lambda word: (-often[word], word))
    common, chief = set(ranked[:COMMON]), ranked[:MOST_COMMON]
    headings = frozenset(word for at, title in titles.items() if at for word in title)
    strongest = {
        at: sorted(words, key=lambda word: (-words[word], word))[:OF_SECTION] for at, words in said.by_section.items()
    }
    weighed = zip(
        _scaled([math.fsum(math.log(often[word]) for word in own) / _size(own) for own in said.each]),
        _scaled([math.fsum(often[word] - 1 for word in own) / _size(own) for own in said.each]),
        _scaled(
            [
                math.fsum(math.log(said.by_section[s.section][word]) for word in own) / _size(own)
                for s, own in zip(sentences, said.each, strict=True)
            ]
        ),
        strict=True,
    )
    seen: set[str] = set()
    for sentence, own, first, (log, shared, near) in zip(sentences, said.each, begins, weighed, strict=True):
        heading = titles.get(sentence.section, frozenset()) if sentence.section else frozenset()
        title = titles.get(0, frozenset())
        fresh = sum(word not in seen and often[word] >= OFTEN for word in own)
        seen |= own
        yield {
            "said_often": log,
            "shared": shared,
            "said_near": near,
            "title": len(own & title) / max(1, len(title)),
            "heading": len(own & heading) / max(1, len(heading)),
            "headings": len(own & headings) / max(1, len(own)),
            "begins": max((math.log(1 + often[word]) / most for word in first), default=0.0),
            "first_of_many": min(4, fresh) / 4,
            "passing": sum(often[word] == 1 for word in own) / max(1, len(own)),
            "many_passing": min(4, sum(often[word] == 1 for word in own)) / 4,
            "chief": sum(word in own for word in chief) / MOST_COMMON,
            "common": len(own & common) / max(1, len(own)),
            "section_chief": sum(word in own for word in strongest[sentence.section]) / OF_SECTION,
        }


def _size(words: Set[str]) -> float:
    return math.sqrt(len(words) or 1)


def _scaled(values: Sequence[float]) -> list[float]:
    """`values` beside the greatest."""
    most = max(values, default=0.0) or 1.0
    return [value / most for value in values]


def _alike(one: Set[str], two: Set[str]) -> float:
    return len(one & two) / math.sqrt(len(one) * len(two)) if one and two else 0.0
