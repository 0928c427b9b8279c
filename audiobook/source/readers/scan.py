"""Pictures of pages: offline character recognition, each doubtful line in the report."""

from __future__ import annotations

import functools
import logging
import math
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import EmptySource, UnreadableSource, UnsupportedSource
from audiobook.model import Finding
from audiobook.source import layout, reading_order
from audiobook.source.blocks import Block, Extract
from audiobook.source.line_features import is_chinese, width
from audiobook.system import watchdog

REMEDY = "install the OCR extra: pip install 'audiobook[ocr]'"
_DOUBT = 0.85
"""Lines recognised with less confidence than this are named in the report."""
_ILLEGIBLE = 0.4
"""The share of a page's characters in such lines from which the page as a whole is doubtful: two sheets of
handwriting had 0.59 and 0.65."""
MOST_PIXELS = 100_000_000
"""Of a page; A3 at 600 dpi has 70 million."""
_PAGE_S = 60
"""Processor time that a page may take beyond what the rest of the document may."""


@functools.cache
def engine() -> Any:
    """The recogniser, made once (2 s); its models come in the wheel. Raises `UnsupportedSource` if it is missing."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise UnsupportedSource(f"pictures of pages need character recognition; {REMEDY}") from error
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR(params={"Global.log_level": "error"})


def read(path: Path, _: SourceSettings) -> Extract:
    """The blocks of a photographed or scanned page. Raises `UnsupportedSource`, `UnreadableSource`, `EmptySource`."""
    pixels = _pixels(path)
    try:
        engine()
    except UnsupportedSource as error:
        raise UnsupportedSource(f"{path}: a picture; {REMEDY}") from error
    page, findings = recognise(pixels, 1)
    blocks = unnamed(layout.blocks([page]), [page])
    if not blocks:
        raise EmptySource(f"{path}: no text found in the picture; photograph the page straight, sharp and well lit")
    return Extract(tuple(blocks), tuple(findings), printed=(page,))


class _TooLarge(Exception):
    """A picture with more pixels than a page has: width, height."""


def _pixels(path: Path) -> Any:
    try:
        import numpy
        from PIL import Image, ImageOps
    except ImportError as error:
        raise UnsupportedSource(f"{path}: a picture; {REMEDY}") from error
    try:
        # Pillow warns of what is odd in a file; what matters comes back as an exception. The size stands in front
        with warnings.catch_warnings(action="ignore"), Image.open(path) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                raise _TooLarge(width, height)
            return numpy.asarray(ImageOps.exif_transpose(image).convert("RGB"))[:, :, ::-1]
    except (_TooLarge, Image.DecompressionBombError) as error:
        raise UnreadableSource(
            f"{path}: {error.args[0]:,} × {error.args[1]:,} pixels; a page has {MOST_PIXELS // 1_000_000} million at "
            "the most; make the picture smaller"
            if isinstance(error, _TooLarge)
            else f"{path}: a picture of far more pixels than a page has; make it smaller"
        ) from error
    except Exception as error:  # Pillow raises whatever its decoders raise
        raise UnreadableSource(f"{path}: not a picture that can be opened; save it as PNG or JPEG") from error


def recognise(pixels: Any, number: int) -> tuple[reading_order.Page, list[Finding]]:
    """The lines of one page (an array [height, width, 3], BGR), and findings for those it is unsure of."""
    watchdog.more(_PAGE_S)
    result = engine()(pixels)
    pieces: list[reading_order.Piece] = []
    findings: list[Finding] = []
    boxes = [] if result.boxes is None else result.boxes
    for box, text, score in zip(boxes, result.txts or (), result.scores or (), strict=True):
        bare = text.strip()
        if not bare:
            continue
        left, right = float(min(p[0] for p in box)), float(max(p[0] for p in box))
        top, bottom = float(min(p[1] for p in box)), float(max(p[1] for p in box))
        pieces.append(reading_order.Piece(bare, left, top, right, bottom, _size(box, bare), confidence=float(score)))
        if score < _DOUBT:
            findings.append(
                Finding("doubtful", None, f"Recognised with {score:.0%} confidence on page {number}: {bare}")
            )
    page = reading_order.Page(number, float(pixels.shape[1]), float(pixels.shape[0]), tuple(pieces))
    if _is_illegible(page):
        sure = sum((piece.confidence or 0) * len(piece.text) for piece in pieces) / sum(len(p.text) for p in pieces)
        message = (
            f"Page {number} was recognised with {sure:.0%} confidence as a whole: what is heard of it may be garbled "
            "(handwriting, or a poor picture); give its text instead"
        )
        findings.insert(0, Finding("illegible", None, message))
    return page, findings


def unnamed(blocks: Sequence[Block], pages: Sequence[reading_order.Page]) -> list[Block]:
    """`blocks` of `pages`; those of a page that is doubtful as a whole are text and name nothing."""
    doubtful = {page.number for page in pages if _is_illegible(page)}
    return [replace(block, label="body") if block.page in doubtful else block for block in blocks]


def _is_illegible(page: reading_order.Page) -> bool:
    """Whether so much of what was recognised on it is doubtful."""
    lines = [(len(piece.text), piece.confidence) for piece in page.pieces if piece.confidence is not None]
    doubtful = sum(count for count, confidence in lines if confidence < _DOUBT)
    return doubtful > 0 and doubtful >= _ILLEGIBLE * sum(count for count, _ in lines)


def _size(box: Any, text: str) -> float:
    """The type size of a line in pixels, from the four corners of its box, clockwise from the upper left.

    Chinese type is as wide as it is tall, so a line's length tells its size to a few hundredths, where the height of
    its box varies by a fifth. Both are measured along the box's own sides: on a page that lies askew its upright
    bounds grow with the length of the line.
    """
    # boxes of the recogniser are a little taller than the type
    tall = 0.8 * (math.dist(box[0], box[3]) + math.dist(box[1], box[2])) / 2
    pitch = math.dist(box[0], box[1]) / (width(text) / 2)
    # where the two differ by much the line is letter-spaced, or hardly Chinese
    return pitch if is_chinese(text) and 0.8 < pitch / tall < 1.25 else tall
