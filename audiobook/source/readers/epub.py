"""E-books (EPUB 2 and 3): chapters in spine order with the titles of the navigation, nothing read twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, SourceError
from audiobook.model import Finding
from audiobook.source.blocks import Extract, not_read
from audiobook.source.line_features import comparable
from audiobook.source.outline.line_kinds import date
from audiobook.source.readers import (
    boilerplate,
    book_name,
    cells,
    epub_chapters,
    epub_heads,
    epub_levels,
    epub_looks,
    epub_matter,
    epub_numbers,
    epub_package,
    epub_pages,
    lines,
    markup,
    note_links,
    notes,
    stylesheets,
)
from audiobook.source.readers.archive import Archive
from audiobook.source.readers.cells import Cell
from audiobook.source.readers.dom import Walker
from audiobook.source.readers.elements import local, text_of, types
from audiobook.source.readers.epub_package import Package, Point
from audiobook.source.readers.note_links import NoteLinks
from audiobook.source.readers.page_parts import outside, why_hidden

_UNREAD = {
    "toc": "navigation", "landmarks": "navigation", "page-list": "navigation", "loi": "list of pictures",
    "lot": "list of tables", "lov": "list of pictures", "cover": "cover", "titlepage": "title page",
    "halftitlepage": "title page", "copyright-page": "copyright page", "imprint": "copyright page",
    "imprimatur": "copyright page", "colophon": "colophon", "index": "index", "pagebreak": "page number",
}  # fmt: skip
_FRONT = 2_500
"""Letters that a document before the first chapter may have that is none of the text."""


@dataclass(slots=True)
class _Document:
    """One document of the book."""

    name: str
    root: Any
    body: Any
    read: bool
    """In the reading order."""
    first: int = 0
    """Index of its first cell."""
    last: int = 0
    """Index behind its last."""
    anchors: dict[str, int] | None = None
    """id -> index of the cell it stands in; None where the document is not read."""


def read(path: Path, settings: SourceSettings) -> Extract:
    """The chapters of an e-book. Raises `UnreadableSource`, `EmptySource`."""
    with Archive(path, settings, "EPUB") as archive:
        return _Book(archive, epub_package.read(archive)).extract()


class _Book:
    """A book while it is read."""

    def __init__(self, archive: Archive, package: Package) -> None:
        self.archive = archive
        self.package = package
        self.findings: list[Finding] = []
        self.made: list[str] = []
        self.cells: list[Cell] = []
        self._sheets: dict[str, stylesheets.Sheet] = {}
        self.documents = list(self._documents())
        self.listed = [point.title for point in _flat(package.points) if point.file]
        """Titles that the navigation names; of the articles alone, once these are known."""
        self._keys = {comparable(title) for title in self.listed}
        self._parts = Counter(point.file for point in _flat(package.points))
        self.names = {point.file: point.title for point in _flat(package.points) if not point.fragment}

    def extract(self) -> Extract:
        """All of it."""
        links = note_links.find([(document.name, document.body) for document in self.documents])
        for part, document in enumerate(self.documents, 1):
            self._walk(document, links, part)
        self.findings += cells.worked(
            self.cells,
            (
                boilerplate.without_licence,
                boilerplate.without_catalogue,
                boilerplate.without_placeholders,
                lambda blocks: (lines.with_names(blocks), []),
                notes.sections,
            ),
        )
        epub_looks.mark(self.cells, self._edges())
        self._titles()
        self.cells, headings = cells.notes_at_home(self.cells)
        self.findings += headings
        self._heads()
        blocks = [cell.block for cell in self.cells if cell.block]
        if not blocks:
            raise EmptySource(f"{self.archive.path}: no text in it; if its pages are pictures, it cannot be read aloud")
        about, name = self.package, self._name()
        return Extract(
            tuple(blocks),
            tuple(self.findings),
            title=name,
            authors=about.authors,
            publisher=about.publisher,
            date=date(about.date or "") or (about.date or "")[:4] or None,
            language=about.language,
            contents=tuple(self.listed),
            shape="levels",
            made=tuple(self.made),
        )

    def _name(self) -> str | None:
        """What the book is called."""
        title = self.package.title
        name = book_name.bare(title) if title else None
        if name != title:
            self.findings.append(Finding("title", None, f"The book is called “{name}”; its file has “{title}”."))
        return name

    def _documents(self) -> Iterator[_Document]:
        """The documents of the reading order, then those beside it."""
        for name in self.package.spine:
            if name not in self.archive.names:
                self.findings.append(Finding("missing", None, f"{name} is listed in the book and not in it"))
                continue
            found = self._document(name, self.archive.read(name), read=True)
            if found:
                yield found
        navigation = [self.package.navigation] if self.package.navigation else []
        for name in [*self.package.beside, *navigation]:
            try:
                data = self.archive.read(name)
            except SourceError:
                self.findings.append(Finding("missing", None, f"{name}, which is not in the reading order, is damaged"))
                continue
            found = self._document(name, data, read=False)
            if found:
                yield found

    def _document(self, name: str, data: bytes, *, read: bool) -> _Document | None:
        try:
            root = markup.parse(data, self.archive.path)
        except EmptySource:
            root = None
        if root is None:
            self.findings.append(Finding("missing", None, f"{name} has no readable text"))
            return None
        stylesheets.apply(root, lambda address: self._sheet(epub_package.member(self.archive, name, address)))
        body = next((element for element in root.iter() if local(element) == "body"), root)
        return _Document(name, root, body, read)

    def _sheet(self, name: str) -> stylesheets.Sheet | None:
        if name not in self._sheets:
            try:
                data = self.archive.read(name) if name in self.archive.names else b""
            except SourceError:
                data = b""
            self._sheets[name] = stylesheets.parse(data.decode("utf-8", "replace"))
        return self._sheets[name]

    def _walk(self, document: _Document, links: NoteLinks, part: int) -> None:
        """The blocks of one document, or its text set aside."""
        document.first = len(self.cells)
        reason = self._why_not(document, links)
        for element, text, _ in outside(document.body, document.root):
            if local(element) != "head":
                self.findings.append(not_read("outside the text", text))
        if reason:
            text = text_of(document.body)
            self.findings += [not_read(reason, text)] if text else []
            return
        walker = Walker(lambda element: _why_not(element, links), links, sized=True, part=part)
        walker.walk(document.body)
        own = cells.gathered(walker)
        if not document.read:
            rest = [cell.block.text for cell in own if cell.block and cell.note is None]
            self.findings += [not_read("not in the reading order", "\n".join(rest))] if rest else []
            own = [cell for cell in own if cell.note is not None]
        self.findings += [replace(finding, lines=None) for finding in walker.findings]
        self.made += walker.made
        self.cells += own
        document.last = len(self.cells)
        document.anchors = {name: document.first + min(at, max(0, len(own) - 1)) for name, at in walker.anchors.items()}

    def _why_not(self, document: _Document, links: NoteLinks) -> str | None:
        """Why a document is not read as a whole."""
        if document.name == self.package.navigation:
            return "navigation"
        if not document.read:
            pointed = {note for _, note in links.marks.values()}
            return None if any(e in pointed for e in document.body.iter()) else "not in the reading order"
        others = self._keys - {comparable(label := self.names.get(document.name, ""))}
        if self._parts[document.name] > 1:
            return None  # its parts are looked at one by one
        return epub_pages.why_not(document.name, label, document.body, self.package, others)

    def _titles(self) -> None:
        """Titles and levels: as the navigation has them, or as the documents' own headings are ranked."""
        by_name = {document.name: document for document in self.documents}

        def place(point: Point) -> int | None:
            document = by_name.get(point.file)
            if document is None or not document.read or document.anchors is None:
                return None
            own = self.cells[document.first : document.last]
            if not any(cell.block for cell in own) and (own or not point.below):
                return None  # all of it has been set aside, or is a picture
            inside = range(document.first, document.last)
            at = document.anchors.get(point.fragment, -1)
            if at < 0:  # the file as a whole, or a mark that is not there
                named = (i for i in inside if point.fragment and self._is_headed(i, point.title))
                at = next(named, document.first)
            while at > document.first and self._is_headed(at - 1, point.title) and not self._is_headed(at, point.title):
                at -= 1  # the mark stands behind the heading it is for
            if epub_pages.is_named(point.title) and not self._is_headed(at, point.title):
                return None  # what goes on there is text of the chapter before
            return at if at < len(self.cells) else None

        everything = epub_levels.placed(self.package.points, place)
        everything, aside = epub_matter.without(everything, self.cells, self.package, self._keys)
        self.findings += aside
        edges = self._edges()
        entries = epub_levels.articles(everything, self.cells, edges)
        if not epub_chapters.tells(entries) or epub_levels.passes_over(everything, entries, self.cells, edges):
            headed = epub_heads.entries(self.cells, edges, self.package.title or "")
            entries = epub_levels.articles(headed, self.cells, edges) or entries
        if not entries:
            return
        self.listed = [entry.title for entry in entries]
        begin = entries[0].at
        for cell in self.cells[:begin]:
            block = cell.block
            if block and block.level and comparable(block.text) == comparable(self.package.title or "\0"):
                self.findings.append(not_read("title of the book", block.text))
                cell.block = None
        self._front_matter(begin)
        self.made += epub_chapters.titled(self.cells, entries)
        epub_numbers.mark(self.cells)

    def _front_matter(self, begin: int) -> None:
        """Set aside the short documents without a heading that end before the first chapter of the navigation."""
        for document in self.documents:
            own = [cell for cell in self.cells[document.first : document.last] if cell.block and cell.note is None]
            blocks = [cell.block for cell in own if cell.block]
            size = sum(len(block.text) for block in blocks)
            if document.last <= begin and 0 < size <= _FRONT and not any(block.level for block in blocks):
                self.findings.append(not_read("front matter", "\n".join(block.text for block in blocks)))
                for cell in own:
                    cell.block = None

    def _is_headed(self, at: int, title: str) -> bool:
        block = self.cells[at].block if at < len(self.cells) else None
        if block is None or not block.level:
            return False
        return comparable(epub_chapters.noted(block.text)) == comparable(title)

    def _edges(self) -> list[int]:
        """Where each document begins, and where the last ends."""
        return [*(document.first for document in self.documents), len(self.cells)]

    def _heads(self) -> None:
        """The titles in the documents' heads, which no reader shows."""
        found = []
        for document in self.documents:
            for child in document.root:
                if local(child) == "head" and document.body is not document.root:
                    found.append(text_of(child))
        if any(found):
            self.findings.append(not_read("titles of the documents", " · ".join(filter(None, found))))


def _flat(points: Sequence[Point]) -> Iterator[Point]:
    for point in points:
        yield point
        yield from _flat(point.below)


def _why_not(element: Any, links: NoteLinks) -> str | None:
    if element in links.notes or element in links.containers:
        return None
    for name in types(element):
        if name in _UNREAD:
            return _UNREAD[name]
    if local(element) == "nav":
        return "navigation"
    return why_hidden(element)
