"""Text as services take it."""

from __future__ import annotations

import re

# characters XML 1.0 cannot carry: OCR leaves vertical tabs and form feeds, some PDFs half surrogates
_UNSENDABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x84\x86-\x9f\ufeff\u200b]")
_BLANKS = re.compile(r"\s+")


def sendable(text: str) -> str:
    """`text` on one line, without characters that break a request or are heard as nothing.

    >>> sendable("第一\\x0b行\\n 第二行\\ud800\\ufeff ")
    '第一 行 第二行'
    """
    return _BLANKS.sub(" ", _UNSENDABLE.sub(" ", text)).strip()
