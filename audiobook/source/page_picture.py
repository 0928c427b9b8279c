"""A page of a PDF or a scan as it looks, for whoever compares it with what was read."""

from __future__ import annotations

import base64
import io
import math
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from audiobook.config import SourceSettings
from audiobook.errors import SourceError, UnreadableSource, UnsupportedSource
from audiobook.source.readers import detect, pdfium

WIDTH = 1400
"""Pixels: small print of an A4 page can be read."""
MOST_PIXELS = 4_000_000
"""Of a page that is much taller than wide."""
MOST_BYTES = 4_000_000
"""Of the file; a page of print takes 300 kB."""
_QUALITY = 72


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as a JPEG."""

    base64: str

    def jpeg(self) -> bytes:
        """The file. Raises `UnreadableSource` for what is none, or too large: a reader may be anybody's by now."""
        data = base64.b64decode(self.base64)
        if not data.startswith(b"\xff\xd8\xff") or len(data) > MOST_BYTES:
            raise UnreadableSource("what its reader gave for a page is no picture of one")
        return data


def draw(path: Path, number: int, settings: SourceSettings) -> PagePicture:
    """Page `number` (from 1) of a PDF, or the picture in a file, at most `WIDTH` pixels wide.

    Raises `UnsupportedSource` for other files, `UnreadableSource`.
    """
    if path.stat().st_size > settings.max_megabytes * 1_000_000:
        raise UnreadableSource(f"{path}: larger than source.max_megabytes = {settings.max_megabytes}")
    draws = _DRAWN.get(detect(path).name)
    if draws is None:
        raise UnsupportedSource(f"{path}: has no printed pages")
    try:
        # Pillow warns of what is odd in a file; what matters comes back as an exception
        with warnings.catch_warnings(action="ignore"):
            image = draws(path, number)
            image.thumbnail(_fitting(*image.size))
            file = io.BytesIO()
            image.convert("RGB").save(file, "JPEG", quality=_QUALITY)
    except SourceError:
        raise
    except Exception as error:  # whatever decoders raise
        raise UnreadableSource(f"{path}: page {number} cannot be drawn ({error})") from error
    return PagePicture(base64.b64encode(file.getvalue()).decode("ascii"))


def _of_pdf(path: Path, number: int) -> Any:
    document = pdfium.opened(path)
    try:
        if not 1 <= number <= len(document):
            raise UnreadableSource(f"{path}: has no page {number}")
        page = document[number - 1]
        width, height = (max(1.0, side) for side in page.get_size())
        wide, tall = _fitting(width * WIDTH, height * WIDTH)
        return page.render(scale=min(wide / width, tall / height)).to_pil()
    finally:
        document.close()


def _of_scan(path: Path, _: int) -> Any:
    from PIL import Image, ImageOps

    from audiobook.source.readers import scan

    with Image.open(path) as image:
        if image.size[0] * image.size[1] > scan.MOST_PIXELS:
            raise UnreadableSource(f"{path}: a picture of more pixels than a page has")
        # a JPEG is unpacked not much larger than it is needed, whichever way it is turned
        image.draft("RGB", (2 * WIDTH, 2 * WIDTH))
        return ImageOps.exif_transpose(image)


_DRAWN = {"pdf": _of_pdf, "scan": _of_scan}
"""Format -> who opens a page of it, as a Pillow image."""


def _fitting(width: float, height: float) -> tuple[int, int]:
    """The size in which a page of these proportions is shown.

    >>> _fitting(2800, 4000), _fitting(100, 90_000), _fitting(700, 1000)
    ((1400, 2000), (66, 60000), (700, 1000))
    """
    scale = min(1.0, WIDTH / width, math.sqrt(MOST_PIXELS / (width * height)))
    return max(1, int(width * scale)), max(1, int(height * scale))
