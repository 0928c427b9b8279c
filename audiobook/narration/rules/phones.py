"""Figures that name rather than count, said one by one: telephones, hotlines, postcodes, rooms, plates, addresses."""

from __future__ import annotations

import re

from audiobook.language.numerals import digits
from audiobook.language.word_lists import alternatives, any_word, word_list
from audiobook.narration.amounts import is_measure
from audiobook.narration.rules.rule import FIGURES, LETTERS, after, before, rule

_PHONE_WORDS = re.compile(rf"(?:{alternatives('narration', 'phone_before')})[^，。；]{{0,3}}$")
_SEVERAL = re.compile(r"(?:拨打|致电|热线|电话|报警)[^，。；]{0,3}(?:\d{3,5}[、/或和及与]\s?)+$")
"""拨打110、119: the numbers before it are hotlines, so it is one."""
_FREE = r"(?<![A-Za-z])"


def _said(found: re.Match[str]) -> str:
    return digits(found[0], one="幺")


def _hotline(found: re.Match[str]) -> str | None:
    figures, rest = found[0], after(found)
    start = before(found, 40)
    called = bool(_PHONE_WORDS.search(before(found)) or _SEVERAL.search(start)) or any_word(
        "narration", "hotline_behind"
    ).match(rest)
    known = figures in word_list("narration", "hotlines") and not is_measure(rest) and "." not in rest[:1]
    alone = found.string.strip() == figures and figures in ("110", "119")
    return digits(figures, one="幺") if called or known or alone else None


def _plate(found: re.Match[str]) -> str:
    return " ".join(digits(c, "幺") if c.isdigit() else c for c in found[0] if c.isalnum())


_NAMED = re.compile(rf"(?:{alternatives('narration', 'named_before')})\s*(?:为|是)?\s*[:：]?\s*$")
_LISTED = re.compile(rf"(?:{alternatives('narration', 'listed_before')})\s*(?:为|是)?\s*[:：]?\s*$")
_CALLED = re.compile(rf"(?:{alternatives('narration', 'called_before')})[“\"]?$")
_NEAR_PHONE = re.compile(r"(?:固话|电话|传真|热线|手机|座机|Tel|TEL|tel)[^。；！？]*$")


def _named(found: re.Match[str]) -> str | None:
    """尾号1702, QQ：12345678: what stands before says that the figures name something."""
    start = found.string[max(0, found.start() - 12) : found.start()]
    if _NAMED.search(start):
        return digits(found[0], one="幺")
    if _LISTED.search(start) or (len(found[0]) == 3 and _CALLED.search(start) and not is_measure(after(found))):
        return digits(found[0])
    if len(found[0]) in (7, 8) and _NEAR_PHONE.search(before(found, 40)) and not is_measure(after(found)):
        return digits(found[0], one="幺")
    return None


def _dashed(found: re.Match[str]) -> str:
    """2-371 -> 二杠三七幺, 号 in between kept."""
    marks = {"-": "杠", "号": "号", **dict.fromkeys("()（）", "，")}
    return "".join(marks.get(c) or digits(c, "幺") for c in found[0])


def _grouped(found: re.Match[str]) -> str:
    groups = re.findall(r"\+?\d+|转", found[0])
    said = "，".join(
        each if each == "转" else ("加" if each[0] == "+" else "") + digits(each, one="幺") for each in groups
    )
    return said.replace("转，", "转")


def _telephone(found: re.Match[str]) -> str | None:
    """8000009000人 are no free call."""
    return None if found[0].isdigit() and is_measure(after(found)) else _grouped(found)


def _called(found: re.Match[str]) -> str | None:
    """Groups of figures behind 电话, and the next of several: 电话135-456-2324, 8765-4321或8765-4322."""
    start = before(found, 40)
    listed = re.search(r"\d\s?[、/，或和]$", start) and _NEAR_PHONE.search(start)
    length = len(re.sub(r"\D", "", found[0]))
    called = _PHONE_WORDS.search(start) and not is_measure(after(found))
    return _grouped(found) if 6 <= length <= 18 and (called or listed) else None


