"""Dates as feeds write them -> ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2}))?")


def day_of(text: str) -> str:
    """`text` as 2026-11-20T08:00:00Z, or as 2026-11-20 where there is no time in it; "" for what is no date.

    >>> day_of("Fri, 20 Nov 2026 16:00:00 +0800"), day_of("2026年11月20日"), day_of("soon")
    ('2026-11-20T08:00:00Z', '2026-11-20', '')
    """
    text = text.strip()[:100]
    moment = _moment(text)
    if moment is not None:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = _DAY.search(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)).isoformat() if found else ""
    except ValueError:
        return ""


def _moment(text: str) -> datetime | None:
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            moment = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if ":" in text:
            return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
