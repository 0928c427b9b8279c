"""MP4 as far as players of audiobooks read it: boxes, the Nero list of chapters, and the text track that is one too."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path


def all_boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[str, tuple[int, int]]]:
    """Name, begin and end of the content of each box at this level, in order."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, start)
        yield name.decode("latin-1"), (start + 8, start + size)
        start += size


def boxes(data: bytes, start: int = 0, end: int | None = None) -> dict[str, tuple[int, int]]:
    """The first box of every name at this level."""
    found: dict[str, tuple[int, int]] = {}
    for name, place in all_boxes(data, start, end):
        found.setdefault(name, place)
    return found


def chpl(path: Path) -> list[tuple[float, str]]:
    """Start (s) and title of Nero chapters, as AntennaPod reads them."""
    data = path.read_bytes()
    start, end = boxes(data, *boxes(data, *boxes(data)["moov"])["udta"])["chpl"]
    assert data[start] == 1, "version"
    count, at, found = data[start + 8], start + 9, []
    for _ in range(count):
        time, length = struct.unpack_from(">QB", data, at)
        found.append((time / 1e7, data[at + 9 : at + 9 + length].decode("utf-8")))
        at += 9 + length
    assert at == end
    return found


def text_track(path: Path) -> list[float]:
    """Start (s) of every chapter in the text track, by its own table of durations."""
    data = path.read_bytes()
    for name, place in all_boxes(data, *boxes(data)["moov"]):
        media = boxes(data, *boxes(data, *place)["mdia"]) if name == "trak" else {}
        if media and b"text" in data[slice(*media["hdlr"])]:
            break
    head = media["mdhd"][0]
    (scale,) = struct.unpack_from(">I", data, head + (20 if data[head] else 12))
    table, _ = boxes(data, *boxes(data, *media["minf"])["stbl"])["stts"]
    starts, ticks = [], 0
    for entry in range(struct.unpack_from(">I", data, table + 4)[0]):
        count, each = struct.unpack_from(">II", data, table + 8 + 8 * entry)
        starts += [(ticks + n * each) / scale for n in range(count)]
        ticks += count * each
    return starts
