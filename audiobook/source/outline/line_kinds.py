"""Lines that say something about an article or a publication: notes, sources, editors, mastheads, imprints."""

from __future__ import annotations

import calendar
import re

from audiobook.language.chinese import compiled, expanded
from audiobook.language.word_lists import alternatives, word_list
from audiobook.source.line_features import even_marks, squeeze
from audiobook.source.numberings import chinese

_SOURCE_WORDS = expanded(
    r"作者[系为是]|作者单位|作者简介|作者[[:Han:]·]{2,12}[系为是]|作者均?[系为]|来源|文章来源|本文来源|资料来源|稿件来源|原载|原文载|载于?《|"
    r"摘自|摘编自|选自|节选自|转自|转载自|据《|据新华社|据[[:Han:]]{2,8}(?:报|网|社)|新华社[[:Han:]]{0,8}\d{1,2}月\d{1,2}日电|"
    r"作者分别[系为是]|作者现[任为]|执笔|作者[:：]|"
    r"译者|[编翻]译[:：]|整理[:：]|[^（）()，。]{2,20}[；;]\s*(?:原载|来源|摘自)"
)
_BRACKETED_SOURCE = re.compile(rf"^[（(〔\[【]\s*(?:{_SOURCE_WORDS})")
_BARE_SOURCE = re.compile(
    r"^(?:来源|文章来源|本文来源|稿件来源|作者单位|作者简介|原载|摘自|转自|选自|作者系|作者为)\s*[：:《]|^作者[系为][^，。]{2,60}$|"
    r"^(?:source|originally published|about the author)s?\s*[:：]",
    re.I,
)
_LED_IN = re.compile(r"^[—–\s-]*([（(【\[]?)本文(?=作者)|^[—–-]+")
_NOTE = re.compile(
    r"^※|^[*＊](?:\s*)(?:本文|这是|此文|基金)|^[（(]?\s*(?:本文系|本文是|本文为|这是[^。]{2,60}(?:讲话|文章|报告|致辞|谈话|发言|批示))|"
    r"^[（(]?注[:：]|^\[?注释?\]?[:：]|^(?:基金项目|\[基金项目\]|【基金项目】|本文为|编者注)[:：]?"
)
_EDITOR_LABELS = alternatives("source", "editor_labels")
_EDITOR = compiled(
    rf"^[（(\[【]?\s*(?:{_EDITOR_LABELS})(?:[/、和](?:{_EDITOR_LABELS}))*"
    r"(?:\s*[：:/｜丨|]\s*|[ \u3000]+)[[:Han:]· 、，\u3000：:]{2,40}[）)\]】]?$"
)
_TAKER = r"(?:本报记者|新华社记者|人民网记者|新华社发|本报通讯员|记者|通讯员|资料图片|图片来源|图片提供|供图)"
_PHOTO = compiled(
    rf"^[（(]?\s*(?:[^。]{{0,40}}[ \u3000（(])?{_TAKER}?[：:\s]*[[:Han:]·\s]{{2,20}}\s*"
    r"(?:摄影|摄|供图|图片|制图|绘|/摄|/图)\s*[）)]?$|"
    r"^[（(]?\s*(?:图片来源|资料图片|图片由|题图|封面图|插图|配图|摄影|供图|图源|制图)\s*[：:]?.{0,40}$|"
    r"^[（(](?:新华社发|资料图片|图片|影像中国)[）)]$|"
    r"^.{2,100}[。）)\s](?:本报|本刊|新华社|中新社|人民网)?(?:记者|通讯员)\s*[[:Han:]·]{2,4}(?:\s[[:Han:]·]{2,4})*\s*/?摄$"
)
_PICTURED = re.compile("[图摄绘]|新华社发|影像中国")
"""What every line about a picture has; most lines have none of it."""
_CAPTION = re.compile(
    r"^(?:[▲▼△↑↓←→]\s*)?(?:(?:上|下|左|右|小|大|主|首)?图[①-⑩\d一二三四五六]{0,2}\s*[为：:是]|图片说明|"
    r"[图表]表?\s?\d+(?:[-.]\d+)?[\s：:\u3000]|fig(?:ure|\.)\s*\d+[.:]|photo(?: by|:))",
    re.I,
)
_ISSUE = re.compile(
    r"第\s*[\d一二三四五六七八九十百]+\s*[期号辑](?:\s*[（(]?\s*总\s*第?\s*[\d一二三四五六七八九十百]+\s*期?\s*[）)]?)?|"
    r"[（(]?\s*总\s*第\s*\d+\s*期\s*[）)]?|\bVol(?:ume|\.)\s*\d+(?:[,\s]+(?:No|Issue)\.?\s*\d+)?|\b(?:No|Issue)\.?\s*\d+\b",
    re.I,
)
_ISSUE_SIGN = re.compile("[第总VvNnIi]")
_YEAR = r"(?P<y>(?:19|20)\d\d|[一二][〇○零0-9一二三四五六七八九]{3})"
_MONTH = r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3})"
_DAY = r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(
    rf"{_YEAR}\s*年\s*(?:{_MONTH}\s*月(?:\s*{_DAY}\s*[日号])?)?|(?P<iso>(?:19|20)\d\d[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?)"
)
_DATES = re.compile(
    r"^[（(]?(?:(?:[一二][〇○零0-9一二三四五六七八九]{3}|(?:19|20)\d\d)\s*年)"
    r"(?:[\d一二三四五六七八九十○〇\s年月日、，至到和—-]+)[）)]?$|"
    r"^[（(]?(?:19|20)\d\d年\d{1,2}月\d{1,2}日.{2,40}(?:令|发布|通过|公布|施行|批准|修订|修正|会议)[）)]?$"
)
"""Dates and nothing else, several perhaps; when and by whom a law was passed."""
_DATE_FACTS = re.compile(
    r"星期[一二三四五六日天]|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|发布时间|时间|日期|来源[:：].{0,20}$|[（）()\s:：|]"
)
"""What may stand beside a date."""
_DATE_WORDS = word_list("source", "date_words") | {""}
_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_ENGLISH_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})\s+)?(?P<m>{'|'.join(_MONTHS)})\s+(?:(?P<d2>\d{{1,2}}),?\s+)?(?P<y>(?:19|20)\d\d)\b", re.I
)
_PUBLISHES = (
    "主管主办",
    "主管",
    "主办",
    "编印",
    "编辑出版",
    "出版发行",
    "出版",
    "编辑",
    "印发",
    "印制",
    "编制",
    "承办",
    "编",
)
_PUBLISHED_BY = compiled(rf"^(?P<who>[[:Han:]（）()“” ]{{3,40}}?)\s*(?:{'|'.join(_PUBLISHES)})$")
_PUBLISHER = re.compile(
    r"^(?:主办单位|主办|主管单位|编印单位|编印|出版单位|出版|出版者|publisher|published by)\s*[：: ]\s*"
    r"(?P<name>.{2,60})$",
    re.I,
)
_IMPRINT = re.compile(
    rf"^(?:{alternatives('source', 'imprint_labels')})(?:[（(][^（）()]{{1,10}}[）)])?\s*[：:]|"
    r"^(?:ISSN|ISBN|CN|Tel|Fax|E-?mail)\b[\s:]*[\w+]|"
    r"^(?:©|Copyright|All rights reserved|Printed (?:in|by)|Published by)|"
    r"^[（(]?共印\s*\d+\s*[份册]",
    re.I,
)
_IMPRINT_PHRASE = re.compile(alternatives("source", "imprint_phrases"))


