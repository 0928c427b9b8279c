"""Numbering: ① ⑴ ⒈ ㈠, Roman numerals (第Ⅲ部分, Ⅳ), No.1, №5, 1# , 1）, 第7/8期."""

from __future__ import annotations

import re
import unicodedata

from audiobook.language.numerals import cardinal
from audiobook.narration.amounts import RANGE, is_measure
from audiobook.narration.rules.rule import FIGURES, after, before, rule

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉⓪"
_CHINESE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_REFERENCE = re.compile(r"[见如由式图注第表式和与及、至到~—-]$")
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
_LETTER_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(letters: str) -> int:
    """XIV -> 14."""
    total = 0
    for letter, following in zip(letters, letters[1:] + " ", strict=True):
        value = _LETTER_VALUES[letter]
        total += -value if _LETTER_VALUES.get(following, 0) > value else value
    return total


def _circled(found: re.Match[str]) -> str:
    value = unicodedata.numeric(found[0])
    said = cardinal(str(int(value)))
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


def _roman_sign(found: re.Match[str]) -> str:
    return "到".join(
        cardinal(str(sum(int(unicodedata.numeric(c)) for c in part))) for part in re.findall(rf"[{_ROMAN}]+", found[0])
    )


def _number_one(found: re.Match[str]) -> str:
    apart = "，" if before(found)[-1:].isdigit() else ""
    return f"{apart}第一" if found["n"] == "1" else f"{apart}{cardinal(found['n'])}号"


def _joint(found: re.Match[str]) -> str | None:
    """第7/8期 is one issue for two; 第3/10页 is not, so only numbers that follow one another are taken."""
    numbers = [int(part) for part in found["numbers"].split("/")]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    return "、".join(cardinal(str(number)) for number in numbers)


RULES = (
    rule("circled", _CIRCLED, f"[{_CIRCLED}]", _circled),
    rule("circled", _CHINESE, f"[{_CHINESE}]", _circled),
    rule("item", FIGURES, r"(?<![^\s：；。:;])(?<![A-Za-z] )(?P<n>\d{1,2})[.)）]\s*(?=[^\s\d.])", _first),
    rule("item", FIGURES, r"(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})\s+(?=[[:Han:]“《])", _first),
    rule(
        "label",
        FIGURES,
        rf"(?<=[图表式例])\s?(?P<a>\d{{1,2}})(?P<joint>{RANGE})(?P<b>\d{{1,2}})(?![年月日])",
        _label,
    ),
    rule("roman", _ROMAN, rf"[{_ROMAN}]+(?:[-–—~][{_ROMAN}]+)?", _roman_sign),
    rule(
        "roman",
        "IVX",
        r"(?<=第)\s?(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(?=\s?(?:部分|章|卷|篇|节|期|类|级|型|阶段|代|季|条|册|编|辑))",
        lambda found: cardinal(str(roman(found[0].strip()))),
    ),
    rule(
        "roman",
        "IVX",
        r"(?<![A-Za-z])(?:III|II|IV|I)(?=\s?(?:期|型|类|级))|(?<=[A-Za-z] )(?:III|II|IV|VI{1,3}|IX)"
        r"(?![A-Za-z])"
        r"|(?:XX|XIX|XVIII|XVII|XVI|XXI)(?=\s?世纪)",
        lambda found: cardinal(str(roman(found[0]))),
    ),
    rule("number sign", "Nn№", r"(?<![A-Za-z])(?:No\.|NO\.|no\.|№)\s?(?P<n>\d+)", _number_one),
    rule("number sign", FIGURES, r"(?P<n>\d+)#(?=\s*[楼栋号线机炉井站])", lambda found: f"{cardinal(found['n'])}号"),
    rule(
        "joint issue",
        FIGURES,
        r"(?:(?<=第)|(?<=第\s))(?P<numbers>\d{1,4}(?:\s?/\s?\d{1,4})+)(?=\s?[期卷辑集号册])",
        _joint,
    ),
)
