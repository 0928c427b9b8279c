"""The text layer of a PDF page: glyphs with their places -> runs of text as they are seen on the page."""

from __future__ import annotations

import ctypes
import functools
import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

from audiobook.source.readers import vertical_text
from audiobook.source.readers.glyph import Glyph
from audiobook.source.reading_order import Page, Piece

_BREAK, _BREAK_AT_SPACE = 0.7, 1.0
"""A gap of so many ems parts two runs of one line, with and without a space in it: less than the band between two
columns, and more than a space of a justified line mostly."""
_WORD = 0.13
"""A gap of so many ems, over what the line is spaced out by, parts two words. Kerning moves letters by less than 0.1;
justified lines close word spaces up to 0.17. pdfium guesses from the tight boxes of letters and glues "they name"."""
_OVERHANGING, _WORD_AFTER = "f", 0.06
"""Letters whose box is wider than the room they take, and the gap that parts words behind them."""
_MIXED, _WIDE = 0.2, 0.6
"""The same between a Chinese sign and a letter, and between two Chinese signs."""
_LEAST_GAP = min(_WORD, _WORD_AFTER, _MIXED, _WIDE)
_HYPHENS = "\x02\ufffe"
"""How pdfium gives a hyphen at a line's end."""
_NO_GLYPHS = frozenset("\0\r\n\uffff")
_BOLD = re.compile(r"bold|black|heavy|simhei|heiti|黑体|^FZ(?:HT|XBS|DBS)", re.I)
"""Names of bold typefaces; Chinese headings are set in 黑体 (Heiti) and 小标宋 (XBS)."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_UNIT = re.compile(
    r"(?:^|[^A-Za-z])(?:[A-Za-z]|[kcdm]m|\d+)$|"
    r"[(](?=[^()]*[A-Za-z])(?:[\d\s.,]|(?<![A-Za-z])[A-Za-z](?![A-Za-z]))*[-+−·×/](?:[-+−·×/\d\s.,]|(?<![A-Za-z])[A-Za-z](?![A-Za-z]))*[)]$"
)
"""What a power stands on: a letter, a unit, a figure, a sum in brackets."""
_NEAR = 40
"""Characters before a raised figure that tell what it is."""
_FIGURES = frozenset("0123456789")
_RAISED, _LOWERED = "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉"


class Look(NamedTuple):
    """What all glyphs of one text object share."""

    quarter: int | None
    """Quarter turns anticlockwise in which it is set on the unrotated page; None for a slant."""
    size: float
    bold: bool
    face: str
    """Name of the typeface, without what tells the parts of one apart that are in the file: ABCDEF+."""


def read(page: Any, text_page: Any, number: int) -> tuple[list[Page], list[str]]:
    """What is printed on a pypdfium2 `page` with its text page: the page seen upright, and again for much text set
    another way; and the texts of few words set sideways, aslant or outside the page."""
    left, bottom, right, top = page.get_bbox()
    width, height = right - left, top - bottom
    turned: dict[int | None, list[list[Glyph]]] = {}
    found = vertical_text.as_turned(list(_glyphs(text_page, left, bottom, width, height)), width)
    for quarter, glyphs in itertools.groupby(found, key=lambda one: one[0]):
        turned.setdefault(quarter, []).extend(_runs([glyph for _, glyph in glyphs]))
    amounts = {quarter: sum(c.char.isalnum() for run in runs for c in run) for quarter, runs in turned.items() if runs}
    shown = page.get_rotation() // 90 % 4
    whole = sum(amounts.values())
    pages: list[Page] = []
    aside: list[str] = []
    for quarter in sorted(amounts, key=lambda one: (-amounts[one], one != shown)):
        wide, tall = (height, width) if quarter in (1, 3) else (width, height)
        pieces = [piece for run in turned[quarter] if (piece := _piece(run)) is not None]
        inside: list[Piece] = []
        for piece in pieces:
            if piece.right >= -1 and piece.left <= wide + 1 and -1 <= piece.middle <= tall + 1:
                inside.append(piece)
            else:
                aside.append(piece.text)
        if quarter is None or (pages and (amounts[quarter] < 40 or amounts[quarter] * 4 < whole)):
            aside += [piece.text for piece in inside]
        else:
            pages.append(Page(number, wide, tall, tuple(inside), (shown - quarter) % 4))
    if not pages:
        pages = [Page(number, *((height, width) if shown % 2 else (width, height)), ())]
    return pages, aside


def _glyphs(
    text_page: Any, left: float, bottom: float, width: float, height: float
) -> Iterator[tuple[int | None, Glyph]]:
    """Glyphs in the order of the file, each with the direction it is set in."""
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    to_box, to_x, to_y = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    looks: dict[int, Look] = {}
    faces: dict[int, tuple[str, bool]] = {}
    # four calls a character are most of what a PDF takes
    page, code_of = text_page.raw, raw.FPDFText_GetUnicode
    handle = ctypes.cast(page, ctypes.c_void_p).value
    integer, address = ctypes.c_int, ctypes.c_void_p
    box_of = _bare(raw.FPDFText_GetLooseCharBox, integer, address, integer, address)
    object_of = _bare(raw.FPDFText_GetTextObject, address, address, integer)
    font_of = _bare(raw.FPDFTextObj_GetFont, address, address)
    origin_of = _bare(raw.FPDFText_GetCharOrigin, integer, address, integer, address, address)
    count, first_half = text_page.count_chars(), 0
    for index in range(count):
        code = code_of(page, index)
        if 0xD800 <= code < 0xE000:
            # halves of a character beyond U+FFFF come one by one, each with the place of the whole
            if code < 0xDC00 and index + 1 < count and 0xDC00 <= code_of(page, index + 1) < 0xE000:
                first_half = code
                continue
            code = 0x10000 + (first_half - 0xD800 << 10) + code - 0xDC00 if first_half and code >= 0xDC00 else 0xFFFD
        first_half = 0
        char = chr(code)
        # of what pdfium adds only spaces are left
        if char in _NO_GLYPHS or (char == " " and raw.FPDFText_IsGenerated(page, index) == 1):
            continue
        if not box_of(handle, index, to_box):
            continue
        place = object_of(handle, index) or 0
        look = looks.get(place)
        if look is None:
            of_font = font_of(place) or 0 if place else 0
            if of_font not in faces:
                faces[of_font] = _face(page, index)
            look = looks[place] = _look(page, index, box.top - box.bottom, *faces[of_font])
        origin_of(handle, index, to_x, to_y)
        if look.quarter:
            begin, end = _turned(
                box.left - left, box.bottom - bottom, box.right - left, box.top - bottom, look.quarter, width, height
            )
            base = _placed(x.value - left, y.value - bottom, look.quarter, width, height)[1]
        else:
            begin, end = box.left - left, box.right - left
            begin, end = (begin, end) if begin <= end else (end, begin)
            base = height - (y.value - bottom)
        char = "-" if char in _HYPHENS else char
        yield look.quarter, Glyph(char, begin, end, base, look.size, look.bold, look.face)


def _bare(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of pdfium that takes and gives addresses as numbers, which takes two thirds of the time."""
    bare = type(function)(ctypes.cast(function, ctypes.c_void_p).value)
    bare.restype, bare.argtypes = result, arguments
    return bare


