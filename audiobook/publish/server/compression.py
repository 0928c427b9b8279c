"""Texts go out compressed to those who can take it: on a phone's network a feed of 160 kB is one of 17."""

from __future__ import annotations

import gzip

LEAST_BYTES, MOST_BYTES = 1000, 8_000_000
"""Below, the headers weigh more than what is saved; above, a request would hold too much memory."""

LEVEL = 6
"""Of 9: the last levels cost several times the processor time for a hundredth of the size."""

_KINDS = ("text/", "application/xml", "application/json", "application/manifest+json", "application/x-subrip")


def compressible(media_type: str) -> bool:
    """Whether files of this type are text.

    >>> compressible("text/javascript; charset=utf-8"), compressible("application/json+chapters")
    (True, True)
    >>> compressible("audio/mpeg"), compressible("image/png")
    (False, False)
    """
    return media_type.startswith(_KINDS)


def accepts_gzip(accept_encoding: str) -> bool:
    """Whether a client that sends this `Accept-Encoding` (RFC 9110, section 12.5.3) takes gzip.

    >>> accepts_gzip("gzip, deflate, br"), accepts_gzip("br;q=1.0, gzip;q=0.8"), accepts_gzip("*")
    (True, True, True)
    >>> accepts_gzip(""), accepts_gzip("identity"), accepts_gzip("gzip;q=0, *"), accepts_gzip("gzip; q=0.000")
    (False, False, False, False)
    """
    wanted: dict[str, bool] = {}
    for part in accept_encoding.lower().split(","):
        coding, _, weight = part.partition(";")
        digits = weight.replace(" ", "").removeprefix("q=").strip("0.")
        wanted[coding.strip()] = not weight.strip() or bool(digits)
    return wanted.get("gzip", wanted.get("x-gzip", wanted.get("*", False)))


def compress(data: bytes) -> bytes:
    """The bytes as gzip, the same for the same bytes."""
    return gzip.compress(data, LEVEL, mtime=0)
