"""Roman numerals: 第Ⅲ部分, Ⅳ, 第XIV届, I、II类, III期, 图IV, 拿破仑III, Louis XIV, World War II."""

from __future__ import annotations

import re
import unicodedata

from audiobook.language.numerals import cardinal, roman
from audiobook.language.word_lists import alternatives, word_list
from audiobook.narration.rules import english_words
from audiobook.narration.rules.rule import Rule, before, rule

_SIGNS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ"
_ROMAN = r"(?=[IVX]|[LC][IVXLC])C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![A-Za-z])"
_LONG = rf"(?=[IVX]{{2}}){_ROMAN}"
"""More than one letter, and of the small ones, so that 维生素C, XL and CD stay."""
_SINGLE = "[IVXivx](?![A-Za-z])"
"""A single letter is said as a capital, and must be the same number when it is said again."""
_ANY = rf"(?:{_ROMAN}|{_SINGLE})"
_JOINT = r"\s?[、，,和及与或至到~—–-]\s?"


def _numerals(found: re.Match[str]) -> str:
    """Each numeral of I、II or I-III; a dash between two is 到."""
    said = re.sub("[IVXLCivx]+", lambda each: cardinal(str(roman(each[0]))), found[0])
    return re.sub(r"\s?[~—–-]\s?", "到", said).replace(",", "、").strip()


def _signs(found: re.Match[str]) -> str:
    """ⅩⅣ is one number, Ⅰ-Ⅲ two."""
    return _numerals_of("".join(unicodedata.normalize("NFKC", c).upper() for c in found[0]))


def _numerals_of(text: str) -> str:
    return "到".join(cardinal(str(roman(each))) for each in re.findall("[IVXLC]+", text))


def _monarch(found: re.Match[str]) -> str:
    """拿破仑III -> 拿破仑三世, Louis XIV -> Louis the fourteenth."""
    value = str(roman(found["n"]))
    if before(found)[-1].isascii():
        return f" the {english_words.ordinal(value)}"
    return f"{cardinal(value)}世"


def rules() -> tuple[Rule, ...]:
    """Built from the lists of words around."""
    names = "".join(
        f"(?<={name})|(?<={name} )|" for name in sorted(alternatives("narration", "monarchs").split("|"))
    ).removesuffix("|")
    heads = "".join(f"(?<={word})|" for word in sorted(word_list("narration", "roman_before"))).removesuffix("|")
    tails = rf"{alternatives('narration', 'roman_behind')}|°(?![CF])"
    return (
        rule("roman sign", _SIGNS, rf"[{_SIGNS}]+(?:[-–—~][{_SIGNS}]+)?", _signs, example="第ⅩⅣ卷"),
        rule(
            "ordinal roman",
            "IVXLCivx",
            rf"(?:(?<=第)|(?<=第 ))(?:{_ANY}(?:{_JOINT}{_ANY})+|(?=[A-Z]{{2}}){_ROMAN}|{_SINGLE}(?=\s?(?:{tails})))",
            _numerals,
            example="第IV章",
        ),
        rule("monarch", "IVX", rf"(?:{names})(?P<n>{_LONG})(?:世(?!纪))?", _monarch, example="路易十四 Louis XIV"),
        rule(
            "roman before a word",
            "IVXivx",
            rf"(?<![A-Za-z\d.+-])(?<![A-Za-z] )(?:(?:{_ANY}{_JOINT})+{_ANY}|{_LONG}|[Ii]|[VXvx](?=\s?[级期世度°]))"
            rf"(?=\s?(?:{tails})(?![线机])(?!(?<=次)方(?![案程])))",
            _numerals,
            example="II型糖尿病",
        ),
        rule(
            "roman behind a word",
            "IVXiv",
            rf"(?:{heads})(?:{_LONG}|[IViv](?![A-Za-z\d]))(?:{_JOINT}{_LONG})*",
            _numerals,
            example="图IV",
        ),
        rule(
            "roman behind a name",
            "IVX",
            rf"(?<=[A-Za-z] )(?=X*[IV]){_LONG}(?!\.)",
            _numerals,
            example="Final Fantasy VII",
        ),
    )
