"""Messages of protobuf, read and written field by field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.speech.kokoro import protobuf

FIELDS = st.tuples(st.integers(1, 1000), st.binary(max_size=300) | st.integers(0, 2**63 - 1))


@given(st.lists(FIELDS, max_size=8))
def test_what_was_written_is_read(content: list[tuple[int, bytes | int]]) -> None:
    """Numbers and bytes come back in their order, and the fields together are the message."""
    message = b"".join(
        protobuf.varint(number, value) if isinstance(value, int) else protobuf.data(number, value)
        for number, value in content
    )
    found = list(protobuf.fields(message))
    assert [(field.number, field.value) for field in found] == content
    assert b"".join(field.whole for field in found) == message


@given(st.binary(max_size=40))
def test_what_is_no_message_is_said(content: bytes) -> None:
    """Any bytes are read to their end or are a `ValueError`."""
    try:
        found = list(protobuf.fields(content))
    except ValueError:
        return
    assert b"".join(field.whole for field in found) == content


@pytest.mark.parametrize("content", [b"\x0a\x05abc", b"\x08", b"\x0b", b"\x09abc", b"\xff" * 12])
def test_a_message_that_is_cut_is_no_message(content: bytes) -> None:
    """A field that is longer than the rest, a number without an end, a kind of field that there is not."""
    with pytest.raises(ValueError, match="protobuf"):
        list(protobuf.fields(content))


def test_packed_numbers_are_those_written_singly() -> None:
    """Repeated integers may stand in one field."""
    assert protobuf.numbers(memoryview(b"\x03\xac\x02\x00")) == [3, 300, 0]
    assert protobuf.numbers(7) == [7]
