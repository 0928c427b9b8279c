"""MathML -> mathematics in one line: (a+b)/2, x², √(x), ∑_(i=1)^n; every letter and figure of it is kept."""

from __future__ import annotations

import re
from typing import Any

from audiobook.source.raised import lowered, raised
from audiobook.source.readers.elements import local, texts

_DEEPEST = 60
"""Formulas nested deeper than people write them are given as their bare text."""
_ROWS = frozenset(["math", "mrow", "mstyle", "mpadded", "menclose", "merror", "mphantom", "semantics", "maction",
                   "mtd", "mscarry", "msrow", "a"])  # fmt: skip
_SOURCES = frozenset(["annotation", "annotation-xml"])
"""The formula again, in another notation: no text of its own."""
_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
_LIMITS = frozenset(["lim", "max", "min", "sup", "inf", "limsup", "liminf", "argmax", "argmin"])
_UNSEEN = {"\u2061": "", "\u2062": "", "\u2063": "", "\u2064": ""}
_COMBINING = {"¯": "\u0304", "‾": "\u0304", "→": "\u20d7", "⃗": "\u20d7"}


def linear(element: Any) -> str:
    """`element` (math or a part of it) in one line.

    >>> from lxml import etree
    >>> linear(etree.XML("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac></math>"))
    '(a+b)/2'
    >>> linear(etree.XML("<math><msqrt><mi>x</mi></msqrt><mo>=</mo><msup><mi>y</mi><mn>2</mn></msup></math>"))
    '√(x)=y²'
    """
    return " ".join(_part(element, 0).split())


def sources(element: Any) -> str:
    """What stands in its annotations: the formula in the notation it was written in."""
    return " ".join(" ".join("".join(texts(e)) for e in element.iter() if local(e) in _SOURCES).split())


def _part(element: Any, depth: int) -> str:
    name = local(element)
    if not name or name in _SOURCES:
        return ""
    if depth > _DEEPEST:
        return "".join(texts(element))
    if name in ("mi", "mn", "mo", "mtext", "ms"):
        return _token(element, name)
    if name == "mspace":
        return " "
    made = _MAKERS.get(name)
    if made is not None:
        children = [child for child in element if local(child)]
        if made[0] <= len(children):
            return _own(element) + made[1](element, children, depth + 1)
    return _row(element, depth)


def _own(element: Any) -> str:
    """Text that stands where only elements should: kept all the same."""
    loose = [element.text or "", *(child.tail or "" for child in element)]
    return "".join(text for text in loose if text.strip())


def _token(element: Any, name: str) -> str:
    text = "".join(texts(element))
    bare = " ".join(text.split()).translate(str.maketrans(_UNSEEN))
    if name == "mtext":
        return f" {bare} " if bare else " "
    return bare


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
        beside = done[-1:].isalnum() or after[:1].isalnum() or after[:1] in "(√"
        if name == "mfrac" and beside and len(parts) > 1 and not _bracketed(part) and after:
            part = _inside(part)
        elif _is_word(done) and part[0].isalnum():
            part = f" {part}"
        elif done[-1:].isdigit() and part[0].isdigit():
            part = f" {part}"
        done += part
        if name in _LIMITED and after[:1].isalnum() and (part[0] in _LARGE or part[:2].isalpha()):
            done += " "
    return done


_LIMITED = frozenset(["munder", "mover", "munderover", "msub", "msup", "msubsup"])


def _is_word(text: str) -> bool:
    tail = text[len(text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) :]
    return len(tail) > 1


def _grouped(text: str) -> str:
    """`text` in brackets where it is more than one thing."""
    bare = text.strip()
    return bare if len(bare) <= 1 or _ATOM.fullmatch(bare) or _bracketed(bare) else f"({bare})"


_ATOM = re.compile(r"\d+(?:[.,]\d+)*|\w[\u0300-\u036f\u20d0-\u20ff]?[₀-₉⁰¹²³⁴-⁹ⁿ′″]*|[a-z]{3,6}")


def _bracketed(text: str) -> bool:
    """Whether one pair of brackets holds all of it."""
    if not text or not (text[0] in "([{" and text[-1] in ")]}"):
        return False
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0:
            return at == len(text) - 1
    return False


def _inside(text: str) -> str:
    return f"({text.strip()})"


def _frac(element: Any, children: list[Any], depth: int) -> str:
    above, below = _part(children[0], depth).strip(), _part(children[1], depth).strip()
    if (element.get("linethickness") or "").strip() in ("0", "0pt", "0px", "0em"):
        return f"({above}; {below})"
    return f"{_grouped(above)}/{_grouped(below)}"


def _sqrt(element: Any, children: list[Any], depth: int) -> str:
    return "√" + _inside("".join(_part(child, depth) for child in children))


