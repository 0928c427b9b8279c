"""The whole output folder as one show."""

from __future__ import annotations

import dataclasses
import itertools
import shutil
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.publish import feed, library, publish
from audiobook.publish.index import reconcile
from tests.publish import samples

SETTINGS = PublishSettings()


def add(output: Path, name: str, date: str, *titles: str) -> None:
    """One more published book."""
    book = reconcile(samples.book(output / name, *titles, title=name, date=date), None, date=None)
    publish(book, output / name, settings=SETTINGS)


def items(output: Path) -> list[dict[str, str]]:
    """guid, season, episode, date and audio of every item, in the order of the file."""
    found = []
    for item in etree.parse(output / "feed.xml").iter("item"):
        texts = {etree.QName(child).localname: child.text or "" for child in item}
        enclosure = item.find("enclosure")
        assert enclosure is not None
        found.append({**texts, "url": enclosure.get("url") or ""})
    return found


def test_every_book_is_a_season(tmp_path: Path) -> None:
    """Seasons by date of the books, episodes in order, addresses below each book's folder."""
    add(tmp_path, "二月刊", "2025-02", "甲", "乙")
    add(tmp_path, "一月刊", "2025-01", "丙", "丁")
    assert library.write(tmp_path, settings=SETTINGS, base_url="https://example.org/") == tmp_path / "feed.xml"
    found = items(tmp_path)
    assert [(item["season"], item["episode"]) for item in found] == [("1", "1"), ("1", "2"), ("2", "1"), ("2", "2")]
    assert found[0]["url"] == "https://example.org/%E4%B8%80%E6%9C%88%E5%88%8A/01-%E4%B8%99.mp3"
    assert len({item["guid"] for item in found}) == 4


def test_a_new_book_adds_and_changes_nothing(tmp_path: Path) -> None:
    """Next week's issue, even one printed long ago, is the next season; what was there stays to the letter."""
    add(tmp_path, "二月刊", "2025-02", "甲", "乙")
    add(tmp_path, "同月刊", "2025-02", "戊")
    library.write(tmp_path, settings=SETTINGS, base_url=None)
    before = items(tmp_path)
    guid = library.read(tmp_path).library_id
    add(tmp_path, "一月刊", "2025-01", "丙", "丁")
    library.write(tmp_path, settings=SETTINGS, base_url=None)
    after = items(tmp_path)
    assert after[: len(before)] == before
    assert [item["season"] for item in after] == ["1", "1", "2", "3", "3"]
    assert library.read(tmp_path).library_id == guid
    dates = [parsedate_to_datetime(item["pubDate"]) for item in after]
    assert all(two - one >= timedelta(minutes=1) for one, two in itertools.pairwise(dates))
    assert dates[-1] <= datetime.now(dates[-1].tzinfo)


def test_a_new_book_does_not_change_the_face_of_the_library(tmp_path: Path) -> None:
    """Title, author, language and cover are those of the first book, whoever publishes the next and in what
    language: what is subscribed to is known again."""

    def face() -> list[str]:
        channel = etree.parse(tmp_path / "feed.xml").find("channel")
        assert channel is not None
        names = ("title", f"{{{feed.ITUNES}}}author", "language")
        cover = channel.find(f"{{{feed.ITUNES}}}image")
        assert cover is not None
        return [*(channel.findtext(name) or "" for name in names), cover.get("href") or ""]

    add(tmp_path, "二月刊", "2025-02", "甲")
    library.write(tmp_path, settings=SETTINGS, base_url=None)
    before = face()
    assert before[0] == "河流编辑部"
    other = dataclasses.replace(
        samples.book(tmp_path / "Hills", "One", title="Hills", date="2025-03"), publisher="Hill Press", language="en"
    )
    publish(reconcile(other, None, date=None), tmp_path / "Hills", settings=SETTINGS)
    library.write(tmp_path, settings=SETTINGS, base_url=None)
    assert face() == before


def test_writing_again_changes_no_byte(tmp_path: Path) -> None:
    """Same books, same bytes; the address it was given is remembered."""
    add(tmp_path, "刊", "2025-02", *samples.HARD_TITLES)
    library.write(tmp_path, settings=SETTINGS, base_url="https://example.org/a")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*") if path.is_file()}
    library.write(tmp_path, settings=SETTINGS, base_url=None)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before
    assert "https://example.org/a/feed.xml" in (tmp_path / "feed.xml").read_text("utf-8")


def test_a_copied_book_counts_once(tmp_path: Path) -> None:
    """Two folders with the same book do not make twins in the feed."""
    add(tmp_path, "刊", "2025-02", "甲")
    shutil.copytree(tmp_path / "刊", tmp_path / "刊 (copy)")
    library.write(tmp_path, settings=SETTINGS, base_url=None)
    assert len(items(tmp_path)) == 1


def test_an_empty_folder_is_no_library(tmp_path: Path) -> None:
    """The message says how to make a book; a damaged record says what to delete."""
    with pytest.raises(PublishError, match="audiobook build"):
        library.write(tmp_path, settings=SETTINGS, base_url=None)
    add(tmp_path, "刊", "2025-02", "甲")
    (tmp_path / "library.json").write_text("{")
    with pytest.raises(PublishError, match="damaged; delete it"):
        library.write(tmp_path, settings=SETTINGS, base_url=None)
