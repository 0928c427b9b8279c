"""Definitions asked from both sides: the term for what it is, and what the term is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.language.word_lists import alternatives
from audiobook.model import Term
from audiobook.study.clauses import LONGEST
from audiobook.study.definitions import Definition
from audiobook.study.prose import points_back
from audiobook.study.relations import Asked

SHORT_MEANING = 24
"""Letters of what a term means that are asked for; of longer ones the term is."""
_OF_A_PERSON = re.compile(
    rf"(?:{alternatives('study', 'roles')}|神|娃|仙)[，,]?\w?(?:叫[作做]|名为|取名为?|称[为作])[“‘]?$"
)
"""What a person is called is no term."""
_IS = re.compile(
    r"(?:^|[。；;])[“‘]?(?P<x>[\w·\-]{2,14}?)[”’]?(?:[（(][^）)]{1,60}[）)])?是(?!指)(?P<d>[^，,。；;：:！!？?是]{5,38}的[^，,。；;：:！!？?的是]{2,8})(?=[，,。；;]|$)"
)
_EVALUATES = re.compile(rf"(?:{alternatives('study', 'evaluations')})$|最|唯一|第一|之一|我们|我国|更|^[不很在为由从]")
_A_CONCEPT = re.compile(
    r"(?:概念|现象|过程|方法|理论|效应|原理|制度|技术|学说|定律|定理|指标|思想|主义|能力|模式|机制|行为|状态|疗法|策略|算法)$"
)


def of_definition(text: str, one: Definition) -> Iterator[Asked]:
    """What may be asked of a sentence that defines a term."""
    if text[: one.start].count(one.term) + text[one.stop :].count(one.term):
        return
    quoted = text[one.start - 1 : one.start] in ("“", "‘") and text[one.stop : one.stop + 1] in ("”", "’")
    if one.named:
        named = re.sub(r"^[^，,。；;]{0,10}[年月日时][，,]?", "", text[: one.start]) or text[: one.start]
        if (
            len(named) > 5
            and not _OF_A_PERSON.search(named)
            and not re.match(r"由于[有是为在]|[更改取命定又]名", named)
        ):
            yield Asked("name", one.start - quoted, one.stop + quoted, "什么", 0, one.stop + quoted, one.term)
    elif one.meaning:
        start, stop = one.meaning
        stop = start + len(text[start:stop].rstrip("。！"))
        clause = re.match(r"[^，,]{8,}?(?=[，,])", text[start:stop])
        short = start + clause.end() if clause and stop - start > SHORT_MEANING else stop
        told = text[start - 3 : start]
        if short - start <= LONGEST:
            yield Asked("definition", start, short, "什么", one.start, short, one.term)
        # what something is one of (一种灌木) has many answers, what a word means has one
        if told.endswith("指") or "指的是" in told or _A_CONCEPT.search(text[start:short]):
            said_again = re.match(r"[”’]?[（(][^）)]*(?:简称|[又也]称|即|：)", text[one.stop :])
            if stop - start > SHORT_MEANING and not said_again and "所谓" not in text[: one.start]:
                yield Asked(
                    "name", one.start - quoted, one.stop + quoted, "哪个概念", one.start - quoted, stop, one.term
                )


def of_what_is(text: str, terms: Sequence[Term]) -> Iterator[Asked]:
    """What a term is where the sentence only says 是: not what is thought of it (X是发展的动力)."""
    known = {term.text for term in terms}
    for found in _IS.finditer(text):
        if found["x"] in known and not _EVALUATES.search(found["d"]) and not points_back(found["d"]):
            yield Asked("definition", *found.span("d"), "什么", found.start("x"), found.end("d"), found["x"])
