"""Questions for what a sentence says of things: what something is, comes of, leads to, consists of, is rather than.

Each is a span of the sentence in place of which a question word stands: 由于A，B → 为什么B; X不是A，而是B → X不是A，
而是什么; 分为A、B和C三类 → 分为哪三类.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from audiobook.language.numerals import DIGITS
from audiobook.language.word_lists import alternatives
from audiobook.model import QuestionKind
from audiobook.study.prose import leans, points_back

_CLAUSE = r"[^，,。；;：:！!？?—（）()“”‘’、]"
CLAUSE_BEGINS, CLAUSE_ENDS = r"(?:^|[。；;，,])", r"(?=[，,。；;]|$)"
"""Around what is said in one clause of a sentence."""
_END = r"(?=[。；;！!]|$)"
_ESSENCE = re.compile(
    rf"(?:^|[。；;，,])(?P<subject>[^，,。；;：:！!？?]{{2,24}}的(?:{alternatives('study', 'essences')}))"
    rf"(?P<cue>就?是|在于|就在于|为)(?!不|否|多少|什么)(?P<gap>[^。；;：:！!？?]{{3,45}}){_END}"
)
_VERB = re.compile(
    rf"(?:^|[。；;，,])(?P<subject>[^，,。；;：:！!？?]{{2,24}}?)(?:主要|最终|完全|直接|都|就|往往)?"
    rf"(?P<cue>取决于|来自于?|来源于|源于|源自|起源于|得益于"
    rf"|依赖于?|离不开|归功于|脱胎于|等于|导致了?|(?<!打)造成了?|引起了?|引发了?)"
    rf"(?P<gap>[^，,。；;：:！!？?]{{2,30}}){_END}"
)
_AGAINST = r"[^，,。；;：:！!？?]{2,24}[，,]而"
_CONTRAST = re.compile(
    rf"(?P<subject>[^，,。；;：:！!？?“”]{{2,20}}?)"
    rf"(?:(?:(?:并?不(?:仅仅)?是|并非)(?P<a>{_AGAINST})是)|(?:不在于(?P<b>{_AGAINST})在于)|(?:不靠(?P<c>{_AGAINST})靠)"
    rf"|(?:不取决于(?P<d>{_AGAINST})取决于))(?P<gap>[^，,。；;：:！!？?]{{2,40}}){CLAUSE_ENDS}"
)
"""What is set against what is denied by the same word: 不取决于甲，而是根本上取决于乙 has no noun to ask for."""
_CAUSE = re.compile(
    rf"(?:^|[。；;])(?P<subject>{_CLAUSE}{{0,14}}?)(?P<gap>(?:由于|因为)(?P<why>[^，,。；;：:！!？?]{{4,40}})(?<!的)(?<!的\w)(?<!的\w\w)"
    rf"[，,](?:所以|因此|因而|故|就|便)?)"
    rf"(?P<rest>(?!所以|因此|因而|故|就|便){_CLAUSE}{{6,40}}){_END}"
)
_THEREFORE = re.compile(
    rf"(?:^|[。；;])(?P<subject>{_CLAUSE}{{2,14}}?)之所以(?P<rest>{_CLAUSE}{{2,30}})"
    rf"[，,](?:就|正|主要)?是?(?P<cue>因为|由于)(?P<gap>[^。；;：:！!？?]{{4,50}}){_END}"
)
_MEASURE = (
    r"(?:点|条|步|类|种|项|大类|阶段|部分|层次|方面|步骤|环节|要素|要件|特征|特点"
    r"|原则|条件|原因|类型|层|级|元素|因素|问题|功能|任务)"
)
_CONSISTS = re.compile(
    rf"(?P<subject>[^，,。；;：:！!？?]{{2,24}}?)(?:可以?|一般|通常|大致|主要)?(?P<cue>分为|分成|包括|包含|由|有|具有|需要)"
    rf"(?P<gap>(?P<items>[^，,。；;：:！!？?]{{1,16}}(?:[、和与及以][^，,。；;：:！!？?、]{{1,16}})+?)"
    rf"(?:这)?(?P<n>[两二三四五六七八九])(?P<m>个?{_MEASURE}))(?=[，,。；;]|$)"
)
_ENUMERATED = re.compile(
    rf"(?P<head>[^，,。；;：:！!？?]{{2,30}}?)(?P<gap>(?P<n>[两二三四五六七])(?P<m>个?(?:主要|基本|重要|大)?{_MEASURE})"
    rf"[：:。](?P<items>(?:第一|一是|首先|其一|[（(]?一[）)、]).+))$",
    re.DOTALL,
)
_FOLLOWING = re.compile(
    r"(?:^|[。；;，,])(?P<head>[^，,。；;：:！!？?]{2,30}?)(?P<gap>(?:以?下列)(?P<what>[^，,。；;：:的]{2,8})[：:][（(]一[）)].+)$",
    re.DOTALL,
)
_FIRSTS = {
    "第一": [f"第{n}" for n in "一二三四五六七八九"],
    "一是": [f"{n}是" for n in "一二三四五六七八九"],
    "其一": [f"其{n}" for n in "一二三四五六七八九"],
}
_OPEN = re.compile(
    r"(?:[有是在把以从由被将与和及或了着略约]|共有|只有|还有|属于|成为|众所周知|对于|关于|对|使用|采用|利用|通过|进行|作为|已|并|而)$|无法|不能|不会|可以|绝大|使用|是|[也还又则却仍亦不]$"
)
"""A subject that ends so goes on, or is a sentence of its own."""
_SUPPOSED = re.compile(r"^(?:根据|按照|随着|假设|假定|开始|包括)|如果|假如")
"""What is only supposed, or leads to what is spoken of."""
_LOOSE = re.compile(
    rf"^(?:{alternatives('study', 'leaning')}|在|当|如果|对|为了?|要|不|将|能|会|可|如何|怎样|怎么|是否|为什么)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A span of a sentence and what is said in its place."""

    kind: QuestionKind
    start: int
    stop: int
    said: str
    head: int
    """Offset where the question begins."""
    end: int
    """Offset behind it."""
    about: str = ""
    """The term of a definition."""
    form: str = ""
    """Of words by which it is said, where that is more than its kind (`statements`)."""


