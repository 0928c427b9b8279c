"""What is drawn on a cover beside the title: ten plain forms, large enough to be told apart at 100 px."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from audiobook.publish.cover_colours import Palette

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_SMOOTH = 2
"""Forms are drawn so many times as large and shrunk: Pillow's edges are stairs."""


def panel(width: int, height: int, colours: Palette, seed: bytes) -> Image:
    """A picture of `width` × `height` pixels with one of `FORMS`, chosen and varied by `seed` (16 bytes or more)."""
    from PIL import Image, ImageDraw

    scale = _SMOOTH if max(width, height) <= 1000 else 1
    image = Image.new("RGB", (width * scale, height * scale), colours.deep)
    form = FORMS[seed[0] % len(FORMS)]
    form(ImageDraw.Draw(image), width * scale, height * scale, colours, seed[1:])
    return image.resize((width, height), Image.Resampling.LANCZOS) if scale > 1 else image


def _discs(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    side = min(width, height)
    for at, colour in enumerate((colours.soft, colours.accent, colours.pale)):
        radius = side * (0.62 - 0.17 * at)
        x, y = width * (0.12 + 0.76 * seed[at] / 255), height * (0.2 + 0.6 * seed[at + 3] / 255)
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _hills(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    radius = min(width, height) * 0.16
    x, y = width * (0.2 + 0.6 * seed[0] / 255), height * 0.26
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colours.pale)
    for at, colour in enumerate((colours.soft, colours.accent, colours.ground)):
        phase, waves = seed[at + 1] / 40, 0.8 + seed[at + 4] / 255
        line = [
            (
                width * step / 60,
                height * (0.42 + 0.19 * at) + height * 0.1 * math.sin(phase + waves * math.tau * step / 60),
            )
            for step in range(61)
        ]
        pen.polygon([*line, (width, height), (0, height)], fill=colour)


def _recording(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    count = max(5, round(11 * width / max(width, height)))
    step = width / count
    for at in range(count):
        tall = height * (0.1 + 0.36 * seed[at % 12] / 255)
        x = (at + 0.22) * step
        colour = colours.pale if seed[(at + 5) % 12] % 4 == 0 else colours.accent
        box = (x, height / 2 - tall, x + step * 0.56, height / 2 + tall)
        pen.rounded_rectangle(box, radius=step * 0.28, fill=colour)


def _rings(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    x, y = (0, width)[seed[0] % 2], (0, height)[seed[1] % 2]
    reach, wheel = math.hypot(width, height), (colours.accent, colours.deep, colours.soft, colours.pale, colours.ground)
    for at in range(6):
        radius = reach * (0.92 - 0.15 * at)
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=wheel[(at + seed[2]) % 5])


def _stripes(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    lean = height * (0.9 if seed[0] % 2 else -0.9)
    wheel, x = (colours.accent, colours.deep, colours.soft, colours.deep, colours.pale, colours.ground), -abs(lean)
    at = 0
    while x < width + abs(lean):
        broad = max(width, height) * (0.07 + 0.1 * seed[at % 12] / 255)
        pen.polygon(
            [(x, 0), (x + broad, 0), (x + broad + lean, height), (x + lean, height)], fill=wheel[at % len(wheel)]
        )
        x, at = x + broad, at + 1


def _peaks(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    for at, colour in enumerate((colours.soft, colours.accent, colours.ground, colours.pale)):
        middle = width * (0.08 + 0.28 * at + 0.1 * seed[at] / 255)
        top, half = height * (0.08 + 0.5 * seed[at + 4] / 255), max(width, height) * 0.3
        pen.polygon([(middle, top), (middle + half, height), (middle - half, height)], fill=colour)


def _blocks(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    count = max(4, round(8 * width / max(width, height)))
    for at in range(count):
        tall = height * (0.2 + 0.7 * seed[at % 12] / 255)
        colour = (colours.accent, colours.soft, colours.pale, colours.ground)[seed[(at + 3) % 12] % 4]
        pen.rectangle((width * at / count, height - tall, width * (at + 1) / count, height), fill=colour)


def _dots(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    across, down = _tiles(width, height, 5)
    step_x, step_y = width / across, height / down
    for at in range(across * down):
        x, y = (at % across + 0.5) * step_x, (at // across + 0.5) * step_y
        radius = min(step_x, step_y) * (0.16 + 0.3 * seed[at * 5 % 12] / 255)
        colour = (colours.accent, colours.accent, colours.pale, colours.soft)[seed[at * 7 % 11] % 4]
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _sun(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    pen.rectangle((0, 0, width, height), fill=colours.ground)
    radius, x, y = min(width, height) * 0.44, width * (0.3 + 0.4 * seed[0] / 255), height * 0.5
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(colours.accent, colours.pale)[seed[1] % 2])
    for at in range(5):
        top = y + radius * (0.0 + 0.22 * at)
        pen.rectangle((0, top, width, top + radius * (0.04 + 0.025 * at)), fill=colours.ground)


def _leaves(pen: ImageDraw, width: int, height: int, colours: Palette, seed: bytes) -> None:
    across, down = _tiles(width, height, 4)
    step_x, step_y = width / across, height / down
    for at in range(across * down):
        x, y = at % across * step_x, at // across * step_y
        kind = seed[at * 5 % 12]
        pairs = (colours.soft, colours.accent), (colours.deep, colours.pale), (colours.accent, colours.ground)
        back, front = pairs[kind % len(pairs)]
        pen.rectangle((x, y, x + step_x, y + step_y), fill=back)
        corner = seed[at * 7 % 11] % 4
        x, y = x + corner % 2 * step_x, y + corner // 2 * step_y
        start = (0, 90, 270, 180)[corner]  # the quarter that lies inside the tile
        pen.pieslice((x - step_x, y - step_y, x + step_x, y + step_y), start, start + 90, fill=front)


def _tiles(width: int, height: int, along: int) -> tuple[int, int]:
    """Columns and rows of about square tiles, `along` of them on the longer side."""
    side = max(width, height) / along
    return max(1, round(width / side)), max(1, round(height / side))


FORMS: tuple[Callable[[ImageDraw, int, int, Palette, bytes], None], ...] = (
    _discs, _hills, _recording, _rings, _stripes, _peaks, _blocks, _dots, _sun, _leaves,
)  # fmt: skip
