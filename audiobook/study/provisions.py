"""What rules and reports lay down: by whom, to whom, of whom, what for, on what condition, in what order.

As in `relations`, each is a span of the sentence in place of which a question word stands: 主任由大会选举 →
主任由谁选举; 只有先修渠，才能种稻 → 只有怎样，才能种稻.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from audiobook.language.word_lists import alternatives
from audiobook.model import QuestionKind
from audiobook.study.answer_classes import AnswerClass, is_role
from audiobook.study.prose import points_back
from audiobook.study.relations import CLAUSE_BEGINS, CLAUSE_ENDS, Asked, is_subject

_SUBJECT = r"(?P<subject>[^，,。；;：:！!？?、]{2,26}?)"
_NAME = r"[^，,。；;：:！!？?、的（(）)“”]{2,22}?"
_HOW = r"依法|负责|共同|统一|分别|直接|(?:根据|按照|依照|以|通过|会同|报|在)[^，,。；;：:！!？?]{2,16}?"
_NOUN = r"(?P<gap>[^，,。；;：:！!？?、的（(）)“”]{2,22}?)"
_BY_WHOM = re.compile(
    rf"{CLAUSE_BEGINS}{_SUBJECT}(?:可以|应当|应|必须|须|都|均|一般|主要)?(?<![来自缘理])由"
    rf"(?P<gap>{_NAME})(?!在地)(?:{_HOW})?(?P<verb>{alternatives('study', 'deeds')})(?!机构|部门|人员|单位|办法|者|局)"
    rf"[^，,。；;：:！!？?]{{0,18}}?{CLAUSE_ENDS}"
)
_TO_WHOM = re.compile(
    rf"{CLAUSE_BEGINS}{_SUBJECT}(?:应当|必须|要|须|均|都|分别)?(?:对{_NOUN}(?:负责|承担责任)|受(?P<over>[^，,。；;：:、]{{2,20}}?)(?:的)?(?:领导|监督))"
    rf"(?:并(?:且)?[^，,。；;]{{2,10}})?{CLAUSE_ENDS}"
)
_MADE_OF = re.compile(
    rf"{CLAUSE_BEGINS}{_SUBJECT}(?:主要)?(?:是)?由(?P<gap>[^，,。；;：:！!？?]{{2,36}}?)(?:所|共同)?(?P<verb>组成|构成)(?:的)?{CLAUSE_ENDS}(?![，,]意[为即思指])"
)
_INCLUDES = re.compile(
    rf"{CLAUSE_BEGINS}{_SUBJECT}(?:主要|一般|通常)?(?:包括|包含)(?:有|了)?"
    r"(?P<gap>[^，,。；;：:！!？?、]{2,14}(?:、[^，,。；;：:！!？?、]{2,14}){1,5}(?:以及|[和及与或])[^，,。；;：:！!？?、]{2,14})(?=[。；;]|$)"
)
_DIVIDED = re.compile(
    rf"{CLAUSE_BEGINS}{_SUBJECT}(?:可以?|一般|通常|大致|主要)?(?:分为|分成|划分为)"
    r"(?P<gap>[^，,。；;：:！!？?、]{2,12}(?:、[^，,。；;：:！!？?、]{2,12}){0,5}(?:以及|[和及与])[^，,。；;：:！!？?、]{2,12})(?=[。；;，,]|$)"
)
_PURPOSE = re.compile(
    rf"{CLAUSE_BEGINS}{_SUBJECT}(?:主要|通常|一般|常)?(?P<cue>用于|(?<![费信应使采])用来|用以|旨在|是为了|为的是)(?P<gap>[^，,。；;：:！!？?]{{4,30}})(?=[。；;]|$)"
)
_CONDITION = re.compile(
    r"(?:^|[。；;，,])(?:只有|唯有)(?P<gap>[^，,。；;：:！!？?]{4,30})[，,](?P<rest>[^，,。；;：:！!？?]{0,16}才[^，,。；;：:！!？?]{3,26})(?=[。；;]|$)"
)
_STEPS = re.compile(
    rf"{CLAUSE_BEGINS}(?P<subject>[^，,。；;：:！!？?、]{{0,16}}?)(?<![首领率优事原起祖])先(?![后生进前行期天])[^，,。；;：:！!？?]{{2,24}}[，,]"
    r"(?:(?:再|然后|接着)[^，,。；;：:！!？?]{2,24}[，,])?(?:再|最后|然后)(?P<gap>[^，,。；;：:！!？?]{3,24})(?=[。；;]|$)"
)
_MOST = re.compile(
    r"(?:^|[。；;])(?P<gap>[^，,。；;：:！!？?、的]{2,12})(?P<cue>是)(?!指)"
    r"(?P<what>[^，,。；;：:！!？?]{0,16}(?:最(?!优(?!秀))[^，,。；;：:！!？?是]{1,6}的|唯一|第一[座部个条位家所种次]|首[座部个条位家所])[^，,。；;：:！!？?是]{2,14})(?=[，,。；;]|$)"
)
_BECAUSE = re.compile(
    r"(?:^|[。；;])(?P<gap>(?P<why>[^，,。；;：:！!？?]{6,36})[，,](?:因此|所以|因而|因此也)[，,]?)(?P<rest>[^，,。；;：:！!？?]{6,34})(?=[。；;]|$)"
)
_HENCE = re.compile(
    r"^(?P<gap>(?P<why>[^。；;：:！!？?]{8,60})。(?:因此|所以|因而)[，,]?)(?P<rest>[^，,。；;：:！!？?]{6,34})(?=[。；;]|$)"
)
_SOME = r"各?(?:若干|[一二三四五六七八九十\d]+(?:至|到)?[一二三四五六七八九十\d]*)[人名]"
_PERSONS = re.compile(rf"(?:{alternatives('study', 'roles')}|[长员]|主任|代表|主席|秘书长|书记)(?:{_SOME})?$")
ASKED_BY: dict[AnswerClass, str] = {"person": "谁", "organisation": "谁", "company": "谁", "thing": "什么"}
_BODY = re.compile(
    r"(?:机关|部门|政府|大会|会议|委员会|法院|检察院|单位|公司|[局厅署处党军人员者社长]|代表|主席|主任|常委会|中央|双方|一方)$"
)
"""Who may decide: 谁."""
_PASSIVE = re.compile(r"(?<!研究)(?<!派出)(?<!事务)(?<!交易)(?<!看守)(?<!戒毒)(?<!管理)所$")
"""由规范所|决定: 所 is of the verb."""
_LAW = re.compile(r"(?:法律|法规|规定|章程|条例|办法|规则|协定|本法|制度)$")
_MANY = re.compile(r"等$|等[^级于待]|之一|之类")
_HOW_ONE = re.compile(
    r"[和及或]$|或者|划定|并|提请|根据|按照|依照|以|通过|会同|依法|民主|直接|间接|^(?:此|其|他们|自己|自身|双方|本人|有关)"
)
"""In what should be a name: how, not by whom."""
_WHEN = re.compile(r"(?:的?时候?|之?后|以后)$")
_SAYS_MORE = re.compile(r"取决于|导致|引起|由于")
_VAGUE = re.compile(rf"^(?:{alternatives('study', 'slogans')}|更好|进一步|不断|全面|有效|更)")


def provisions(text: str, class_of: Callable[[str], AnswerClass]) -> Iterator[Asked]:
    """What may be asked of a sentence that lays something down; `class_of` a phrase by itself."""
    for found in _BY_WHOM.finditer(text):
        if _names_one(found):
            said = "" if is_role(found["gap"]) else ASKED_BY.get(class_of(found["gap"]), "")
            if _BODY.search(found["gap"]) or said:
                yield _asked("relation", found, "谁" if _BODY.search(found["gap"]) else said)
    for found in _TO_WHOM.finditer(text):
        group = "gap" if found["gap"] else "over"
        if is_subject(found["subject"]) and not _MANY.search(found[group]) and not points_back(found[group]):
            if _LAW.search(found[group]):
                continue
            yield Asked("relation", *found.span(group), "谁", found.start("subject"), found.end())
    for found in _MADE_OF.finditer(text):
        if _whole_list(found):
            persons = all(_PERSONS.search(item) for item in _items(found["gap"]))
            yield _asked("list", found, "哪些人" if persons else "什么")
    for found in _INCLUDES.finditer(text):
        if _whole_list(found):
            yield _asked("list", found, "哪些")
    for found in _DIVIDED.finditer(text):
        if _whole_list(found) and not re.search(r"^[两二三四五六七八九十\d]|[类种部分个级段]$", found["gap"]):
            yield _asked("list", found, "哪几类")
    for found in _PURPOSE.finditer(text):
        if _SAYS_MORE.search(found["subject"]):
            continue
        if is_subject(found["subject"]) and not _VAGUE.match(found["gap"]) and not _MANY.search(found["gap"]):
            yield _asked("relation", found, "做什么" if found["cue"] in ("旨在", "用来", "用以") else "什么")
    for found in _CONDITION.finditer(text):
        if not points_back(found["gap"] + found["rest"]):
            said = "什么时候" if _WHEN.search(found["gap"]) else "怎样"
            yield Asked("cause", *found.span("gap"), said, found.start("gap") - 2, found.end("rest"))
    for found in _STEPS.finditer(text):
        if re.search(r"[我咱]们", found["gap"]):
            continue
        if is_subject(found["subject"]) if found["subject"] else found.start("subject") == 0:
            yield Asked("list", *found.span("gap"), "做什么", found.start("subject"), found.end())
    for found in _MOST.finditer(text):
        if "之一" not in found["what"] and is_subject(found["gap"]) and class_of(found["gap"]) == "thing":
            yield Asked("relation", *found.span("gap"), "什么", found.start("gap"), found.end("what"))
    for found in (*_BECAUSE.finditer(text), *_HENCE.finditer(text)):
        if is_subject(found["rest"]) and is_subject(found["why"]):
            yield Asked("cause", *found.span("gap"), "为什么", found.start("gap"), found.end("rest"))


def _asked(kind: QuestionKind, found: re.Match[str], said: str) -> Asked:
    return Asked(kind, *found.span("gap"), said, found.start("subject"), found.end())


def _names_one(found: re.Match[str]) -> bool:
    gap = found["gap"]
    if _LAW.search(gap) or _PASSIVE.search(gap):
        return False  # 由法律规定 is said of everything
    return is_subject(found["subject"]) and is_subject(gap) and not _MANY.search(gap) and not _HOW_ONE.search(gap)


def _items(text: str) -> list[str]:
    return [item for item in re.split(r"、|以及|[和与及]", text) if item]


def _whole_list(found: re.Match[str]) -> bool:
    """Two things or more, none of them 等, and none of them said of something else."""
    items = _items(found["gap"])
    return (
        len(items) > 1
        and is_subject(found["subject"])
        and not _MANY.search(found["gap"])
        and not points_back(found["gap"])
    )
