"""PDFium, as all open PDFs with it: with a Chinese typeface where the machine has none.

A PDF may name a typeface without bringing it. Where the machine has no such typeface either, PDFium knows neither how
large the characters are nor how they look: text was lost, and pages were drawn empty.
"""

from __future__ import annotations

import ctypes
import mmap
from functools import cache
from pathlib import Path
from typing import Any

from audiobook.system import typeface

_WHOLE = int.from_bytes(b"ttcf", "big")
"""The table by which PDFium asks for a file of several faces as it is."""


def opened(path: Path) -> Any:
    """The pypdfium2 document at `path`; raises `pypdfium2.PdfiumError`. Whoever opens it closes it."""
    import pypdfium2

    _lend_typeface()
    return pypdfium2.PdfDocument(str(path))


@cache
def _lend_typeface() -> None:
    """PDFium asks us where the machine has nothing for a Chinese, Japanese or Korean character set."""
    import pypdfium2

    whole = _whole()
    if whole is not None and pypdfium2.PdfSysfontBase.SINGLETON is None:  # else who uses us has chosen typefaces
        _lent(whole).setup()


def _lent(whole: memoryview) -> Any:
    """The typeface in the file `whole`, as PDFium asks for one."""
    import pypdfium2
    from pypdfium2 import raw

    faces = {
        raw.FXFONT_SHIFTJIS_CHARSET: typeface.JAPANESE,
        raw.FXFONT_HANGEUL_CHARSET: typeface.KOREAN,
        raw.FXFONT_GB2312_CHARSET: typeface.SIMPLIFIED,
        raw.FXFONT_CHINESEBIG5_CHARSET: typeface.TRADITIONAL,
    }

    # a typeface of ours is known to PDFium by its character set, one of the machine by an address, which is larger
    class Lent(pypdfium2.PdfSysfontBase):  # type: ignore[misc]  # untyped
        def MapFont(self, _: Any, weight: int, italic: int, charset: int, pitch: int, name: Any, exact: Any) -> Any:
            found = self.default.MapFont(self.default, weight, italic, charset, pitch, name, exact)
            return found or (charset if charset in faces else None)

        def GetFontData(self, _: Any, font: int, table: int, buffer: Any, size: int) -> int:
            if font not in faces:
                return int(self.default.GetFontData(self.default, font, table, buffer, size))
            return _give(_part(whole, faces[font], table), buffer, size)

        def GetFaceName(self, _: Any, font: int, buffer: Any, size: int) -> int:
            if font not in faces:
                return int(self.default.GetFaceName(self.default, font, buffer, size))
            return _give(b"Noto Sans CJK\0", buffer, size)

        def GetFontCharset(self, _: Any, font: int) -> int:
            return font if font in faces else int(self.default.GetFontCharset(self.default, font))

        def DeleteFont(self, _: Any, font: int) -> None:
            if font not in faces:
                self.default.DeleteFont(self.default, font)

    return Lent()


def _give(data: bytes | memoryview, buffer: Any, size: int) -> int:
    """How long `data` is; copied to `buffer` where that has room for it."""
    if buffer and size >= len(data):
        ctypes.memmove(buffer, bytes(data), len(data))
    return len(data)


def _whole() -> memoryview | None:
    """Our typeface, read where it is looked at; `None` when its package is not installed."""
    try:
        with typeface.path().open("rb") as file:
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (ModuleNotFoundError, OSError):
        return None


def _part(whole: memoryview, face: int, table: int) -> memoryview:
    """All of the file `whole`, all from where a face begins (0), or a table of a face by its name; empty if there is
    none.

    Source: OpenType 1.9, "The OpenType font file".
    """
    if table == _WHOLE:
        return whole
    start = _number(whole, 12 + 4 * face, 4)
    if table == 0:
        return whole[start:]
    for row in range(start + 12, start + 12 + 16 * _number(whole, start + 4, 2), 16):
        if _number(whole, row, 4) == table:
            at = _number(whole, row + 8, 4)
            return whole[at : at + _number(whole, row + 12, 4)]
    return whole[:0]


def _number(data: memoryview, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "big")
