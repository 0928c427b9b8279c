"""Text cleaned once, when it comes in: what files hold of typesetting and scanners' ways, and nobody would say."""

from __future__ import annotations

import re
import unicodedata

_GONE = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0x061C, 0x180E], None
)
"""Soft hyphens, zero-width characters, marks of direction, the byte order mark."""
_SPACES = dict.fromkeys([0xA0, 0x202F, 0x2007, *range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F], " ")
"""Spaces of typesetting; the wide space of Chinese stays, for it parts names and sets paragraphs in."""
_TABLE = _GONE | _SPACES
_STRANGE = re.compile(f"[{''.join(map(chr, _TABLE))}]")
_FOLDED = re.compile("[\ufb00-\ufb06\u2e80-\u2fd5\U0002f800-\U0002fa1d]")
"""Latin ligatures, radicals that stand for characters, compatibility ideographs of the supplement."""
_RADICALS = str.maketrans(
    "⺁⺄⺇⺈⺊⺌⺍⺕⺜⺝⺥⺧⺪⺬⺮⺳⺶⺷⺹⺻⻁⻂⻊⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "厂乙几刀卜小小彐日月爪牛疋示竹网羊羊老聿虎衣足長门雨青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟",
)
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


def cleaned(text: str) -> str:
    """`text` without what only typesetting needs; letters, figures and marks stay.

    >>> cleaned("pre\\u00adreq\\u00adui\\u00adsite ﬁrst ⽇⽉\\u200b")
    'prerequisite first 日月'
    """
    if text.isascii():
        return text
    if _STRANGE.search(text):
        text = text.translate(_TABLE)
    if _FOLDED.search(text):
        text = _FOLDED.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(_RADICALS))
    return joined_halves(text)


def joined_halves(text: str) -> str:
    """`text` with characters that came in two halves of UTF-16 whole."""
    return _SURROGATES.sub(_mended, text) if _SURROGATES.search(text) else text


def _mended(found: re.Match[str]) -> str:
    """Two halves of a character put together; a half alone is nothing."""
    pair = found[0]
    return pair.encode("utf-16", "surrogatepass").decode("utf-16") if len(pair) == 2 else "\ufffd"
