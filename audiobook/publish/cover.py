"""Covers: drawn for every book and article with the title large enough to read at 100 px, or the user's own.

Set in Noto Sans CJK (SIL Open Font License), which comes as a package: 65,535 glyphs, all weights. What it has no
glyph for (emoji, Arabic, …) is left out rather than shown as a box. The same words give the same bytes.
"""

from __future__ import annotations

import functools
import hashlib
import io
import unicodedata
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from audiobook.errors import PublishError
from audiobook.language.chinese import word_ends
from audiobook.publish.cover_colours import palette
from audiobook.publish.cover_forms import panel
from audiobook.publish.transcripts import wrap
from audiobook.system import typeface

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

SIZE = 3000
"""Pixels a side: the most that Apple takes."""

SMALL = 600
"""Pixels a side inside an MP3: sharp on a lock screen, 40 kB in every file instead of 400."""

VERSION = 2
"""Part of a drawn cover's name; raise it when `draw` draws differently, since apps fetch art by name."""

Kind = Literal["book", "article"]

LAYOUTS = ("over", "under", "side")
"""Where the picture of a book's cover stands, seen from its title."""

BLACK, MEDIUM = 900, 500
"""Weights of title and small print."""

MOST_BYTES = 500_000
"""Of a drawn cover: apps fetch it over the air for every episode; beyond, it is compressed harder."""

QUALITIES = (85, 75, 60, 45)

MARGIN, SMALL_PRINT, GAP = 2.6, 4.2, 1.6
"""In thirtieths of a side: round the type, for the line at the bottom, between type and picture."""


def draw(
    title: str, subtitle: str | None = None, *, number: int | None = None, kind: Kind = "book", size: int = SIZE
) -> bytes:
    """A square JPEG of `size` pixels (RGB). `subtitle` is the small print: issue of a book, or an article's book,
    which also chooses the colours, so that all articles of a book look alike; `number` stands large above a title.

    A book has its picture over, under or beside the title, an article above the title beside its number: they are told
    apart before they are read.

    >>> draw("步行者", number=3, kind="article", size=100)[:2]
    b'\\xff\\xd8'
    """
    from PIL import Image, ImageDraw

    family = _shown(subtitle if kind == "article" and subtitle else title)
    colours = palette(_digest(family))
    seed = _digest(f"{_shown(title)}\n{_shown(subtitle or '')}")
    image = Image.new("RGB", (size, size), colours.ground)
    pen = ImageDraw.Draw(image)
    unit = size / 30
    words = _shown(title) or (f"{number:02d}" if number is not None else "…")
    layout = LAYOUTS[seed[0] % len(LAYOUTS)] if kind == "book" else "strip"
    left, width = MARGIN, 30 - 2 * MARGIN
    if layout == "side":
        left, width = 9 + GAP, 30 - 9 - GAP - MARGIN
    most = 30 - SMALL_PRINT - MARGIN - (8 + GAP if layout != "side" else 0)
    lines, points = _fit(words, width * unit, most * unit, unit)
    tall = (len(lines) * 1.22 - 0.2) * points / unit
    if layout == "over":
        box, top = (0.0, 0.0, 30.0, 30 - SMALL_PRINT - tall - GAP), 30 - SMALL_PRINT - tall
    elif layout == "under":
        box, top = (0.0, MARGIN + tall + GAP, 30.0, 30 - SMALL_PRINT), MARGIN
    elif layout == "side":
        box, top = (0.0, 0.0, 9.0, 30.0), MARGIN
    else:
        strip = min(14.0, 30 - SMALL_PRINT - tall - 2 * GAP)
        box, top = (0.0 if number is None else 11.0, 0.0, 30.0, strip), strip + GAP
    x, y, right, bottom = (round(edge * unit) for edge in box)
    image.paste(panel(right - x, bottom - y, colours, seed[1:]), (x, y))
    if number is not None:
        figure, place = f"{number:02d}", (MARGIN * unit, box[3] / 2 * unit)
        pen.text(place, figure, fill=colours.accent, font=_font(round(_figure(figure) * unit), BLACK), anchor="lm")
    for line in lines:
        pen.text((left * unit, top * unit), line, fill="white", font=_font(points, BLACK), anchor="lt")
        top += points * 1.22 / unit
    if small := _shown(subtitle or ""):
        font = _font(round(1.25 * unit), MEDIUM)
        pen.text(
            (left * unit, 27.9 * unit),
            _shorten(small, font, width * unit),
            fill=(235, 235, 235),
            font=font,
            anchor="lm",
        )
    return compressed(image)


def _figure(text: str) -> float:
    """Type size of an article's number, in thirtieths of a side."""
    return 6 if len(text) <= 2 else 12 / len(text)


def compressed(image: Image) -> bytes:
    """A JPEG as good as `MOST_BYTES` allow."""
    for quality in QUALITIES:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=quality, optimize=True)
        if out.tell() < MOST_BYTES:
            break
    return out.getvalue()