RULES = (
    rule(
        "code",
        FIGURES,
        r"(?:(?<=代号[：:])|(?<=编号[：:])|(?<=批号[：:])|(?<=证号[：:]))\s?\d+(?:-\d+)+(?![(（])",
        _dashed,
        example="邮发代号：2-371",
    ),
    rule(
        "code",
        FIGURES,
        r"(?:(?<=文章编号[：:])|(?<=文章编号 )|(?<=CAS号)|(?<=CAS号[：:])|(?<=CAS号 ))\s?\d+-[\d()（）-]*\d",
        _dashed,
        example="文章编号：1000-1234(2023)01-0012-08",
    ),
    rule("code", FIGURES, r"(?<=ICP备)\d+号(?:-\d+)?", _dashed, example="京ICP备14010675号-1"),
    rule(
        "room",
        FIGURES,
        rf"{_FREE}\d{{3,4}}(?=\s*(?:室(?!内|外|温)|房间|号房(?!间?数)|教室|包厢))",
        _said,
        example="房间301室",
    ),
    rule(
        "car number",
        LETTERS,
        r"(?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])[A-Z][·\s]?[A-Z\d]{5,6}(?![A-Za-z\d])",
        _plate,
        example="京A12345",
    ),
    rule(
        "telephone",
        FIGURES,
        rf"{_FREE}(?:0\d{{2,3}}\s?[-–—]\s?(?:\d{{7,8}}|\d{{3,4}}[-–—\s]\d{{4}})(?:\s?[-–—转]\s?\d{{1,5}})?|[48]00[-–—\s]?\d{{3,4}}[-–—\s]?\d{{3,4}}"
        rf"|1[3-9]\d(?P<s>[-\s])\d{{4}}(?P=s)\d{{4}})",
        _telephone,
        example="010-12345678",
    ),
    rule("telephone", "(（", r"[(（]0\d{2,3}[)）]\s?(?:\d{7,8}|\d{3,4}[-\s]\d{4})", _grouped, example="(010)87654321"),
    rule(
        "telephone",
        "+",
        r"\+86\s?1[3-9]\d{9}",
        lambda m: f"加八六，{digits(m[0][-11:], '幺')}",
        example="手机：+86 19859213959或15659451527",
    ),
    rule("telephone", "+", r"\+\d{1,3}(?:[-\s]\d{2,8}){2,4}", _grouped, example="+86 138 0013 8000"),
    rule("telephone", "+", r"\+86[-\s]\d{8,11}", _grouped, example="+86-13800138000"),
    rule(
        "telephone",
        FIGURES,
        rf"{_FREE}\d{{1,8}}(?:[-–—\s]\d{{1,8}}){{1,4}}(?:\s?转\s?\d{{1,6}})?",
        _called,
        example="电话135-456-2324。",
    ),
    rule("telephone", FIGURES, rf"{_FREE}1[3-9]\d{{9}}", _said, example="13800138000"),
    rule(
        "day without marks",
        FIGURES,
        r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
        lambda found: None if is_measure(after(found)) else digits(found[0]),
        example="版本20240506",
    ),
    rule("hotline", FIGURES, rf"{_FREE}\d{{3,12}}", _hotline, example="110"),
    rule("named", FIGURES, r"\d{3,}", _named, example="尾号1702"),
    rule("named", FIGURES, r"\d{4}(?: \d{4}){2,}(?: \d{1,3})?", _grouped, example="卡号6222 0200 1234 5678"),
    rule("named", FIGURES, r"(?<=“)\d{3,}(?=”号)", lambda found: digits(found[0]), example="“26314”号客服"),
    rule(
        "room",
        FIGURES,
        r"(?:(?<=单元)|(?<=栋)|(?<=座)|(?<=楼))\d{3,4}(?=$|[，。；、）)\s])",
        _said,
        example="3栋2单元501",
    ),
    rule(
        "road", FIGURES, rf"{_FREE}\d{{3}}(?=国道|省道|县道|路公交|路车|路电车|路公共汽车)", _said, example="320路公交"
    ),
    rule(
        "address",
        FIGURES,
        rf"{_FREE}\d{{1,3}}(?:\.\d{{1,3}}){{3}}",
        lambda m: "点".join(map(digits, m[0].split("."))),
        example="127.0.0.1",
    ),
)
