"""File names that work on Windows, macOS, Android and memory cards, and stay when articles are inserted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction

from audiobook.model import Index, Script
from audiobook.publish import match

LIMIT_BYTES = 120
"""Encrypted folders of NAS boxes and Linux homes allow 143 bytes, FAT and the rest 255; companions add up to 20."""

LIMIT_CHARACTERS = 70
"""Windows allows 259 in a whole path, as UTF-16: the user's folder, the book's, `review`, a track and a companion."""

UNTITLED = "untitled"

# Windows refuses these as the first part of a name, whatever the extension and case
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)

# forbidden on Windows and FAT; a dash where a reader would pause, nothing elsewhere
FORBIDDEN = str.maketrans({":": "-", "/": "-", "\\": "-", "|": "-", '"': "", "<": "", ">": "", "?": "", "*": ""})


def slug(title: str, *, limit_bytes: int = LIMIT_BYTES) -> str:
    """A file name (without extension) that reads like `title`, at most `limit_bytes` long in UTF-8 and
    `LIMIT_CHARACTERS` in UTF-16.

    >>> slug("人工智能：从 DeepSeek 谈起？")
    '人工智能：从-DeepSeek-谈起？'
    >>> slug('<b>AI/ML</b>: "how"?'), slug("con"), slug("🎧")
    ('bAI-ML-b-how', 'con_', 'untitled')
    """
    text = unicodedata.normalize("NFC", title).translate(FORBIDDEN)
    text = "".join(" " if character.isspace() else character for character in text if _keeps(character))
    text = re.sub(r"[\s-]+", "-", text)
    text = _cut(text.strip(" .-~_"), limit_bytes).rstrip(" .-~_") or UNTITLED
    if RESERVED.match(text):
        first, dot, rest = text.partition(".")
        text = _cut(f"{first}_{dot}{rest}", limit_bytes)
    return text


def plan(scripts: Sequence[Script], previous: Index | None) -> list[str]:
    """File stems, one per script and all different: "01-标题", "02-…".

    A track that is already in `previous` keeps its stem, whatever is inserted, renamed or moved around it. A new
    one between "01-甲" and "02-乙" is called "01.5-…", so that sorting by name stays the order to listen in.
    """
    old = previous.tracks if previous else ()
    matched = match.match([match.of_script(script) for script in scripts], [match.of_track(track) for track in old])
    stems: list[str | None] = [None if at is None else old[at].path.stem for at in matched]
    taken = {_folded(track.path.stem) for track in old}
    width = max(2, len(str(len(scripts))))
    before = Fraction(0)
    for at, script in enumerate(scripts):
        kept = stems[at]
        if kept is None:
            after = next((number for stem in stems[at + 1 :] if stem and (number := _number(stem)) > before), None)
            if script.kind == "review":  # stands behind its article, in front of the next one
                after = min(after or Fraction(int(before) + 1), Fraction(int(before) + 1))
            place = _between(before, after, script.number)
            stem = _unique(f"{_decimal(place, width)}-{slug(script.title)}", taken)
            taken.add(_folded(stem))
            stems[at] = stem
            before = place
        else:
            before = max(before, _number(kept))
    return [stem for stem in stems if stem is not None]


def _keeps(character: str) -> bool:
    """False for what makes names differ invisibly, breaks old file systems, or is no writing at all."""
    if character.isspace():
        return True
    category = unicodedata.category(character)
    if category[0] == "C" or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef":
        return False  # controls, direction marks, joiners, unassigned; variation selectors
    # emoji: memory cards and MTP choke on symbols beyond the BMP; rare Chinese characters there are letters
    return not (ord(character) > 0xFFFF and category[0] == "S")


def _cut(text: str, limit_bytes: int) -> str:
    """`text` within both limits, never cut within a character or between a letter and its combining marks."""
    units = text.encode("utf-16-le")[: 2 * LIMIT_CHARACTERS].decode("utf-16-le", "ignore")
    end = min(len(units), len(text.encode()[:limit_bytes].decode(errors="ignore")))
    if end == len(text):
        return text
    while end > 0 and unicodedata.category(text[end])[0] == "M":
        end -= 1
    return text[:end]


def _folded(stem: str) -> str:
    """What a file system that ignores case and composition sees."""
    return unicodedata.normalize("NFC", stem).casefold()


def _unique(stem: str, taken: set[str]) -> str:
    """`stem`, or `stem` with the first free "-2", "-3", … behind it."""
    candidate, count = stem, 1
    while _folded(candidate) in taken:
        count += 1
        candidate = f"{stem}-{count}"
    return candidate


def _number(stem: str) -> Fraction:
    """The number in front of a stem, 0 when it has none."""
    found = re.match(r"\d+(\.\d+)?", stem)
    return Fraction(found[0]) if found else Fraction(0)


def _between(before: Fraction, after: Fraction | None, wanted: int) -> Fraction:
    """A short number greater than `before` and less than `after`, `wanted` if it fits."""
    if before < wanted and (after is None or wanted < after):
        return Fraction(wanted)
    if after is None:
        return Fraction(int(before) + 1)
    tenth = Fraction(1)
    while True:
        tenth /= 10
        middle = ((before + after) / 2 / tenth).__floor__() * tenth
        if before < middle < after:
            return middle


def _decimal(number: Fraction, width: int) -> str:
    """Fraction(3, 2) -> "01.5"; exact, because `_between` makes only decimal fractions."""
    whole, rest = divmod(number, 1)
    digits = ""
    while rest:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{int(whole):0{width}d}" + (f".{digits}" if digits else "")
