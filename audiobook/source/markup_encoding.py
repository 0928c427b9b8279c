"""Bytes of a web page or a document of an e-book -> text: byte order mark, declaration, then what fits."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from audiobook.source.encoding import decode

_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,30})|<meta[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,30})""",
    re.I,
)
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
    "big5": "big5hkscs", "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
"""What browsers take for a declared name: the larger set that holds it; a page that can be read as ASCII so far is
not in UTF-16, whatever it says."""
_SURELY = 20
"""Characters beyond ASCII, from which on text in another encoding is no UTF-8 by chance."""
_DAMAGE = 200
"""One byte in so many may be wrong before the declaration is disbelieved."""


def decode_markup(data: bytes, path: Path) -> str:
    """The text of `data`. Raises `UnreadableSource` for what is no text at all, `EmptySource` for nothing.

    >>> decode_markup("<?xml version='1.0' encoding='GB2312'?><p>朱镕基</p>".encode("gb18030"), Path("a.xhtml"))[-10:]
    '<p>朱镕基</p>'
    """
    if data.startswith(_BOMS):
        return decode(data, path)
    found = _DECLARED.search(data[:4096])
    if found and (text := _utf_8(data)) is not None:
        return text
    if found:
        name = (found[1] or found[2]).decode("ascii", "replace").lower()
        text = _as(data, _WIDER.get(name, name))
        if text is not None:
            return text
    text = _as(data, "utf-8")
    return decode(data, path) if text is None else text


def _utf_8(data: bytes) -> str | None:
    """`data` in UTF-8 if it can hardly be anything else, whatever is declared: browsers save pages so and leave the
    declaration as it was."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text.replace("\0", "") if len(text) - len(text.encode("ascii", "ignore")) >= _SURELY else None


def _as(data: bytes, name: str) -> str | None:
    """`data` in the encoding `name`; None where that is none or does not fit."""
    try:
        text = data.decode(name, "replace")
    except (LookupError, ValueError, AssertionError):
        return None
    bare = text.replace("\0", "")
    if not bare.strip("\ufeff \t\r\n") or text.count("\0", 0, 1000) * 4 > len(text[:1000]):
        return None
    return bare if text.count("\ufffd") * _DAMAGE <= len(text) else None
