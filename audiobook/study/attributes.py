"""What a thing is like, where and when it is, what it counts as and amounts to: X位于＿＿, X具有＿＿的特征, X被视为
＿＿.

As in `relations`, each is a span of the sentence in place of which a question word stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import QuestionKind
from audiobook.study.prose import points_back
from audiobook.study.relations import CLAUSE_BEGINS, CLAUSE_ENDS, Asked, is_subject

_SUBJECT = r"(?P<subject>[^，,。；;：:！!？?、]{2,24}?)"
_WORDS = r"[^，,。；;：:！!？?]"
_CLOSED = r"(?=[。；;]|$)"
_YEAR = r"\d{1,4}年|世纪|[一二三四五六七八九〇零]{4}年|王朝|[^时世年朝当近现古历后前一]代|时期"
_PART = r"\d{1,2}月(?:\d{1,2}日)?|初|末|中叶|[上下]半叶|年代"
_TIME = rf"(?:[^，,。；;：:！!？?、的]{{0,8}}?(?:{_YEAR})(?:{_PART})?)"
_BEGAN = r"成立|创立|创建|始建|建|建成|诞生|出生|生|卒|逝世|去世|始|创刊|颁布|发表|完成|制定|起源|兴起"
_AS = r"内涵|中心|原则|主导|动力|支撑|载体|原料|媒介|依据|单位|线索|题材|标准"
_TRAITS = r"特征|特点|优势|属性|功能|性质|特性|缺点|优点|弊端|局限"
_SAYS_MORE = re.compile(r"[被了着]|可以|能够|应当|便于|以便|用来|^的")
"""In what should be a noun."""
_MANY = re.compile(r"等$|等[^级于待]|之一|之类|…")


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of words that says one thing of another."""

    kind: QuestionKind
    said: str
    pattern: re.Pattern[str]
    nouns: bool = True
    """What is asked for is a thing, not something that is done."""


def _form(kind: QuestionKind, said: str, pattern: str, *, nouns: bool = True) -> _Form:
    return _Form(kind, said, re.compile(pattern), nouns)


_FORMS = (
    # 甘泉宫位于淳化县西北
    _form(
        "relation",
        "哪里",
        rf"{CLAUSE_BEGINS}{_SUBJECT}(?:位于|坐落于|坐落在|地处)(?P<gap>[^，,。；;：:！!？?的]{{2,20}}?){CLAUSE_ENDS}",
    ),
    # 大学创建于1898年
    _form(
        "relation",
        "什么时候",
        rf"{CLAUSE_BEGINS}{_SUBJECT}(?:{_BEGAN})于(?P<gap>{_TIME}){CLAUSE_ENDS}",
    ),
    # 鲸属于哺乳动物
    _form(
        "relation",
        "什么",
        rf"(?:^|[。；;]){_SUBJECT}(?:属于|隶属于|归属于|相当于|适用于|脱胎于|取材于|建立在)(?P<gap>[^，,。；;：:！!？?、的]{{2,16}})(?:之上|的基础上)?{CLAUSE_ENDS}",
    ),
    # 被誉为, 被视为
    _form(
        "relation",
        "什么",
        rf"(?:^|[。；;]){_SUBJECT}(?:被(?:人们|后人|世人|学界|公)?(?:誉|视|尊|看|当|认|称)?(?:为|作|成)是?|誉为)(?P<gap>{_WORDS}{{3,26}}){_CLOSED}",
    ),
    # 意味着, 标志着
    _form(
        "relation",
        "什么",
        rf"(?:^|[。；;]){_SUBJECT}(?:意味着|标志着|象征着?|表现为|表现在|体现为|取代了|揭示了)(?P<gap>{_WORDS}{{4,30}}){_CLOSED}",
        nouns=False,
    ),
    # 康威定律表明
    _form(
        "relation",
        "什么",
        rf"(?:^|[。；;])(?P<subject>[^，,。；;：:！!？?、]{{2,16}}(?:{alternatives('study', 'theories')}))"
        rf"(?:表明|指出|认为|说明|主张|断言)[，,]?(?P<gap>[^。；;：:！!？?]{{8,60}}){_CLOSED}",
        nouns=False,
    ),
    # 以劳动者、劳动资料为基本内涵
    _form(
        "relation",
        "什么",
        rf"{CLAUSE_BEGINS}{_SUBJECT}(?:都|均|主要|应当|要)?(?<![可所得予加用难足])以(?![上下内外后前来及免便致])(?P<gap>[^，,。；;：:！!？?以为]{{3,34}}?)"
        rf"为(?:其|主要)?(?:基本|主要|根本|重要|唯一)?(?:{alternatives('study', 'essences')}|{_AS}){CLAUSE_ENDS}",
        nouns=False,
    ),
    # 具有多学科综合、高度复杂的特征
    _form(
        "list",
        "什么样",
        rf"(?:^|[。；;]){_SUBJECT}(?:具有|具备|有着)(?P<gap>{_WORDS}{{1,15}}?[、和与]{_WORDS}{{1,16}}?)的(?:{_TRAITS})(?:性)?{CLAUSE_ENDS}",
        nouns=False,
    ),
)
LEAST_WITHIN = 4
"""Characters of a subject within a sentence: a shorter one is a part of what the sentence is about (，震央位于…)."""
_POSSESSIVE = re.compile(r"[的便就也都均则]$")


def attributes(text: str) -> Iterator[Asked]:
    """What may be asked of a sentence that says what something is like."""
    for form in _FORMS:
        for found in form.pattern.finditer(text):
            subject, gap = found["subject"], found["gap"]
            if (
                not is_subject(subject)
                or re.match(r"由于|因为|.*分别$", subject)
                or (
                    len(subject) < LEAST_WITHIN
                    and text[found.start("subject") - 1 : found.start("subject")] in ("，", ",")
                )
                or subject in word_list("study", "of_what")
                or points_back(subject + gap)
                or _MANY.search(gap)
                or (form.nouns and _SAYS_MORE.search(gap))
                or _POSSESSIVE.search(subject)
                or not is_subject(gap)
                or any(subject[i : i + 2] in gap for i in range(len(subject) - 1))
            ):
                continue
            yield Asked(form.kind, *found.span("gap"), form.said, found.start("subject"), found.end())
