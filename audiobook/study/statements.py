"""What essays, reports and rules state in other words: what something rests on, by what it is done, what it shows, who
answers for it, within how many days, what may not be done.

As in `relations`, each is a span of the sentence in place of which a question word stands: 水费由用水户按亩交纳 →
水费由谁按亩交纳; 水样用漏斗来过滤 → 水样用什么来过滤.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from audiobook.language.word_lists import alternatives, word_list
from audiobook.study.answer_classes import AnswerClass, answer_class, is_role
from audiobook.study.prose import leans, points_back
from audiobook.study.relations import CLAUSE_BEGINS, CLAUSE_ENDS, Asked, is_subject
from audiobook.study.standing_alone import alike, has_verb, opens_with_verb
from audiobook.study.statement_forms import FORMS, LIST, SUBJECT, WORDS, Form
from audiobook.study.tokens import Token, Words

_BODY = r"(?:部门|机关|机构|委员会|法院|检察院|政府|单位|公司|[局厅署处院会所]|管理人|所有人|所有权人|主任|院长|庭长)"
_NAME = rf"{LIST}{{2,22}}?"
_VAGUE = re.compile(rf"^(?:{alternatives('study', 'slogans')}|更好|进一步|不断|全面|有效|更|一[种个些]?$)")
_MANY = re.compile(r"等$|等[^级于待候同]|之一|之类|…")
_LAW = re.compile(r"(?:法律|法规|规定|章程|条例|办法|规则|协定|本法|制度)$")
_DUTY = re.compile(r"应当?|必须|须|不得|可以|有权|起")
_SYSTEM = re.compile(
    rf"{CLAUSE_BEGINS}{SUBJECT}(?:实行|推行|建立|设立|采用)了?(?P<gap>{LIST}{{2,20}}?(?P<what>制度|责任制|制|机制|体制|办法)){CLAUSE_ENDS}"
)
_RESPONSIBLE = re.compile(
    rf"{CLAUSE_BEGINS}(?P<gap>{_NAME}{_BODY})(?:应当|具体|统一)?(?P<verb>负责|主管|承担)(?P<rest>[^，,。；;：:！!？?“”（）()]{{4,44}}){CLAUSE_ENDS}"
)
_OFFICE = re.compile(
    rf"{CLAUSE_BEGINS}(?P<gap>{_NAME})是(?P<rest>{WORDS}{{2,30}}的(?:{alternatives('study', 'offices')})){CLAUSE_ENDS}"
)
_NO_NOUN = r"(?!机构|部门|人员|单位|管理|机关|办法|者|局|在地)"
_BY = re.compile(
    rf"(?P<before>[^。；;：:！!？?“”]{{3,50}}?)(?:应当|必须|须|可以|都|均|则|暂|，)?(?<![来自缘理])由(?P<gap>{_NAME})(?!在地)"
    rf"(?:依法|负责|共同|统一|分别|直接|(?:根据|按照|依照|参照|以|通过|会同|报|在|于|从){WORDS}{{2,30}}?)?"
    rf"(?:{alternatives('study', 'deeds')}|{alternatives('study', 'rulings')}){_NO_NOUN}"
    rf"[^，,。；;：:！!？?“”（）()的]{{0,24}}?{CLAUSE_ENDS}"
)
_ASKED_BODY = re.compile(r"(部门|机关|机构)$")
_NOT_WHO = re.compile(
    r"或者?$|[和及并]$|划定|并|向|及其|名为|提请|提出|根据|按照|依照|通过|会同|依法|^(?:此|其|他们|自己|自身|双方|本人|有关)|的"
)


def statements(text: str, words: Words) -> Iterator[Asked]:
    """What else may be asked of a sentence."""

    def class_of(phrase: str) -> AnswerClass:
        return answer_class(phrase, phrase, words)

    for form in FORMS:
        for found in form.pattern.finditer(text):
            if _says(form.name, found, words) and (form.said == "多少" or _is_one(found)):
                said = _said(form, found["subject"], found["gap"], class_of, words)
                yield Asked(form.kind, *found.span("gap"), said, found.start("subject"), found.end(), form=form.name)
    for found in _SYSTEM.finditer(text):
        named = is_subject(found["subject"]) and not opens_with_verb(found["subject"], words)
        if named and not points_back(found["subject"] + found["gap"]):
            said = f"什么{found['what']}"
            yield Asked("relation", *found.span("gap"), said, found.start("subject"), found.end(), form="system")
    for found in (*_RESPONSIBLE.finditer(text), *_OFFICE.finditer(text)):
        gap = found["gap"]
        office = "verb" not in found.groupdict()
        said = "谁"
        if body := _ASKED_BODY.search(gap):
            said = f"哪个{body[1]}"
        elif office and class_of(gap) not in ("person", "organisation", "company"):
            said = "什么"
        if (
            is_subject(gap)
            and not re.search(r"^由|对|向", gap)
            and not _MANY.search(gap)
            and not points_back(gap + found["rest"])
        ):
            form_name = "office" if office else "responsible"
            yield Asked("relation", *found.span("gap"), said, found.start("gap"), found.end(), form=form_name)
    for found in _BY.finditer(text):
        gap = found["gap"]
        if _LAW.search(gap) or _MANY.search(gap) or _NOT_WHO.search(gap) or not is_subject(gap):
            continue
        if not re.search(rf"{_BODY}$", gap) and (is_role(gap) or class_of(gap) not in ("person", "organisation")):
            continue
        yield Asked("relation", *found.span("gap"), "谁", found.start("before"), found.end(), form="by")
    yield from _clauses(text, words)


_FREE = frozenset(
    ("owing", "for_what", "only_if", "shows", "within", "limit", "fine", "not_because", "must"),
)
"""Forms in which what stands before the gap is no subject."""


def _says(form: str, found: re.Match[str], words: Words) -> bool:
    """Does it say of something what `form` says?"""
    subject, gap = found["subject"], found["gap"]
    if form not in _FREE and not is_subject(subject.rstrip("，,")):
        return False
    if points_back(subject + gap) or leans(subject) or _VAGUE.match(gap) or '"' in subject + gap:
        return False
    if form == "not_that":
        return not gap.startswith(("因为", "由于")) and alike(gap, found["other"], words)
    # 取下来 is one verb, and 三百年前 no time anybody is given
    return not (form == "means" and re.search(r"[下出起回]$", gap)) and (
        form != "within" or bool(_DUTY.search(found[0]))
    )


def _is_one(found: re.Match[str]) -> bool:
    """Is it one answer, and not in the question?"""
    return not (_MANY.search(found["gap"]) or _repeats(found["subject"], found["gap"]))


def _said(form: Form, subject: str, gap: str, class_of: Callable[[str], AnswerClass], words: Words) -> str:
    """By what word it is asked for: its class decides."""
    if form.name == "must" and subject.rstrip("，,").endswith("的"):
        return "怎样"  # 造成损害的，应当怎样: what was done is no person
    if form.name == "only_if" and not has_verb(gap, words):
        return "谁" if class_of(gap) == "person" else "什么"  # 只有互联网才能
    return "谁" if form.said == "什么" and class_of(gap) == "person" and not is_role(gap) else form.said


def _clauses(text: str, words: Words) -> Iterator[Asked]:
    """Of a clause that says what somebody or something does, and what to."""
    for found in re.finditer(rf"(?:^|[。；;，,])(?P<clause>{WORDS}{{8,50}}){CLAUSE_ENDS}", text):
        head, clause = found.start("clause"), found["clause"]
        tokens = [token for run in words.runs(clause) for token in run]
        verb = next((at for at, token in enumerate(tokens) if at and _states(token)), 0)
        if not verb or any(token.text in "的" for token in tokens[verb - 1 : verb]):
            continue
        subject = clause[: tokens[verb].start]
        bare_subject = _BEFORE_VERB.sub("", subject)
        stop = tokens[verb].end + (clause[tokens[verb].end : tokens[verb].end + 1] in ("了", "着", "过", "出"))
        gap = clause[stop:]
        if not is_subject(bare_subject) or points_back(subject + gap):
            continue
        if (
            len(gap) > 2
            and not _GOES_ON.match(gap)
            and not _UNFINISHED.search(gap)
            and not _MANY.search(gap)
            and not _repeats(subject, gap)
        ):
            yield Asked("relation", head + stop, found.end("clause"), "什么", head, found.end("clause"), form="does")


_GOES_ON = re.compile(r"[、和与及之也将地得过后前时中上下于为到了着或并则即去来掉者的性率力费权]")
"""What begins so belongs to the verb before it, or makes a noun of it."""
_UNFINISHED = re.compile(r"应当|必须|不得|适用|[的时后前]$|所有|什么|之前|之后|的(?:人|机关|部门|单位)$")
"""In what should be one thing: the clause goes on to say another."""
_BEFORE_VERB = re.compile(
    r"(?:也|还|又|已经?|曾经?|就|便|都|均|正在|将|会|能够?|可以?|不断|首先|首次|率先|开始|主要|直接|往往|通常|一般|才|并)+$"
)


def _states(token: Token) -> bool:
    return token.text in word_list("study", "stating")


def _repeats(subject: str, gap: str) -> bool:
    """Does one say much of the other (学习的关键是学习)?"""
    return any(subject[i : i + 3] in gap for i in range(len(subject) - 2))
