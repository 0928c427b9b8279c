"""Byte ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.publish.server import ranges


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("bytes=0-", [(0, 100)]),
        ("bytes=0-0", [(0, 1)]),
        ("bytes=99-", [(99, 100)]),
        ("bytes=-1", [(99, 100)]),
        ("bytes=-1000", [(0, 100)]),
        ("bytes=-0", []),
        ("bytes=100-", []),
        ("bytes=100-200,300-", []),
        ("bytes=50-1000", [(50, 100)]),
        ("bytes=0-9,100-200", [(0, 10)]),
        ("bytes=10-19,0-4", [(0, 5), (10, 20)]),
        ("bytes=0-9,5-14,15-20", [(0, 21)]),
        ("bytes=0-9999999999999999999", None),
        ("Bytes = 0-1", [(0, 2)]),
        ("bytes=", None),
        ("bytes=,", None),
        ("bytes=-", None),
        ("bytes=a-b", None),
        ("bytes=9-1", None),
        ("bytes=１-２", None),
        ("items=0-1", None),
        ("bytes=" + ",".join(f"{n}-{n}" for n in range(0, 40, 2)), None),
        ("bytes=" + ",".join(["0-"] * 500), [(0, 100)]),
    ],
)
def test_ranges(header: str | None, expected: list[tuple[int, int]] | None) -> None:
    """Every form of RFC 9110, and what is none."""
    assert ranges.parse(header, 100) == expected


@given(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 120)), min_size=1, max_size=6), st.integers(1, 100))
def test_what_is_sent_is_what_was_asked(pairs: list[tuple[int, int]], size: int) -> None:
    """The union of the ranges, in order, never overlapping, never past the end."""
    pairs = [(min(pair), max(pair)) for pair in pairs]
    found = ranges.parse("bytes=" + ",".join(f"{a}-{b}" for a, b in pairs), size)
    assert found is not None
    wanted = {at for a, b in pairs for at in range(a, min(b + 1, size))}
    assert [at for start, end in found for at in range(start, end)] == sorted(wanted)
