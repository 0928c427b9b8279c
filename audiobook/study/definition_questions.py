"""Definitions asked from both sides: the term for what it is, and what the term is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from audiobook.language.word_lists import alternatives, any_word
from audiobook.model import Term
from audiobook.study.clauses import LONGEST, opens_with_noun
from audiobook.study.definitions import Definition
from audiobook.study.prose import points_back
from audiobook.study.relations import Asked
from audiobook.study.standing_alone import opens_with_verb
from audiobook.study.tokens import Words

LONGEST_ADDED = 66
"""Characters that tell which one of its kind a thing is, behind the kind."""
SHORT_MEANING = 24
"""Letters of what a term means that are asked for; of longer ones the term is."""
EVERYDAY = 5.5
"""idf of a word of two characters below which it is one of every day."""
_OTHER_SUBJECT = re.compile(r"[，,](?=[“‘「]?\w{1,8}[”’」]?(?:则|却|就|便)?是)")
"""Here the sentence begins to say what something else is (“教训”是……，“过程”是……)."""
_NAMED_IN_PASSING = re.compile(r"(?:了|即)名[为叫]$")
_SOMETHING = re.compile(r"有(?:这样)?一[个种位类项座条家][^，,的]{0,4}[，,]?$")
"""Of what is only there somewhere, the name is a riddle (有一种工作，叫做……)."""
_OF_A_PERSON = re.compile(
    rf"(?:{alternatives('study', 'roles')}|神|娃|仙)[，,]?\w?(?:叫[作做]|名为|取名为?|称[为作])[“‘]?$"
)
"""What a person is called is no term."""
_IS = re.compile(
    r"(?:^|[。；;])[“‘]?(?P<x>[\w·\-]{2,14}?)[”’]?(?:[（(][^）)]{1,60}[）)])?是(?!指)(?P<d>[^，,。；;：:！!？?是]{5,38}的[^，,。；;：:！!？?的是]{2,8})(?=[，,。；;]|$)"
)
_EVALUATES = re.compile(rf"(?:{alternatives('study', 'evaluations')})$|最|唯一|第一|之一|我们|我国|更|^[不很在为由从]")
_NAMED_SO = re.compile(r"(?:也|就|便|被|人们|他们)*(?:叫[作做]|称[为作]|名为)?[“‘「]?$")
_LATER = re.compile(r"^[^，,。；;]{0,6}[\d一二三四五六七八九〇零十][^，,。；;]{0,6}[年月日时][初末底]?[，,]?")
_RENAMED = re.compile(r"(?:正式|后来?|又|并|也|亦|曾|再|现今?|因)*(?:[更改取命定冠易又简]名|[又也简俗统]称)")
_NEW_NAME = re.compile(r"(?:[更改易冠定命取原俗本别学]名[为是叫]?|简称|[又也合]称为?)[“‘]?$")
_OPENING, _CLOSING = tuple("“‘「『"), tuple("”’」』")
_GLOSS = re.compile(r"[”’」』]? ?[（(][A-Za-z][^）)]{1,40}[）)][”’」』]?")
"""Behind a name the same in English, which would give it away."""
_EXPLAINS = re.compile(
    rf"[，,](?:{alternatives('study', 'explaining')})(?!出由此)[^。；;！!？?…（(]{{3,60}}?"
    r"(?=[。；;！!]|$|[，,](?:由|在|于|其中|这|该|但|所以|因此|因而|并不|并非))"
)
"""Behind a genus, what tells which one it is."""
_GOES_ON = re.compile(
    r"[，,](?:而(?!不是|非)|并且?(?!不是|非)|且|以(?!及))[^。；;！!？?…（(，,]{3,40}(?=[。；;！!，,]|$)"
)
"""Behind what a word means, what belongs to it."""
_CLAUSE = re.compile(r"[^，,]{8,}?(?=[，,])")
_NOBODY = re.compile(
    r"(?:[^，,。；;]{0,20}[时后中][，,])?(?:曾|及后|其后|后来|更|又|并|却|亦|遂|通常|往往|需要|必须|可以)"
)
_PLACED_IN_TIME = re.compile(
    r"[时后前中](?:被|曾被|就被|便被)?[尊人们誉惯]{0,2}(?:称为|称作|叫作|叫做|名为|称)?[“‘「]?$"
)
"""Before a name: nobody whose name it is."""
_LEADS_ON = re.compile(r"[以在当由为用把将对从]|通过|根据|经过")
_PLACED = re.compile(r"(?:之间|[时后前中上下里内外间])$")
_SAYS_OF = re.compile(r"一[种类个座条项门支片所部名件]|的")
_OF_WHAT_FOLLOWS = re.compile(r"[”’」』]?(?:[（(][^）)]*[）)])?的")
_FULL_NAME = re.compile(r"(?:[全名简学俗旧]称|名称|名字|[英原本]名)(?P<is>为)[“‘ ]*$")
"""为 behind a noun is 是: 全称为什么 would ask why."""
_SO_IT_IS = re.compile(r"(?:称之为|[该此这][^，,]{0,12}(?:叫作|叫做|称为|称作|被称为|名为|称))[“‘]?$")
"""What is named was said before…"""
_SAID_BEFORE = re.compile(r"(?:[^，,。；;]{6,}(?<![中里上下后时])[，,；;])|把|将")
"""…in this very sentence."""
_A_CONCEPT = re.compile(
    r"(?:概念|现象|过程|方法|理论|效应|原理|制度|技术|学说|定律|定理|指标|思想|主义|能力|模式|机制|行为|状态|疗法|策略|算法)$"
)


def _is_everyday(one: Definition, words: Words) -> bool:
    """Is it a word of every day that the text only says something of (世界是一个……)?"""
    said_outright = one.form in ("so_called", "means", "named", "explained")
    return not said_outright and len(one.term) < 3 and words.dictionary.idf(one.term) < EVERYDAY


def _is_praised(one: Definition, said: str) -> bool:
    """Is it said what is thought of it, or when it was so?"""
    first = re.split(r"[，,]", said)[0]
    return one.form in ("kind", "genus") and bool(any_word("study", "not_defining").search(first))


def explained_to(text: str, stop: int, *, told: bool = False) -> int:
    """Where what is said up to `stop` ends, with the clause that tells what it is (一种假说，指…; 一个子领域，它用…)
    or, if it is `told` what a word means, goes on with it (…，而…)."""
    found = _EXPLAINS.match(text, stop) or (_GOES_ON.match(text, stop) if told else None)
    return found.end() if found and found.end() - stop <= LONGEST_ADDED else stop


def _first_clause(meaning: str, words: Words) -> int:
    """Characters of `meaning` that say what something is: its first clause if that ends in what it is, else all."""
    found = _CLAUSE.match(meaning)
    if found is None or len(meaning) <= SHORT_MEANING or _LEADS_ON.match(meaning):
        return len(meaning)
    tokens = [token for run in words.runs(found[0]) for token in run]
    named = bool(tokens) and tokens[-1].kind in ("noun", "affix", "latin") and not _PLACED.search(found[0])
    return found.end() if named and _SAYS_OF.search(found[0]) else len(meaning)


def _says_of_what(before: str, words: Words) -> bool:
    """Is there, before 叫作 or 更名为, what it is that is named?"""
    said = _LATER.sub("", before) or before
    if _SOMETHING.search(_NAMED_SO.sub("", said)) or _NAMED_IN_PASSING.search(said.rstrip("“‘「")):
        return False
    if _NOBODY.match(said) or _PLACED_IN_TIME.search(said):
        return False
    if len(said) < 5 or _RENAMED.match(said) or re.search(r"[：该]", said) or re.match(r"由于[有是为在]", said):
        return False
    # what is renamed must be there; what is called so may be told in any words
    return not _NEW_NAME.search(said) or (opens_with_noun(said, words) and not opens_with_verb(said, words))


def names_what_is_elsewhere(before: str) -> bool:
    """Is what gets its name behind `before` only pointed to (地质学家称之为), and not told in `before`?"""
    return bool(_SO_IT_IS.search(before)) and not _SAID_BEFORE.search(before)


def of_definition(text: str, one: Definition, words: Words) -> Iterator[Asked]:
    """What may be asked of a sentence that defines a term."""
    if text[: one.start].count(one.term) + text[one.stop :].count(one.term):
        return
    quoted = text[one.start - 1 : one.start] in _OPENING and text[one.stop : one.stop + 1] in _CLOSING
    if one.named:
        if names_what_is_elsewhere(text[: one.start]):
            return
        if not _OF_A_PERSON.search(text[: one.start]) and _says_of_what(text[: one.start], words):
            stop = one.stop + quoted
            if _OF_WHAT_FOLLOWS.match(text, stop):
                return  # 被称为“能量晶体”的能源: the name is of what follows
            if gloss := _GLOSS.match(text, one.stop):
                stop = gloss.end()
            start = one.start - (text[one.start - 1] in _OPENING)
            so = _FULL_NAME.search(text[:start])
            yield Asked("name", so.start("is") if so else start, stop, "是什么" if so else "什么", 0, stop, one.term)
    elif one.meaning:
        start, stop = one.meaning
        stop = start + len(text[start:stop].rstrip("。！"))
        if text[:start].endswith("都是") or "而言" in text[start:stop]:
            return
        if other := _OTHER_SUBJECT.search(text, start, stop):
            stop = other.start()
        if _is_everyday(one, words) or _is_praised(one, text[start:stop]):
            return
        first = start + _first_clause(text[start:stop], words)
        short = explained_to(text, first, told=one.form in ("means", "so_called"))
        told = text[start - 3 : start]
        if first - start <= LONGEST:
            yield Asked("definition", start, short, "什么", one.start, short, one.term)
        # what something is one of (一种灌木) has many answers, what a word means has one
        if told.endswith("指") or "指的是" in told or _A_CONCEPT.search(text[start:short]):
            said_again = re.match(r"[”’]?[（(][^）)]*(?:简称|[又也]称|即|：)", text[one.stop :])
            if stop - start > SHORT_MEANING and not said_again and "所谓" not in text[: one.start]:
                gloss = _GLOSS.match(text, one.stop)
                yield Asked(
                    "name",
                    one.start - quoted,
                    gloss.end() if gloss else one.stop + quoted,
                    "哪个概念",
                    one.start - quoted,
                    stop,
                    one.term,
                )


def of_what_is(text: str, terms: Sequence[Term]) -> Iterator[Asked]:
    """What a term is where the sentence only says 是: not what is thought of it (X是发展的动力)."""
    known = {term.text for term in terms}
    for found in _IS.finditer(text):
        ends = text[found.end("d") : found.end("d") + 1]
        d = found["d"]
        if ends in ("，", ",") and (_LEADS_ON.match(d) or _PLACED.search(d) or re.search(r"根据|按照|通过|经过", d)):
            continue
        praised = any_word("study", "not_defining").search(d)
        if found["x"] in known and not praised and not _EVALUATES.search(found["d"]) and not points_back(found["d"]):
            stop = explained_to(text, found.end("d"))
            yield Asked("definition", found.start("d"), stop, "什么", found.start("x"), stop, found["x"])
