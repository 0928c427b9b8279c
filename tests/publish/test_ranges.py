"""Byte ranges."""

from __future__ import annotations

import pytest
from aiohttp.test_utils import make_mocked_request
from hypothesis import given
from hypothesis import strategies as st

from audiobook.publish.server.request_handler import byte_range


def asked(header: str | None) -> tuple[int, int] | None:
    """What this Range header asks for of a file of 100 bytes."""
    return byte_range(make_mocked_request("GET", "/", {} if header is None else {"Range": header}), 100)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-", (0, 100)),
        ("bytes=0-0", (0, 1)),
        ("bytes=99-", (99, 100)),
        ("bytes=-1", (99, 100)),
        ("bytes=-1000", (0, 100)),
        ("bytes=50-1000", (50, 100)),
        ("bytes=0-9999999999999999999", (0, 100)),
        ("Bytes=0-1", (0, 2)),
    ],
)
def test_a_range(header: str, expected: tuple[int, int]) -> None:
    """Every form of one range in RFC 9110."""
    assert asked(header) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=9999999999999999999-"])
def test_a_range_behind_the_end(header: str) -> None:
    """It has no bytes."""
    found = asked(header)
    assert found is not None
    assert found[0] == found[1]


@pytest.mark.parametrize(
    "header",
    [
        None,
        "bytes=",
        "bytes=,",
        "bytes=-",
        "bytes=a-b",
        "bytes=9-1",
        "items=0-1",
        "bytes=0-9,20-29",
        "bytes=" + "1" * 5000 + "-",
        "bytes=" + ",".join(["0-"] * 500),
    ],
)
def test_what_is_no_range(header: str | None) -> None:
    """None, nonsense, and several at once: the whole file."""
    assert asked(header) is None


@given(st.integers(0, 120), st.integers(0, 120))
def test_what_is_sent_is_what_was_asked(first: int, last: int) -> None:
    """Just the bytes that are asked for and there."""
    first, last = sorted((first, last))
    found = asked(f"bytes={first}-{last}")
    assert found is not None
    assert list(range(*found)) == list(range(first, min(last + 1, 100)))
