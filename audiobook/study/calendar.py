"""The days of a course: 7d spreads its lessons over seven days, mon,wed,fri gives one to each such day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count, islice

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def lesson_days(course: str, lessons: int, start: date) -> list[date]:
    """The day of each lesson, ascending, none before `start`.

    >>> [str(day) for day in lesson_days("mon,wed,fri", 4, date(2026, 12, 1))]
    ['2026-12-02', '2026-12-04', '2026-12-07', '2026-12-09']
    >>> [day.day for day in lesson_days("7d", 3, date(2026, 12, 1))]
    [1, 3, 5]
    >>> [day.day for day in lesson_days("2d", 5, date(2026, 12, 1))]
    [1, 1, 1, 2, 2]
    """
    if found := re.fullmatch(r"(\d+)d", course):
        whole = int(found[1])
        return [start + timedelta(days=place * whole // lessons) for place in range(lessons)]
    return list(islice(_on({WEEKDAYS.index(name) for name in course.split(",")}, start), lessons))


def _on(weekdays: set[int], start: date) -> Iterator[date]:
    days = (start + timedelta(days=ahead) for ahead in count())
    return (day for day in days if day.weekday() in weekdays)
