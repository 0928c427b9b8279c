"""Definitions asked the other way round: a card for the term has one for what it means, and the other way."""

from __future__ import annotations

import re
from dataclasses import replace

from audiobook.language.chinese import han_count
from audiobook.model import BLANK, Question

_TERM = re.compile(
    r"^(?:所谓的?)?[“‘]?(?P<term>[^，,。；;：:]{2,16}?)[”’]?(?:[（(][^）)]*[）)])?[，,]?(?:就?是指|指的是|就?是|即|的意思是|的定义是)?$"
)
_MEANING = re.compile(
    r"^(?:What|Who|How) (?:is|are|was|were|do|does) (?:(?:the|a|an) |meant by )?(?:term |word )?"
    r"[“\"]?(?P<term>[^”\"]{2,60}?)[”\"]?(?: refer to| mean| denote| stand for| defined)?\?$"
)


def turned(question: Question) -> Question | None:
    """The other way round; None where there is none.

    >>> one = Question("a", 1, "name", f"把石堆叫作{BLANK}。", "把石堆叫作什么？", "冰碛垄", "把石堆叫作冰碛垄。", 1, 1)
    >>> turned(one).asked, turned(one).answer
    ('冰碛垄是什么？', '把石堆叫作冰碛垄。')
    """
    if not han_count(question.asked):
        return _turned_english(question)
    if question.kind == "name" and BLANK in question.prompt:
        asked, answer = f"{question.answer}是什么？", question.sentence
    elif question.kind == "definition" and (found := _TERM.match(question.prompt.split(BLANK)[0])):
        asked, answer = f"什么是“{question.answer.rstrip('。')}”？", found["term"]
    else:
        return None
    return replace(question, id=f"{question.id}-back", prompt=asked, asked=asked, answer=answer, said="")


def _turned_english(question: Question) -> Question | None:
    if question.kind == "name" and question.asked.endswith(("called?", "known as?", "referred to as?")):
        # what letters stand for, or what is the highest of all, is no definition to ask back
        asked, answer = f"What is {question.answer}?", question.sentence
    elif question.kind == "definition" and (found := _MEANING.match(question.asked)):
        asked, answer = f"What is meant by “{question.answer}”?", found["term"]
    else:
        return None
    return replace(question, id=f"{question.id}-back", prompt=asked, asked=asked, answer=answer, said="")
