"""The bytes of a page or text so that they say themselves what they are encoded in.

What a server says of a text is not in the text, and a kept file has no server. A text whose server says more than the
text itself is kept in UTF-8 with a byte order mark, which every reader here believes before all else.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(
    rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{2,30})|<meta[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{2,30})""",
    re.I,
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs", "shift_jis": "cp932",
          "euc-kr": "cp949"}  # fmt: skip
_UNTOLD = frozenset(["iso-8859-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"])
"""What servers say that were never told: any bytes can be read as these, so they prove nothing."""
_DAMAGE = 200
"""One character in so many may be wrong before a server is disbelieved."""


def self_describing(body: bytes, charset: str) -> bytes:
    """`body`, a text that came with `charset` (empty for none).

    >>> self_describing("<p>北京".encode("gb18030"), "gbk") == codecs.BOM_UTF8 + "<p>北京".encode()
    True
    >>> self_describing("<meta charset=utf-8><p>北京".encode(), "iso-8859-1") == "<meta charset=utf-8><p>北京".encode()
    True
    """
    if not charset or body.startswith(_MARKS) or charset in _UNTOLD:
        return body
    declared = _DECLARED.search(body[:4096])
    if declared and (declared[1] or declared[2]).decode("ascii", "replace").lower() == charset:
        return body
    try:
        text = body.decode(_WIDER.get(charset, charset), "replace")
    except (LookupError, ValueError, AssertionError):
        return body
    if text.count("\ufffd") * _DAMAGE > len(text):
        return body  # the text itself, and what it looks like, decide
    return codecs.BOM_UTF8 + text.removeprefix("\ufeff").encode("utf-8", "replace")
