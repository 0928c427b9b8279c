"""Letters that are pictures: initials, rare characters, formulas; what stands in their alt is read in their place."""

from __future__ import annotations

import itertools
import re
from typing import Any

from audiobook.language.chinese import HAN
from audiobook.source.readers.elements import classes, local, texts

_ONE = re.compile(rf"[“‘\"'「『]?[A-Za-zÀ-ɏΑ-ω{HAN}\U00020000-\U0003ffff\d]", re.I)
_INITIAL = re.compile(r"[“‘\"'「『]?[A-ZÀ-Ý][A-Za-zÀ-ɏ]{0,11}")
_CALLED = re.compile(
    r"(?:illuminated |ornate |decorative |decorated |dropped |drop )*(?:capital|initial|cap|letter)(?: letter)?[\s:,]*"
    r"[“‘\"']?(?P<letter>[A-Z])[”’\"']?",
    re.I,
)
_CHARACTER = re.compile(r"gaiji|rare|zi\b|font|inline|char|glyph|造字|生僻|补字|外字", re.I)
_FORMULA = re.compile(r"\\[a-zA-Z]{2,}|[_^]\{")
_MATH = frozenset(["math", "tex", "latex", "formula", "equation", "mwe-math-fallback-image-inline"])
_NOTE = re.compile(r"(?:qqreader|zhangyue|duokan|js)?-?foot-?note", re.I)
_SHORT = 4
_NEAR = 40
"""Elements around a picture that are looked at; with more of them before it, it begins nothing."""


def note(image: Any) -> str:
    """The note that a picture of a mark holds in its alt, as some shops' books do; empty for other pictures."""
    alt = " ".join((image.get("alt") or "").split())
    return alt if len(alt) > 3 and any(_NOTE.fullmatch(name) for name in classes(image)) else ""


def said(image: Any) -> tuple[str, bool]:
    """What is read for a picture, and whether it is the beginning of the word behind it; ("", False) for nothing.

    >>> from lxml import etree
    >>> said(etree.HTML('<p><img alt="O">nce upon').find(".//img"))
    ('O', True)
    >>> said(etree.HTML('<img alt="A dog">').find(".//img"))
    ('', False)
    """
    alt = " ".join((image.get("alt") or "").split())
    if not alt or len(alt) > 400:
        return "", False
    following = _following(image)
    if _ONE.fullmatch(alt):
        if not following.strip() and _is_first(image):
            return "", False  # a picture by itself that is called A
        # a capital in front of a small word is its first letter, unless it is a word itself: I was, A man
        return alt, _begins_small(following) and not (alt[-1] in "AIO" and following[:1].isspace())
    called = _CALLED.fullmatch(alt)
    if called and _begins_small(following):
        return called["letter"], True
    if _INITIAL.fullmatch(alt) and _begins_small(following) and _is_first(image):
        return alt, True
    if _MATH & set(classes(image)) or _FORMULA.search(alt):
        return ("", False) if _stands_beside(image) else (rf"\({_latex(alt)}\)", False)
    named = f"{image.get('class') or ''} {image.get('src') or ''}"
    if len(alt) <= _SHORT and re.search(f"[{HAN}]", alt) and _CHARACTER.search(named):
        return alt, False
    return "", False


def _stands_beside(image: Any) -> bool:
    """Whether the formula it shows stands beside it as a formula."""
    parent = image.getparent()
    if parent is None:
        return False
    return any(local(node) == "math" for node in itertools.islice(parent.iterdescendants(), _NEAR))


def _latex(alt: str) -> str:
    bare = alt.strip("$ ")
    if bare.startswith("{") and bare.endswith("}"):
        bare = bare[1:-1]
    return bare.removeprefix("\\displaystyle").strip()


def _begins_small(text: str) -> bool:
    """Whether what follows goes on within a word: small letters, or capitals as old books set the first words."""
    bare = text.lstrip("\r\n\t ")
    return bool(re.match(r"[a-zà-ÿ’']|[A-Z]{2,}", bare))


def _following(image: Any) -> str:
    """The text right behind a picture, out of the element that holds it alone as well."""
    node = image
    for _ in range(4):
        tail = node.tail or ""
        if tail.strip():
            return str(tail)
        beside = node.getnext()
        if beside is not None:
            return "".join(texts(beside)) + (beside.tail or "")
        node = node.getparent()
        if node is None:
            break
    return ""


def _is_first(image: Any) -> bool:
    """Whether nothing stands before it in its paragraph."""
    node = image
    for _ in range(4):
        parent = node.getparent()
        if parent is None:
            return True
        before = list(itertools.islice(node.itersiblings(preceding=True), _NEAR))
        if len(before) == _NEAR or (parent.text or "").strip():
            return False
        if any("".join(texts(e)).strip() or (e.tail or "").strip() for e in before):
            return False
        if local(parent) in ("p", "div", "td", "li", "body"):
            return True
        node = parent
    return True
