"""PDFs: the text layer with its places on the page; pages without one go to character recognition."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource, UnsupportedSource
from audiobook.model import Finding
from audiobook.source import layout, reading_order, typography
from audiobook.source.blocks import Extract

_MOST_PAGES = 5_000
_FEW = 8
"""A page with fewer characters than this has no text layer worth the name."""


def read(path: Path, _: SourceSettings) -> Extract:
    """The blocks of a PDF. Raises `UnreadableSource`, `UnsupportedSource` (OCR is not installed), `EmptySource`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(str(path))
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
    pages: list[reading_order.Page] = []
    findings: list[Finding] = []
    pictures: list[int] = []
    for index in range(len(document)):
        page = document[index]
        pieces = _pieces(page)
        width, height = page.get_size()
        if sum(len(piece.text) for piece in pieces) < _FEW and _has_picture(page):
            pictures.append(index)
        pages.append(reading_order.Page(index + 1, width, height, tuple(pieces)))
        page.close()
    if pictures:
        pages, findings = _recognised(document, pages, pictures, path)
    blocks, dropped = layout.blocks(pages)
    if not blocks:
        raise EmptySource(
            f"{path}: no text on any page; if it is a scan, install the OCR extra: pip install 'audiobook[ocr]'"
        )
    return Extract(tuple(typography.levels(blocks)), (*findings, *dropped), shape="levels")


def _recognised(
    document: Any, pages: list[reading_order.Page], pictures: list[int], path: Path
) -> tuple[list[reading_order.Page], list[Finding]]:
    from audiobook.source.readers import scan

    try:
        scan.engine()
    except UnsupportedSource:
        if len(pictures) == len(pages):
            raise UnsupportedSource(f"{path}: its pages are pictures; {scan.REMEDY}") from None
        numbers = ", ".join(str(index + 1) for index in pictures)
        return pages, [Finding("missing", None, f"Pages that are pictures were not read ({scan.REMEDY}): {numbers}")]
    findings: list[Finding] = []
    for index in pictures:
        page = document[index]
        bitmap = page.render(scale=2.5).to_numpy()
        found, doubtful = scan.recognise(bitmap, index + 1)
        pages[index] = found
        findings += doubtful
        page.close()
    return pages, findings


def _has_picture(page: Any) -> bool:
    import pypdfium2.raw as raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM], max_depth=3))


def _pieces(page: Any) -> list[reading_order.Piece]:
    """Runs of characters that stand on one line without a wide gap."""
    import pypdfium2.raw as raw

    text_page = page.get_textpage()
    height = page.get_height()
    box = raw.FS_RECTF()
    pieces: list[reading_order.Piece] = []
    run: list[tuple[str, float, float, float, float, bool, float]] = []

    def close() -> None:
        text = "".join(char for char, *_ in run).strip()
        solid = [one for one in run if not one[0].isspace()]
        if text and solid:
            tall = sorted(one[6] for one in solid)[len(solid) // 2]
            pieces.append(
                reading_order.Piece(
                    text,
                    solid[0][1],
                    height - max(one[3] for one in solid),
                    max(one[4] for one in solid),
                    height - min(one[2] for one in solid),
                    max(1.0, tall),
                    sum(one[5] for one in solid) * 2 > len(solid),
                )
            )
        run.clear()

    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        char = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else ""
        if char in "\r\n":
            close()
            continue
        if not char or char in "\x00\x02\ufffe\uffff":
            # PDFium marks a hyphen at a line's end with U+0002 or U+FFFE
            if char in "\x02\ufffe" and run:
                run.append(("-", *run[-1][1:]))
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        solid = [one for one in run[-2:] if not one[0].isspace()]
        if solid and not char.isspace():
            last = solid[-1]
            tall = max(1.0, last[3] - last[2])
            apart = abs((top + bottom) / 2 - (last[3] + last[2]) / 2) > 0.5 * tall
            if apart or left - last[4] > 1.8 * tall or right < last[1] - tall:
                close()
        bold = raw.FPDFText_GetFontWeight(text_page, index) >= 600
        run.append((char, left, bottom, top, right, bold, _size(text_page, index, top - bottom)))
    close()
    text_page.close()
    return pieces


def _size(text_page: Any, index: int, tall: float) -> float:
    """The size a character is set in, in points; its height where the file does not say."""
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(text_page, index))
    if size <= 0 or not raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
        return tall
    scale = (matrix.b**2 + matrix.d**2) ** 0.5
    return size * scale if scale > 0 else tall
