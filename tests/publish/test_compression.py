"""Texts are served compressed to those who take it, and each form is a state of its own."""

from __future__ import annotations

import gzip
from urllib.parse import quote

import pytest

from audiobook.publish.server.run import Running
from tests.publish.conftest import MP3, ask

BOOK = "/" + quote("河流")
TEXTS = (
    "/feed.xml",
    "/player/library.js",
    f"{BOOK}/",
    f"{BOOK}/feed.xml",
    f"{BOOK}/player/player.js",
    f"{BOOK}/player/player.css",
)


@pytest.mark.parametrize("path", TEXTS)
def test_a_text_is_compressed_for_who_takes_it(web: Running, path: str) -> None:
    """The same bytes, half as many or fewer on the line; caches are told that it depends on what is asked."""
    _, plain, body = ask(web, path)
    status, packed, small = ask(web, path, Accept_Encoding="gzip, br")
    assert status == 200
    assert "content-encoding" not in plain
    assert packed["content-encoding"] == "gzip"
    assert gzip.decompress(small) == body
    assert 2 * len(small) < len(body)
    assert int(packed["content-length"]) == len(small)
    assert "Accept-Encoding" in packed["vary"]
    assert "Accept-Encoding" in plain["vary"]
    assert packed["content-type"] == plain["content-type"]
    assert packed["etag"] != plain["etag"]


@pytest.mark.parametrize("path", TEXTS)
def test_what_one_has_compressed_is_not_sent_again(web: Running, path: str) -> None:
    """304 for the tag of the compressed form, asked in that form; none for that of the plain one."""
    _, packed, _ = ask(web, path, Accept_Encoding="gzip")
    _, plain, _ = ask(web, path)
    assert ask(web, path, Accept_Encoding="gzip", If_None_Match=packed["etag"])[0] == 304
    assert ask(web, path, Accept_Encoding="gzip", If_None_Match=plain["etag"])[0] == 200


def test_head_says_what_get_would(web: Running) -> None:
    """Form, tag and length of the compressed text, without it."""
    _, head, body = ask(web, "/feed.xml", "HEAD", Accept_Encoding="gzip")
    _, found, _ = ask(web, "/feed.xml", Accept_Encoding="gzip")
    assert body == b""
    assert [head[name] for name in ("content-encoding", "etag", "content-length")] == [
        found[name] for name in ("content-encoding", "etag", "content-length")
    ]


def test_audio_and_ranges_go_out_as_they_are(web: Running) -> None:
    """Audio is compressed already, and a range is one of the bytes that lie there."""
    assert "content-encoding" not in ask(web, MP3, Accept_Encoding="gzip")[1]
    status, headers, body = ask(web, f"{BOOK}/player/player.js", Accept_Encoding="gzip", Range="bytes=0-11")
    assert (status, body) == (206, b'"use strict"')
    assert "content-encoding" not in headers
