"""LaTeX as it stands in texts: told from prices and brackets, put between \\( and \\)."""

from __future__ import annotations

import re

_ALONE = re.compile(
    r"\$\$(?P<dollars>[^$]+)\$\$|\\\[(?P<brackets>.+?)\\\]|(?P<environment>\\begin\{(?P<name>[a-z]+\*?)\}.*\\end\{(?P=name)\})",
    re.S,
)
_INLINE = re.compile(r"(?<![\\$A-Za-z0-9])\$(?=[^\s$\d]|\d[^$]*[\\^_=])(?P<text>[^$\n]{1,200}?)(?<=[^\s\\])\$(?![\d$])")
_FORMULA = re.compile(r"[\\^_=<>+]|^[A-Za-z]{1,2}$|^[A-Za-z]\([A-Za-z,\s]+\)$")


def alone(text: str) -> str | None:
    """The formula that makes up all of `text`, without its delimiters; None where it holds anything else.

    >>> alone("$$E = mc^2$$"), alone("\\\\[ a \\\\]"), alone("It is $$x$$.")
    ('E = mc^2', 'a', None)
    """
    found = _ALONE.fullmatch(text.strip())
    if not found:
        return None
    return (found["dollars"] or found["brackets"] or found["environment"]).strip()


def inline(text: str) -> str:
    """`text` with the formulas between single dollars put between \\( and \\).

    >>> inline("质能方程$E=mc^2$很有名，价格从$5涨到$10。")
    '质能方程\\\\(E=mc^2\\\\)很有名，价格从$5涨到$10。'
    """
    if text.count("$") < 2:
        return text
    return _INLINE.sub(lambda found: rf"\({found['text']}\)" if _FORMULA.search(found["text"]) else found[0], text)