_PARTICULAR = re.compile(rf"^(?:{alternatives('source', 'particulars')})\s*[：:]\s*\S", re.I)


_INNER = "[^（()）【】\\[\\]]"
_PLEAS = re.compile(
    rf"\s*[（(【\[](?={_INNER}*(?:{alternatives('source', 'title_pleas')})){_INNER}{{1,20}}[)）】\]]\s*$"
)


def without_pleas(title: str) -> str:
    """A title without what the writer of a serial asks of its readers.

    >>> without_pleas("第五章 归舟（求推荐票！）"), without_pleas("第六章 故人（上）")
    ('第五章 归舟', '第六章 故人（上）')
    """
    return _PLEAS.sub("", title)


def is_source(text: str) -> bool:
    """（作者系…；来源：…）, 来源：…, （新华社北京2月3日电）

    >>> is_source("（作者为某大学教授）"), is_source("来源:《求是》"), is_source("作者认为这不对。")
    (True, True, False)
    """
    line = text.strip()
    if line[:1] in "—–-" or "本文作者" in line:
        line = _LED_IN.sub(r"\1", line)
    if _BRACKETED_SOURCE.match(line):
        return len(line) <= 400
    return len(line) <= 200 and bool(_BARE_SOURCE.match(line))


def is_note(text: str) -> bool:
    """※这是……的讲话。

    >>> is_note("※这是在会上的讲话。"), is_note("这是一个讲求效率的时代。")
    (True, False)
    """
    return len(text) <= 400 and bool(_NOTE.match(text.strip()))