def _look(handle: Any, index: int, tall: float, face: str, bold: bool) -> Look:
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    size = float(raw.FPDFText_GetFontSize(handle, index))
    quarter: int | None = 0
    if raw.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix)):
        scale = math.hypot(matrix.b, matrix.d)
        size = size * scale if size > 0 and scale > 0 else tall
        turns = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        quarter = round(turns) % 4 if abs(turns - round(turns)) < 0.15 else None
    return Look(quarter, max(1.0, size), bold, face)


def _face(handle: Any, index: int) -> tuple[str, bool]:
    """The name of the typeface of a character, and whether it is bold by that or by its weight."""
    import pypdfium2.raw as raw

    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(handle, index, name, 128, ctypes.byref(flags))
    face = _SUBSET.sub("", name.value.decode("utf-8", "replace"))
    return face, raw.FPDFText_GetFontWeight(handle, index) >= 600 or bool(_BOLD.search(face))


def _placed(x: float, y: float, quarter: int, width: float, height: float) -> tuple[float, float]:
    """A place on the unrotated page (y upwards) as seen with text of `quarter` upright (y downwards)."""
    if not quarter:
        return x, height - y
    return ((x, height - y), (y, x), (width - x, y), (height - y, width - x))[quarter]


def _turned(
    left: float, bottom: float, right: float, top: float, quarter: int, width: float, height: float
) -> tuple[float, float]:
    """Where a box begins and ends along its line."""
    one = _placed(left, bottom, quarter, width, height)[0]
    other = _placed(right, top, quarter, width, height)[0]
    return min(one, other), max(one, other)


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that stand on one line without a wide gap."""
    run: list[Glyph] = []
    last: Glyph | None = None
    space = False
    for glyph in glyphs:
        blank, space = space, glyph.char.isspace()
        if last is not None and not space:
            size = glyph.size if glyph.size > last.size else last.size
            if (
                abs(glyph.base - last.base) > 0.55 * size
                or glyph.left - last.right > (_BREAK_AT_SPACE if blank else _BREAK) * size
                or glyph.right < last.left - 0.5 * size
            ):
                yield run
                run, last = [], None
        if not space:
            last = glyph
        elif last is None:
            continue
        run.append(glyph)
    if run:
        yield run


def _piece(run: Sequence[Glyph]) -> Piece | None:
    solid = [one for one in run if not one.char.isspace()]
    if not solid:
        return None
    rounded = {size: round(size, 2) for size in {one.size for one in solid}}  # of most runs one
    sizes = Counter([rounded[one.size] for one in solid])
    size = max(sizes, key=lambda one: (sizes[one], one))
    base = median([one.base for one in solid if rounded[one.size] == size])
    faces = Counter([one.face for one in solid])
    return Piece(
        _text(run, size, base).strip(),
        min([one.left for one in solid]),
        base - 0.8 * size,
        max([one.right for one in solid]),
        base + 0.2 * size,
        size,
        sum([one.bold for one in solid]) * 2 > len(solid),
        face=max(faces, key=lambda one: (faces[one], one)),
    )


def _text(run: Sequence[Glyph], size: float, base: float) -> str:
    """The run with spaces where its gaps ask for them, and marks and powers set above or below the line."""
    spaced = _tracking(run)
    run = [one for at, one in enumerate(run) if not (one.char == " " and _is_phantom(run, at))]
    text: list[str] = []
    marks = ""
    where = 0
    before: Glyph | None = None
    for glyph in run:
        here = _above(glyph, size, base) if glyph.char in _FIGURES else 0
        if marks and here != where:
            text.append(_marked("".join(text[-_NEAR:]), marks, where))
            marks = ""
        if before is not None and not marks and not here and _parted(before, glyph, spaced):
            text.append(" ")
        if here:
            marks, where = marks + glyph.char, here
        else:
            text.append(glyph.char)
        before = glyph
    return "".join(text) + (_marked("".join(text[-_NEAR:]), marks, where) if marks else "")


def _is_phantom(run: Sequence[Glyph], at: int) -> bool:
    """Whether the letters on both sides of a space touch: pdfium takes kerning in the middle of a word for one."""
    if not 0 < at < len(run) - 1:
        return False
    before, after = run[at - 1], run[at + 1]
    if before.char.isspace() or after.char.isspace():
        return False
    return after.left - before.right < 0.03 * before.size and after.left - run[at].left < 0.15 * before.size


def _above(glyph: Glyph, size: float, base: float) -> int:
    """1 for a small figure over the line, -1 for one under it."""
    if glyph.size > 0.85 * size or abs(base - glyph.base) < 0.08 * size:
        return 0
    return 1 if glyph.base < base else -1


def _marked(text: str, digits: str, where: int) -> str:
    """A power, an index, or the mark of a note."""
    if where < 0:
        return "".join(_LOWERED[int(c)] for c in digits)
    if _UNIT.search(text):
        return "".join(_RAISED[int(c)] for c in digits)
    return f"[{digits}]" if text.strip() else f"[{digits}] "


def _tracking(run: Sequence[Glyph]) -> float:
    """By how much the letters of a run are spaced out, in ems."""
    solid = [one.char.isalnum() for one in run]
    gaps = [
        (two.left - one.right) / (one.size if one.size > two.size else two.size)
        for one, two, here, there in zip(run, run[1:], solid, solid[1:], strict=False)
        if here and there
    ]
    return min(0.6, max(0.0, median(gaps))) if len(gaps) >= 5 else 0.0


def _parted(one: Glyph, two: Glyph, spaced: float) -> bool:
    """Whether the gap between two neighbours is a space that is not in the file."""
    gap = (two.left - one.right) / (one.size if one.size > two.size else two.size) - spaced
    return gap > _LEAST_GAP and gap > _gap_of_words(one.char, two.char)


@functools.lru_cache(maxsize=4096)
def _gap_of_words(one: str, two: str) -> float:
    """The gap, in ems, beyond which two characters are of two words; endless beside a space."""
    if one.isspace() or two.isspace():
        return math.inf
    widths = {unicodedata.east_asian_width(one), unicodedata.east_asian_width(two)}
    if widths.isdisjoint(("W", "F")):
        return _WORD_AFTER if one in _OVERHANGING else _WORD
    return _WIDE if widths <= {"W", "F", "A"} else _MIXED
