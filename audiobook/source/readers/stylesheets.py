"""What the style sheets of an e-book say of its elements, put into their style attributes: converters mark headings,
hidden text and raised signs by nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from audiobook.source.readers.elements import classes, local

Declarations = dict[str, str]
Sheet = dict[str, Declarations]
"""Selector of one element (p, .calibre3, p.title) -> what is declared for it."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_SELECTOR = re.compile(r"(?:[a-z][a-z0-9]*)?(?:\.[\w-]+)?", re.I)
_USED = frozenset(["font-size", "font-weight", "font-style", "text-align", "display", "visibility", "vertical-align"])
_LONGEST = 500_000
"""Characters of a style sheet that are looked at."""


def parse(text: str) -> Sheet:
    """The rules of a style sheet for single elements; what is for some devices only is passed over.

    >>> parse("/* x */ p.a, .b { font-weight: bold !important; color: red } @media tv { .b { display: none } }")
    {'p.a': {'font-weight': 'bold'}, '.b': {'font-weight': 'bold'}}
    """
    sheet: Sheet = {}
    text = _COMMENT.sub(" ", text[:_LONGEST])
    at = depth = 0
    selectors: list[str] = []
    for brace in _BRACE.finditer(text):
        inside = text[at : brace.start()].strip()
        if brace[0] == "{":
            depth += 1
            selectors = [one.strip().lower() for one in inside.split(",")] if depth == 1 else []
        else:
            found = declared(inside) if depth == 1 else {}
            for selector in selectors if found else ():
                if _SELECTOR.fullmatch(selector):
                    sheet.setdefault(selector, {}).update(found)
            depth = max(0, depth - 1)
            selectors = []
        at = brace.end()
    return sheet


def declared(text: str) -> Declarations:
    """What is declared in a rule or a style attribute, of all that is asked for here.

    >>> declared("Font-Size: 1.5em; color: red")
    {'font-size': '1.5em'}
    """
    found: Declarations = {}
    for one in text.split(";"):
        name, colon, value = one.partition(":")
        if colon and (name := name.strip().lower()) in _USED:
            found[name] = value.replace("!important", "").strip().lower()
    return found


def apply(root: Any, load: Callable[[str], Sheet | None]) -> None:
    """Write what the sheets of the document `root` say of each element into its style attribute; `load` gives the sheet
    at an address, or None."""
    sheet: Sheet = {}
    for element in root.iter():
        tag = local(element)
        found = parse(element.text or "") if tag == "style" else None
        if tag == "link" and "stylesheet" in (element.get("rel") or "").lower() and element.get("href"):
            found = load(element.get("href"))
        for selector, rule in (found or {}).items():
            sheet.setdefault(selector, {}).update(rule)
    if not sheet:
        return
    known: dict[tuple[str, str | None, str | None], str] = {}  # pages have few classes, and often
    for element in root.iter():
        tag = local(element)
        if not tag:
            continue
        key = tag, element.get("class"), element.get("style")
        style = known.get(key)
        if style is None:
            style = known[key] = _styled(sheet, tag, classes(element), key[2] or "")
        if style:
            element.set("style", style)


def _styled(sheet: Sheet, tag: str, named: Sequence[str], own: str) -> str:
    """What `sheet` says of an element, before what its `own` style attribute says; empty where that is no more."""
    said: Declarations = {}
    for selector in (tag, *(f".{name}" for name in named), *(f"{tag}.{name}" for name in named)):
        said |= sheet.get(selector, {})
    kept = declared(own) if said else {}
    more = "; ".join(f"{name}: {value}" for name, value in said.items() if name not in kept)
    return f"{more}; {own}" if more else ""
