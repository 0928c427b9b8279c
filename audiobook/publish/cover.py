"""Covers: drawn for every book and article with the title large enough to read at 100 px, or the user's own.

Set in Noto Sans CJK (SIL Open Font License), which comes as a package: 65,535 glyphs, all weights. What it has no
glyph for (emoji, Arabic, …) is left out rather than shown as a box. The same words give the same bytes.
"""

from __future__ import annotations

import colorsys
import functools
import hashlib
import io
import unicodedata
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from audiobook.errors import PublishError
from audiobook.language.chinese import word_ends
from audiobook.publish.transcripts import wrap

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

SIZE = 3000
"""Pixels a side: the most that Apple takes."""

SMALL = 600
"""Pixels a side inside an MP3: sharp on a lock screen, 40 kB in every file instead of 400."""

VERSION = 1
"""Part of a drawn cover's name; raise it when `draw` draws differently, since apps fetch art by name."""

Kind = Literal["book", "article"]

SIMPLIFIED = 2
"""Noto Sans CJK SC among the faces of the collection: Chinese forms of characters that Japanese writes differently."""

BLACK, MEDIUM = 900, 500
"""Weights of title and small print."""

HUES = (212, 350, 168, 28, 262, 140, 192, 318)
"""Grounds in degrees: dark enough for white type, far enough apart to tell books from each other."""


def draw(
    title: str, subtitle: str | None = None, *, number: int | None = None, kind: Kind = "book", size: int = SIZE
) -> bytes:
    """A square JPEG of `size` pixels (RGB). `subtitle` is the small print: issue of a book, or an article's book,
    which also chooses the colours, so that all articles of a book look alike; `number` stands large above a title.

    >>> draw("步行者", number=3, kind="article", size=100)[:2]
    b'\\xff\\xd8'
    """
    from PIL import Image, ImageDraw

    family = _shown(subtitle if kind == "article" and subtitle else title)
    ground, deep, accent = _colours(family)
    image = Image.new("RGB", (size, size), ground)
    pen = ImageDraw.Draw(image)
    unit = size / 30
    if kind == "book":
        pen.rectangle((0, 0, 1.1 * unit, size), fill=accent)  # a spine
    else:
        pen.rectangle((0, 0, size, 9.2 * unit if number is not None else 2 * unit), fill=deep)
    left, right = 3 * unit, size - 2.4 * unit
    top, bottom = 3.2 * unit, size - 7.2 * unit
    if number is not None:
        pen.text((left, 4.6 * unit), f"{number:02d}", fill=accent, font=_font(round(6.4 * unit), BLACK), anchor="lm")
        top = 10.4 * unit
    lines, points = _fit(
        _shown(title) or (f"{number:02d}" if number is not None else "…"), right - left, bottom - top, unit
    )
    for line in lines:
        pen.text((left, top), line, fill="white", font=_font(points, BLACK), anchor="lt")
        top += points * 1.22
    _wave(pen, family, left, right, size - 4.6 * unit, unit, accent)
    if small := _shown(subtitle or ""):
        font = _font(round(1.25 * unit), MEDIUM)
        pen.text(
            (left, size - 2.1 * unit), _shorten(small, font, right - left), fill=(235, 235, 235), font=font, anchor="lm"
        )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, subsampling=0)
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


def _colours(words: str) -> tuple[tuple[int, int, int], tuple[int, int, int], tuple[int, int, int]]:
    """Ground, a darker ground and an accent, chosen by the words."""
    digest = hashlib.sha256(words.encode("utf-8", "replace")).digest()
    hue = HUES[digest[0] % len(HUES)] / 360

    def colour(hue: float, lightness: float, saturation: float) -> tuple[int, int, int]:
        red, green, blue = colorsys.hls_to_rgb(hue, lightness, saturation)
        return round(red * 255), round(green * 255), round(blue * 255)

    return colour(hue, 0.25, 0.55), colour(hue, 0.17, 0.6), colour((hue + 0.5 + 0.08) % 1, 0.66, 0.85)


def _wave(
    pen: ImageDraw, words: str, left: float, right: float, middle: float, unit: float, colour: tuple[int, int, int]
) -> None:
    """A row of bars like a recording, its heights drawn from the words."""
    digest = hashlib.sha512(words.encode("utf-8", "replace")).digest()
    step = unit * 0.62
    for at in range(int((right - left) / step)):
        height = unit * (0.16 + 1.05 * digest[at % 64] / 255 * (0.45 + 0.55 * digest[(at * 7 + 3) % 64] / 255))
        x = left + at * step
        pen.rounded_rectangle((x, middle - height, x + step * 0.5, middle + height), radius=step * 0.25, fill=colour)


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

    font = ImageFont.truetype(_font_file(), points, index=SIMPLIFIED, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


def _font_file() -> str:
    """Where the font lies. Raises `PublishError` when its package is not installed."""
    from importlib.resources import files

    try:
        return str(files("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc")
    except ModuleNotFoundError as error:
        raise PublishError("the font of the covers is not installed; pip install manimgx-fonts-cjk") from error