def is_editor(text: str) -> bool:
    """（责任编辑：王五）, 本版责编：王五 赵六

    >>> is_editor("责任编辑：王 五"), is_editor("编辑工作很重要"), is_editor("责 编：王五")
    (True, False, True)
    """
    line = _closed(text.strip())
    return len(line) <= 60 and bool(_EDITOR.match(line))


def is_photo(text: str) -> bool:
    """新华社记者 李响 摄, （资料图片）

    >>> is_photo("新华社记者 李响 摄"), is_photo("图片来源：新华社"), is_photo("他喜欢摄影。")
    (True, True, False)
    """
    line = text.strip()
    return len(line) <= 120 and bool(_PICTURED.search(line) and _PHOTO.match(line))


def is_caption(text: str) -> bool:
    """图为村民在采茶。 图1 增长情况"""
    return len(text) <= 160 and bool(_CAPTION.match(text.strip()))


def is_imprint(text: str) -> bool:
    """报：…, 主编：…, ISSN …

    >>> is_imprint("发:各市委宣传部"), is_imprint("发展是硬道理")
    (True, False)
    """
    if len(text) > 200:
        return False
    line = _closed(text.strip())
    return bool(_IMPRINT.match(line) or _IMPRINT_PHRASE.search(line))


def is_particular(text: str) -> bool:
    """时间：…, 地点：…, 主持人：…, as they stand over the record of a meeting or a decree.

    >>> is_particular("出席人员：王五、赵六"), is_particular("地点在哪里？")
    (True, False)
    """
    return len(text) <= 120 and ("：" in text or ":" in text) and bool(_PARTICULAR.match(text.strip()))


def _closed(line: str) -> str:
    """`line` with the label at its beginning closed up, as printers space it: 主 编： is 主编："""
    found = _SPACED_LABEL.match(line)
    return line if found is None else squeeze(found[0]) + line[found.end() :]


def is_remark(text: str) -> bool:
    """Any of these: a line about the article, the page or the publication."""
    checks = (is_source, is_note, is_imprint, is_photo, is_caption, is_editor)
    return any(check(text) for check in checks)


def issue(text: str) -> str | None:
    """第 2 期 (总第 285 期), as printed.

    >>> issue("2025年第3期（总第108期）")
    '第3期（总第108期）'
    """
    match = _ISSUE.search(text) if _ISSUE_SIGN.search(text) else None
    return " ".join(match[0].split()) if match else None


