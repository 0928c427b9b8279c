"""Names, terms and figures left out of a sentence, and how much each is worth asking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.language.word_lists import alternatives, any_word
from audiobook.model import Term
from audiobook.study.clauses import cut
from audiobook.study.figures import crowd, figures
from audiobook.study.relations import Asked
from audiobook.study.sentence_groups import bare
from audiobook.study.standing_alone import has_subject, has_verb, is_fair, opens_with_deed
from audiobook.study.term_gaps import gap_of, said_for
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence

CHIEF, OF_WHAT = 0.35, 24
"""Weight of a term that a figure may be of, and characters in which the question must name it."""
_TOLD_AGAIN = re.compile(r"\s*\w{1,6}[（(][^）)]*\d")
"""5940公里（3690英里）."""
_EVENT = re.compile(alternatives("study", "events"))
FIGURE, YEAR = 0.5, 0.25
"""What a figure is worth beside what a sentence says of things."""
MOST_FIGURES = {True: 1, False: 2}
"""Figures in the sentence of an amount, and in a question for a share or a year: of many each is a trifle."""
EVERYWHERE, EASY = 0.25, 0.35
"""A term in more than this share of the sentences is guessed too easily, and asked for less."""
NAMED = 0.7
"""A person, place or institution beside a term."""
_PASSING = any_word("study", "passing")
"""What was so on the day it was written, and an example, is not worth keeping."""
_LABELLED = re.compile(r"^[^，,。；;：:]{1,8}[：:]")


def _is_about(text: str, terms: Sequence[Term]) -> bool:
    """Is it said of one of the article's chief terms? Of others a figure is a trifle."""
    begins = re.sub(r"^[^，,。；;]{0,8}?年[，,]?", "", text)[:OF_WHAT]
    return any(term.text in begins for term in terms if term.score >= CHIEF)


def of_words(
    sentence: Sentence, terms: Sequence[Term], words: Words, total: int, article: str, weight: float
) -> Iterator[tuple[Asked, float]]:
    """Every word that may be left out of `sentence`, and its worth; `weight` of the terms in it, `total` sentences of
    the `article`."""
    text = bare(sentence.text)
    runs = words.runs(text)
    if opens_with_deed(runs, words) or _PASSING.search(text) or _LABELLED.match(text):
        return
    without_spaces = text.replace(" ", "")
    scores = {term.text: term for term in terms if term.text.replace(" ", "") in without_spaces}
    first = runs[0][0] if runs and runs[0] else None
    names = [first.text] if first is not None and first.name and first.start == 0 else []
    for name in dict.fromkeys((*scores, *names)):
        spot = gap_of(name, text, runs)
        said = said_for(text, *spot, article, words) if spot else None
        span = cut(text, *spot, said, words) if spot and said else None
        if spot is None or said is None or span is None:
            continue
        if span[0] < spot[0] and not has_subject(text, Asked("term", *spot, said, *span), span, words):
            continue
        term = scores.get(name)
        value = 0.6 * (term.score if term else 0.1) ** 0.25 + 0.15 * min(weight, 2) - abs(len(text) - 45) / 120
        value += NAMED if said != "什么" else 0.0
        value -= EASY if term and len(term.utterances) > EVERYWHERE * total else 0.0
        gap = Asked("term", *spot, said, *span)
        if is_fair(text, gap, span):
            yield gap, value
    if weight:
        for start, stop, said in figures(text):
            span = cut(text, start, stop, said, words)
            gap = Asked("figure", start, stop, said, *(span or (start, stop)))
            if span is None or not is_fair(text, gap, span):
                continue
            if crowd(text if said == "多少" else text[span[0] : span[1]]) > MOST_FIGURES[
                said == "多少"
            ] or not has_subject(text, gap, span, words):
                continue
            if not _is_about(text[span[0] : start] + text[stop : span[1]], terms) or _TOLD_AGAIN.match(text, stop):
                continue
            if said == "哪一" and not _EVENT.search(text[span[0] : span[1]]):
                continue
            if said != "哪一" and not has_verb(re.split(r"[，,；;。]", text[:start])[-1], words):
                continue
            value = FIGURE if said != "哪一" else YEAR
            value += 0.15 * min(weight, 2) - 0.12 * (crowd(text) - 1) - abs(len(text) - 45) / 120
            yield Asked("figure", start, stop, said, *span), value
