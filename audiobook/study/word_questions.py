"""Names, terms and figures left out of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.language.word_lists import alternatives
from audiobook.model import Term
from audiobook.study.clauses import cut
from audiobook.study.figures import crowd, figures
from audiobook.study.relations import Asked
from audiobook.study.sentence_groups import asked_text
from audiobook.study.standing_alone import has_subject, has_verb, is_fair, opens_with_deed
from audiobook.study.term_gaps import gap_of, said_for
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence

CHIEF, OF_WHAT = 0.35, 24
"""Weight of a term that a figure may be of, and characters in which the question must name it."""
_TOLD_AGAIN = re.compile(r"\s*\w{1,6}[（(][^）)]*\d")
"""5940公里（3690英里）."""
_EVENT = re.compile(alternatives("study", "events"))
MOST_FIGURES = {True: 1, False: 2}
"""Figures in the sentence of an amount, and in a question for a share or a year: of many each is a trifle."""


def is_about(text: str, terms: Sequence[Term]) -> bool:
    """Is `text` said of one of the article's chief terms? Of others a figure is a trifle."""
    begins = re.sub(r"^[^，,。；;]{0,8}?年[，,]?", "", text)[:OF_WHAT]
    return any(term.text in begins for term in terms if term.score >= CHIEF)


def of_words(sentence: Sentence, terms: Sequence[Term], words: Words, article: str) -> Iterator[Asked]:
    """Every word that may be left out of `sentence` of the `article`."""
    text = asked_text(sentence.text)
    runs = words.runs(text)
    if opens_with_deed(runs, words):
        return
    without_spaces = text.replace(" ", "")
    known = [term.text for term in terms if term.text.replace(" ", "") in without_spaces]
    first = runs[0][0] if runs and runs[0] else None
    names = [first.text] if first is not None and first.name and first.start == 0 else []
    for name in dict.fromkeys((*known, *names)):
        spot = gap_of(name, text, runs)
        said = said_for(text, *spot, article, words) if spot else None
        span = cut(text, *spot, said, words) if spot and said else None
        if spot is None or said is None or span is None:
            continue
        if span[0] < spot[0] and not has_subject(text, Asked("term", *spot, said, *span), span, words):
            continue
        gap = Asked("term", *spot, said, *span)
        if is_fair(text, gap, span):
            yield gap
    for start, stop, said in figures(text):
        span = cut(text, start, stop, said, words)
        gap = Asked("figure", start, stop, said, *(span or (start, stop)))
        if span is None or not is_fair(text, gap, span):
            continue
        if crowd(text if said == "多少" else text[span[0] : span[1]]) > MOST_FIGURES[said == "多少"] or not has_subject(
            text, gap, span, words
        ):
            continue
        if _TOLD_AGAIN.match(text, stop) or (said == "哪一" and not _EVENT.search(text[span[0] : span[1]])):
            continue
        if said != "哪一" and not has_verb(re.split(r"[，,；;。]", text[:start])[-1], words):
            continue
        yield gap
