"""AAC by PyAV, which the extra `m4b` brings: a track as a stream of frames, and streams as one M4B."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

from audiobook.errors import AudioError
from audiobook.system.pcm import Signal

FRAME = 1024
"""Samples in a frame."""
_MS = Fraction(1, 1000)


def version() -> str:
    """PyAV and its version; part of what AAC is kept by.

    Raises `AudioError` with the remedy when it is not installed.
    """
    try:
        return f"PyAV {metadata.version('av')}"
    except metadata.PackageNotFoundError as error:
        raise AudioError("an M4B needs PyAV: pip install 'audiobook[m4b]'") from error


def encode(sound: Iterable[Signal], rate: int, bitrate_kbps: int, target: Path, *, what: str) -> None:
    """`sound` at `rate` Hz as AAC in ADTS frames at `target`, its sample 0 the first to leave the decoder.

    The frame that an encoder puts in front, to begin in silence, is left out: tracks do so by themselves. Raises
    `AudioError` naming `what`.
    """
    with _errors(what) as av, av.open(_local(target), "w", format="adts", options={"fflags": "+bitexact"}) as out:
        stream = out.add_stream("aac", rate=rate, layout="mono", format="fltp")
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        stream.bit_rate = bitrate_kbps * 1000
        for place, samples in enumerate(_frames(sound)):
            frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="fltp", layout="mono")
            frame.sample_rate, frame.time_base, frame.pts = rate, Fraction(1, rate), place * FRAME
            out.mux([packet for packet in stream.encode(frame) if packet.pts >= 0])
        out.mux(stream.encode(None))


def join(
    streams: Sequence[Path], rate: int, chapters: Sequence[tuple[int, int, str]], target: Path, *, what: str
) -> None:
    """ADTS `streams` one behind the other at `target`, an M4B with `chapters` (start and end in ms, title) as Nero list
    and text track. Nothing is encoded. Raises `AudioError` naming `what`."""
    options = {
        # chapters are counted in these ticks
        "movie_timescale": "1000",
        "movflags": "+faststart",
        "brand": "M4B ",
        "fflags": "+bitexact",
    }
    marks = [
        {"id": number, "start": start, "end": end, "time_base": _MS, "metadata": {"title": title}}
        for number, (start, end, title) in enumerate(chapters)
    ]
    with _errors(what) as av, av.open(_local(target), "w", format="ipod", options=options) as out:
        sound, place = None, 0
        for path in streams:
            with av.open(_local(path), format="aac") as source:
                if sound is None:
                    sound = out.add_stream_from_template(source.streams.audio[0])
                    out.set_chapters(marks)
                for packet in source.demux(audio=0):
                    if packet.size:
                        packet.stream, packet.time_base = sound, Fraction(1, rate)
                        packet.pts = packet.dts = place * FRAME
                        packet.duration = FRAME
                        out.mux(packet)
                        place += 1


def _frames(sound: Iterable[Signal]) -> Iterator[Signal]:
    """`sound` in whole frames; the last is filled up with silence."""
    rest = np.zeros(0, np.float32)
    for piece in sound:
        rest = np.concatenate([rest, piece])
        whole = len(rest) // FRAME * FRAME
        yield from rest[:whole].reshape(-1, FRAME)
        rest = rest[whole:]
    if len(rest):
        yield np.concatenate([rest, np.zeros(FRAME - len(rest), np.float32)])


@contextmanager
def _errors(what: str) -> Iterator[Any]:
    """The package, whose errors become ours."""
    version()
    import av

    try:
        yield av
    except (av.FFmpegError, MemoryError) as error:
        raise AudioError(f"{what}: {error}".replace("\n", " ")) from error


def _local(path: Path) -> str:
    """`path` as a file's name whatever stands in it: a colon would make it a protocol."""
    return f"file:{path}"
