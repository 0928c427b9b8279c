"""What lines of Chinese and English print look like: the small questions every pass asks."""

from __future__ import annotations

import re
import unicodedata

from audiobook.language.chinese import HAN, han_count

_GAP = re.compile(f"(?<=[{HAN}，。；：、！？“”‘’（）《》—…])[ \\t\\u3000]+(?=[{HAN}，。；：、！？“”‘’（）《》—…])")
_WIDE = re.compile("[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦“”‘’—…·①-⓿■-◿]+")
_TRAIL = "”’」』）)》】〕]\"'＊*①②③④⑤⑥⑦⑧⑨⑩"
_END = "。．｡！？…!?；;：:.～~"
_STOP = "。．｡！？…!?～~"
_PAIRS = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》", "「": "」", "『": "』", "【": "】", "〈": "〉"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_PAIR_MARKS = re.compile(f"[{re.escape(''.join([*_PAIRS, *_CLOSERS]))}]")
_NOT_COMPARED = re.compile(r"(?:[^\w+/%]|_)+")
_EVEN = str.maketrans({",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"})
_UNEVEN = re.compile("[,:;()?!]")
LABELLED = re.compile(r"[【\[(（]?(?:摘\s*要|内容提要|关\s*键\s*词|abstract|key ?words)\s*[】\])）]?\s*[：:]?", re.I)
"""What a paper's abstract or keywords begin with: a paragraph of its own, however full the line before it is."""


def squeeze(text: str) -> str:
    """Without any white space.

    >>> squeeze(" 高 文\\u3000")
    '高文'
    """
    return "".join(text.split())


def close_gaps(text: str) -> str:
    """White space between Chinese signs taken out, other runs made one space.

    >>> close_gaps("核心要义 和　要求 of AI")
    '核心要义和要求 of AI'
    """
    return " ".join(_GAP.sub("", text).split())


def comparable(text: str) -> str:
    """As two prints of one title are compared: no white space, one width, no quotation marks.

    >>> comparable("“人工智能＋” (上)")
    '人工智能+上'
    """
    return _NOT_COMPARED.sub("", unicodedata.normalize("NFKC", text).lower())


def even_marks(text: str) -> str:
    """Half-width marks of a short label made full width.

    >>> even_marks("作者:张三")
    '作者：张三'
    """
    return text.translate(_EVEN) if _UNEVEN.search(text) else text


def is_chinese(text: str) -> bool:
    """Whether Chinese characters make up a good part of it."""
    return not text.isascii() and han_count(text) * 4 >= len(squeeze(text)) > 0


def width(text: str) -> int:
    """Columns on a page: 2 for a Chinese sign, 1 for a Latin one.

    >>> width("第3章 AI。")
    10
    """
    return len(text) if text.isascii() else len(text) + sum(map(len, _WIDE.findall(text)))


_ORNAMENTS = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]")
_ORNAMENTS_AT_END = re.compile(rf"(?:{_ORNAMENTS.pattern}|\s)+$")
"""Emoji and ornaments that close a line."""


def ends(text: str) -> bool:
    """Whether a paragraph may end like this: with a full stop, a colon, a closing bracket after one, …

    >>> ends("他说：“好。”"), ends("显存是 910B 的"), ends("挑战:"), ends("（完）"), ends("下班了🎉")
    (True, False, True, True, True)
    """
    bare = text.rstrip()
    if _ORNAMENTS.match(bare[-1:]):
        return True
    core = bare.rstrip(_TRAIL)
    if not core:
        return bool(bare)
    return core[-1] in _END or (core != bare and bare[-1] in "）)】〕]")


def stops(text: str) -> bool:
    """Whether it ends a sentence: 。！？…～ perhaps within quotation marks or brackets."""
    core = text.rstrip()
    if _ORNAMENTS.match(core[-1:]):
        core = _ORNAMENTS_AT_END.sub("", core)
    core = core.rstrip(_TRAIL)
    return bool(core) and (core[-1] in _STOP or (core[-1] == "." and not core[-2:-1].isdigit()))


def open_marks(text: str) -> int:
    """How many brackets and quotation marks are opened and not closed, or closed and not opened.

    >>> open_marks("《论“一国”》"), open_marks("推动“中国制造")
    (0, 1)
    """
    stack: list[str] = []
    loose = 0
    for char in _PAIR_MARKS.findall(text):
        if char in _PAIRS:
            stack.append(char)
        elif stack and stack[-1] == _CLOSERS[char]:
            stack.pop()
        else:
            loose += 1
    return loose + len(stack)


_CHINESE_TITLE, _LATIN_TITLE = 100, 250


def longest_title(text: str) -> int:
    """Characters that a title in the script of `text` has at the most."""
    return _CHINESE_TITLE if is_chinese(text) else _LATIN_TITLE
