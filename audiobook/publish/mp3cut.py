"""A stretch of an MP3, cut at frames and not encoded again.

A frame may need bytes of the one or two before it (the bit reservoir); those are taken along, in the pause in front
of the sentence, where a decoder that cannot use them plays silence.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator

from audiobook.errors import PublishError
from audiobook.system.mp3 import parse_header

RESERVOIR = 2
"""Frames taken in front: main_data_begin reaches back 511 bytes, less than two frames of 96 kbit/s."""


class Mp3:
    """The frames of one MP3 and when they sound."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises `PublishError` if `data` has no MP3 frames; `name` is for the message."""
        frames = list(_frames(data))
        if not frames:
            raise PublishError(f"{name}: not an MP3; build the book again")
        self._data = data
        self._starts = [start for start, _, _ in frames] + [frames[-1][1]]
        *self._times, self.duration_ms = itertools.accumulate((ms for *_, ms in frames), initial=0.0)

    def cut(self, start_ms: float, end_ms: float) -> bytes:
        """The frames that sound between two times, as an MP3."""
        first = max(0, bisect_right(self._times, max(0.0, start_ms)) - 1 - RESERVOIR)
        last = max(first + 1, bisect_right(self._times, end_ms))
        return self._data[self._starts[first] : self._starts[min(last, len(self._times))]]


def _frames(data: bytes) -> Iterator[tuple[int, int, float]]:
    """(first byte, one past its last, milliseconds) of every audio frame; tags and the Info frame are passed over."""
    at = 0
    if data[:3] == b"ID3" and len(data) > 10:
        size = data[6] << 21 | data[7] << 14 | data[8] << 7 | data[9]
        at = 10 + size + (10 if data[5] & 0x10 else 0)
    first = True
    while at + 4 <= len(data):
        header = parse_header(data, at)
        if header is None:
            at = data.find(b"\xff", at + 1)  # damage, or a tag at the end
            if at < 0:
                return
            continue
        form, padded = header
        end = at + form.size(padded)
        if end > len(data):
            return
        if not (first and any(mark in data[at : at + 64] for mark in (b"Info", b"Xing", b"VBRI"))):
            yield at, end, form.duration_ms
        first = False
        at = end
