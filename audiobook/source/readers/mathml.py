"""MathML -> mathematics in one line: (a+b)/2, x², √(x), ∑_(i=1)^n; every letter and figure of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from audiobook.source import linear_math, raised
from audiobook.source.readers.elements import local, texts, within

_PAGE = frozenset(["p", "div", "table", "section", "article", "h1", "h2", "h3", "ul", "ol", "li", "body", "math"])
_DEEPEST = 60
"""Formulas nested deeper than people write them are given as their bare text."""
_TOKENS = frozenset(["mi", "mn", "mo", "mtext", "ms"])
_SOURCES = frozenset(["annotation", "annotation-xml"])
"""The formula again, in another notation: no text of its own."""
_BIG = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
_LIMITS = frozenset(["lim", "max", "min", "sup", "inf", "limsup", "liminf", "argmax", "argmin"])
_UNSEEN = dict.fromkeys([0x2061, 0x2062, 0x2063, 0x2064])
_ACCENTS = {"¯": "\u0304", "‾": "\u0304", "→": "\u20d7", "⃗": "\u20d7"}
"""Marks over one letter, as combining characters that make no other letter of it."""
_PRIMES = frozenset(["*", "∗", "†", "∘", "°"])


def is_formula(element: Any) -> bool:
    """Whether it holds a formula, not what stands behind one whose end is missing."""
    return not within(element, _PAGE)


def linear(element: Any) -> str:
    """`element` (math or a part of it) in one line.

    >>> from lxml import etree
    >>> linear(etree.XML("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>"))
    '(a+b)/2'
    >>> linear(etree.XML("<math><msqrt><mi>x</mi></msqrt><mo>=</mo><msup><mi>y</mi><mn>2</mn></msup></math>"))
    '√(x)=y²'
    """
    return linear_math.plain(_part(element, 0))


def sources(element: Any) -> str:
    """What stands in its annotations: the formula in the notation it was written in."""
    outermost = (
        e for e in element.iter() if local(e) in _SOURCES and not any(local(a) in _SOURCES for a in e.iterancestors())
    )
    return " ".join(" ".join("".join(texts(e)) for e in outermost).split())


def _part(element: Any, depth: int) -> str:
    name = local(element)
    if not name or name in _SOURCES:
        return ""
    if depth > _DEEPEST:
        return "".join(texts(element))
    if name in _TOKENS and not len(element):
        text = linear_math.plain("".join(texts(element)).translate(_UNSEEN))
        return f" {text} " if name == "mtext" and text else text
    if name == "mspace":
        return " "
    children = [child for child in element if local(child)]
    least, most, make = _MAKERS.get(name, (0, -1, None))
    if make is not None and least <= len(children) <= most:
        loose = [element.text or "", *(child.tail or "" for child in element)]
        parts = [_part(child, depth + 1).strip() for child in children]
        return "".join(text for text in loose if text.strip()) + make(element, parts)
    return _row(element, depth)


def _row(element: Any, depth: int) -> str:
    """Children one after the other; words, sums and fractions are kept apart from what stands beside them."""
    parts: list[tuple[str, str]] = [("", (element.text or "").strip())]
    for child in element:
        parts.append((local(child), _part(child, depth + 1)))
        parts.append(("", (child.tail or "").strip()))
    parts = [part for part in parts if part[1]]
    done = ""
    for at, (name, part) in enumerate(parts):
        after = parts[at + 1][1] if at + 1 < len(parts) else ""
        if name == "mfrac" and after and (done[-1:].isalnum() or after[0].isalnum() or after[0] in "(√"):
            part = f"({part})"
        elif (_is_word(done) and part[0].isalnum()) or (done[-1:].isdigit() and part[0].isdigit()):
            part = f" {part}"
        done += part
        if name in _LIMITED and after[:1].isalnum() and (part[0] in _BIG or part[:2].isalpha()):
            done += " "
    return done


_LIMITED = frozenset(["munder", "mover", "munderover", "msub", "msup", "msubsup"])


def _is_word(text: str) -> bool:
    """Whether it ends in two Latin letters or more: sin, if."""
    tail = text[-2:]
    return len(tail) == 2 and tail.isascii() and tail.isalpha()


def _fraction(element: Any, parts: Sequence[str]) -> str:
    if (element.get("linethickness") or "").strip() in ("0", "0pt", "0px", "0em"):
        return f"({parts[0]}¦{parts[1]})"
    return linear_math.fraction(parts[0], parts[1])


def _takes_limits(base: str) -> bool:
    return base in _BIG or base in _LIMITS


def _power(_: Any, parts: Sequence[str]) -> str:
    base, high = parts[:2]
    if _takes_limits(base):
        return linear_math.limits(base, high=high)
    return f"{base}{high}" if high in _PRIMES else linear_math.power(base, high)


def _index(_: Any, parts: Sequence[str]) -> str:
    base, low = parts[:2]
    return linear_math.limits(base, low) if _takes_limits(base) else linear_math.index(base, low)


def _both(_: Any, parts: Sequence[str]) -> str:
    base, low, high = parts[:3]
    if _takes_limits(base):
        return linear_math.limits(base, low, high)
    return linear_math.power(linear_math.index(base, low), high)


def _under(_: Any, parts: Sequence[str]) -> str:
    base, low = parts[:2]
    return linear_math.limits(base, low) if any(c.isalnum() for c in low) else base


def _over(_: Any, parts: Sequence[str]) -> str:
    base, high = parts[:2]
    if high in _ACCENTS and len(base) == 1:
        return linear_math.accented(base, _ACCENTS[high])
    return linear_math.limits(base, high=high) if any(c.isalnum() for c in high) else base


def _under_over(_: Any, parts: Sequence[str]) -> str:
    return linear_math.limits(*parts[:3])


def _fenced(element: Any, parts: Sequence[str]) -> str:
    marks = [mark for mark in element.get("separators", ",") if not mark.isspace()]
    inside = parts[0] if parts else ""
    for at, part in enumerate(parts[1:]):
        inside += (marks[min(at, len(marks) - 1)] if marks else "") + part
    return f"{element.get('open', '(')}{inside}{element.get('close', ')')}"


def _scripts(element: Any, parts: Sequence[str]) -> str:
    """Base with indices and powers behind it, and before it after mprescripts: the 14 of carbon-14."""
    names = [local(child) for child in element if local(child)]
    split = names.index("mprescripts") if "mprescripts" in names else len(names)
    behind, before = parts[1:split], parts[split + 1 :]
    text = parts[0]
    for low, high in zip(behind[::2], [*behind[1::2], ""], strict=False):
        text += (raised.subscript(low) if low else "") + (raised.up(high) if high else "")
    for low, high in reversed(list(zip(before[::2], [*before[1::2], ""], strict=False))):
        text = (raised.up(high) if high else "") + (raised.subscript(low) if low else "") + text
    return text


_ANY = 10_000
_MAKERS = {
    "mfrac": (2, 2, _fraction),
    "msqrt": (1, _ANY, lambda _, parts: linear_math.root("".join(parts))),
    "mroot": (2, 2, lambda _, parts: linear_math.root(*parts[:2])),
    "msup": (2, 2, _power),
    "msub": (2, 2, _index),
    "msubsup": (3, 3, _both),
    "munder": (2, 2, _under),
    "mover": (2, 2, _over),
    "munderover": (3, 3, _under_over),
    "mfenced": (0, _ANY, _fenced),
    "mtr": (1, _ANY, lambda _, parts: ", ".join(filter(None, parts))),
    "mlabeledtr": (1, _ANY, lambda _, parts: ", ".join(filter(None, parts))),
    "mtable": (1, _ANY, lambda _, parts: "; ".join(filter(None, parts))),
    "mmultiscripts": (1, _ANY, _scripts),
}
"""Element -> least and most children it has when it is what it says, and what writes it."""
