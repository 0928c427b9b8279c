"""Numbering: ① ⑴ ⒈ ㈠, ①—③, 式(1)—(3), No.1, №5, 1#, 1、2#楼, 1）, 第7/8期."""

from __future__ import annotations

import re
import unicodedata

from audiobook.language.numerals import cardinal
from audiobook.narration.amounts import RANGE, is_measure
from audiobook.narration.rules.rule import FIGURES, after, before, rule

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉⓪"
_BETWEEN = "、，, "
_CHINESE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_REFERENCE = re.compile(r"[见如由式图注第表式和与及、至到~—-]$")


def _circled(found: re.Match[str]) -> str:
    said = "、".join(cardinal(str(int(unicodedata.numeric(sign)))) for sign in found[0] if sign not in _BETWEEN)
    if len(found[0]) > 1:
        return said
    if _REFERENCE.search(before(found)) or after(found)[:1] in tuple("、，。：；）)-—~"):
        return said
    return f"{'，' if before(found) else ''}{said}，"


def _item(found: re.Match[str]) -> str:
    return f"{'点'.join(cardinal(part) for part in found['n'].split('.'))}，"


def _first(found: re.Match[str]) -> str | None:
    """Only where a line begins: 1. 概述, 2）目标, 1.1 背景."""
    if before(found) and before(found)[-1] not in "：；。:;":
        return None
    if "." in found["n"] and (is_measure(after(found)) or after(found)[:1] in tuple("万亿")):
        return None
    return _item(found)


def _label(found: re.Match[str]) -> str | None:
    """图3-1 and 表2—1 are labels; 图1—3 is a range."""
    first, second = found["a"], found["b"]
    if "-" not in found["joint"] and int(first) < int(second):
        return None
    return f"{cardinal(first)}杠{cardinal(second)}"


def _number_one(found: re.Match[str]) -> str:
    apart = "，" if before(found)[-1:].isdigit() else ""
    return f"{apart}第一" if found["n"] == "1" else f"{apart}{cardinal(found['n'])}号"


def _joint(found: re.Match[str]) -> str | None:
    """第7/8期 is one issue for two; 第3/10页 is not, so only numbers that follow one another are taken."""
    numbers = [int(part) for part in found["numbers"].split("/")]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    return "、".join(cardinal(str(number)) for number in numbers)


_BRACKETED = r"[(（][\dA-Za-z一二三四五六七八九十]{1,3}[)）]"


def _between(found: re.Match[str]) -> str | None:
    """式(1)—(3), （一）—（三）, ①—③ go from one to the other; (a)-(b) may be a difference."""
    head = re.search(rf"(?:{_BRACKETED}|[{_CIRCLED}{_CHINESE}])$", found.string[: found.start()])
    tail = re.match(rf"{_BRACKETED}|[{_CIRCLED}{_CHINESE}]", found.string[found.end() :])
    return "到" if head and tail and (found[0].strip() != "-" or not re.search("[A-Za-z]", head[0] + tail[0])) else None


RULES = (
    rule(
        "lettered number",
        "ABCDEFGHIJKLMNOQRSTUVWXYZ",
        r"(?<![A-Za-z.])[A-Z](?:\.\d{1,2})+(?![A-Za-z%])",
        lambda found: "点".join(part if part.isalpha() else cardinal(part) for part in found[0].split(".")),
        example="详见附录A.2",
    ),
    rule(
        "from one to another",
        "—–-~",
        rf"\s?(?:--?|[—–~]{{1,2}})\s?(?=[(（{_CIRCLED}{_CHINESE}])",
        _between,
        example="（1）—（3）项",
    ),
    rule(
        "circled",
        _CIRCLED,
        rf"[{_CIRCLED}]+(?:[{_BETWEEN}]+[{_CIRCLED}]+)+(?![[:Han:]]{{3}})|[{_CIRCLED}]+",
        _circled,
        example="①加强领导②落实责任",
    ),
    rule("circled", _CHINESE, f"[{_CHINESE}]+", _circled, example="㈠总则"),
    rule(
        "item",
        FIGURES,
        r"(?<![^\s：；。:;])(?<![A-Za-z] )(?P<n>\d{1,2})[.)）]\s*(?=[^\s\d.])",
        _first,
        example="1. 概述",
    ),
    rule("item", FIGURES, r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})\.?\s+(?=[[:Han:]“《])", _first, example="1.1 背景"),
    rule(
        "label",
        FIGURES,
        rf"(?<=[图表式例])\s?(?P<a>\d{{1,2}})(?P<joint>{RANGE})(?P<b>\d{{1,2}})(?![年月日])",
        _label,
        example="图3-1",
    ),
    rule("number sign", "Nn№", r"(?<![A-Za-z])(?:No\.|NO\.|no\.|№)\s?(?P<n>\d+)", _number_one, example="No.1"),
    rule(
        "number sign",
        FIGURES,
        r"(?P<n>\d+)#(?=(?:\s*[、，和及与至到~—–-]\s*\d+#)*\s*[楼栋号线机炉井站])",
        lambda found: f"{cardinal(found['n'])}号",
        example="3#楼",
    ),
    rule(
        "joint issue",
        FIGURES,
        r"(?:(?:(?<=第)|(?<=第\s))(?=[\d\s/]+[期卷辑集号册])|(?=[\d\s/]+月?合刊))(?P<numbers>\d{1,4}(?:\s?/\s?\d{1,4})+)",
        _joint,
        example="第7/8期合刊",
    ),
)
