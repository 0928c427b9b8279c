"""When questions are asked again."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.study.calendar import lesson_days
from audiobook.study.rotation import ENOUGH, Session, rotation, times

START = date(2026, 12, 1)
COURSES = ("7d", "30d", "mon,wed,fri", "tue", "mon,fri", "sat,sun")


def days(course: str, lessons: int) -> list[int]:
    """Days of the lessons of a course, from the first."""
    found = lesson_days(course, lessons, START)
    return [(day - found[0]).days for day in found]


def lawful(sessions: list[Session], questions: int) -> None:
    """Every question is asked and returns at least twice, at growing intervals, never in two running episodes."""
    asked = times(sessions)
    assert len(asked) == questions
    assert all(len(each) >= ENOUGH for each in asked.values())
    for each in asked.values():
        gaps = [later - earlier for earlier, later in pairwise(each)]
        assert all(one < two for one, two in pairwise(gaps))
    assert not any(set(one.asks) & set(two.asks) for one, two in pairwise(sessions))
    assert [session.day for session in sessions] == sorted(session.day for session in sessions)


@pytest.mark.parametrize("lessons", [7, 30])
@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("own", [True, False])
def test_in_a_course_every_question_returns_twice(course, lessons, own):
    """Over 7 and 30 lessons, whatever the days: asked, and asked again at growing intervals, never twice running."""
    counts = [4 + place % 4 for place in range(lessons)]
    lawful(rotation(days(course, lessons), counts, most=12, own=own, course=True), sum(counts))


@pytest.mark.parametrize("lessons", [3, 7, 30])
@pytest.mark.parametrize("own", [True, False])
def test_without_a_calendar_every_question_returns_twice(lessons, own):
    """Lessons stand for days where there are none, and what is left returns behind the last."""
    counts = [2 + place % 5 for place in range(lessons)]
    lawful(rotation(range(lessons), counts, most=12, own=own), sum(counts))


@pytest.mark.parametrize(("course", "lessons"), [("7d", 7), ("mon,wed,fri", 7), ("mon,wed,fri", 30), ("30d", 30)])
def test_reviews_are_one_three_and_seven_days_on(course, lessons):
    """Where other lessons come between, each question is asked on exactly these days."""
    at = days(course, lessons)
    sessions = rotation(at, [4] * lessons, most=12, course=True)
    for (article, _), asked in times(sessions).items():
        assert [day - at[article] for day in asked] == [1, 3, 7]


@pytest.mark.parametrize("counts", [[1, 2, 1, 2, 2, 0, 4], [3, 6, 1, 3, 3, 0, 1]])
def test_what_has_returned_comes_between_what_has_not(counts):
    """When only the last questions of a book are still due, and were asked just now, others are asked once more."""
    lawful(rotation(range(len(counts)), counts, most=12), sum(counts))


def test_a_mixed_review_asks_so_many_at_most():
    """What there is no room for waits, and what was asked least comes first."""
    sessions = rotation(range(7), [8] * 7, most=6)
    assert max(len(session.asks) for session in sessions if not session.own) == 6
    lawful(sessions, 56)


def test_what_is_due_alone_waits_for_company():
    """While there is more to come a mixed review is of two articles or more."""
    mixed = [session for session in rotation(range(7), [3] * 7, most=12) if not session.own and session.day < 7]
    assert all(len({article for article, _ in session.asks}) > 1 for session in mixed)


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=12).map(sorted),
    st.data(),
    st.integers(2, 15),
    st.booleans(),
    st.booleans(),
)
def test_never_twice_running_at_growing_gaps_whatever_the_days(at, data, most, own, course):
    """For any days, counts and settings the walk ends, no question comes in two running episodes, and gaps grow."""
    counts = data.draw(st.lists(st.integers(0, 5), min_size=len(at), max_size=len(at)))
    sessions = rotation(at, counts, most=most, own=own, course=course)
    assert not any(set(one.asks) & set(two.asks) for one, two in pairwise(sessions))
    for each in times(sessions).values():
        gaps = [later - earlier for earlier, later in pairwise(each)]
        assert all(one < two for one, two in pairwise(gaps))


def test_without_mixed_reviews_only_own_ones():
    """`spaced = false` leaves each article its own."""
    sessions = rotation(range(4), [2, 0, 3, 1], most=12, spaced=False)
    assert [(s.day, s.own) for s in sessions] == [(0, True), (2, True), (3, True)]
