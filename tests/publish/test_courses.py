"""The feed of a course: every episode on its day, and none before."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree

from audiobook.config import PublishSettings
from audiobook.model import Index
from audiobook.publish import feed, library, publish
from audiobook.publish.index import reconcile
from audiobook.publish.server.site import GeneratedFile, Site
from audiobook.study.calendar import lesson_days
from audiobook.study.rotation import rotation
from tests.publish import samples

SETTINGS = PublishSettings()
START = date(2026, 12, 1)


def book(folder: Path, days: Sequence[str]) -> Index:
    """A course of a track for each of `days`, published."""
    made = samples.book(folder, *(f"第{n}篇" for n in range(1, len(days) + 1)), title=folder.name)
    tracks = tuple(
        dataclasses.replace(track, study=dataclasses.replace(track.study, day=day))
        for track, day in zip(made.tracks, days, strict=True)
    )
    return publish(reconcile(dataclasses.replace(made, tracks=tracks), None, date=None), folder, settings=SETTINGS)


def dates(data: bytes) -> list[datetime]:
    """When each episode of a feed was published."""
    return [parsedate_to_datetime(item.findtext("pubDate")) for item in etree.fromstring(data).iter("item")]


@pytest.mark.parametrize("lessons", [7, 30])
@pytest.mark.parametrize("course", ["7d", "mon,wed,fri"])
def test_lessons_and_reviews_are_on_their_days(tmp_path, lessons, course):
    """A feed of 7 and one of 30 articles: the date of every lesson and review is its day, in order, no two the same."""
    days = lesson_days(course, lessons, START)
    sessions = rotation([(day - days[0]).days for day in days], [3] * lessons, most=12, course=True)
    planned = sorted([*days, *(date.fromordinal(days[0].toordinal() + session.day) for session in sessions)])
    book(tmp_path / "课", [day.isoformat() for day in planned])
    found = dates((tmp_path / "课" / feed.NAME).read_bytes())
    assert [moment.date() for moment in found] == planned
    assert found == sorted(set(found))


def test_building_again_keeps_every_date(tmp_path):
    """An app that has an episode sees it on the day it had."""
    days = ["2026-12-01", "2026-12-01", "2026-12-02"]
    one = book(tmp_path / "课", days)
    two = reconcile(one, one, date=None)
    assert [track.published for track in one.tracks] == [track.published for track in two.tracks]
    assert one.tracks[1].published == "2026-12-01T00:10:00Z"


def test_the_server_keeps_back_what_is_for_days_to_come(tmp_path):
    """A podcast app that asks the server gets lessons up to today, from the book's feed and from that of the shelf."""
    book(tmp_path / "课", ["2020-01-01", "2020-01-02", "2999-01-01"])
    site = Site(tmp_path, SETTINGS)
    for path in (f"/{'%E8%AF%BE'}/{feed.NAME}", f"/{feed.NAME}"):
        if path == f"/{feed.NAME}":
            library.write(tmp_path, settings=SETTINGS, base_url=None)
        found = site.find(path, "http://127.0.0.1/")
        assert isinstance(found, GeneratedFile)
        assert [moment.year for moment in dates(found.data)] == [2020, 2020]
    assert len(dates((tmp_path / "课" / feed.NAME).read_bytes())) == 3


def test_no_other_book_waits_for_the_end_of_a_course(tmp_path):
    """In the feed of the whole shelf a course has its days, and books that join it theirs."""
    book(tmp_path / "课", ["2999-01-01", "2999-01-02"])
    other = samples.book(tmp_path / "刊", "甲", title="刊", date="2025-02")
    publish(reconcile(other, None, date=None), tmp_path / "刊", settings=SETTINGS)
    library.write(tmp_path, settings=SETTINGS, base_url=None)
    found = dates((tmp_path / feed.NAME).read_bytes())
    assert sorted(moment.year for moment in found) == [2025, 2999, 2999]
    assert datetime(2025, 2, 1, tzinfo=UTC) in found
