"""What the linked data (JSON-LD) of a page says of its authors, also by reference to persons described elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_LINKED = b"application/ld+json"


def authors(data: bytes) -> Iterator[str]:
    """Names of persons who are authors in JSON-LD."""
    at = data.find(_LINKED)
    while at >= 0:
        begin, end = data.find(b">", at) + 1, data.find(b"</script", at)
        if not 0 < begin <= end:
            return
        value = _loaded(data[begin:end])
        called = dict(_called(value))
        yield from _named(value, called)
        at = data.find(_LINKED, end)


def _loaded(raw: bytes) -> Any:
    for encoding in ("utf-8", "gb18030"):
        try:
            text = (
                raw.decode(encoding).strip().removeprefix("<![CDATA[").removeprefix("//<![CDATA[").removesuffix("]]>")
            )
            return json.loads(text.strip().rstrip(";/"), strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walked(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a graph that may be the page or its article."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, list):
            stack += reversed(one)
        elif isinstance(one, dict):
            yield one
            stack += [inner for key, inner in one.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]


def _called(value: Any) -> Iterator[tuple[str, str]]:
    for one in _walked(value):
        name, here = one.get("name"), one.get("@id")
        if isinstance(name, str) and isinstance(here, str) and "Person" in str(one.get("@type")):
            yield here, name


def _named(value: Any, called: dict[str, str]) -> Iterator[str]:
    for one in _walked(value):
        given = one.get("author") or one.get("creator")
        for who in given if isinstance(given, list) else [given]:
            if isinstance(who, dict):
                if "Organization" in str(who.get("@type")):
                    continue
                who = who.get("name") or called.get(str(who.get("@id")))
                who = who[0] if isinstance(who, list) and who else who
            if isinstance(who, str) and who and "//" not in who:
                yield who
