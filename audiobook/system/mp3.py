"""Frames of MP3 (ISO/IEC 11172-3 and 13818-3, Layer III; MPEG-2.5 is Fraunhofer's): formats and headers."""

from __future__ import annotations

from dataclasses import dataclass

_MPEG1, _MPEG2, _MPEG25 = 3, 2, 0
"""As the header's two bits say it."""

SAMPLE_RATES = {
    _MPEG1: (44_100, 48_000, 32_000),
    _MPEG2: (22_050, 24_000, 16_000),
    _MPEG25: (11_025, 12_000, 8_000),
}
"""Hz by version, in the order of the header's index."""
_MPEG1_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2_KBPS = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
BITRATES_KBPS = {
    rate: _MPEG1_KBPS if version == _MPEG1 else _MPEG2_KBPS for version, rates in SAMPLE_RATES.items() for rate in rates
}
"""What there is at each sample rate (Hz), in the order of the header's index, which counts from 1."""


@dataclass(frozen=True, slots=True)
class Format:
    """What all frames of a file at a constant bit rate have in common."""

    sample_rate: int
    """Hz."""
    bitrate_kbps: int

    @property
    def _version(self) -> int:
        return next(version for version, rates in SAMPLE_RATES.items() if self.sample_rate in rates)

    @property
    def samples(self) -> int:
        """In one frame."""
        return 1152 if self._version == _MPEG1 else 576

    @property
    def duration_ms(self) -> float:
        """Of one frame."""
        return self.samples * 1000 / self.sample_rate

    @property
    def side_information(self) -> int:
        """Bytes between a mono frame's header and its main data."""
        return 17 if self._version == _MPEG1 else 9

    def size(self, padded: bool) -> int:
        """Bytes of one frame, its header included; some are padded by one, to keep the bit rate on average."""
        return self.samples // 8 * self.bitrate_kbps * 1000 // self.sample_rate + padded

    def header(self, padded: bool) -> bytes:
        """Four bytes: no checksum, mono, original.

        >>> Format(44_100, 96).header(False).hex(" ")
        'ff fb 70 c4'
        """
        version = self._version
        bitrate = BITRATES_KBPS[self.sample_rate].index(self.bitrate_kbps) + 1
        rate = SAMPLE_RATES[version].index(self.sample_rate)
        return bytes((0xFF, 0xE3 | version << 3, bitrate << 4 | rate << 2 | padded << 1, 0xC4))


def parse_header(data: bytes, at: int = 0) -> tuple[Format, bool] | None:
    """The format of the Layer III frame whose header stands at `at`, and whether it is padded; None if none does.

    >>> parse_header(bytes.fromhex("fffb70c4"))
    (Format(sample_rate=44100, bitrate_kbps=96), False)
    """
    head = data[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return None
    version, bitrate, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version not in SAMPLE_RATES or bitrate in (0, 15) or rate == 3:
        return None
    sample_rate = SAMPLE_RATES[version][rate]
    return Format(sample_rate, BITRATES_KBPS[sample_rate][bitrate - 1]), bool(head[2] & 2)