def small(data: bytes, size: int = SMALL) -> bytes:
    """A smaller JPEG of a cover, for tags. Raises `PublishError` if `data` is no picture."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as image:
            shrunk = image.convert("RGB").resize((size, size), Image.Resampling.LANCZOS)
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise PublishError(f"cover: no picture that can be read ({error})") from error
    out = io.BytesIO()
    shrunk.save(out, "JPEG", quality=85)
    return out.getvalue()


def icon(data: bytes, size: int) -> bytes:
    """A cover as a small PNG of few colours. Raises `PublishError` if `data` is no picture."""
    from PIL import Image

    with Image.open(io.BytesIO(small(data, size))) as image:
        few = image.quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def check_user_cover(path: Path) -> bytes:
    """The bytes of the user's own cover, which may be published as they are: a square JPEG or PNG in RGB of 1400
    to 3000 px. Raises `PublishError` saying what is wrong and what would be right."""
    from PIL import Image

    wanted = "a cover is a square JPEG or PNG, 1400 to 3000 px, RGB without transparency"
    try:
        data = path.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=["JPEG", "PNG"]) as image:
                kind, mode, (width, height) = image.format, image.mode, image.size
                if width == height and 1400 <= width <= 3000:
                    image.load()
    except FileNotFoundError as error:
        raise PublishError(f"{path}: no such file; {wanted}") from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PublishError(f"{path}: cannot be read as JPEG or PNG, or is not whole; {wanted}") from error
    if width != height:
        raise PublishError(f"{path}: {width} × {height} px is not square; {wanted}")
    if not 1400 <= width <= 3000:
        raise PublishError(f"{path}: {width} px is too {'small' if width < 1400 else 'large'}; {wanted}")
    if mode != "RGB":
        raise PublishError(f"{path}: its colour space is {mode} ({kind}); save it as RGB: {wanted}")
    return data


def name(stem: str, data_or_words: bytes | tuple[object, ...], suffix: str = ".jpg") -> str:
    """A file name that changes with what it shows, because apps never fetch the same address twice."""
    raw = (
        data_or_words
        if isinstance(data_or_words, bytes)
        else repr((VERSION, *data_or_words)).encode("utf-8", "replace")
    )
    return f"{stem}-{hashlib.sha256(raw).hexdigest()[:8]}{suffix}"


def _digest(words: str) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "replace")).digest()


def _fit(text: str, width: float, height: float, unit: float) -> tuple[list[str], int]:
    """Lines and type size in pixels: as large as fits the box, a little smaller where that spares a word from being
    broken; cut with … when even the smallest is too large."""
    best: tuple[float, list[str], int] | None = None
    points = round(5.6 * unit)
    while points > 1.9 * unit:
        font, columns = _font(points, BLACK), max(2, int(width / points * 2))
        lines = _balanced(text, wrap(text, columns), columns)
        tall = len(lines) * points * 1.22 - points * 0.2
        if tall <= height and all(font.getlength(line) <= width for line in lines):
            score = points * _soundness(text, lines)
            if best is None or score > best[0]:
                best = score, lines, points
        points = int(points * 0.96)
    if best:
        return best[1], best[2]
    font, lines = _font(points, BLACK), wrap(text, max(2, int(width / points * 2)))
    most = max(1, int((height + points * 0.2) / (points * 1.22)))
    kept = [_shorten(line, font, width) for line in lines[:most]]
    if len(lines) > most:
        kept[-1] = _shorten(kept[-1] + "……", font, width)
    return kept, points


def _soundness(text: str, lines: list[str]) -> float:
    """1 when all lines of `text` end where a reader pauses, less for each that does not, far less for a torn word."""
    score, at, words = 1.0, 0, word_ends(text)
    for line in lines[:-1]:
        at = text.index(line, at) + len(line)
        left, right = text[at - 1], text[at]
        if right != " " and left.isalnum() and right.isalnum():
            torn = (left.isascii() and right.isascii()) or at not in words
            score *= 0.4 if torn else 0.85
    return score


def _balanced(text: str, lines: list[str], columns: int) -> list[str]:
    """The same number of lines, but as narrow as that allows: no single character left over on the last."""
    best = lines
    for narrower in range(columns - 1, 1, -1):
        tried = wrap(text, narrower)
        if len(tried) > len(lines):
            break
        best = tried
    return best


def _shorten(text: str, font: FreeTypeFont, width: float) -> str:
    """`text` or its beginning with an ellipsis, no wider than `width` pixels."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text + "…"


def _shown(text: str) -> str:
    """What of `text` the font can show, white space evened."""
    kept = (c if not c.isspace() else " " for c in unicodedata.normalize("NFC", text) if c.isspace() or _has_glyph(c))
    return " ".join("".join(kept).split())


@functools.lru_cache(maxsize=4096)
def _has_glyph(character: str) -> bool:
    """False when the font would draw its box for a missing character, or nothing at all."""
    if unicodedata.category(character)[0] in "CM":
        return False  # alone on its own a combining mark draws a circle; composed ones are letters after NFC
    font = _font(40, BLACK)
    return bytes(font.getmask(character)) != _missing()


@functools.lru_cache(maxsize=1)
def _missing() -> bytes:
    return bytes(_font(40, BLACK).getmask("\U0010fffe"))  # a code point that no font has


@functools.lru_cache(maxsize=64)
def _font(points: int, weight: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.truetype(_font_file(), points, index=typeface.SIMPLIFIED, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _font_file() -> str:
    """Where the font lies. Raises `PublishError` when its package is not installed."""
    try:
        return str(typeface.path())
    except ModuleNotFoundError as error:
        raise PublishError("the font of the covers is not installed; pip install manimgx-fonts-cjk") from error
