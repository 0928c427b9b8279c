"""Messages of protobuf, field by field: enough to change a file without knowing its schema.

https://protobuf.dev/programming-guides/encoding/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_VARINT, _FIXED_64, _BYTES, _FIXED_32 = 0, 1, 2, 5


class Field(NamedTuple):
    """One field of a message: its number, its value (bytes, or the number that a varint is), and all of its bytes."""

    number: int
    value: memoryview | int
    whole: memoryview


def fields(message: bytes | memoryview) -> Iterator[Field]:
    """The fields of `message`, in order. Raises `ValueError` where it is none.

    >>> [(field.number, bytes(field.whole)) for field in fields(varint(3, 300) + data(1, b"ab"))]
    [(3, b'\\x18\\xac\\x02'), (1, b'\\n\\x02ab')]
    """
    message = memoryview(message)
    at = 0
    while at < len(message):
        start = at
        key, at = _number(message, at)
        kind = key & 7
        value: memoryview | int
        if kind == _VARINT:
            value, at = _number(message, at)
        else:
            if kind == _BYTES:
                length, at = _number(message, at)
            elif kind in (_FIXED_64, _FIXED_32):
                length = 8 if kind == _FIXED_64 else 4
            else:
                raise ValueError(f"no message of protobuf: a field of kind {kind}")
            value = message[at : at + length]
            at += length
        if at > len(message):
            raise ValueError("a message of protobuf that ends within a field")
        yield Field(key >> 3, value, message[start:at])


def numbers(value: memoryview | int) -> list[int]:
    """Of a repeated field of integers: one, or those that are packed in it; negative ones as protobuf has them."""
    if isinstance(value, int):
        return [value]
    found, at = [], 0
    while at < len(value):
        number, at = _number(value, at)
        found.append(number)
    return found


def varint(field: int, value: int) -> bytes:
    """A field that holds the integer `value`, 0 or more."""
    return _varint(field << 3 | _VARINT) + _varint(value)


def data(field: int, *content: bytes) -> bytes:
    """A field that holds bytes, a text in UTF-8 or another message."""
    return b"".join([_varint(field << 3 | _BYTES), _varint(sum(map(len, content))), *content])


def head(field: int, length: int) -> bytes:
    """What stands before the `length` bytes of a field, for those that are too many to be held twice."""
    return _varint(field << 3 | _BYTES) + _varint(length)


def texts(field: int, values: Iterable[str]) -> bytes:
    """A field for each of `values`."""
    return b"".join(data(field, value.encode()) for value in values)


def _number(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        if at >= len(message) or shift > 63:
            raise ValueError("no message of protobuf: a number without an end")
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
