"""Bytes of a text file -> text, whatever it was saved in."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from audiobook.errors import EmptySource, UnreadableSource
from audiobook.language.chinese import is_han
from audiobook.language.word_lists import rows
from audiobook.model import Finding

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_BOMS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 1 << 16
_WESTERN = "en"
_CANDIDATES = (
    ("utf-8", ("zh", _WESTERN, "ja", "ko")),
    ("gb18030", ("zh",)),
    ("big5hkscs", ("zh-Hant",)),
    ("cp932", ("ja",)),
    ("euc_jp", ("ja",)),
    ("cp949", ("ko",)),
    ("cp1252", (_WESTERN,)),
)
"""Encodings that are tried, with the languages that are written in them; UTF-8 again, for files with a fault in it."""
_WIDE = (("utf-16-le", ("zh", _WESTERN, "ja", "ko")), ("utf-16-be", ("zh", _WESTERN, "ja", "ko")))
_LEVEL_1 = {
    "zh": ("gb2312", range(0xB0, 0xD8)),
    "zh-Hant": ("big5", range(0xA4, 0xC7)),
    "ja": ("euc_jp", range(0xB0, 0xD0)),
    "ko": ("euc_kr", range(0xB0, 0xC9)),
}
"""Language -> where its standard keeps the characters of daily use: an encoding and the first bytes."""

# Logarithms of how likely a character of its kind is in running text; fitted to nothing, only ordered: the encodings
# differ by several units a character
_LIKELY = {"common": -5.7, "daily": -9.3, "rare": -12.5, "odd": -15.5, "bad": -25.0}
_ASCII = -3.4
_MARKS = dict.fromkeys("，。、：；“”‘’《》（）！？…—·　「」『』〈〉【】", -5.1)
_KANA = re.compile("[ぁ-ゖァ-ヺー]")
_PART_OF_WORDS = re.compile("[À-ÖØ-öø-ÿŠšŽžŒœŸ]")
_SIGNS = frozenset("’‘“”–—…•€£¥©®™°§«»¡¿½¼¾ªº×·\xa0´†‡")
_WORST = -14.0
"""A text whose characters are less likely than this on average is none."""
_BREAKS = "\t\n\r\f\v\x1a\x1b\x1c\x1d\x1e"
_ODD = re.compile(f"(?![{_BREAKS}])[\0-\x1f]")


def decode(data: bytes, path: Path) -> str:
    """The text of `data`: UTF-8, UTF-16 or UTF-32, the encodings of China, Taiwan, Japan and Korea, Windows-1252.

    Raises `UnreadableSource` for what is no text at all, `EmptySource` for nothing.
    """
    if not data.strip():
        raise EmptySource(f"{path}: the file is empty; give one with text in it")
    for bom, name in (*_BOMS, *_BOMS_16):
        if data.startswith(bom):
            return _strictly(data, name, path)
    if b"\x1b$" in data and data.isascii():
        return _checked(data.decode("iso2022_jp", "replace"), path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # one torn character at the very end is a file cut off, not another encoding
        if error.start > len(data) - 4 and error.start > 16:
            text = data[: error.start].decode("utf-8")
        else:
            text = _guess(data, path)
    if "\0" in text[:_SAMPLE]:
        text = _guess(data, path)
    return _checked(text, path)


def undecoded(text: str) -> Iterator[Finding]:
    """What to say of a decoded text in which some bytes were no characters."""
    lines = [number for number, line in enumerate(text.split("\n"), 1) if "\ufffd" in line]
    if lines:
        count = text.count("\ufffd")
        yield Finding(
            "encoding", (lines[0], lines[-1]), f"{count} characters are damaged in the file and cannot be read"
        )


def _strictly(data: bytes, name: str, path: Path) -> str:
    try:
        return _checked(data.decode(name).removeprefix("\ufeff"), path)
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.start > 16:
            return _checked(data[: error.start].decode(name, "ignore").removeprefix("\ufeff"), path)
        text = data.decode(name, "replace").removeprefix("\ufeff")
        if text.count("\ufffd") * 100 > len(text):
            raise UnreadableSource(f"{path}: begins as {name} but does not go on so; save it again as UTF-8") from error
        return _checked(text, path)


def _guess(data: bytes, path: Path) -> str:
    """The decoding whose text is the likeliest in a language that is written in it."""
    sample = data[:_SAMPLE]
    wide = sample.count(0) * 50 > len(sample)
    best, best_score, length = "", -math.inf, 1
    for name, languages in _WIDE if wide else _CANDIDATES:
        text = sample[: len(sample) // 2 * 2].decode(name, "replace")
        counts = Counter(text)
        score = max(_likelihood(text, counts, language) for language in languages)
        if score > best_score:
            best, best_score, length = name, score, len(text)
    if best_score < _WORST * length:
        raise UnreadableSource(f"{path}: this is not text in any encoding known here; save it as UTF-8 and try again")
    return data.decode(best, "replace")


def _likelihood(text: str, counts: Counter[str], language: str) -> float:
    """The logarithm of how likely `text` is in `language`."""
    if language == _WESTERN:
        return _western(text, counts)
    return sum(count * _one(char, language) for char, count in counts.items())


def _one(char: str, language: str) -> float:
    if char < "\x80":
        return _ASCII if char >= " " or char in _BREAKS else _LIKELY["bad"]
    if char in _MARKS:
        return _MARKS[char] if language != "ko" else _LIKELY["daily"]
    if char in _common(language):
        return _LIKELY["common"]
    if char in _daily(language) or (language == "ja" and _KANA.match(char)):
        return _LIKELY["daily"]
    if char == "\ufffd" or not char.isprintable():
        return _LIKELY["bad"]
    return _LIKELY["rare"] if is_han(char) and language != "ko" and char <= "\u9fff" else _LIKELY["odd"]


def _western(text: str, counts: Counter[str]) -> float:
    """The same for Latin letters: accents stand alone among plain ones, and there are few of them."""
    score = 0.0
    for char, count in counts.items():
        if char < "\x80":
            likely = _one(char, _WESTERN)
        elif _PART_OF_WORDS.match(char) or char in _SIGNS:
            likely = -6.0
        else:
            likely = _LIKELY["odd"] if char.isprintable() and char != "\ufffd" else _LIKELY["bad"]
        score += count * likely
    # three in a row are no word of any language written so
    return score - 9.0 * sum(len(run) for run in re.findall("[\x80-\U0010ffff]{3,}", text))


@cache
def _common(language: str) -> frozenset[str]:
    table = rows("source", "common_characters")
    return frozenset("".join(characters for name, characters in table if name == language[:2]))


@cache
def _daily(language: str) -> frozenset[str]:
    name, leads = _LEVEL_1[language]
    data = b"".join(bytes((first, second)) for first in leads for second in range(0xA1, 0xFF))
    if name == "big5":
        data += b"".join(bytes((first, second)) for first in leads for second in range(0x40, 0x7F))
    return frozenset(data.decode(name, "ignore"))


def _checked(text: str, path: Path) -> str:
    head = text[:_SAMPLE]
    odd = len(_ODD.findall(head))
    if odd * 50 > len(head) or head.count("\ufffd") * 10 > len(head):
        raise UnreadableSource(f"{path}: this is not text, whatever its name says; give the file its right extension")
    if not text.strip("\ufeff \t\r\n\f\v\u3000\x00"):
        raise EmptySource(f"{path}: there is no text in the file")
    return text
