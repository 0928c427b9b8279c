"""Elements of a page, whichever parser made them: names without namespaces, types, classes, all of their text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_TYPE = "{http://www.idpf.org/2007/ops}type"
_NEVER = frozenset(["script", "style"])
_BREAKS = frozenset(
    ["br", "p", "div", "li", "tr", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "option"]
)


class _Bare(dict[Any, str]):
    """Tag -> its name without namespace and prefix, in small letters; a table is asked in half the time of a cached
    function, and nothing is asked as often."""

    def __missing__(self, tag: Any) -> str:
        name = tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""
        if len(self) < _KNOWN:
            self[tag] = name
        return name


_KNOWN = 4_096
"""Tags; pages that make up more are none."""
_bare = _Bare()


def local(element: Any) -> str:
    """Its name without namespace and prefix, in small letters; "" for comments and instructions."""
    return _bare[element.tag]


def types(element: Any) -> list[str]:
    """What an e-book says it is: values of epub:type and of DPUB-ARIA roles, without their vocabularies.

    >>> from lxml import etree
    >>> types(etree.HTML('<p epub:type="z3998:poem" role="doc-footnote">').find(".//p"))
    ['poem', 'footnote']
    """
    if not element.attrib:
        return []
    given, role = element.get(_TYPE) or element.get("epub:type"), element.get("role")
    if given is None and role is None:
        return []
    names = [*(given or "").split(), *([role[4:]] if role and role.startswith("doc-") else [])]
    return [name.rpartition(":")[2].lower() for name in names]


def classes(element: Any) -> list[str]:
    """Its class names in small letters."""
    named = element.get("class")
    return named.lower().split() if named else []


def texts(element: Any) -> Iterator[str]:
    """All text in it but scripts and styles, line breaks where blocks part it."""
    # as in lxml's itertext(), a tail belongs to what stands around the element it follows
    stack: list[Any] = [element]
    while stack:
        node = stack.pop()
        if node.__class__ is str:
            yield node
            continue
        name = local(node)
        if not name or name in _NEVER:
            continue
        if name in _BREAKS:
            yield "\n"
        if text := node.text:
            yield text
        for child in reversed(node):
            if tail := child.tail:
                stack.append(tail)
            stack.append(child)


def with_most(root: Any, name: str) -> frozenset[Any]:
    """The elements called `name` that hold more than half of all text in `root`; one pass, however they are nested."""
    if not any(_bare[tag] == name for tag in {node.tag for node in root.iter()}):
        return frozenset()
    seen = 0
    begun: dict[Any, int] = {}
    sizes: dict[Any, int] = {}
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        if closing:
            if node in begun:
                sizes[node] = seen - begun[node]
            seen += len(node.tail or "") if node is not root else 0
            continue
        stack.append((node, True))
        here = local(node)
        if not here or here in _NEVER:
            continue
        if here == name:
            begun[node] = seen
        seen += len(node.text or "")
        stack.extend((child, False) for child in reversed(node))
    return frozenset(node for node, size in sizes.items() if size * 2 > seen)


def text_of(element: Any) -> str:
    """`texts` in one line."""
    return " ".join("".join(texts(element)).split())


def within(element: Any, names: frozenset[str]) -> bool:
    """Whether an element of one of these names stands in it."""
    return any(local(node) in names for node in element.iterdescendants())
