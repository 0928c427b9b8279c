"""Figures that name rather than count, said one by one: telephones, hotlines, postcodes, rooms, plates, addresses."""

from __future__ import annotations

import re

from audiobook.language.numerals import digits
from audiobook.narration.amounts import is_measure
from audiobook.narration.rules.rule import FIGURES, LETTERS, after, before, rule

_PHONE_WORDS = re.compile(
    r"(?:电话|手机|热线|传真|拨打|致电|拨|打|呼叫|联系方式|专线|短信|[Tt]el|TEL|Fax|FAX)[^，。；]{0,3}$"
)
_SEVERAL = re.compile(r"(?:拨打|致电|热线|电话|报警)[^，。；]{0,3}(?:\d{3,5}[、/或和及与]\s?)+$")
"""拨打110、119: the numbers before it are hotlines, so it is one."""
_HOTLINE_AFTER = ("热线", "电话", "报警", "急救", "火警", "匪警", "平台", "专线", "客服", "指挥中心", "接警", "警情")
_HOTLINES = frozenset(
    {"12306", "12315", "12345", "12348", "12355", "12366", "12377", "12388", "12389", "12393", "12123"}
)
_FREE = r"(?<![A-Za-z])"


def _said(found: re.Match[str]) -> str:
    return digits(found[0], one="幺")


def _hotline(found: re.Match[str]) -> str | None:
    figures, rest = found[0], after(found)
    start = before(found, 40)
    called = bool(_PHONE_WORDS.search(before(found)) or _SEVERAL.search(start)) or rest.startswith(_HOTLINE_AFTER)
    known = figures in _HOTLINES and not is_measure(rest) and "." not in rest[:1]
    alone = found.string.strip() == figures and figures in ("110", "119")
    return digits(figures, one="幺") if called or known or alone else None


def _plate(found: re.Match[str]) -> str:
    return " ".join(digits(c, "幺") if c.isdigit() else c for c in found[0] if c.isalnum())


_NAMED = re.compile(
    r"(?:尾号|邮编|邮政编码|密码|账号|帐号|卡号|代码|学号|工号|证号|证号码|QQ|QQ群|群号|验证码|单号|订单号)\s*(?:为|是)?\s*[:：]?\s*$"
)
_LISTED = re.compile(r"(?:编号|编码|号码|流水号|批号|序列号)\s*(?:为|是)?\s*[:：]?\s*$")
_NEAR_PHONE = re.compile(r"(?:固话|电话|传真|热线|手机|座机|Tel|TEL|tel)[^。；！？]*$")


def _named(found: re.Match[str]) -> str | None:
    """尾号1702, QQ：12345678: what stands before says that the figures name something."""
    start = found.string[max(0, found.start() - 12) : found.start()]
    if _NAMED.search(start):
        return digits(found[0], one="幺")
    if _LISTED.search(start):
        return digits(found[0])
    if len(found[0]) in (7, 8) and _NEAR_PHONE.search(before(found, 40)) and not is_measure(after(found)):
        return digits(found[0], one="幺")
    return None


def _dashed(found: re.Match[str]) -> str:
    """2-371 -> 二杠三七幺, 号 in between kept."""
    marks = {"-": "杠", "号": "号", **dict.fromkeys("()（）", "，")}
    return "".join(marks.get(c) or digits(c, "幺") for c in found[0])


def _grouped(found: re.Match[str]) -> str:
    return "，".join(digits(part, one="幺") for part in re.findall(r"\d+", found[0]))


RULES = (
    rule(
        "code",
        FIGURES,
        r"(?:(?<=代号[：:])|(?<=编号[：:])|(?<=批号[：:])|(?<=证号[：:]))\s?\d+(?:-\d+)+(?![(（])",
        _dashed,
    ),
    rule(
        "code",
        FIGURES,
        r"(?:(?<=文章编号[：:])|(?<=文章编号 )|(?<=CAS号)|(?<=CAS号[：:])|(?<=CAS号 ))\s?\d+-[\d()（）-]*\d",
        _dashed,
    ),
    rule("code", FIGURES, r"(?<=ICP备)\d+号(?:-\d+)?", _dashed),
    rule("room", FIGURES, rf"{_FREE}\d{{3,4}}(?=\s*(?:室(?!内|外|温)|房间|号房(?!间?数)|教室|包厢))", _said),
    rule(
        "car number",
        LETTERS,
        r"(?<=[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])[A-Z][·\s]?[A-Z\d]{5,6}(?![A-Za-z\d])",
        _plate,
    ),
    rule(
        "telephone",
        FIGURES,
        rf"{_FREE}(?:0\d{{2,3}}\s?[-–—]\s?\d{{7,8}}(?:\s?[-–—转]\s?\d{{1,5}})?|[48]00[-–—\s]?\d{{3,4}}[-–—\s]?\d{{3,4}}"
        rf"|1[3-9]\d(?P<s>[-\s])\d{{4}}(?P=s)\d{{4}})",
        _grouped,
    ),
    rule("telephone", "(（", r"[(（]0\d{2,3}[)）]\s?\d{7,8}", _grouped),
    rule("telephone", "+", r"\+86(?=[-\s]?1[3-9]\d)[-\s]?", lambda m: "加八六，"),
    rule("telephone", FIGURES, rf"{_FREE}1[3-9]\d{{9}}", _said),
    rule("hotline", FIGURES, rf"{_FREE}\d{{3,12}}", _hotline),
    rule("named", FIGURES, r"\d{3,}", _named),
    rule("named", FIGURES, r"\d{4}(?: \d{4}){2,}(?: \d{1,3})?", _grouped),
    rule("room", FIGURES, r"(?:(?<=单元)|(?<=栋)|(?<=座)|(?<=楼))\d{3,4}(?=$|[，。；、）)\s])", _said),
    rule("road", FIGURES, rf"{_FREE}\d{{3}}(?=国道|省道|县道|路公交|路车|路电车|路公共汽车)", _said),
    rule(
        "address",
        FIGURES,
        rf"{_FREE}\d{{1,3}}(?:\.\d{{1,3}}){{3}}",
        lambda m: "点".join(map(digits, m[0].split("."))),
    ),
)
