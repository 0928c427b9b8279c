"""How deep the elements of a page are in each other: what asks for all that is around or inside an element takes time
with the depth, and pages that never close their tags are as deep as they are long."""

from __future__ import annotations

from typing import Any

DEEPEST = 150
"""Browsers stop at 512; pages that mean what they nest are 30 deep."""
_TOO_DEEP = f"boolean({'/*' * DEEPEST}/*)"


def flatten(root: Any) -> None:
    """Put elements that are deeper than `DEEPEST` beside each other instead, as browsers do; all text stays in its
    order.

    >>> from lxml import etree
    >>> page = etree.fromstring("<p>" * DEEPEST + "<b>一<i>二</i>三</b>四" + "</p>" * DEEPEST)
    >>> flatten(page)
    >>> etree.tostring(page, encoding="unicode").strip("<p/>")
    'b>一</b><i>二</i>三四'
    """
    from lxml import etree

    if not root.xpath(_TOO_DEEP):
        return
    depth = 0
    deepest: list[Any] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        depth += 1 if event == "start" else -1
        if depth == DEEPEST and event == "start" and len(element):
            deepest.append(element)
            walk.skip_subtree()
    for element in deepest:
        _side_by_side(element)


def _side_by_side(top: Any) -> None:
    """Make all that is in `top` its children."""
    from lxml import etree

    inner: list[Any] = []
    behind: list[str] = []
    for event, element in etree.iterwalk(top, events=("start", "end")):
        if element is top:
            continue
        if event == "start":
            inner.append(element)
            behind.append("")
        elif element.tail:
            behind[-1] += element.tail
    for element in (top, *inner):
        del element[:]
    for element, text in zip(inner, behind, strict=True):
        top.append(element)
        element.tail = text or None