def relations(text: str) -> Iterator[Asked]:
    """What may be asked about a sentence by what it says, not by a term."""
    cues: tuple[tuple[re.Pattern[str], QuestionKind], ...] = (
        (_ESSENCE, "relation"),
        (_VERB, "relation"),
        (_CONTRAST, "contrast"),
        (_THEREFORE, "cause"),
    )
    for pattern, kind in cues:
        for found in pattern.finditer(text):
            subject, gap = found["subject"], found["gap"]
            if not is_subject(subject) or _LOOSE.match(gap) or points_back(subject + gap):
                continue
            if kind == "relation" and _repeats(subject, gap):
                continue
            start, stop = found.span("gap")
            if kind == "contrast":
                denied = next(found[name] for name in "abcd" if found[name])
                start += _shared(denied, gap)
            yield Asked(kind, start, stop, "什么", found.start("subject"), stop)
    for found in _CAUSE.finditer(text):
        rest, subject = found["rest"], found["subject"]
        own = subject if subject else rest
        if (
            not is_subject(own)
            or points_back(own + found["why"] + rest)
            or (not subject and re.match(r"[不要会能可必只]|他|她|它", rest))
            or (subject and (found["why"].endswith("了") or re.match(r"现在|如今|目前", rest)))
        ):
            continue
        yield Asked("cause", *found.span("gap"), "为什么", found.start("subject"), found.end("rest"))
    yield from _lists(text)
    yield from _following(text)


def _lists(text: str) -> Iterator[Asked]:
    for found in _CONSISTS.finditer(text):
        items = re.split(r"、|以及|[和与及]", found["items"])
        if len(items) == _number(found["n"]) and all(items) and is_subject(found["subject"]):
            start, stop = found.span("gap")
            yield Asked("list", start, stop, f"哪{found['n']}{found['m']}", found.start("subject"), stop)
    found_ = _ENUMERATED.search(text)
    if found_ and is_complete_list(found_["items"], _number(found_["n"])) and is_subject(found_["head"]):
        start, stop = found_.span("gap")
        yield Asked("list", start, stop, f"哪{found_['n']}{found_['m']}", found_.start("head"), stop)


def _following(text: str) -> Iterator[Asked]:
    """应当具备下列条件：（一）…；（二）…。 asks 应当具备哪些条件."""
    found = _FOLLOWING.search(text)
    if found and is_subject(found["head"]):
        start, stop = found.span("gap")
        yield Asked("list", start, stop, f"哪些{found['what']}", found.start("head"), stop)


def is_complete_list(text: str, count: int) -> bool:
    """Does `text` have the first to the `count`-th item, each once and in order, and no more?"""
    for marks in _FIRSTS.values():
        if text.startswith(marks[0]):
            places = [text.find(mark) for mark in marks[:count]]
            return -1 not in places and places == sorted(places) and marks[count] not in text
    return False


def _shared(one: str, two: str) -> int:
    """Letters both begin with: 不是来自A，而是来自B asks 而是来自什么."""
    return next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)


def _number(character: str) -> int:
    return 2 if character == "两" else DIGITS.index(character)


def is_subject(text: str) -> bool:
    """Does it name what is spoken of, by itself?"""
    return (
        len(text) > 1
        and not leans(text)
        and not points_back(text)
        and not _LOOSE.match(text)
        and not _OPEN.search(text)
        and not _SUPPOSED.search(text)
    )


def _repeats(subject: str, gap: str) -> bool:
    """Does one name the other (学习的关键是学习)?"""
    return any(subject[i : i + 2] in gap for i in range(len(subject) - 1))
