"""Identifiers and dates are minted once."""

from __future__ import annotations

import dataclasses
import datetime
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audiobook.errors import PublishError
from audiobook.model import Index
from audiobook.publish import identity
from audiobook.publish.index import reconcile
from tests.publish import samples

UTC = datetime.UTC


def moments(index: Index) -> list[datetime.datetime]:
    """When the tracks were published."""
    return [datetime.datetime.fromisoformat(track.published) for track in index.tracks]


def ascend(found: list[datetime.datetime]) -> bool:
    """True when each is a minute or more after the one before."""
    return all(two - one >= datetime.timedelta(minutes=1) for one, two in itertools.pairwise(found))


def test_the_same_input_gives_the_same_identity(tmp_path: Path) -> None:
    """Two machines that build the same book mint the same identifiers and dates; no clock is in them."""
    book = samples.book(tmp_path)
    one, two = reconcile(book, None, date=None), reconcile(book, None, date=None)
    assert one == two
    assert one.first_built is None
    assert [track.published for track in one.tracks] == [
        "2025-02-01T00:00:00Z", "2025-02-01T00:10:00Z", "2025-02-01T00:20:00Z"
    ]  # fmt: skip
    assert len({one.book_id, *(track.guid for track in one.tracks)}) == 4


def test_identity_survives_every_change_but_of_everything(tmp_path: Path) -> None:
    """New title, text, order, place, date and book title: GUID and date stay; a new article gets new ones."""
    old = reconcile(samples.book(tmp_path), None, date=None)
    first, second, third = old.tracks
    renamed = dataclasses.replace(first, guid="", published="", title="旧水车（修订）", path=tmp_path / "x.mp3")
    retext = dataclasses.replace(third, guid="", published="", cues=third.cues[:1], path=tmp_path / "y.mp3")
    fresh = dataclasses.replace(samples.track(tmp_path, 9, "新闻"), cues=(), path=tmp_path / "z.mp3")
    moved = dataclasses.replace(second, guid="", published="", number=7, authors=("另一人",))
    new = dataclasses.replace(old, tracks=(renamed, moved, fresh, retext), book_id="", title="新书名", date="1999")
    result = reconcile(new, old, date="2001")
    assert result.book_id == old.book_id
    guids = [track.guid for track in result.tracks]
    assert [guids[0], guids[1], guids[3]] == [first.guid, second.guid, third.guid]
    assert guids[2] not in {first.guid, second.guid, third.guid, ""}
    dates = [track.published for track in result.tracks]
    assert [dates[0], dates[1], dates[3]] == [first.published, second.published, third.published]
    assert ascend(moments(result))


def test_a_reordered_book_moves_as_few_dates_as_it_can(tmp_path: Path) -> None:
    """When articles change places, dates ascend again and most of them are the old ones."""
    old = reconcile(samples.book(tmp_path, *"甲乙丙丁"), None, date=None)
    new = dataclasses.replace(old, tracks=(old.tracks[3], *old.tracks[:3]))
    result = reconcile(new, old, date=None)
    assert [track.guid for track in result.tracks] == [track.guid for track in new.tracks]
    assert [track.published for track in result.tracks[1:]] == [track.published for track in old.tracks[:3]]
    assert ascend(moments(result))


def test_articles_with_dates_of_their_own_have_them_where_they_fit(tmp_path: Path) -> None:
    """A new one is dated as it appeared, but not before what stands before it nor in the future; nothing kept moves."""
    titles = "甲乙丙丁"
    days = {1: "2024-03-01T08:00:00Z", 2: "2024-03-05", 3: "2024-02", 4: "9999-01-01"}
    first = reconcile(samples.book(tmp_path, *titles), None, date=None, days=days)
    dates = [track.published for track in first.tracks]
    assert dates[:2] == ["2024-03-01T08:00:00Z", "2024-03-05T00:00:00Z"]
    assert ascend(moments(first))
    assert moments(first)[-1] < datetime.datetime.now(UTC)
    grown = samples.book(tmp_path, *titles, "戊", "己")
    again = {**dict.fromkeys(days, "2020-01-01"), 5: "2024-03-04", 6: "somewhen"}
    second = reconcile(grown, first, date=None, days=again)
    assert [track.published for track in second.tracks[:4]] == dates
    assert ascend(moments(second))


