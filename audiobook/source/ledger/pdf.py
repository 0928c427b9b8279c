"""All that the text layer of a PDF holds: pdfium's own text of each page, in its own order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from audiobook.source.ledger.piece import Piece
from audiobook.source.readers import pdfium


def pieces(path: Path) -> Iterator[Piece]:
    """The text of every page of the PDF at `path`; nothing for pages that are pictures."""
    document = pdfium.opened(path)
    try:
        for index in range(len(document)):
            page = document[index]
            text_page = page.get_textpage()
            yield piece(text_page, index + 1)
            text_page.close()
            page.close()
    finally:
        document.close()


def piece(text_page: Any, number: int) -> Piece:
    """The text of one page. A hyphen at a line's end comes as U+0002 or U+FFFE, and is no letter either way."""
    return Piece(text_page.get_text_range(), f"page {number}")
