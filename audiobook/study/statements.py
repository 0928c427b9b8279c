"""What essays, reports and rules state in other words: what something rests on, by what it is done, what it shows, who
answers for it, within how many days, what may not be done.

As in `relations`, each is a span of the sentence in place of which a question word stands: 水费由用水户按亩交纳 →
水费由谁按亩交纳; 水样用漏斗来过滤 → 水样用什么来过滤.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.language.word_lists import alternatives, word_list
from audiobook.model import QuestionKind
from audiobook.study.answer_classes import AnswerClass, answer_class, is_role
from audiobook.study.prose import leans, points_back
from audiobook.study.relations import CLAUSE_BEGINS, CLAUSE_ENDS, Asked, is_subject
from audiobook.study.tokens import Token, Words

_WORDS = r"[^，,。；;：:！!？?“”（）()]"
_LIST = r"[^，,。；;：:！!？?“”（）()、]"
_SUBJECT = rf"(?P<subject>{_WORDS}{{2,26}}?)"
_OPENS = r"(?:^|[。；;])"
_CLOSED = r"(?=[。；;！!]|$)"
_NUMBER = r"[两一二三四五六七八九十百千万\d]+"
_UNIT = r"(?:个?工作日|日|天|个月|年|小时|周岁|元|人|名|件|次|只|户|倍|平方米|公里|米|分钟)"
_BODY = r"(?:部门|机关|机构|委员会|法院|检察院|政府|单位|公司|[局厅署处院会所]|管理人|所有人|所有权人|主任|院长|庭长)"
_NAME = rf"{_LIST}{{2,22}}?"
_SOMEBODY = re.compile(rf"(?:{alternatives('study', 'roles')})$")
_VAGUE = re.compile(rf"^(?:{alternatives('study', 'slogans')}|更好|进一步|不断|全面|有效|更|一[种个些]?$)")
_MANY = re.compile(r"等$|等[^级于待候同]|之一|之类|…")
_LAW = re.compile(r"(?:法律|法规|规定|章程|条例|办法|规则|协定|本法|制度)$")


@dataclass(frozen=True, slots=True)
class _Form:
    """A form of words that says one thing."""

    name: str
    """Evidence of how likely a question of it is a good one (`question_evidence`)."""
    kind: QuestionKind
    said: str
    pattern: re.Pattern[str]


def _form(name: str, kind: QuestionKind, said: str, pattern: str) -> _Form:
    return _Form(name, kind, said, re.compile(pattern))


_ASPECTS = alternatives("study", "aspects")
_FORMS = (
    # 灌区最大的困难是……; 决定产量的力量，是……
    _form(
        "aspect",
        "relation",
        "什么",
        rf"{CLAUSE_BEGINS}(?P<subject>{_WORDS}{{1,24}}?(?:的|最大|主要|根本|核心|首要|唯一)(?:{_ASPECTS}))[，,]?"
        rf"(?:就|正|主要|恰恰)?(?:是|在于)(?!不|否|多少|什么)(?P<gap>[^。；;：:！!？?“”]{{3,45}}){_CLOSED}",
    ),
    # 正是由于支付方便了，使得小额收费成为可能
    _form(
        "owing",
        "relation",
        "什么",
        rf"(?:^|[。；;])(?P<subject>正?是?(?:由于|因为))(?P<gap>{_WORDS}{{4,30}})"
        rf"[，,](?:才|使得?|让|从而){_WORDS}{{4,26}}{_CLOSED}",
    ),
    # 如果误差很小，说明……
    _form(
        "shows",
        "relation",
        "什么",
        rf"{_OPENS}(?P<subject>(?:如果|若是?|一旦|当){_WORDS}{{4,26}}[，,](?:则|就|便|那就)?(?:说明|表明|表示|意味着|提示))"
        rf"(?P<gap>{_WORDS}{{4,30}}){CLAUSE_ENDS}",
    ),
    # 抽样误差一般用标准误来估计
    _form(
        "means",
        "relation",
        "什么",
        rf"{CLAUSE_BEGINS}{_SUBJECT}(?:一般|通常|可以?|主要|往往|常|多)?(?:(?<![使利采应作运费])用(?![于来])|(?<!依)靠|凭借|通过|借助)(?P<gap>{_WORDS}{{2,16}}?)来(?![自源说讲看])[^，,。；;：:！!？?“”（）()的]{{2,14}}{CLAUSE_ENDS}",
    ),
    # 与其说是甲，不如说是乙
    _form(
        "rather_said",
        "contrast",
        "什么",
        rf"{CLAUSE_BEGINS}(?P<subject>{_WORDS}{{0,20}}?与其说是?{_WORDS}{{2,26}}[，,](?:不如|毋宁|倒不如)说是?)(?P<gap>{_WORDS}{{2,30}}){_CLOSED}",
    ),
    # 是甲，而不是乙
    _form(
        "not_that",
        "contrast",
        "什么",
        rf"{CLAUSE_BEGINS}{_SUBJECT}(?:应该|应当|只|仅)?(?:是|在于|取决于|来自)(?P<gap>{_WORDS}{{3,24}})[，,]而(?:不是|非|不在于|不取决于){_WORDS}{{2,20}}{CLAUSE_ENDS}",
    ),
    # 不是因为甲，而是因为乙
    _form(
        "not_because",
        "contrast",
        "什么",
        rf"{CLAUSE_BEGINS}(?P<subject>{_WORDS}{{2,20}}?[，,]?(?:并?不是|并非)(?:因为|为了){_WORDS}{{2,26}}[，,](?:也不是(?:因为)?{_WORDS}{{2,30}}[，,])?而是(?:因为|为了)?)(?P<gap>[^。；;：:！!？?“”]{{3,50}}){_CLOSED}",
    ),
    # 养犬管理遵循……相结合的原则
    _form(
        "principle",
        "relation",
        "什么样",
        rf"{CLAUSE_BEGINS}{_SUBJECT}(?:应当|应|必须)?(?:遵循|坚持|贯彻|按照|采取|奉行)(?P<gap>[^，,。；;：:！!？?“”（）()]{{3,40}}?)的(?:原则|方针|政策|态度){CLAUSE_ENDS}",
    ),
    # 第一巡回法庭设在深圳市
    _form(
        "seat",
        "relation",
        "哪里",
        rf"{CLAUSE_BEGINS}{_SUBJECT}(?:设在|设于|总部在|定都于?|建都于?)(?P<gap>{_LIST}{{2,16}}){CLAUSE_ENDS}",
    ),
    # 禁止区域内不得销售烟花爆竹
    _form(
        "must_not",
        "relation",
        "做什么",
        rf"{_OPENS}(?P<subject>{_WORDS}{{4,26}}[，,]?)(?:不得(?!超过|少于|低于|多于)|禁止|严禁)(?P<gap>{_WORDS}{{2,24}}){_CLOSED}",
    ),
    # 公民有权要求吸烟者停止吸烟
    _form(
        "may",
        "relation",
        "做什么",
        rf"{CLAUSE_BEGINS}{_SUBJECT}有权(?P<gap>{_WORDS}{{3,30}}){CLAUSE_ENDS}",
    ),
    # 蒸汽机带来了……
    _form(
        "brings",
        "relation",
        "什么",
        rf"{CLAUSE_BEGINS}{_SUBJECT}(?:也|还|又|已|就|从而)?(?:带来|促进|推动|加速|改变|催生|形成|奠定|开创|结束|打破|暴露|反映|证明|促成|决定)了(?P<gap>{_WORDS}{{3,26}}){_CLOSED}",
    ),
    # 支付平台相当于……
    _form(
        "like",
        "relation",
        "什么",
        rf"{CLAUSE_BEGINS}{_SUBJECT}(?:就像|好比|如同|犹如|相当于|等于|等同于)(?P<gap>{_WORDS}{{3,30}}){_CLOSED}",
    ),
    # 变异就是……; 其实是, 无非是
    _form(
        "is_so",
        "relation",
        "什么",
        rf"{_OPENS}(?P<subject>{_WORDS}{{2,18}}?)(?:其实|实际上|实质上|本质上|才|就|无非|不过|正)是(?P<gap>{_WORDS}{{4,40}}){_CLOSED}",
    ),
    # 为了促进旅游，日本也修改了……
    _form(
        "for_what",
        "relation",
        "什么",
        rf"(?:^|[。；;])(?P<subject>为了?)(?P<gap>{_WORDS}{{4,30}})[，,]{_WORDS}{{6,30}}{_CLOSED}",
    ),
    # 生产受限，主要是因为……
    _form(
        "is_because",
        "cause",
        "什么",
        rf"{_OPENS}(?P<subject>{_WORDS}{{4,34}}[，,]?(?:主要|正|就|大多)?是(?:因为|由于|为了))(?P<gap>[^。；;：:！!？?“”]{{4,50}}){_CLOSED}",
    ),
    # 只有掠夺才可能……
    _form(
        "only_if",
        "cause",
        "怎样",
        rf"{CLAUSE_BEGINS}(?P<subject>只有|唯有)(?P<gap>{_WORDS}{{3,30}}?)[，,]?才{_WORDS}{{3,26}}{_CLOSED}",
    ),
    # 应当在五日内移交
    _form(
        "within",
        "relation",
        "多少",
        rf"{_OPENS}(?P<subject>[^。；;：:！!？?“”]{{6,60}}?)(?<!\d)"
        rf"(?P<gap>[两一二三四五六七八九十百]+|\d{{1,3}})个?(?:工作日|日|天|月|年|小时)(?:以?内|前)(?!往)"
        rf"[^。；;：:！!？?“”]{{4,40}}{_CLOSED}",
    ),
    # 不得超过三十日
    _form(
        "limit",
        "relation",
        "多少",
        rf"{_OPENS}(?P<subject>[^。；;：:！!？?“”]{{4,50}}?(?:不得超过|不超过|不得少于|不得低于|不少于|至少|最多|最高|高达|多达|限养))"
        rf"(?P<gap>{_NUMBER}){_UNIT}[^，,。；;]{{0,12}}{CLAUSE_ENDS}",
    ),
    # 处以五百元以上三千元以下罚款
    _form(
        "fine",
        "relation",
        "多少",
        rf"{_OPENS}(?P<subject>[^。；;：:！!？?“”]{{8,60}}?[，,](?:可以?|并)?处以?)(?P<gap>[^，,。；;：:]{{2,20}}?)的?罚款",
    ),
    # 管理人应当书面报告
    _form(
        "must",
        "relation",
        "做什么",
        rf"{_OPENS}(?P<subject>[^。；;：:！!？?“”]{{3,44}}?)(?:应当|必须|应该|须)(?P<gap>[^。；;：:！!？?“”]{{4,60}}){_CLOSED}",
    ),
    # 光是一种电磁波
    _form(
        "is",
        "relation",
        "什么",
        rf"{_OPENS}(?P<subject>{_WORDS}{{2,20}}?)(?<![的不仅但])(?:都|只)?是(?!否|指|由|随着|在|当|为了?|对|如何|怎样|因|不是|从|要)(?P<gap>{_WORDS}{{4,40}}){CLAUSE_ENDS}",
    ),
)
_SYSTEM = re.compile(
    rf"{CLAUSE_BEGINS}{_SUBJECT}(?:实行|推行|建立|设立|采用)了?(?P<gap>{_LIST}{{2,20}}?(?P<what>制度|责任制|制|机制|体制|办法)){CLAUSE_ENDS}"
)
_RESPONSIBLE = re.compile(
    rf"{CLAUSE_BEGINS}(?P<gap>{_NAME}{_BODY})(?:应当|具体|统一)?(?P<verb>负责|主管|承担)(?P<rest>[^，,。；;：:！!？?“”（）()]{{4,44}}){CLAUSE_ENDS}"
)
_OFFICE = re.compile(
    rf"{CLAUSE_BEGINS}(?P<gap>{_NAME})是(?P<rest>{_WORDS}{{2,30}}的(?:{alternatives('study', 'offices')})){CLAUSE_ENDS}"
)
_NO_NOUN = r"(?!机构|部门|人员|单位|管理|机关|办法|者|局|在地)"
_BY = re.compile(
    rf"(?P<before>[^。；;：:！!？?“”]{{3,50}}?)(?:应当|必须|须|可以|都|均|则|暂|，)?(?<![来自缘理])由(?P<gap>{_NAME})(?!在地)"
    rf"(?:依法|负责|共同|统一|分别|直接|(?:根据|按照|依照|参照|以|通过|会同|报|在|于|从){_WORDS}{{2,30}}?)?"
    rf"(?:{alternatives('study', 'deeds')}|{alternatives('study', 'rulings')}){_NO_NOUN}"
    rf"[^，,。；;：:！!？?“”（）()的]{{0,24}}?{CLAUSE_ENDS}"
)
_ASKED_BODY = re.compile(r"(部门|机关|机构)$")
_NOT_WHO = re.compile(
    r"或者?$|[和及并]$|划定|并|向|及其|名为|根据|按照|依照|通过|会同|依法|^(?:此|其|他们|自己|自身|双方|本人|有关)|的"
)


def statements(text: str, words: Words) -> Iterator[Asked]:
    """What else may be asked of a sentence."""

    def class_of(phrase: str) -> AnswerClass:
        return answer_class(phrase, phrase, words)

    for form in _FORMS:
        for found in form.pattern.finditer(text):
            subject, gap = found["subject"], found["gap"]
            free = form.name in (
                "owing",
                "for_what",
                "only_if",
                "shows",
                "within",
                "limit",
                "fine",
                "not_because",
                "must",
            )
            if not free and not is_subject(subject.rstrip("，,")):
                continue
            if points_back(subject + gap) or leans(subject) or _VAGUE.match(gap):
                continue
            if '"' in subject + gap:
                continue
            if form.name in ("is", "is_so") and (_SOMEBODY.search(gap) or words.dictionary.tag(subject)[:2] == "nr"):
                continue  # somebody is not asked for by 什么
            if form.said != "多少" and (_MANY.search(gap) or _repeats(subject, gap)):
                continue
            said = "谁" if form.said == "什么" and class_of(gap) == "person" and not is_role(gap) else form.said
            yield Asked(form.kind, *found.span("gap"), said, found.start("subject"), found.end(), form=form.name)
    for found in _SYSTEM.finditer(text):
        if is_subject(found["subject"]) and not points_back(found["subject"] + found["gap"]):
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
        if is_subject(gap) and not _MANY.search(gap) and not points_back(gap + found["rest"]):
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


def _clauses(text: str, words: Words) -> Iterator[Asked]:
    """Of a clause that says what somebody or something does, and what to."""
    for found in re.finditer(rf"(?:^|[。；;，,])(?P<clause>{_WORDS}{{8,50}}){CLAUSE_ENDS}", text):
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
