"""Parts of an e-book that are no text of it and share their document with others: title page, contents, lists of
plates, the header of a library. They are known by the laws for whole documents (`epub_pages`)."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Sequence

from audiobook.model import Finding
from audiobook.source.blocks import not_read
from audiobook.source.line_features import comparable
from audiobook.source.readers import boilerplate, epub_levels, epub_pages
from audiobook.source.readers.cells import Cell
from audiobook.source.readers.epub_levels import Entry
from audiobook.source.readers.epub_package import Package

_LEFT = 12
"""Lines that may be left of a library's header when the header itself is set aside: links to the contents, a
frontispiece."""


def without(
    entries: Sequence[Entry], cells: Sequence[Cell], package: Package, titles: Collection[str]
) -> tuple[list[Entry], list[Finding]]:
    """`entries` that lead to text, and findings that hold the others, whose blocks are taken out of `cells`; `titles`:
    what the navigation names, as `comparable` writes it."""
    order = list(epub_levels.flat(entries))
    named = frozenset(titles)
    others = set(titles)
    gone: list[Entry] = []
    findings: list[Finding] = []
    for entry, after in itertools.zip_longest(order, order[1:]):
        own = [cell for cell in cells[entry.at : after.at if after else len(cells)] if cell.note is None]
        blocks = [cell.block for cell in own if cell.block]
        if entry.below or not blocks:
            continue
        lines = [line.strip() for block in blocks for line in block.text.splitlines() if line.strip()]
        if boilerplate.heads(entry.title) and cells[entry.at].block is None and len(lines) <= _LEFT:
            reason: str | None = "Project Gutenberg's header"
        else:
            key = comparable(entry.title)
            others.discard(key)
            reason = epub_pages.of_lines(lines, entry.title, package, others)
            others |= {key} & named
        if reason:
            findings.append(not_read(reason, "\n".join(block.text for block in blocks)))
            for cell in own:
                cell.block = None
            gone.append(entry)
    return epub_levels.without(entries, gone), findings
