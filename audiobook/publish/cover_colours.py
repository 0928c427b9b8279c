"""The colours of a drawn cover: a dark ground for white type, and brighter ones for what is drawn on it.

Colours are chosen by luminance, not by lightness: white stands out from green as from blue.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

HUES = 12
"""Steps round the colour circle: 30 degrees are told apart side by side."""

TONES = (0.025, 0.05, 0.09)
"""Luminance of the ground: evening, dusk, day. White on the brightest of them has a contrast of 7.5 to 1."""

ACCENTS = (45, 150, 185, 215, 315)
"""Degrees from the ground's hue to the accent's."""


@dataclass(frozen=True, slots=True)
class Palette:
    """Five colours that go together."""

    ground: Colour
    deep: Colour
    """The ground, darker."""
    soft: Colour
    """The ground, brighter."""
    accent: Colour
    pale: Colour
    """Nearly white."""


def palette(seed: bytes) -> Palette:
    """One of `HUES` × `TONES` × `ACCENTS`, chosen by the first three bytes of `seed`."""
    hue = seed[0] % HUES * 360 / HUES
    tone = TONES[seed[1] % len(TONES)]
    accent = hue + ACCENTS[seed[2] % len(ACCENTS)]
    return Palette(
        ground=_colour(hue, 0.6, tone),
        deep=_colour(hue, 0.65, tone * 0.45),
        soft=_colour(hue, 0.5, tone + 0.1),
        accent=_colour(accent, 0.72, 0.42),
        pale=_colour(accent, 0.5, 0.78),
    )


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1, as WCAG defines it."""
    red, green, blue = (
        (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4) for c in (p / 255 for p in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _colour(hue: float, saturation: float, wanted: float) -> Colour:
    """The colour of that hue (degrees) and saturation whose luminance is `wanted`."""
    low, high = 0.0, 1.0
    for _ in range(16):
        lightness = (low + high) / 2
        red, green, blue = colorsys.hls_to_rgb(hue / 360 % 1, lightness, saturation)
        found = round(red * 255), round(green * 255), round(blue * 255)
        low, high = (lightness, high) if luminance(found) < wanted else (low, lightness)
    return found
