"""How long a service asks to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def seconds_to_wait(header: str | None) -> float | None:
    """Seconds a Retry-After header asks for: it holds seconds or a date; None if it says nothing sensible.

    >>> seconds_to_wait("7"), seconds_to_wait("soon"), seconds_to_wait(None)
    (7.0, None, None)
    >>> seconds_to_wait("Wed, 21 Oct 2015 07:28:00 GMT")
    0.0
    """
    if header is None:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        date = parsedate_to_datetime(header)
    except ValueError:
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, (date - datetime.now(UTC)).total_seconds())
