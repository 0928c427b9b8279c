"""Questions for the points of a list that stands in paragraphs of its own: what the line above it announces
(优先股具有以下特征：), a label under a heading (特点：), or a section whose paragraphs open with 第一，…, 第二，….
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from audiobook.language.chinese import han_count
from audiobook.language.numerals import counting
from audiobook.language.word_lists import alternatives
from audiobook.model import BLANK
from audiobook.study.list_items import LONGEST_HEAD, Points, headed, led, points_of, ranked
from audiobook.study.prose import leans, points_back
from audiobook.study.series import series
from audiobook.study.tokens import Words
from audiobook.study.whole_sentences import Sentence

LEAST_HEAD = 3
"""Characters of what is said to have them, with its verb."""
LONGEST_TOPIC = 30
"""Characters of a heading that is asked about."""
_OPENS = re.compile(rf"^(?:{alternatives('study', 'openers')}|另外|其中|此外|同时|总的来说|一般来说|一般)[，,]?")
_ANNOUNCES = re.compile(
    r"^(?P<head>.{2,40}?)(?:，?但不限于)?(?:以下|如下|下列|下面)(?:的)?(?P<count>几|数|多|[两二三四五六七八九]|\d)?(?:大)?"
    r"(?P<measure>[个种类点条项步层方])?(?P<what>(?:基本|主要|重要|核心|关键)?[^的，,。：:\d是]{0,6})(?P<over>即可|之一)?$"
)
_COUNTS = re.compile(
    r"^(?P<head>.{2,40}?[有为成取含括备从存供出])(?P<count>[两二三四五六七八九]|\d)(?P<measure>大?[个种类点条项步层方大])(?P<what>[^的，,。：:]{0,8})$"
)
_OF_KINDS = re.compile(
    r"^(?:我们|目前|通常|一般|常见的?|大致|一共|总共|共|主要)*有(?P<count>[两二三四五六七八九]|\d)(?P<measure>[个种类点条项步层])"
    r"(?P<what>(?!.*有)[^，,。：:]{2,12}的[^，,。：:的]{2,8})$"
)
"""我们有四种处理死锁的策略：处理死锁的策略有哪四种."""
_HAS = re.compile(r"^(?P<head>.{2,36}?(?:包括|包含|分为|分成|具有|有))(?:，?但不限于)?$")
_SIDE = re.compile(
    rf"^(?P<head>[^有是]{{2,24}}的)?(?:主要|基本)?(?P<what>{alternatives('study', 'countable')})"
    r"(?:有|是|为|如下|包括)?$"
)
_OF_NOTHING = re.compile(
    r"根据|按照?|依照?|依据|从|在|对于?|关于|为了?|通过|由于|如果|主要|可以?|需要|应该?|要|会|能|将|又|也|还|就|请|当|但|却|不过|并|且|则"
)
"""So begins a clause that has no subject."""
_NO_POINTS = re.compile(
    r"示例|例子|例如|比如|案例|举例|假设|情况下|代码|命令|参考|资料|链接|文章|推荐|书目|公式|我(?!们|[国党军])|[你您]"
)


def points(sentences: Sequence[Sentence], titles: Mapping[int, str], words: Words) -> Iterator[Points]:
    """What may be asked of the lists of an article, by the lines or headings above them; `titles`: the heading of each
    section, of section 0 the title."""
    yield from ranked(each for each in _found(sentences, titles) if _names_its_bearer(each.prompt, words))


def _names_its_bearer(prompt: str, words: Words) -> bool:
    """Is said whose points they are? 带来的问题 are those of what the sentence before names."""
    first = next((token for run in words.runs(prompt) for token in run), None)
    return first is None or first.kind == "noun" or not prompt.startswith(f"{first.text}的")


def _found(sentences: Sequence[Sentence], titles: Mapping[int, str]) -> Iterator[Points]:
    article = "".join(sentence.text for sentence in sentences)
    yield from _sections(sentences, titles)
    for lead, items in led(sentences, ("：", ":")):
        line = _OPENS.sub("", re.split(r"[。；;！!？?]", lead.text.rstrip("：: "))[-1])
        worded = _worded(line, len(items)) or _of_side(line, _topic(titles, lead.section, line, article))
        yield from _asked((lead, *items), items, worded)
    for items in headed(sentences):
        worded = _of_side(_bare(titles[items[0].section]), _topic(titles, 0, "", article))
        yield from _asked(items, items, worded)


def _asked(whole: Sequence[Sentence], items: Sequence[Sentence], worded: tuple[str, str] | None) -> Iterator[Points]:
    if worded and not _NO_POINTS.search(worded[0] + whole[0].text):
        yield from points_of(whole, items, *worded)


def _topic(titles: Mapping[int, str], section: int, side: str, article: str) -> str:
    """What a side of something is a side of: what the heading names, or, where that names sides itself (定义与特点),
    the title; nothing where that is no thing with sides."""
    heading, title = _bare(titles.get(section, "")), _bare(titles.get(0, ""))
    topic = title if section == 0 or side in heading else heading
    return topic if _is_topic(topic, article) else ""


def _of_side(line: str, topic: str) -> tuple[str, str] | None:
    """特点： of 股票型基金 asks 股票型基金的特点有哪些."""
    found = _SIDE.match(line)
    if not found:
        return None
    if found["head"]:
        return None if points_back(line) or leans(line) else (f"{found['head']}{found['what']}有{BLANK}", "哪些")
    return (f"{topic}的{found['what']}有{BLANK}", "哪些") if topic else None


def _is_topic(heading: str, article: str) -> bool:
    """Does a heading name a thing that has sides (股票型基金), and is none itself (定义与特点)?"""
    return 1 < han_count(heading) <= LONGEST_HEAD and heading in article and not _SIDE.search(heading[-2:])


def _worded(line: str, count: int) -> tuple[str, str] | None:
    """A prompt for what `line` announces, and what is said in its gap."""
    if found := _ANNOUNCES.match(line) or _COUNTS.match(line):
        number = found["count"]
        if number and number not in "几数多" and _counted(number) != count:
            return None
        which = f"哪{counting(count)}{found['measure']}" if found["measure"] else "哪些"
        if not found["measure"] and not found["what"]:
            return None
        head, said, behind = found["head"], which, found["what"]
    elif found := _OF_KINDS.match(line):
        if _counted(found["count"]) != count:
            return None
        head, said, behind = f"{found['what']}有", f"哪{counting(count)}{found['measure']}", ""
    elif found := _HAS.match(line):
        head, said, behind = found["head"], "哪些", ""
    else:
        return None
    if (
        han_count(head) < LEAST_HEAD
        or leans(head)
        or points_back(head)
        or _OF_NOTHING.match(re.split("[，,]", head)[-1])
    ):
        return None
    return f"{head}{BLANK}{behind}", said


def _counted(number: str) -> int:
    return int(number) if number.isdigit() else "零一二三四五六七八九".find(number.replace("两", "二"))


def _sections(sentences: Sequence[Sentence], titles: Mapping[int, str]) -> Iterator[Points]:
    """Sections, or whole articles, whose paragraphs are the points: 第一，…, 第二，…."""
    opens: dict[int, int] = {}
    for sentence in sentences:
        opens.setdefault(sentence.paragraph, sentence.place)
    lists = [each for each in series(sentences) if all(opens[one.paragraph] == one.place for one in each)]
    of = Counter(each[0].section for each in lists)
    for each in lists:
        section = each[0].section
        heading = _bare(titles.get(section, ""))
        if of[section] > 1 or not heading or len(heading) > LONGEST_TOPIC:
            continue
        if not points_back(heading) and not _SIDE.match(heading):
            for found in points_of(each, each, f"{heading}：{BLANK}", f"文中讲了哪{counting(len(each))}点"):
                yield replace(found, answer=found.sentence.text)


def _bare(heading: str) -> str:
    """Without its number and what stands in brackets."""
    heading = re.sub(r"[（(][^）)]*[）)]", "", heading).strip()
    return re.sub(
        r"^(?:第?[\d一二三四五六七八九十]+[章节篇]?(?:[.．]\d+)*[.．、\s　]+|[（(]\w{1,3}[）)])\s*", "", heading
    ).strip()
