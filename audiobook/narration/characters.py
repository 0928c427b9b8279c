"""Which characters every engine can speak, and what becomes of the others.

`evened` maps one character to one (offsets stay true): full-width figures and letters, brackets, spaces. `tidied`
brings the said text into its final shape. `SPEAKABLE` is what may come out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

PAUSES = "，。！？；：、“”‘’《》（）…—"
SPEAKABLE = re.compile(rf"[㐀-䶿一-鿿\U00020000-\U0003134FA-Za-z' {PAUSES}]*")

_CJK = "㐀-䶿一-鿿\U00020000-\U0003134f"
NEEDS_RULE = re.compile(rf"[^{_CJK}{PAUSES} ]")

_EVEN = {c: unicodedata.normalize("NFKC", chr(c)) for c in range(0xFF01, 0xFF5F)}
_EVEN.update({ord(c): c for c in "，。！？；：（）"})
_EVEN.update(
    {
        ord(a): b
        for a, b in zip(
            "「」『』〈〉【】〔〕［］｛｝﹁﹂﹃﹄＂„‟«»‹›﹏〝〞",
            "“”‘’《》（）（）（）（）“”‘’”“”《》《》…“”",
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


def evened(text: str) -> str:
    """Same length, half-width figures and letters, one kind of each bracket, quote, dash and space."""
    return text.translate(_EVEN)


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


@lru_cache(maxsize=4096)
def last_resort(character: str) -> tuple[str, str]:
    """A character no rule claims -> what is said (often nothing) and the rule's name."""
    if character in _ASCII_PAUSES:
        return _ASCII_PAUSES[character], "punctuation"
    if character in _ASCII_SILENT:
        return "", "sign"
    folded = unicodedata.normalize("NFKC", character)
    if folded != character and SPEAKABLE.fullmatch(folded):
        return folded, "folded"
    category = unicodedata.category(character)
    if category in ("Po", "Pe", "Ps", "Pf", "Pi", "Pd"):
        return "，" if category == "Po" else "", "punctuation"
    if category[0] in "LN":
        bare = "".join(c for c in unicodedata.normalize("NFKD", character) if c.isascii() and c.isalpha())
        if bare:
            return bare, "accent"
        from anyascii import anyascii

        latin = "".join(c for c in anyascii(character) if c.isascii() and c.isalpha())
        return latin, "other script"
    return "", "ornament"


_SPACE = re.compile(rf"(?<=[{_CJK}{PAUSES}]) +| +(?=[{_CJK}{PAUSES}])|^ +| +$|(?<= ) +")
_DOUBLED = re.compile(r"([，。！？；：、])[，、；：]+|[，、；：]+(?=[。！？])")
_LONE = re.compile(r"(?<![A-Za-z])'|'(?![A-Za-z])")
_EMPTY = re.compile(r"（[，、 ]*）|“”|‘’|《》")


def tidied(said: str) -> str:
    """No space beside Chinese or punctuation, no empty brackets, no pause after a pause."""
    said = _LONE.sub("", said)
    said = _SPACE.sub("", said)
    while True:
        shorter = _DOUBLED.sub(r"\1", _EMPTY.sub("", said))
        if shorter == said:
            return said.lstrip("，、；：")
        said = shorter
