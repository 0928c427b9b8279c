"""Org and reStructuredText: the mark-up says what is a heading, a quotation, code, and is not said itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from audiobook.model import Document
from audiobook.source import read
from audiobook.source.readers import detect

ORG = """\
#+TITLE: 渡口的规矩
#+AUTHOR: 方知远
#+STARTUP: overview

开船以前，老把式都要看一看[[https://example.org/wind][风向]]。

* 看水
:PROPERTIES:
:CUSTOM_ID: water
:END:
水色*发黄*，上游必定下过雨。
# 这一句要查
#+BEGIN_QUOTE
早看东南，晚看西北。
#+END_QUOTE
** TODO 看桩                                                       :wood:
- 桩上有没有青苔
- 绳子磨到了哪里
#+BEGIN_SRC python
print("wood")
#+END_SRC
* 收船
天黑以前，船都要上岸[fn:1]。

[fn:1] 涨水的日子除外。
"""
MANDOKU = """\
# -*- mode: mandoku-view -*-
#+TITLE: 渡口志
#+PROPERTY: BASEEDITION tls
<pb:KR9x0001_tls_001-1a>¶
** 1 《水名》

東流為河，¶
西流為
溪。<pb:KR9x0001_tls_001-2a>¶

# src: DK 1
水清則魚少。¶
"""
RST = """\
渡口的规矩
==========

.. contents::

开船以前，先看 `风向 <https://example.org/wind>`_ 和 :term:`水位`。

看水
----

.. note:: 下雨天不开船。

记在本子上的是这样的::

    level = 3
    if level > 2:
        stay()

早年的老人说：

    早看东南，晚看西北。

收船
----

.. _ropes:

- 桩上有没有 ``moss``
- 绳子磨到了哪里 [1]_

.. image:: boat.png
   :alt: 船

.. [1] 每年换一次。
"""
HEADED = """\
Number: 17
Title: Rules of the Ferry
Author: Alice Moor <alice@example.org>
Status: Final


Water
=====

Look at the water first.  If it is brown, it has rained
upstream, and nobody goes out.
"""


def _read(folder: Path, name: str, text: str) -> Document:
    path = folder / name
    path.write_text(text, "utf-8")
    return read(path)


def _said(document: Document) -> list[tuple[str | None, list[tuple[str, str]]]]:
    return [(s.heading, [(p.kind, p.text) for p in s.paragraphs]) for a in document.articles for s in a.sections]


def test_org_is_read_by_its_stars_and_blocks(tmp_path: Path) -> None:
    """Title and author from the fields, headings, quotations, lists, code and notes; drawers and comments are not
    read."""
    document = _read(tmp_path, "a.org", ORG)
    (article,) = document.articles
    assert (article.title, article.authors) == ("渡口的规矩", ("方知远",))
    assert _said(document) == [
        (None, [("body", "开船以前，老把式都要看一看风向。")]),
        ("看水", [("body", "水色发黄，上游必定下过雨。"), ("quote", "早看东南，晚看西北。")]),
        ("看桩", [("list", "桩上有没有青苔"), ("list", "绳子磨到了哪里"), ("code", 'print("wood")')]),
        ("收船", [("body", "天黑以前，船都要上岸[1]。"), ("note", "[1] 涨水的日子除外。")]),
    ]
    assert document.ledger is not None and document.ledger.lost == 0


def test_lines_of_a_print_in_mandoku_are_paragraphs(tmp_path: Path) -> None:
    """The Kanseki Repository breaks lines as the print does: ¶, numbers of pages and comments are not read."""
    document = _read(tmp_path, "KR9x0001_001.txt", MANDOKU)
    texts = [text for _, paragraphs in _said(document) for _, text in paragraphs]
    assert texts == ["東流為河，西流為溪。", "水清則魚少。"]
    assert document.ledger is not None and document.ledger.lost == 0


def test_restructured_text_is_read_by_its_rules_and_directives(tmp_path: Path) -> None:
    """Headings by the rule under them; what is set in under :: is code, else a quotation; targets are not read."""
    document = _read(tmp_path, "a.rst", RST)
    (article,) = document.articles
    assert article.title == "渡口的规矩"
    assert _said(document) == [
        (None, [("body", "开船以前，先看 风向 和 水位。")]),
        ("看水", [
            ("body", "下雨天不开船。"), ("body", "记在本子上的是这样的:"),
            ("code", "level = 3\nif level > 2:\n    stay()"),
            ("body", "早年的老人说："), ("quote", "早看东南，晚看西北。"),
        ]),
        ("收船", [("list", "桩上有没有 moss"), ("list", "绳子磨到了哪里 [1]"), ("note", "[1] 每年换一次。")]),
    ]  # fmt: skip
    assert document.ledger is not None and document.ledger.lost == 0


def test_fields_over_a_text_are_its_title_and_author(tmp_path: Path) -> None:
    """Proposals begin with fields as letters do: what they say of number and status is not read."""
    document = _read(tmp_path, "a.rst", HEADED)
    (article,) = document.articles
    assert (article.title, article.authors) == ("Rules of the Ferry", ("Alice Moor",))
    assert [heading for heading, _ in _said(document)] == ["Water"]
    assert document.ledger is not None and document.ledger.lost == 0


@pytest.mark.parametrize(
    ("name", "text", "is_org"),
    [
        ("a.txt", "#+TITLE: 春\n\n水退了。\n", True),
        ("a.txt", "# 春\n\n水退了。\n", False),
        ("a.org", "水退了。\n", True),
    ],
)
def test_org_is_known_by_how_it_begins(name: str, text: str, is_org: bool, tmp_path: Path) -> None:
    """A text file that begins with a field of Org is one, a heading of Markdown makes none of it."""
    path = tmp_path / name
    path.write_text(text, "utf-8")
    assert (detect(path).name == "org") == is_org
