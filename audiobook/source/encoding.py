"""Bytes of a text file -> text, whatever it was saved in."""

from __future__ import annotations

from pathlib import Path

from audiobook.errors import EmptySource, UnreadableSource
from audiobook.language.chinese import han_count

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"))
_BOMS_16 = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE = 1 << 16
_COMMON = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想實這個們來為國說時會對發後過經麼學現當沒動進樣與長點"
)
"""The commonest characters, simplified and traditional: what tells GB18030 from Big5."""


def decode(data: bytes, path: Path) -> str:
    """The text of `data`: UTF-8 (with or without BOM), UTF-16, UTF-32, GB18030 or Big5.

    Raises `UnreadableSource` for what is no text at all, `EmptySource` for nothing.
    """
    if not data.strip():
        raise EmptySource(f"{path}: the file is empty; give one with text in it")
    for bom, name in (*_BOMS, *_BOMS_16):
        if data.startswith(bom):
            return _strictly(data, name, path)
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


def _strictly(data: bytes, name: str, path: Path) -> str:
    try:
        return _checked(data.decode(name).removeprefix("\ufeff"), path)
    except UnicodeDecodeError as error:
        if error.start > len(data) - 4 and error.start > 16:
            return _checked(data[: error.start].decode(name, "ignore").removeprefix("\ufeff"), path)
        raise UnreadableSource(f"{path}: begins as {name} but does not go on so; save it again as UTF-8") from error


def _guess(data: bytes, path: Path) -> str:
    """The decoding in which the most characters are common Chinese ones."""
    sample = data[:_SAMPLE]
    names = ["gb18030", "big5hkscs"]
    if sample.count(0) * 50 > len(sample):
        names = ["utf-16-le", "utf-16-be"]
    best, best_score = None, -1.0
    for name in names:
        even = sample[: len(sample) // 2 * 2]
        text = even.decode(name, "replace")
        bad = text.count("\ufffd")
        if bad * 100 > len(text) or sum(c < " " and c not in "\t\n\r\f\v" for c in text) * 100 > len(text):
            continue
        score = (sum(c in _COMMON for c in text) + 0.01 * han_count(text) - 3 * bad) / max(1, len(text))
        score += 0.2 * (name.startswith("utf-16") and text.isascii())
        if score > best_score:
            best, best_score = name, score
    if best is None or best_score < 0.02:
        raise UnreadableSource(f"{path}: this is not text in any encoding known here; save it as UTF-8 and try again")
    return data.decode(best, "replace")


def _checked(text: str, path: Path) -> str:
    head = text[:_SAMPLE]
    odd = sum(c < " " and c not in "\t\n\r\f\v\x1c\x1d\x1e\x1a" for c in head) + head.count("\ufffd")
    if odd * 50 > len(head):
        raise UnreadableSource(f"{path}: this is not text, whatever its name says; give the file its right extension")
    if not text.strip("\ufeff \t\r\n\f\v\u3000\x00"):
        raise EmptySource(f"{path}: there is no text in the file")
    return text
