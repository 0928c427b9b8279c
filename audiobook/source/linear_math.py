"""Formulas written in one line: every letter and figure of them, brackets where a fraction or a root had its extent.

    (a+b)/2    x²    aᵢ    √(x+1)    ∑_(i=1)^n xᵢ    lim_(x→0)    (n¦k)    (1, 2; 3, 4)

What the readers of MathML and OMML put together; narration reads it in words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from audiobook.language.chinese import HAN
from audiobook.source import raised

_SIGNS = "\u2070-\u209cᵢⱼᵣᵤᵥ⁰¹²³′″\u0300-\u036f\u20d0-\u20ff"
_ATOM = re.compile(rf"(?:\d+(?:[.,]\d+)*|[^\W\d_]|[{HAN}]+|[∞∅°%…])[{_SIGNS}]*(?:[_^]\([^()]*\))*")
"""A number or one letter, with its indices and powers."""
_WORD = re.compile(rf"[^\W\d_]+[{_SIGNS}]*(?:[_^]\([^()]*\))*")
_CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|", "⟨": "⟩", "⌊": "⌋", "⌈": "⌉", "‖": "‖"}
_LETTERS = re.compile("[\U0001d400-\U0001d7ff]")
"""Letters and figures of mathematical alphabets."""


def plain(text: str) -> str:
    """Text of a formula: letters of one alphabet, no white space but single spaces.

    >>> plain("\U0001d465 +  1")
    'x + 1'
    """
    folded = _LETTERS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return " ".join(folded.split())


def fraction(over: str, under: str) -> str:
    """`over` divided by `under`.

    >>> fraction("a+b", "2"), fraction("1", "2a"), fraction("U", "Nₙ")
    ('(a+b)/2', '1/(2a)', 'U/Nₙ')
    """
    return f"{_whole(over) if not _WORD.fullmatch(over) else over}/{_whole(under)}"


def power(base: str, exponent: str) -> str:
    """`base` with an exponent, or whatever is set high on it.

    >>> power("x", "2"), power("a+b", "n-1"), power("sin", "2"), power("f", "′")
    ('x²', '(a+b)^(n-1)', 'sin²', 'f′')
    """
    if not exponent:
        return base
    if set(exponent) <= set("'’′″‴"):
        return base + exponent.replace("'", "′").replace("’", "′")
    return f"{base if _WORD.fullmatch(base) else _whole(base)}{raised.up(exponent)}"


def index(base: str, low: str) -> str:
    """`base` with an index.

    >>> index("x", "1"), index("T", "max"), index("a", "i")
    ('x₁', 'T_(max)', 'aᵢ')
    """
    if not low:
        return base
    return f"{base if _WORD.fullmatch(base) else _whole(base)}{raised.subscript(low)}"


def root(body: str, degree: str = "") -> str:
    """A square root, or one of another degree.

    >>> root("x+1"), root("x", "3"), root("x", "n+1")
    ('√(x+1)', '³√(x)', '^(n+1)√(x)')
    """
    return f"{raised.up(degree) if degree else ''}√({body})"


def big(sign: str, low: str, high: str, body: str) -> str:
    """A sum, product or integral with its bounds.

    >>> big("∑", "i=1", "n", "xᵢ"), big("∫", "0", "1", "f(x) dx"), big("∮", "", "", "v")
    ('∑_(i=1)^n xᵢ', '∫_0^1 f(x) dx', '∮ v')
    """
    return f"{sign}{_bound('_', low)}{_bound('^', high)} {body}".strip()


def limits(name: str, low: str = "", high: str = "") -> str:
    """What stands under and over a name: lim_(x→0), max_i."""
    return f"{name}{_bound('_', low)}{_bound('^', high)}"


def called(name: str, body: str) -> str:
    """A function of something: sin x, log₂(a+b).

    >>> called("sin", "x"), called("ln", "a+b"), called("f", "(x)")
    ('sin x', 'ln(a+b)', 'f(x)')
    """
    if not body or body[0] in _CLOSING:
        return f"{name}{body}"
    return f"{name} {body}" if _ATOM.fullmatch(body) else f"{name}({body})"


def accented(body: str, mark: str) -> str:
    """`body` under a hat, bar, arrow or tilde, which stands behind it as a combining character."""
    return f"{body if len(body) == 1 else _whole(body)}{mark}"


def fenced(opening: str, parts: Sequence[str], separator: str, closing: str) -> str:
    """`parts` between brackets of their own."""
    return f"{opening}{separator.join(parts)}{closing}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A matrix, or equations one under another.

    >>> table([["a", "b"], ["c", "d"]])
    'a, b; c, d'
    """
    return "; ".join(", ".join(row) for row in rows)


def _bound(sign: str, text: str) -> str:
    if not text:
        return ""
    return f"{sign}{text}" if len(text) == 1 else f"{sign}({text})"


def _whole(text: str) -> str:
    """`text` so that it stays together: as it is where it is one thing, else in brackets."""
    return text if not text or _ATOM.fullmatch(text) or _bracketed(text) else f"({text})"


def _bracketed(text: str) -> bool:
    """Whether one pair of brackets holds all of it."""
    closing = _CLOSING.get(text[0])
    if closing is None or text[-1] != closing or len(text) < 2:
        return False
    if closing == text[0]:
        return closing not in text[1:-1]
    depth = 0
    for at, char in enumerate(text):
        depth += (char == text[0]) - (char == closing)
        if depth == 0:
            return at == len(text) - 1
    return False