def date(text: str) -> str | None:
    """ISO 8601, as exact as the text is.

    >>> date("2025 年 2 月 27 日"), date("二〇二四年十二月"), date("2024-05-01"), date("12 May 2023")
    ('2025-02-27', '2024-12', '2024-05-01', '2023-05-12')
    """
    if not ("年" in text or "20" in text or "19" in text):
        return None  # most lines
    if match := _DATE.search(text):
        if match["iso"]:
            parts = [int(p) for p in re.split("[-./]", match["iso"])]
        else:
            parts = [n for g in "ymd" if match[g] and (n := chinese(match[g]))]
        return _iso(parts)
    if match := _ENGLISH_DATE.search(text):
        day = match["d1"] or match["d2"]
        parts = [int(match["y"]), _MONTHS.index(match["m"].lower()) + 1, *([int(day)] if day else [])]
        return _iso(parts)
    return None


def is_dateline(text: str) -> bool:
    """A line that says when (and where) something appeared and nothing else.

    >>> is_dateline("2024年5月6日 10:20 来源：某报"), is_dateline("2023年，我国经济增长")
    (True, False)
    >>> is_dateline("Posted May 3, 2019"), is_dateline("Ana Holt May 3, 2019")
    (True, False)
    """
    line = text.strip()
    if _DATES.match(line):
        return True
    if len(line) > 60 or date(line) is None:
        return False
    rest = _ENGLISH_DATE.sub("", _DATE.sub("", line, count=1), count=1)
    return all(word in _DATE_WORDS for word in re.split(r"[\s,]+", _DATE_FACTS.sub("", rest).strip(" ,.").lower()))


_WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
_PAGE_FACTS = re.compile(
    rf"{_WEEKDAY.pattern}|农历.{{2,12}}|第?\s*[A-Z]?\d{{1,3}}\s*版?|国内统一.{{2,40}}|[·|｜/\s\u3000]"
)


def is_page_head(text: str) -> bool:
    """The line over a newspaper's page: its date and weekday, and at most the paper's or the page's name and number.

    >>> is_page_head("2025年8月6日 星期三 理论 11"), is_page_head("2025年8月6日 星期三，他到了北京")
    (True, False)
    """
    line = text.strip()
    if len(line) > 60 or not _WEEKDAY.search(line) or date(line) is None:
        return False
    rest = _PAGE_FACTS.sub("", _DATE.sub("", line, count=1))
    return not rest or bool(_LABEL.fullmatch(rest))


_LABEL = compiled(r"[[:Han:]]{2,12}[：:]?[[:Han:]]{0,8}")
_SPACED_LABEL = compiled(r"^[[:Han:]](?:[ \u3000]{1,4}[[:Han:]]){1,3}(?=[ \u3000]*[：:])")
_CREDITS = re.compile(r"(?:来源|作者|记者|责任编辑|责编|编辑|发布时间|发布日期|字号|浏览|阅读|点击)\s*[：:]")


def is_credits(text: str) -> bool:
    """A line of dates, sources and authors as web pages have them under a title.

    >>> is_credits("2024-05-06 10:20  来源：某网  作者：张三"), is_credits("他说：来源：不明。")
    (True, False)
    """
    line = text.strip()
    if len(line) > 120 or line.endswith("。"):
        return False
    if "：" not in line and ":" not in line:
        return False
    labels = len(_CREDITS.findall(line))
    return (labels >= 1 and date(line) is not None) or labels >= 2 or bool(re.match(r"来源\s*[：:]", line))


def _iso(parts: list[int]) -> str | None:
    if not all(1 <= part <= most for part, most in zip(parts[1:], (12, 31), strict=False)):
        return str(parts[0])
    return "-".join(f"{n:02}" for n in parts)


def publisher(text: str) -> str | None:
    """Who brought it out: 中共某省委讲师团编印 -> 中共某省委讲师团.

    >>> publisher("某市委党校 主办"), publisher("出版：某出版社"), publisher("加强编辑工作")
    ('某市委党校', '某出版社', None)
    """
    if len(text) > 60:
        return None
    line = even_marks(text.strip())
    if line.endswith(_PUBLISHES) and (match := _PUBLISHED_BY.match(line)):
        return squeeze(match["who"]) or None
    match = _PUBLISHER.match(line)
    return match["name"].strip() or None if match else None
