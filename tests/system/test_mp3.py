"""Headers of MP3 frames."""

from __future__ import annotations

import pytest

from audiobook.system.mp3 import BITRATES_KBPS, Format, parse_header

FORMATS = [Format(rate, bitrate) for rate, bitrates in BITRATES_KBPS.items() for bitrate in bitrates]


@pytest.mark.parametrize("padded", [False, True])
def test_a_header_is_read_as_it_was_written(padded: bool) -> None:
    """In all 126 formats."""
    assert len(FORMATS) == 126
    for form in FORMATS:
        assert parse_header(b"\0" + form.header(padded), 1) == (form, padded)


@pytest.mark.parametrize(
    ("form", "size", "duration_ms"),
    [
        (Format(44_100, 96), 313, 26.122),
        (Format(48_000, 320), 960, 24.0),
        (Format(24_000, 32), 96, 24.0),
        (Format(8_000, 8), 72, 72.0),
    ],
)
def test_size_and_length(form: Format, size: int, duration_ms: float) -> None:
    """As the standard's formula has them: 144 (MPEG-2: 72) times bits a second by samples a second."""
    assert (form.size(False), form.size(True)) == (size, size + 1)
    assert form.duration_ms == pytest.approx(duration_ms, abs=0.001)


@pytest.mark.parametrize(
    "head",
    [
        "",
        "fffb70",  # cut
        "fefb70c4",  # no sync word
        "ffeb70c4",  # the version that is reserved
        "fffd70c4",  # Layer II
        "fffb00c4",  # free format
        "fffbf0c4",  # the bit rate that is forbidden
        "fffb7cc4",  # the sample rate that is reserved
    ],
)
def test_what_is_no_header(head: str) -> None:
    """None, whatever it looks like."""
    assert parse_header(bytes.fromhex(head)) is None
