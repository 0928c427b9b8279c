"""Numbering: ① ⑴ ⒈ ㈠, Roman numerals (第Ⅲ部分, Ⅳ), No.1, №5, 1# , 1）."""

from __future__ import annotations

import re
import unicodedata

from audiobook.narration.numerals import cardinal
from audiobook.narration.rules.rule import FIGURES, rule

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉⓪"
_CHINESE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
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
    rest = found.string[found.end() : found.end() + 1]
    return cardinal(str(int(value))) + ("" if rest in "、，。：；）)" and rest else "，")


def _chinese(found: re.Match[str]) -> str:
    return cardinal(str(int(unicodedata.numeric(found[0])))) + "，"


def _roman_sign(found: re.Match[str]) -> str:
    return "到".join(
        cardinal(str(sum(int(unicodedata.numeric(c)) for c in part))) for part in re.findall(rf"[{_ROMAN}]+", found[0])
    )


def _roman_letters(found: re.Match[str]) -> str | None:
    return cardinal(str(roman(found[0])))


def _number_one(found: re.Match[str]) -> str:
    return "第一" if found["n"] == "1" else f"{cardinal(found['n'])}号"


RULES = (
    rule("circled", _CIRCLED, f"[{_CIRCLED}]", _circled),
    rule("circled", _CHINESE, f"[{_CHINESE}]", _chinese),
    rule("roman", _ROMAN, rf"[{_ROMAN}]+(?:[-–—~][{_ROMAN}]+)?", _roman_sign),
    rule(
        "roman",
        "IVX",
        r"(?<=第)\s?(?:X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})(?=\s?(?:部分|章|卷|篇|节|期|类|级|型|阶段|代|季|条|册|编|辑))",
        lambda found: cardinal(str(roman(found[0].strip()))),
    ),
    rule("number sign", "Nn№", r"(?<![A-Za-z])(?:No\.|NO\.|no\.|№)\s?(?P<n>\d+)(?![\d.])", _number_one),
    rule("number sign", FIGURES, r"(?P<n>\d+)#(?=\s*[楼栋号线机炉井站])", lambda found: f"{cardinal(found['n'])}号"),
)
