"""XML as EPUB has it: namespaces, elements by name, and bytes."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from audiobook.publish.notes import plain

XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
SMIL, OPF, DC = "http://www.w3.org/ns/SMIL", "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
NCX = "http://www.daisy.org/z3986/2005/ncx/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPE = f"{{{OPS}}}type"


def namespaces(own: str, **others: str) -> Any:
    """The prefixes of a file whose elements without one are of the namespace `own`."""
    return {None: own, **others}


E = ElementMaker(namespace=XHTML, nsmap=namespaces(XHTML, epub=OPS))
"""Makes elements of a page: `E.p("text", E.br())`."""


def data(root: Any, *, page: bool = False) -> bytes:
    """The file of `root`; a page has its doctype, and nothing added between its elements."""
    if page:
        return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>")) + b"\n"
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def line(text: str) -> str:
    """`text` in one line, without what XML cannot hold."""
    return " ".join(plain(text).split())


def clock(time_ms: int) -> str:
    """A SMIL clock value, to the millisecond.

    >>> clock(3_723_004)
    '1:02:03.004'
    """
    seconds, rest_ms = divmod(time_ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest_ms:03d}"


def squeezed(text: str) -> str:
    """`text` without white space, to compare by."""
    return re.sub(r"\s+", "", text)
