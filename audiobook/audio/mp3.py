"""MP3 frames in a row: a stream taken apart into them, frames of silence, and the Info frame in front.

Passages are encoded one by one and their frames put in a row. That is sound because every passage begins and ends
in silence (so that nothing of the filter bank's memory is missing at the join) and because a fresh encoder's first
frame refers to no bytes before it; the bit reservoir works as usual inside a passage.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence

from audiobook.errors import AudioError
from audiobook.system.mp3 import BITRATES_KBPS, Format, parse_header

ENCODER_DELAY = 576
"""Samples LAME puts before the signal; players that read the Info frame take them off again."""
DECODER_DELAY = 529
DELAY = ENCODER_DELAY + DECODER_DELAY
"""A passage's sample 0 leaves the decoder this many samples after its first frame's."""
PADDING = 576
"""Samples at the end that players leave out; with the delay they make one frame."""


def split(stream: bytes, form: Format, *, what: str) -> list[bytes]:
    """The frames of a bare stream. Raises `AudioError` when it is not what `form` says."""
    frames: list[bytes] = []
    at = 0
    while at < len(stream):
        header = parse_header(stream, at)
        if header is None or header[0] != form:
            raise AudioError(f"{what}: the encoder wrote something that is not MP3 at byte {at}")
        size = form.size(padded=header[1])
        if at + size > len(stream):
            break
        frames.append(stream[at : at + size])
        at += size
    return frames


def silent_frame(form: Format, padded: bool) -> bytes:
    """A frame of silence that needs nothing before it: every granule has no bits."""
    return form.header(padded) + bytes(form.size(padded) - 4)


def starts_afresh(frame: bytes) -> bool:
    """Whether a frame uses no bytes of those before it (main_data_begin is 0)."""
    return frame[4] == 0 and not frame[5] & 0x80


def info_frame(form: Format, frames: int, size: int, seek: Sequence[int]) -> bytes:
    """The Info frame with a LAME tag that stands before `frames` frames of `size` bytes.

    `seek` holds 100 byte positions, one for each hundredth of the playing time.
    """
    carrier = next(
        Format(form.sample_rate, rate)
        for rate in BITRATES_KBPS[form.sample_rate]
        if rate >= form.bitrate_kbps and Format(form.sample_rate, rate).size(False) >= 4 + form.side_information + 156
    )
    total = size + carrier.size(False)
    body = struct.pack(">4sIII", b"Info", 0xF, frames, total)
    body += bytes(min(255, (carrier.size(False) + at) * 256 // total) for at in seek)
    body += struct.pack(">I", 0)  # quality, unused by players
    body += b"LAME3.100"  # the name players look for before they trust delay and padding
    body += bytes((0x01, 0x00)) + struct.pack(">IHH", 0, 0, 0)  # constant rate; no low-pass, no replay gain said
    body += bytes((0x00, min(form.bitrate_kbps, 255)))
    body += (ENCODER_DELAY << 12 | PADDING).to_bytes(3, "big")
    body += bytes((0x00, 0x00, 0x00, 0x00)) + struct.pack(">IH", total, 0)
    before = carrier.header(False) + bytes(carrier.side_information) + body
    frame = before + struct.pack(">H", _crc16(before))
    if carrier.size(False) >= 192 and len(frame) <= 190:
        # readers that know stereo files only look for the sum there; in mono the place is free
        frame += bytes(190 - len(frame))
        frame += struct.pack(">H", _crc16(frame))
    return frame + bytes(carrier.size(False) - len(frame))


def _crc16(data: bytes) -> int:
    """CRC-16/ARC, as the LAME tag has it over all of the frame before the sum itself."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
    return value
