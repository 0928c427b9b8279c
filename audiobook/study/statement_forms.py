"""The forms of words of `statements`, each with what is asked in place of its gap."""

from __future__ import annotations

import re
from dataclasses import dataclass

from audiobook.language.word_lists import alternatives
from audiobook.model import QuestionKind
from audiobook.study.relations import CLAUSE_BEGINS, CLAUSE_ENDS

WORDS = r"[^，,。；;：:！!？?“”（）()]"
"""A character within a clause."""
SUBJECT = rf"(?P<subject>{WORDS}{{2,26}}?)"
LIST = r"[^，,。；;：:！!？?“”（）()、]"
"""A character of one thing, of several none."""
_OPENS = r"(?:^|[。；;])"
_CLOSED = r"(?=[。；;！!]|$)"
_NUMBER = r"[两一二三四五六七八九十百千万\d]+"
_UNIT = r"(?:个?工作日|日|天|个月|年|小时|周岁|元|人|名|件|次|只|户|倍|平方米|公里|米|分钟)"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of words that says one thing."""

    name: str
    """Evidence of how likely a question of it is a good one (`question_evidence`)."""
    kind: QuestionKind
    said: str
    pattern: re.Pattern[str]


def _form(name: str, kind: QuestionKind, said: str, pattern: str) -> Form:
    return Form(name, kind, said, re.compile(pattern))


_ASPECTS = alternatives("study", "aspects")
FORMS = (
    # 灌区最大的困难是……; 决定产量的力量，是……
    _form(
        "aspect",
        "relation",
        "什么",
        rf"{CLAUSE_BEGINS}(?P<subject>{WORDS}{{1,24}}?(?:的|最大|主要|根本|核心|首要|唯一)(?:{_ASPECTS}))[，,]?"
        rf"(?:就|正|主要|恰恰)?(?:是|在于)(?!不|否|多少|什么)(?P<gap>[^。；;：:！!？?“”]{{3,45}}){_CLOSED}",
    ),
    # 正是由于支付方便了，使得小额收费成为可能
    _form(
        "owing",
        "relation",
        "什么",
        rf"(?:^|[。；;])(?P<subject>正?是?(?:由于|因为))(?P<gap>{WORDS}{{4,30}})"
        rf"[，,](?:才|使得?|让|从而){WORDS}{{4,26}}{_CLOSED}",
    ),
    # 如果误差很小，说明……
    _form(
        "shows",
        "relation",
        "什么",
        rf"{_OPENS}(?P<subject>(?:如果|若是?|一旦|当){WORDS}{{4,26}}[，,](?:则|就|便|那就)?(?:说明|表明|表示|意味着|提示))"
        rf"(?P<gap>{WORDS}{{4,30}}){CLAUSE_ENDS}",
    ),
    # 抽样误差一般用标准误来估计
    _form(
        "means",
        "relation",
        "什么",
        rf"{CLAUSE_BEGINS}{SUBJECT}(?:一般|通常|可以?|主要|往往|常|多)?(?:(?<![使利采应作运费])用(?![于来])|(?<!依)靠|凭借|通过|借助)(?P<gap>{WORDS}{{2,16}}?)来(?![自源说讲看就])[^，,。；;：:！!？?“”（）()的]{{2,14}}{CLAUSE_ENDS}",
    ),
    # 与其说是甲，不如说是乙
    _form(
        "rather_said",
        "contrast",
        "什么",
        rf"{CLAUSE_BEGINS}(?P<subject>{WORDS}{{0,20}}?与其说是?{WORDS}{{2,26}}[，,](?:不如|毋宁|倒不如)说是?)(?P<gap>{WORDS}{{2,30}}){_CLOSED}",
    ),
    # 是甲，而不是乙
    _form(
        "not_that",
        "contrast",
        "什么",
        rf"{CLAUSE_BEGINS}{SUBJECT}(?:应该|应当|只|仅)?(?:是|在于|取决于|来自)(?P<gap>{WORDS}{{3,24}})[，,]而(?:不是|非|不在于|不取决于)(?P<other>{WORDS}{{2,20}}){CLAUSE_ENDS}",
    ),
    # 不是因为甲，而是因为乙
    _form(
        "not_because",
        "contrast",
        "什么",
        rf"{CLAUSE_BEGINS}(?P<subject>{WORDS}{{2,20}}?[，,]?(?:并?不是|并非)(?:因为|为了){WORDS}{{2,26}}[，,](?:也不是(?:因为)?{WORDS}{{2,30}}[，,])?而是(?:因为|为了)?)(?P<gap>[^。；;：:！!？?“”]{{3,50}}){_CLOSED}",
    ),
    # 养犬管理遵循……相结合的原则
    _form(
        "principle",
        "relation",
        "什么样",
        rf"{CLAUSE_BEGINS}{SUBJECT}(?:应当|应|必须)?(?:遵循|坚持|贯彻|按照|采取|奉行)(?P<gap>[^，,。；;：:！!？?“”（）()]{{3,40}}?)的(?:原则|方针|政策|态度){CLAUSE_ENDS}",
    ),
    # 第一巡回法庭设在深圳市
    _form(
        "seat",
        "relation",
        "哪里",
        rf"{CLAUSE_BEGINS}{SUBJECT}(?:设在|设于|总部在|定都于?|建都于?)(?P<gap>{LIST}{{2,16}}){CLAUSE_ENDS}",
    ),
    # 禁止区域内不得销售烟花爆竹
    _form(
        "must_not",
        "relation",
        "做什么",
        rf"{_OPENS}(?P<subject>{WORDS}{{4,26}}[，,]?)(?:不得(?!超过|少于|低于|多于)|禁止|严禁)(?P<gap>{WORDS}{{2,24}}){_CLOSED}",
    ),
    # 公民有权要求吸烟者停止吸烟
    _form(
        "may",
        "relation",
        "做什么",
        rf"{CLAUSE_BEGINS}{SUBJECT}(?<!所)有权(?P<gap>{WORDS}{{3,30}}){CLAUSE_ENDS}",
    ),
    # 蒸汽机带来了……
    _form(
        "brings",
        "relation",
        "什么",
        rf"{CLAUSE_BEGINS}{SUBJECT}(?:也|还|又|已|就|从而)?(?:带来|促进|推动|加速|改变|催生|形成|奠定|开创|结束|打破|暴露|反映|证明|促成|决定)了(?P<gap>{WORDS}{{3,26}}){_CLOSED}",
    ),
    # 支付平台相当于……
    _form(
        "like",
        "relation",
        "什么",
        rf"{CLAUSE_BEGINS}{SUBJECT}(?:就像|好比|如同|犹如|相当于|等于|等同于)(?P<gap>{WORDS}{{3,30}}){_CLOSED}",
    ),
    # 变异就是……; 其实是, 无非是
    _form(
        "is_so",
        "relation",
        "什么",
        rf"{_OPENS}(?P<subject>{WORDS}{{2,18}}?)(?:其实|实际上|实质上|本质上|才|就|无非|不过|正)是(?P<gap>{WORDS}{{4,40}}){_CLOSED}",
    ),
    # 为了促进旅游，日本也修改了……
    _form(
        "for_what",
        "relation",
        "什么",
        rf"(?:^|[。；;])(?P<subject>为了?)(?P<gap>{WORDS}{{4,30}})[，,]{WORDS}{{6,30}}{_CLOSED}",
    ),
    # 生产受限，主要是因为……
    _form(
        "is_because",
        "cause",
        "什么",
        rf"{_OPENS}(?P<subject>{WORDS}{{4,34}}[，,]?(?:主要|正|就|大多)?是(?:因为|由于|为了))(?P<gap>[^。；;：:！!？?“”]{{4,50}}){_CLOSED}",
    ),
    # 只有掠夺才可能……
    _form(
        "only_if",
        "cause",
        "怎样",
        rf"{CLAUSE_BEGINS}(?P<subject>只有|唯有)(?P<gap>{WORDS}{{3,30}}?)[，,]?才{WORDS}{{3,26}}{_CLOSED}",
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
        rf"{_OPENS}(?P<subject>[^。；;：:！!？?“”]{{3,44}}?)(?:应当|必须|应该|须)(?!由)(?P<gap>[^。；;：:！!？?“”]{{4,60}}){_CLOSED}",
    ),
    # 光是一种电磁波
    _form(
        "is",
        "relation",
        "什么",
        rf"{_OPENS}(?P<subject>{WORDS}{{2,20}}?)(?<![的不仅但总果由早])(?:都|只)?是(?!否|指|基于|依|直接|变得|有点|由|随着|在|当|为了?|按照|根据|虽然|通过|对|如何|怎样|因|不是|从|要)(?P<gap>{WORDS}{{4,40}}){CLAUSE_ENDS}",
    ),
)