def test_articles_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    """Three pieces called 要闻 by nobody get three identifiers, and keep them."""
    old = reconcile(samples.book(tmp_path, "要闻", "要闻", "要闻"), None, date=None)
    guids = [track.guid for track in old.tracks]
    assert len(set(guids)) == 3
    again = dataclasses.replace(old, tracks=tuple(dataclasses.replace(t, guid="", published="") for t in old.tracks))
    assert [track.guid for track in reconcile(again, old, date=None).tracks] == guids


def test_an_identifier_is_never_used_twice(tmp_path: Path) -> None:
    """An article that vanished leaves its identifier behind; another of that title gets a new one."""
    old = reconcile(samples.book(tmp_path, "甲", "乙"), None, date=None)
    second = dataclasses.replace(old.tracks[1], guid="", title="甲", cues=(), kind="review", path=tmp_path / "q.mp3")
    new = reconcile(dataclasses.replace(old, tracks=(old.tracks[0], second)), old, date=None)
    assert new.tracks[1].guid not in {track.guid for track in old.tracks}


@pytest.mark.parametrize(
    ("date", "first"), [("2025-06-03", "2025-06-03"), ("2025-06", "2025-06-01"), ("2025", "2025-01-01")]
)
def test_dates_are_as_exact_as_the_source(tmp_path: Path, date: str, first: str) -> None:
    """A year or a month stands for its first day; the settings' date is used where the source has none."""
    book = samples.book(tmp_path, date=None)
    assert reconcile(book, None, date=date).tracks[0].published == f"{first}T00:00:00Z"
    assert reconcile(dataclasses.replace(book, date=date), None, date="1990").tracks[0].published.startswith(first)


def test_without_any_date_the_first_day_is_recorded_and_kept(tmp_path: Path) -> None:
    """The first build's day goes into the index; a later build takes it from there, also for new articles."""
    book = samples.book(tmp_path, "甲", "乙", date=None)
    first = reconcile(book, None, date=None)
    assert first.first_built
    earlier = dataclasses.replace(first, first_built="2020-05-05", tracks=())
    later = reconcile(book, earlier, date=None)
    assert later.first_built == "2020-05-05"
    assert later.tracks[0].published == "2020-05-05T00:00:00Z"


def test_no_date_is_in_the_future(tmp_path: Path) -> None:
    """An issue dated ahead, or many articles today, are dated back so far that none lies ahead."""
    now = datetime.datetime.now(UTC)
    ahead = (now + datetime.timedelta(days=40)).date().isoformat()
    for date in (ahead, now.date().isoformat(), None):
        result = reconcile(samples.book(tmp_path, *(f"第{n}篇" for n in range(40)), date=date), None, date=None)
        assert moments(result)[-1] <= datetime.datetime.now(UTC)
        assert ascend(moments(result))


@pytest.mark.parametrize("date", ["soon", "2025-13", "2025-02-30", "25/2/3"])
def test_a_date_that_is_none_is_refused(tmp_path: Path, date: str) -> None:
    """The message shows the date and how to write one."""
    with pytest.raises(PublishError, match="write it as 2025-02-27"):
        reconcile(samples.book(tmp_path, date=date), None, date=None)


START = datetime.datetime(2025, 2, 1, tzinfo=UTC)


@given(st.lists(st.none() | st.integers(0, 600).map(lambda m: START + datetime.timedelta(minutes=m)), max_size=12))
def test_moments_always_ascend(kept: list[datetime.datetime | None]) -> None:
    """Whatever is kept in whatever order, the result ascends by a minute, and a single kept moment never moves."""
    found = identity.ascending(kept, start=START, now=datetime.datetime(2026, 1, 1, tzinfo=UTC))
    assert len(found) == len(kept)
    assert ascend(found)
    given_ = [moment for moment in kept if moment]
    if len(given_) == 1:
        assert given_[0] in found


def test_podcast_guid_follows_the_namespace() -> None:
    """The example of the namespace's own documentation; scheme and slashes do not matter."""
    expected = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert identity.podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml") == expected
    assert identity.podcast_guid("http://mp3s.nashownotes.com/pc20rss.xml/") == expected