def _root(element: Any, children: list[Any], depth: int) -> str:
    return raised(_part(children[1], depth).strip()) + "√" + _inside(_part(children[0], depth))


def _power(base: str, above: str) -> str:
    bare = above.strip()
    if not bare:
        return base
    if bare in _PRIMES:
        return f"{base}{bare}"
    if base.strip() in _LARGE or base.strip() in _LIMITS:
        return f"{base}^{bare}" if len(bare) == 1 else f"{base}^{_inside(bare)}"
    return f"{_grouped(base)}{raised(bare)}"


_PRIMES = frozenset(["′", "″", "‴", "'", "''", "*", "∗", "†", "∘", "°"])


def _index(base: str, below: str) -> str:
    bare = below.strip()
    if not bare:
        return base
    if base.strip() in _LARGE or base.strip() in _LIMITS:
        return f"{base}_{_inside(bare)}"
    return f"{_grouped(base)}{lowered(bare)}"


def _sup(element: Any, children: list[Any], depth: int) -> str:
    return _power(_part(children[0], depth), _part(children[1], depth))


def _sub(element: Any, children: list[Any], depth: int) -> str:
    return _index(_part(children[0], depth), _part(children[1], depth))


def _subsup(element: Any, children: list[Any], depth: int) -> str:
    base, below, above = (_part(child, depth) for child in children[:3])
    with_index = _index(base, below)
    return f"{with_index}{_power(base, above)[len(_grouped(base) if not _takes_limits(base) else base) :]}"


def _takes_limits(base: str) -> bool:
    return base.strip() in _LARGE or base.strip() in _LIMITS


def _under(element: Any, children: list[Any], depth: int) -> str:
    base, below = _part(children[0], depth), _part(children[1], depth).strip()
    if not any(c.isalnum() for c in below):
        return base
    return f"{base}_{_inside(below)}"


def _over(element: Any, children: list[Any], depth: int) -> str:
    base, above = _part(children[0], depth), _part(children[1], depth).strip()
    if above in _COMBINING and len(base) == 1:
        return base + _COMBINING[above]
    if not any(c.isalnum() for c in above):
        return base
    return f"{base}^{above}" if len(above) == 1 else f"{base}^{_inside(above)}"


def _underover(element: Any, children: list[Any], depth: int) -> str:
    base, below, above = (_part(child, depth).strip() for child in children[:3])
    return f"{base}{f'_{_inside(below)}' if below else ''}" + (
        "" if not above else f"^{above}" if len(above) == 1 else f"^{_inside(above)}"
    )


def _fenced(element: Any, children: list[Any], depth: int) -> str:
    marks = [mark for mark in element.get("separators", ",") if not mark.isspace()]
    parts = [_part(child, depth).strip() for child in children]
    joined = parts[0] if parts else ""
    for at, part in enumerate(parts[1:]):
        joined += (marks[min(at, len(marks) - 1)] if marks else "") + part
    return f"{element.get('open', '(')}{joined}{element.get('close', ')')}"


def _table(element: Any, children: list[Any], depth: int) -> str:
    rows = []
    for row in children:
        if local(row) in ("mtr", "mlabeledtr"):
            cells = [_part(cell, depth).strip() for cell in row if local(cell)]
            rows.append(", ".join(cell for cell in cells if cell))
        else:
            rows.append(_part(row, depth).strip())
    return "; ".join(row for row in rows if row)


def _scripts(element: Any, children: list[Any], depth: int) -> str:
    """Base with indices and powers behind it, and before it after mprescripts: the 14 of carbon-14."""
    base = _part(children[0], depth)
    behind, before = base, ""
    pairs: list[Any] = []
    prescripts = False
    for child in [*children[1:], None]:
        if child is not None and local(child) != "mprescripts":
            pairs.append(child)
            continue
        for low, high in zip(pairs[::2], [*pairs[1::2], None], strict=False):
            below, above = _part(low, depth).strip(), _part(high, depth).strip() if high is not None else ""
            scripts = (lowered(below) if below else "") + (raised(above) if above else "")
            if prescripts:
                before += (raised(above) if above else "") + (lowered(below) if below else "")
            else:
                behind += scripts
        pairs, prescripts = [], True
    return before + behind


_MAKERS = {
    "mfrac": (2, _frac),
    "msqrt": (1, _sqrt),
    "mroot": (2, _root),
    "msup": (2, _sup),
    "msub": (2, _sub),
    "msubsup": (3, _subsup),
    "munder": (2, _under),
    "mover": (2, _over),
    "munderover": (3, _underover),
    "mfenced": (0, _fenced),
    "mtable": (1, _table),
    "mmultiscripts": (1, _scripts),
}
"""Element -> how many children it needs to be what it says, and what writes it."""
