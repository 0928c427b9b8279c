"""When a question is due again."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta

import pytest

from audiobook.errors import ConfigError
from audiobook.study.memory import Progress, answered, encode, merged, parse, queue

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def after(*answers: str) -> Progress:
    """Progress with one question, answered so, each time on the day it was due."""
    progress, now = Progress("book"), NOW
    for answer in answers:
        progress = answered(progress, "q", answer, now=now)
        now = max(progress.due("q") or now, now)
    return progress


def test_what_is_known_comes_back_later_and_later():
    """Each time it is known the gap grows; what was not known is due within the day."""
    gaps = []
    for count in (1, 2, 3):
        before, now = after(*["good"] * (count - 1)), after(*["good"] * count)
        gaps.append((now.due("q") or NOW) - (before.due("q") or NOW))
    assert gaps == sorted(set(gaps))
    assert gaps[0] >= DAY
    assert (after("good", "again").due("q") or NOW) - (after("good").due("q") or NOW) <= 2 * DAY


def test_hard_comes_sooner_than_easy():
    """How it went decides when it comes again."""
    hard, good, easy = (after(how).due("q") for how in ("hard", "good", "easy"))
    assert hard <= good < easy


def test_the_same_answers_give_the_same_bytes():
    """No chance is in it: two learners who answer alike have the same file, and reading it gives it back."""
    assert encode(after("good", "hard")) == encode(after("good", "hard"))
    assert encode(parse(encode(after("good", "easy")), "x")) == encode(after("good", "easy"))


def test_due_first_then_what_is_new():
    """What waits longest is asked first; of what was never asked so many as wanted."""
    progress = answered(Progress(), "b", "good", now=NOW - 20 * DAY)
    progress = answered(progress, "a", "good", now=NOW - 10 * DAY)
    progress = answered(progress, "c", "good", now=NOW)
    assert queue(["a", "b", "c", "d", "e"], progress, now=NOW, new=1) == ["b", "a", "d"]
    assert queue(["a", "b"], progress, now=NOW - 30 * DAY, new=5) == []


def test_of_two_devices_the_last_answer_counts():
    """Merging takes, of a question both have, what was answered last, whichever is merged into which."""
    phone = answered(Progress("book"), "a", "again", now=NOW)
    desk = answered(answered(Progress("book"), "a", "good", now=NOW + DAY), "b", "good", now=NOW)
    for both in (merged(phone, desk), merged(desk, phone)):
        assert both.due("a") == desk.due("a")
        assert set(both.cards) == {"a", "b"}
    with pytest.raises(ConfigError, match="another book"):
        merged(phone, Progress("other", desk.cards))


@pytest.mark.parametrize("data", [b"", b"[]", b'{"version": 1, "cards": {"a": {}}}', b'{"version": 3, "cards": {}}'])
def test_what_is_no_progress_is_named(data):
    """A damaged or newer file is one line that names it."""
    with pytest.raises(ConfigError, match=r"^progress\.json: "):
        parse(data, "progress.json")


def test_torch_does_not_come():
    """The scheduler's optimizer is not asked for."""
    after("good")
    assert "torch" not in sys.modules


FIRST = b"""{"version": 1, "book": "book", "cards": {"a": {"card_id": 7, "state": 2, "step": null, "stability": 2.3065,
 "difficulty": 2.118, "due": "2026-12-03T08:00:00+00:00", "last_review": "2026-12-01T08:00:00+00:00"}}}"""


def test_a_file_of_the_first_version_is_read():
    """Its cards had a number of their own; due dates and what follows from them are the same without it."""
    progress = parse(FIRST, "x")
    assert progress.due("a") == NOW + 2 * DAY
    assert b"card_id" not in encode(answered(progress, "a", "good", now=NOW + 2 * DAY))


def test_a_time_without_a_zone_is_no_progress():
    """FSRS would fail on it later, in the middle of a sitting."""
    with pytest.raises(ConfigError, match=r"^x: no progress"):
        parse(FIRST.replace(b"+00:00", b""), "x")
