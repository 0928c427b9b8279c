"""Which characters every engine can speak, and what becomes of the others.

`evened` maps one character to one (offsets stay true): full-width figures and letters, brackets, spaces. `tidied`
brings the said text into its final shape. `SPEAKABLE` is what may come out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from audiobook.language.chinese import IDEOGRAPHS

PAUSES = "，。！？；：、“”‘’《》（）…—"
SPEAKABLE = re.compile(rf"[{IDEOGRAPHS}A-Za-z' {PAUSES}]*")

NEEDS_RULE = re.compile(
    rf"[^{IDEOGRAPHS}{PAUSES} ]|—(?=\s?(?:前\d|[\d（(①-⑳⑴-⒇❶-❿¥$€£]))|（(?=0\d\d)|[‘’](?=\d\d[^\d%.’])"
)
"""Where the rules are tried; a dash only before a figure, where it may mean "to", ’ only where it may leave out 19."""

_EVEN = {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFF01, 0xFF5F)}
_EVEN.update({ord(c): c for c in "，。！？；：（）"})
_EVEN.update(
    {
        ord(a): b
        for a, b in zip(
            "「」『』〈〉【】〔〕［］｛｝﹁﹂﹃﹄＂„‟«»‹›﹏〝〞",
            "“”‘’《》（）[][]（）“”‘’”“”《》《》…“”",
            strict=True,
        )
    }
)
_EVEN.update({ord(a): "：" for a in "﹕︰"})
_EVEN.update(
    {
        ord(a): b
        for a, b in zip("﹐﹑﹒﹔﹖﹗｡｢｣､〜∼～﹪﹟﹠﹡﹢﹣﹤﹥﹦﹩﹫", "，、。；？！。“”、~~~%#&*+-<>=$@", strict=True)
    }
)
_EVEN.update({ord(a): ":" for a in "∶ː꞉"})
_EVEN.update(dict.fromkeys((*range(9, 14), 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288), " "))
_EVEN.update({ord(a): "μ" for a in "µ"})
_EVEN.update({ord(a): "/" for a in "∕⁄／"})
_EVEN.update({ord(a): "-" for a in "‐‑‒﹣⁃"})
_EVEN.update({ord(a): "—" for a in "―─━⸺⸻﹘"})
_EVEN.update({ord(a): "'" for a in "ʼ＇`´"})
_EVEN.update({ord("￥"): "¥", ord("￡"): "£", ord("￠"): "¢", ord("￦"): "₩", ord("⋯"): "…", ord("‥"): "…"})
_EVEN[ord("·")] = "·"
_EVEN[ord("．")] = "."
_EVEN[ord("，")] = "，"


_ODD = re.compile(r"[À-ɏḀ-ỿ]|(?![0-9])\d")


def _folded(found: re.Match[str]) -> str:
    """é -> e, ٣ -> 3; what has no single counterpart stays for later."""
    character = found[0]
    if character.isdigit():
        return str(unicodedata.digit(character))
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base.isascii() else character


_APOSTROPHE = re.compile(r"(?<=[A-Za-z])’(?=[A-Za-z])")
_WIDE = re.compile(rf"(?<=[{IDEOGRAPHS}]{{2}})\u3000+(?=[{IDEOGRAPHS}]{{2}})")
"""A wide space between words sets them apart; between the two characters of a name it is only for looks."""
_COLON = re.compile(r"(?<=\d)：(?=\d)")
_WIDE_COMMAS = re.compile("(?<![０-９，、和])[１-９][０-９]{0,2}(?:，[０-９]{3})+(?![０-９，])")
_COMMAS = re.compile(
    r"(?<![\d，])[1-9]\d{0,2}(?:，\d{3}){2,}(?![\d，])|(?<![\d，、和第])[1-9]\d{0,2}，\d00(?=[万亿个元人家])"
    r"|(?<![\d，、和第])[1-9]\d{0,2}，\d{3}(?:(?=\.\d)|(?=[万亿]?(?:元|美元|欧元|港元|人|名|吨|公斤|公里|平方|亩|户|辆|台|套|件)))"
)


def evened(text: str) -> str:
    """Same length, half-width figures and letters, one kind of each bracket, quote, dash and space."""
    if "\u3000" in text:
        text = _WIDE.sub(lambda found: "，" + " " * (len(found[0]) - 1), text).replace("\u3000", " ")
    if "，" in text:
        text = _WIDE_COMMAS.sub(lambda found: found[0].replace("，", ","), text)
    even = _ODD.sub(_folded, text.translate(_EVEN))
    if "：" in even:
        even = _COLON.sub(":", even)
    if "’" in even:
        even = _APOSTROPHE.sub("'", even)
    return _COMMAS.sub(lambda found: found[0].replace("，", ","), even) if "，" in even else even


_ASCII_PAUSES = {
    ",": "，",
    ".": "。",
    "!": "！",
    "?": "？",
    ";": "；",
    ":": "：",
    "(": "（",
    ")": "）",
    "[": "（",
    "]": "）",
}
_ASCII_SILENT = frozenset("\"'`#$%&*+-/<=>@\\^_{|}~")


OTHER_LETTERS = re.compile(rf"(?:[^\W\d_A-Za-z{IDEOGRAPHS}]|[\u0300-\u036f]){{1,64}}")
"""A word in a script no engine here speaks."""


@lru_cache(maxsize=4096)
def romanised(word: str) -> str:
    """A word of another script in Latin letters, without accents: Москва -> moskva."""
    from anyascii import anyascii

    return "".join(c for c in anyascii(unicodedata.normalize("NFKC", word)) if c.isascii() and c.isalpha()).lower()


@lru_cache(maxsize=4096)
def last_resort(character: str) -> tuple[str, str]:
    """A sign no rule claims -> what is said (often nothing) and the rule's name."""
    if character in PAUSES:
        return character, "punctuation"
    if character in _ASCII_PAUSES:
        return _ASCII_PAUSES[character], "punctuation"
    if character in _ASCII_SILENT:
        return "", "sign"
    category = unicodedata.category(character)
    if category in ("Po", "Pe", "Ps", "Pf", "Pi", "Pd"):
        return ("，" if category == "Po" else ""), "punctuation"
    folded = unicodedata.normalize("NFKC", character)
    chinese = "".join(c for c in folded if SPEAKABLE.fullmatch(c) and c > "\u2fff" and c not in PAUSES)
    if chinese:
        return chinese, "folded"
    value = unicodedata.numeric(character, None)
    if value is not None and value == int(value):
        from audiobook.language.numerals import cardinal

        return cardinal(str(int(value))), "other figure"
    return "", "ornament"


_SPACE = re.compile(rf"(?<=[{IDEOGRAPHS}{PAUSES}]) +| +(?=[{IDEOGRAPHS}{PAUSES}])|^ +| +$|(?<= ) +")
_GAP = re.compile(
    rf"(?<=[{IDEOGRAPHS}A-Za-z]) {{2,}}(?=[{IDEOGRAPHS}])|(?<=[{IDEOGRAPHS}]) {{2,}}(?=[{IDEOGRAPHS}A-Za-z])"
)
_DOUBLED = re.compile(r"([，。！？；：、])[，、；：]+|[，、；：]+(?=[。！？])")
_LONE = re.compile(r"(?<![A-Za-z])'|'(?![A-Za-z])")
_EMPTY = re.compile(r"（[，、 ]*）|“”|‘’|《》")


def tidied(said: str) -> str:
    """No space beside Chinese or punctuation, no empty brackets, no pause after a pause, none at the start."""
    said = _GAP.sub("，", said)
    while True:
        tidier = _SPACE.sub("", _LONE.sub("", said))
        tidier = _DOUBLED.sub(r"\1", _EMPTY.sub(" ", _APOSTROPHE.sub(" ", tidier))).lstrip("，、；：")
        if tidier == said:
            return said
        said = tidier
