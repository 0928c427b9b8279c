"""PDFs: the text layer with its places on the page; pages without one go to character recognition."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Literal

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource, UnsupportedSource
from audiobook.model import Finding
from audiobook.source import bookmarks, layout, reading_order
from audiobook.source.blocks import Extract, not_read
from audiobook.source.ledger import pdf as second_look
from audiobook.source.ledger.piece import Piece
from audiobook.source.readers import pdfium, text_layer

_MOST_PAGES = 5_000
_SCALE = 2.5
"""Pixels a point that a page is recognised at."""
_FEW = 8
"""A page with fewer characters than this has no text layer worth the name."""


def read(path: Path, _: SourceSettings) -> Extract:
    """The blocks of a PDF. Raises `UnreadableSource`, `UnsupportedSource` (OCR is not installed), `EmptySource`."""
    import pypdfium2

    try:
        document = pdfium.opened(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableSource(
                f"{path}: protected by a password; remove it (print to PDF) and try again"
            ) from error
        raise UnreadableSource(f"{path}: not a PDF, or damaged; download or export it again") from error
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableSource(f"{path}: {len(document):,} pages; split it into volumes")
        return _read(document, path)
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(f"{path}: damaged inside ({error}); download or export it again") from error
    finally:
        document.close()


def _read(document: Any, path: Path) -> Extract:
    pages: list[list[reading_order.Page]] = []
    findings: list[Finding] = []
    pictures: list[int] = []
    raw: list[Piece] = []
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        raw.append(second_look.piece(text_page, index + 1))
        views, aside = text_layer.read(page, text_page, index + 1)
        text_page.close()
        if sum(len(piece.text) for view in views for piece in view.pieces) < _FEW and _has_picture(page):
            pictures.append(index)
        why = f"set sideways or outside the page, page {index + 1}"
        findings += [not_read(why, text) for text in aside]
        pages.append(views)
        page.close()
    made: list[str] = []
    if pictures:
        recognised, doubtful = _recognised(document, pictures, path)
        findings += doubtful
        for index, found in recognised.items():
            pages[index] = [*pages[index], found]
            made += [piece.text for piece in found.pieces]
    printed = [view for views in pages for view in views]
    blocks = layout.blocks(printed, list(bookmarks.bookmarks(document)))
    if pictures:
        from audiobook.source.readers import scan

        blocks = scan.unnamed(blocks, printed)
    if not blocks:
        raise EmptySource(
            f"{path}: no text on any page; if it is a scan, install the OCR extra: pip install 'audiobook[ocr]'"
        )
    shape: Literal["flat", "levels"] = "levels" if sum(bool(block.level) for block in blocks) > 1 else "flat"
    return Extract(
        tuple(blocks), tuple(findings), shape=shape, made=tuple(made), second_look=tuple(raw), printed=tuple(printed)
    )


def _recognised(document: Any, pictures: list[int], path: Path) -> tuple[dict[int, reading_order.Page], list[Finding]]:
    """Index of a page that is a picture -> what is printed on it."""
    from audiobook.source.readers import scan

    try:
        scan.engine()
    except UnsupportedSource:
        if len(pictures) == len(document):
            raise UnsupportedSource(f"{path}: its pages are pictures; {scan.REMEDY}") from None
        numbers = ", ".join(str(index + 1) for index in pictures)
        return {}, [Finding("missing", None, f"Pages that are pictures were not read ({scan.REMEDY}): {numbers}")]
    found: dict[int, reading_order.Page] = {}
    findings: list[Finding] = []
    for index in pictures:
        page = document[index]
        scale = _scale(*page.get_size())
        if scale < _SCALE:
            dots = f"{72 * scale:.2g} dots an inch"
            findings.append(Finding("doubtful", None, f"Page {index + 1} is so large that it was recognised at {dots}"))
        found[index], doubtful = scan.recognise(page.render(scale=scale).to_numpy(), index + 1)
        findings += doubtful
        page.close()
    return found, findings


def _scale(width: float, height: float) -> float:
    """How large a page of so many points is drawn to be recognised: 180 dots an inch, fewer where that would be more
    pixels than a page has.

    >>> _scale(595, 842), round(_scale(14_400, 14_400), 2)
    (2.5, 0.69)
    """
    from audiobook.source.readers import scan

    return min(_SCALE, math.sqrt(scan.MOST_PIXELS / max(1.0, width * height)))


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM], max_depth=3))
