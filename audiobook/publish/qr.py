"""A QR code that a phone's camera follows to the page on which one subscribes."""

from __future__ import annotations

import io

NAME = "subscribe.svg"
"""Beside each page of a player, drawn by the server for the address it was asked at."""

TYPE = "image/svg+xml"

PAGE = "index.html#subscribe"
"""Where it leads, from the folder it is in: the page with its sheet open, not the feed, which browsers show as XML."""


def svg(base_url: str) -> bytes:
    """The code of the page in the folder that lives at `base_url`, dark on white with its quiet zone."""
    import segno

    out = io.BytesIO()
    segno.make(base_url + PAGE, error="m").save(out, kind="svg", scale=8, border=4, light="#ffffff")
    return out.getvalue()
