"""Documents of an e-book that are no text of it: covers, title pages, imprints, contents, by what speaks for each."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from audiobook.language.chinese import compiled, han_count
from audiobook.language.word_lists import alternatives, word_list
from audiobook.source.line_features import comparable, stops
from audiobook.source.readers.elements import local, texts
from audiobook.source.readers.epub_package import Package

_GUIDE = {"cover": "cover", "title-page": "title page", "toc": "contents page", "copyright-page": "copyright page",
          "index": "index", "loi": "list of pictures", "lot": "list of tables"}  # fmt: skip
_NAMED = re.compile(rf"^(?:{alternatives('source', 'unread_parts')})$", re.I)
_OF_CONTENTS = re.compile("目|contents|table|toc|list|插图|图表", re.I)
_SCRIPTS = compiled(r"(?<=[[:Han:]])[\s/／|｜·]+(?=[A-Za-z])|(?<=[A-Za-z])[\s/／|｜·]+(?=[[:Han:]])")
"""Where a name goes on in the other language."""
_MARK = re.compile(alternatives("source", "imprint_marks"), re.I)
_PAGE = re.compile(r"[.…·]*\d*$")
_WIDER = 4
"""A line is at most so many times as long as the title it is, with what is left out of both to compare them."""
_MARKS, _MANY_MARKS = 3, 6
"""So many different marks of an imprint make one of few lines, so many of any short page."""
_PICTURES = re.compile(r"(?:illustrations|plates|maps|图版|插图)[.:：]?$", re.I)
"""So is called what stands over a list of them, and may be a chapter."""
_LINES = 12
_SHORT = 2_500
"""Letters that such a document may have; what is longer only mentions it."""
_TITLE_PAGE = 300
"""Letters of a title page at the most."""
_LISTED = 0.6
"""Share of the lines of a contents page that are titles of the navigation."""
_ENTRIES = 5
_ENTRY = 60
"""Letters of an entry of a list of pictures, on average; a Chinese character says as much as three."""


def is_named(name: str) -> bool:
    """Whether it is what a part of a book that is no text is called, in one language or in each of two.

    >>> is_named("版权信息"), is_named("版權頁 Imprint"), is_named("目录学发微")
    (True, True, False)
    """
    return all(_NAMED.match(part.strip()) for part in _SCRIPTS.split(name.strip()))


def why_not(name: str, label: str, body: Any, package: Package, titles: Collection[str]) -> str | None:
    """Why the document `name`, which the navigation calls `label`, is not read as a whole; `titles`: what else the
    navigation names, as `comparable` writes it."""
    said = "".join(texts(body))
    size = len("".join(said.split()))
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    if _is_contents(body, size) or _lists(lines, titles):
        return "contents page"
    kind = package.guide.get(name, "")
    if size <= _SHORT and kind in _GUIDE:
        return _GUIDE[kind]
    return of_lines(lines, label, package, titles)


def of_lines(lines: list[str], label: str, package: Package, titles: Collection[str]) -> str | None:
    """Why a part of the book is not read, by its lines alone, as where it shares its document with other parts; the
    rest as for `why_not`."""
    size = len("".join("".join(lines).split()))
    if _lists(lines, titles):
        return "contents page"
    if size > _SHORT:
        return None
    if _PICTURES.match(label.strip()) and _is_listing(lines):
        return "list of pictures"
    for called in (label, lines[0] if lines else ""):
        if is_named(called):
            return "contents page" if _OF_CONTENTS.match(called.strip()) else "cover or copyright page"
    if _is_imprint(lines):
        return "copyright page"
    titled = size <= _TITLE_PAGE and (_is_title_page(lines, package) or _names_the_book(lines, label, package, titles))
    return "title page" if titled else None


def _is_listing(lines: list[str]) -> bool:
    """Many short lines."""
    return len(lines) >= _ENTRIES and sum(len(line) + 2 * han_count(line) for line in lines) <= _ENTRY * len(lines)


def _is_contents(body: Any, size: int) -> bool:
    """Whether it is links to the other documents and little else."""
    links = [e for e in body.iter() if local(e) == "a" and e.get("href")]
    linked = sum(len("".join("".join(texts(e)).split())) for e in links)
    return len(links) >= _ENTRIES and linked * 10 >= size * 7


def _lists(lines: list[str], titles: Collection[str]) -> bool:
    """Whether most of its lines are titles that stand elsewhere."""
    most = _WIDER * max(map(len, titles), default=0)
    least = max(_ENTRIES, _LISTED * len(lines))
    found: set[str] = set()
    for left, line in zip(range(len(lines), 0, -1), lines, strict=True):
        if len(found) + left < least:
            return False  # most pages are soon seen to be none
        if len(line) <= most and (key := comparable(line)) in titles:
            found.add(key)
    return len(found) >= least


def _is_imprint(lines: list[str]) -> bool:
    """Who made, printed and sells the book: many marks of imprints, or some in a few lines that are no sentences."""
    marks = {found[0].lower() for line in lines for found in _MARK.finditer("".join(line.split()))}
    prose = sum(len(line) for line in lines if stops(line) and not _is_of_imprint(line))
    if prose * 2 > sum(map(len, lines)):
        return False
    return len(marks) >= (_MARKS if len(lines) <= _LINES else _MANY_MARKS)


def _is_of_imprint(line: str) -> bool:
    return _MARK.search("".join(line.split())) is not None


def _names_the_book(lines: list[str], label: str, package: Package, titles: Collection[str]) -> bool:
    """Whether, whatever it is called, there is nothing on it but the name of the book, its authors and titles that
    stand elsewhere, with their pages."""
    title, called = comparable(package.title or ""), comparable(label)
    people = "\n".join(comparable(name) for name in package.authors)
    rest = [key for line in lines if (key := comparable(line)) != called]
    own = [key for key in rest if len(key) > 1 and (key in title or (title and key.startswith(title)))]
    return bool(own) and all(key in own or key in people or _PAGE.sub("", key) in titles for key in rest)


def _is_title_page(lines: list[str], package: Package) -> bool:
    """The name of the book with short lines alone, its author's among them."""
    if not package.title or not lines or any(stops(line) and not _is_of_imprint(line) for line in lines):
        return False
    title = comparable(package.title)
    if comparable("".join(lines)) == title:
        return True
    named = any(len(key := comparable(line)) > 1 and (key in title or title in key) for line in lines[:4])
    people = [comparable(name) for name in package.authors]
    signed = any(name and name in comparable(line) for name in people for line in lines)
    roles = any(line.split()[-1].strip("：:") in word_list("source", "book_roles") for line in lines)
    return named and (signed or roles)
