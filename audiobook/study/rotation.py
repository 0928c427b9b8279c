"""When each question of a book is asked: rotation over review episodes, at growing intervals.

Time is counted in days: those of a calendar where the book is a course, else the places of the lessons. What is asked
least and was asked longest ago comes first; a question never comes in two running episodes, and each gap is longer than
the one before (Cepeda and others 2006). All of it is a pure function of days and counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

Offsets = tuple[int, ...]
"""Days from its lesson to each time a question is asked."""
Key = tuple[int, int]
"""A question: place of its article, place in that."""

RETURNS: Offsets = (1, 3, 7, 15)
"""Without a calendar, after how many more lessons a question comes back; the own review comes right behind the text."""
COURSE: Offsets = (1, 3, 7)
"""In a course: the morning after, then twice more."""
HANDS: tuple[Offsets, Offsets] = ((1, 7, 16), (3, 9, 21))
"""The two halves of an article with nothing between its reviews: they take turns."""
ENOUGH = 3
"""Times a question is asked at least: once, and returned to twice."""
FEWEST = 2
"""Articles a mixed review has while there is more to come; what is due alone waits for the next."""


@dataclass(frozen=True, slots=True)
class Session:
    """One review episode; articles and questions by place, from 0."""

    day: int
    asks: tuple[Key, ...]
    """Latest article first, its questions in order."""
    own: bool = False
    """The review of one article, whole."""


def rotation(
    days: Sequence[int],
    counts: Sequence[int],
    *,
    most: int,
    own: bool = True,
    spaced: bool = True,
    course: bool = False,
) -> list[Session]:
    """The review episodes of a book, in order: `days` (ascending) on which each article is read to its end, `counts`
    of their questions; a mixed review asks `most` at most, and in a course there are as many as a day needs.

    `own`: each article also has a review of its own, right behind it, in a course on the day after.

    >>> for session in rotation([0, 1, 2], [1, 1, 1], most=12):
    ...     print(session.day, "own" if session.own else "mixed", session.asks)
    0 own ((0, 0),)
    1 own ((1, 0),)
    2 own ((2, 0),)
    2 mixed ((1, 0), (0, 0))
    3 mixed ((2, 0),)
    4 mixed ((1, 0),)
    5 mixed ((2, 0), (0, 0))
    """
    return list(_Rotation(days, counts, most, own, course).sessions(spaced)) if days else []


class _Rotation:
    """The state of one walk through the days."""

    def __init__(self, days: Sequence[int], counts: Sequence[int], most: int, own: bool, course: bool) -> None:
        self.days, self.most, self.own, self.course = days, most, own, course
        self.asked: dict[Key, list[int]] = {}
        self.offsets: dict[Key, Offsets] = {}
        for article, count in enumerate(counts):
            hands = self._hands(article, counts)
            for question in range(count):
                self.offsets[article, question] = hands[question % len(hands)]
                self.asked[article, question] = []
        self.last: frozenset[Key] = frozenset()

    def _hands(self, article: int, counts: Sequence[int]) -> Sequence[Offsets]:
        if not self.course:
            return ((0, *RETURNS) if self.own else RETURNS,)
        others = [day for at, day in enumerate(self.days) if at != article and counts[at]]
        own = self.days[article]
        kept_apart = all(self._between(own + a, own + b, others, a == COURSE[0]) for a, b in pairwise(COURSE))
        return (COURSE,) if kept_apart else HANDS

    def _between(self, start: int, end: int, others: Sequence[int], first: bool) -> bool:
        """Does an episode of another article stand between those of these days?"""
        if any(start < day + offset < end for day in others for offset in COURSE):
            return True
        if not self.own:
            return False
        # of one day the own reviews come first
        return any(day + COURSE[0] == end or (first and start - day in COURSE[1:]) for day in others)

    def sessions(self, spaced: bool) -> Iterator[Session]:
        day, end = self.days[0], self.days[-1]
        while True:
            if self.own:
                yield from self._own(day)
            if spaced:
                yield from self._mixed(day, end)
            day += 1
            if day > end and not self._goes_on(day, spaced):
                return

    def _goes_on(self, day: int, spaced: bool) -> bool:
        if self.own and any(not self.asked[key] for key in self.asked if self._is_first_in_own(key)):
            return True
        lacking = {key: self._due(key) for key in self.asked if self._lacks(key)} if spaced else {}
        # what nothing can come between is not asked again
        return any(due >= day or key not in self.last for key, due in lacking.items()) or bool(
            lacking and self._others()
        )

    def _lacks(self, key: Key) -> bool:
        return len(self.asked[key]) < ENOUGH

    def _due(self, key: Key) -> int:
        times, offsets = self.asked[key], self.offsets[key]
        planned = self.days[key[0]] + offsets[len(times)]
        if not times:
            return planned
        gap = times[-1] - (times[-2] if len(times) > 1 else self.days[key[0]])
        return max(planned, times[-1] + gap + 1 if len(times) > 1 else times[-1] + 1)

    def _is_first_in_own(self, key: Key) -> bool:
        return self.offsets[key][0] == (COURSE[0] if self.course else 0)

    def _own(self, day: int) -> Iterator[Session]:
        for article, read in enumerate(self.days):
            if day == read + (COURSE[0] if self.course else 0):
                keys = [key for key in self.asked if key[0] == article and self._is_first_in_own(key)]
                if keys:
                    yield self._session(day, keys, own=True)

    def _mixed(self, day: int, end: int) -> Iterator[Session]:
        over = day > end
        due = [
            key
            for key, times in self.asked.items()
            if len(times) < (ENOUGH if over else len(self.offsets[key]))
            and self.days[key[0]] <= day
            and self._due(key) <= day
            and key not in self.last
            and not (self.own and not times and self._is_first_in_own(key))
        ]
        if over and not due and any(self._lacks(key) and self._due(key) <= day for key in self.last):
            # they come between what was asked just now and is due again
            due = [key for key in self._others() if self._due(key) <= day]
        if not due or (not self.course and not over and len({article for article, _ in due}) < FEWEST):
            return
        due.sort(key=lambda key: (len(self.asked[key]), self._before(key), key))
        for at in range(0, len(due) if self.course else 1, self.most):
            yield self._session(day, due[at : at + self.most])

    def _others(self) -> list[Key]:
        """What was not asked just now, and may be asked once more."""
        return [k for k, times in self.asked.items() if k not in self.last and len(times) < len(self.offsets[k])]

    def _before(self, key: Key) -> int:
        return self.asked[key][-1] if self.asked[key] else self.days[key[0]]

    def _session(self, day: int, keys: Collection[Key], *, own: bool = False) -> Session:
        for key in keys:
            self.asked[key].append(day)
        self.last = frozenset(keys)
        return Session(day, tuple(sorted(keys, key=lambda key: (-key[0], key[1]))), own)


def times(sessions: Sequence[Session]) -> Mapping[Key, tuple[int, ...]]:
    """Days on which each question is asked."""
    found: dict[Key, tuple[int, ...]] = {}
    for session in sessions:
        for key in session.asks:
            found[key] = (*found.get(key, ()), session.day)
    return found
