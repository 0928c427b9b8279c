"""The feed, field by field, through the parsers that podcast apps use."""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import os
import subprocess
import time
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import feedparser
import podcastparser
import pytest
from lxml import etree

from audiobook.config import PublishSettings
from audiobook.errors import PublishError
from audiobook.model import Index, Study, Track
from audiobook.publish import feed, publish
from audiobook.publish.index import reconcile
from tests.publish import samples
from tests.tools import node_module

BASE = "https://example.org/听/"
QUOTED = "https://example.org/%E5%90%AC/"
SPACES = {"atom": feed.ATOM, "content": feed.CONTENT, "itunes": feed.ITUNES, "podcast": feed.PODCAST}
SETTINGS = PublishSettings(
    base_url=BASE, author="河流 & 社", email="post@example.org", description="讲河。", funding="https://example.org/give",
    copyright="© 河流", category="Education/How To", explicit=True, medium="course", owner="老林",
)  # fmt: skip


def made(directory: Path, *titles: str, settings: PublishSettings = SETTINGS) -> Index:
    """A published book in `directory`."""
    return publish(reconcile(samples.book(directory, *titles), None, date=None), directory, settings=settings)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Index]:
    """A published book of three articles."""
    directory = tmp_path_factory.mktemp("out") / "河 流"
    return directory, made(directory)


def read(directory: Path) -> etree._Element:
    """The channel of the feed in `directory`."""
    channel = etree.fromstring((directory / "feed.xml").read_bytes()).find("channel")
    assert channel is not None
    return channel


def values(element: etree._Element, path: str) -> list[str]:
    """Texts or attributes found at a path."""
    return [str(found if isinstance(found, str) else found.text) for found in element.xpath(path, namespaces=SPACES)]


def test_the_channel_says_what_psp_and_apple_ask_for(book: tuple[Path, Index]) -> None:
    """Every required and recommended element of the channel, with the right value; the self link comes first."""
    directory, index = book
    channel = read(directory)
    url = f"{QUOTED}%E6%B2%B3%20%E6%B5%81/"
    first = channel[0]
    assert (first.tag, dict(first.attrib)) == (
        f"{{{feed.ATOM}}}link", {"href": url + "feed.xml", "rel": "self", "type": "application/rss+xml"}
    )  # fmt: skip
    expected = {
        "title": "河流",
        "link": url,
        "language": "zh-CN",
        "copyright": "© 河流",
        "generator": "audiobook 0.1.0",
        "itunes:type": "serial",
        "itunes:author": "河流 & 社",
        "itunes:explicit": "true",
        "itunes:owner/itunes:name": "老林",
        "itunes:owner/itunes:email": "post@example.org",
        "itunes:category/@text": "Education",
        "itunes:category/itunes:category/@text": "How To",
        "itunes:image/@href": url + index.files["cover"],
        "image/url": url + index.files["cover"],
        "image/title": "河流",
        "image/link": url,
        "podcast:guid": index.podcast_guid,
        "podcast:locked": "yes",
        "podcast:locked/@owner": "post@example.org",
        "podcast:medium": "course",
        "podcast:funding/@url": "https://example.org/give",
        "podcast:txt[@purpose='ai-content']": "true",
        "pubDate": "Sat, 01 Feb 2025 00:20:00 +0000",
    }
    assert {path: values(channel, path) for path in expected} == {path: [value] for path, value in expected.items()}
    [description] = values(channel, "description")
    assert description.startswith("讲河。")
    assert "合成语音" in description


def test_every_item_says_what_psp_and_apple_ask_for(book: tuple[Path, Index]) -> None:
    """GUID, date, enclosure, episode, duration, transcripts, chapters, persons and disclosure of each article."""
    directory, index = book
    url = f"{QUOTED}%E6%B2%B3%20%E6%B5%81/"
    for number, (item, track) in enumerate(zip(read(directory).iter("item"), index.tracks, strict=True), 1):
        expected = {
            "title": [track.title],
            "itunes:title": [track.title],
            "guid": [track.guid],
            "guid/@isPermaLink": ["false"],
            "link": [f"{url}#{track.guid}"],
            "enclosure/@length": [str(track.path.stat().st_size)],
            "enclosure/@type": ["audio/mpeg"],
            "itunes:episode": [str(number)],
            "podcast:episode": [str(number)],
            "itunes:episodeType": ["full"],
            "itunes:duration": ["6"],  # 6.5 s: whole seconds, and no decimals
            "itunes:explicit": ["true"],
            "itunes:author": ["林 <雨>、Ann O'Neil & Co"],
            "podcast:person": ["林 <雨>", "Ann O'Neil & Co"],
            "podcast:person/@role": ["author", "author"],
            "podcast:transcript/@type": ["text/vtt", "application/x-subrip"],
            "podcast:transcript/@language": ["zh-CN", "zh-CN"],
            "podcast:chapters/@type": ["application/json+chapters"],
            "podcast:txt[@purpose='ai-content']": ["true"],
        }
        assert {path: values(item, path) for path in expected} == expected
        named = values(item, "enclosure/@url") + values(item, "podcast:transcript/@url")
        named += values(item, "podcast:chapters/@url") + values(item, "itunes:image/@href")
        for address in named:
            assert address.isascii()
            assert address.startswith(url)
            assert (directory / unquote(address.removeprefix(url))).is_file()


def test_dates_ascend_and_are_not_ahead(book: tuple[Path, Index]) -> None:
    """In the order of episodes, a minute or more apart, in the form of RFC 2822."""
    stamps = [parsedate_to_datetime(text).timestamp() for text in values(read(book[0]), "item/pubDate")]
    assert all(two - one >= 60 for one, two in itertools.pairwise(stamps))
    assert stamps[-1] <= time.time()


def test_show_notes_have_everything(book: tuple[Path, Index]) -> None:
    """Outline with time stamps from 00:00:00, recap, key terms, questions, note, source and who speaks; escaped, and
    said once."""
    [html, *_] = values(read(book[0]), "item/description")
    assert values(read(book[0]), "item/content:encoded") == []
    assert "00:00:00 水车<br/>\n00:00:02 修理" in html
    wanted = ["一条河的故事", "林 &lt;雨&gt;", "O'Neil &amp; Co", "关键词", "<li>水车</li>", "换下来的____还能再用"]
    for text in [*wanted, "※ 根据讲座整理。", "来源：《河流》2024年第3期", "合成语音"]:
        assert text in html, text
    assert "<script" not in html


def test_a_description_stays_within_what_apple_shows(tmp_path: Path) -> None:
    """Past 4,000 bytes the least needed parts go, the time stamps and the disclosure never; the full notes follow."""
    book = samples.book(tmp_path / "书", "甲")
    track = dataclasses.replace(book.tracks[0], study=Study(recap=("很长的一句话，" * 30,) * 8))
    index = reconcile(dataclasses.replace(book, tracks=(track,)), None, date=None)
    publish(index, tmp_path / "书", settings=SETTINGS)
    [short], [full] = (values(read(tmp_path / "书"), f"item/{name}") for name in ("description", "content:encoded"))
    assert len(short.encode()) <= 4000 < len(full.encode())
    assert "很长的一句话" in full
    for kept in ("00:00:02 修理", "合成语音", "来源：《河流》"):
        assert kept in short


def test_podcastparser_reads_every_field(book: tuple[Path, Index]) -> None:
    """What gPodder sees is what was meant."""
    directory, index = book
    parsed: dict[str, Any] = podcastparser.parse(BASE, io.BytesIO((directory / "feed.xml").read_bytes()))
    assert parsed["title"] == "河流"
    assert parsed["type"] == "serial"
    assert parsed["itunes_categories"] == [["Education", "How To"]]
    assert parsed["itunes_owner"] == {"name": "老林", "email": "post@example.org"}
    assert parsed["cover_url"].endswith(index.files["cover"])
    assert parsed["language"] == "zh-CN"
    assert parsed["explicit"] is True
    episodes = sorted(parsed["episodes"], key=lambda episode: episode["published"])
    assert [episode["number"] for episode in episodes] == [1, 2, 3]
    for episode, track in zip(episodes, index.tracks, strict=True):
        assert episode["guid"] == track.guid
        assert episode["title"] == track.title
        assert episode["total_time"] == 6
        assert episode["type"] == "full"
        assert episode["enclosures"] == [
            {"url": episode["enclosures"][0]["url"], "file_size": track.size_bytes, "mime_type": "audio/mpeg"}
        ]
        assert episode["itunes_author"] == "林 <雨>、Ann O'Neil & Co"
        assert episode["explicit"] is True
        assert episode["link"].endswith(f"#{track.guid}")
        assert "00:00:02 修理" in episode["description"]
        assert episode["episode_art_url"].endswith(".jpg")


def test_feedparser_reads_every_field(book: tuple[Path, Index]) -> None:
    """What a general feed reader sees is what was meant, and it finds nothing wrong."""
    directory, index = book
    parsed = feedparser.parse((directory / "feed.xml").read_bytes())
    assert not parsed.bozo
    assert parsed.version == "rss20"
    assert parsed.feed.title == "河流"
    assert parsed.feed.author == "河流 & 社"
    assert parsed.feed.publisher_detail == {"name": "老林", "email": "post@example.org"}
    assert [link.rel for link in parsed.feed.links] == ["self", "alternate"]
    assert [tag.term for tag in parsed.feed.tags] == ["Education", "How To"]
    assert parsed.feed.image.href.endswith(index.files["cover"])
    for entry, track in zip(parsed.entries, index.tracks, strict=True):
        assert entry.id == track.guid
        assert entry.guidislink is False
        assert entry.title == track.title
        assert entry.itunes_duration == "6"
        assert entry.enclosures[0].length == str(track.size_bytes)
        assert entry.published_parsed[:3] == (2025, 2, 1)
        assert "00:00:02 修理" in entry.summary


def test_partytime_reads_every_field(book: tuple[Path, Index], tmp_path: Path) -> None:
    """The Podcast Index's own parser finds the podcast namespace's elements."""
    modules = str(node_module("podcast-partytime"))
    directory, index = book
    program = tmp_path / "parse.cjs"
    program.write_text(
        "const p = require('podcast-partytime');"
        "console.log(JSON.stringify(p.parseFeed(require('fs').readFileSync(process.argv[2], 'utf8'))))"
    )
    environment = {**os.environ, "NODE_PATH": modules, "LOG": "silent", "PARTYTIME_LOG": "silent"}
    command = ["node", str(program), str(directory / "feed.xml")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    parsed = json.loads(done.stdout.splitlines()[-1])
    assert parsed["guid"] == index.podcast_guid
    assert parsed["medium"] == "course"
    assert parsed["locked"] is True
    assert parsed["itunesType"] == "serial"
    assert parsed["explicit"] is True
    assert [one["url"] for one in parsed["podcastFunding"]] == ["https://example.org/give"]
    assert parsed["pubsub"]["self"].endswith("/feed.xml")
    assert parsed["itunesCategory"] == ["Education > How To"]
    assert parsed["title"] == "河流"
    items = sorted(parsed["items"], key=lambda item: item["pubDate"])
    for number, (item, track) in enumerate(zip(items, index.tracks, strict=True), 1):
        assert item["guid"] == track.guid
        assert item["enclosure"]["length"] == track.size_bytes
        assert item["duration"] == 6
        assert item["itunesEpisode"] == number
        assert item["podcastEpisode"]["number"] == number
        assert [one["type"] for one in item["podcastTranscripts"]] == ["text/vtt", "application/srt"]
        assert item["podcastChapters"]["type"] == "application/json+chapters"
        assert [one["name"] for one in item["podcastPeople"]] == ["林 <雨>", "Ann O'Neil & Co"]


def test_without_an_address_it_still_parses(tmp_path: Path) -> None:
    """Addresses begin with a name that never exists until serve or --base-url fills them in."""
    index = made(tmp_path / "书", settings=PublishSettings())
    parsed = podcastparser.parse("http://x/", io.BytesIO((tmp_path / "书" / "feed.xml").read_bytes()))
    assert len(parsed["episodes"]) == 3
    assert parsed["episodes"][0]["enclosures"][0]["url"].startswith("http://audiobook.invalid/%E4%B9%A6/01-")
    assert index.base_url is None


def test_hard_titles_are_escaped_and_unique(tmp_path: Path) -> None:
    """Markup, quotes, emoji, direction marks, 300 characters and twins: well-formed, told apart, readable."""
    index = made(tmp_path / "书", *samples.HARD_TITLES, "同题", "同题", "同题")
    data = (tmp_path / "书" / "feed.xml").read_bytes()
    titles = [entry.title for entry in feedparser.parse(data).entries]
    raw = values(read(tmp_path / "书"), "item/title")
    assert len(set(titles)) == len(set(raw)) == len(index.tracks)
    assert raw[0] == samples.HARD_TITLES[0]
    assert b"<script" not in data
    for address in values(read(tmp_path / "书"), "item/enclosure/@url"):
        parts = urlsplit(address)
        assert address.isascii()
        assert not parts.query
        assert not parts.fragment
        assert (tmp_path / "书" / unquote(parts.path).rpartition("/")[2]).is_file()


def test_a_moved_feed_keeps_its_guid(tmp_path: Path) -> None:
    """podcast:guid is that of the first address, wherever the feed moves, and stays without an address."""
    first = made(tmp_path / "书")
    moved = publish(first, tmp_path / "书", settings=PublishSettings(base_url="http://elsewhere.example/x"))
    assert moved.podcast_guid == first.podcast_guid
    assert values(read(tmp_path / "书"), "podcast:guid") == [first.podcast_guid]
    assert moved.base_url == "http://elsewhere.example/x/%E4%B9%A6/"
    kept = publish(moved, tmp_path / "书", settings=PublishSettings())
    assert kept.base_url == moved.base_url


@pytest.mark.parametrize(
    "address", ["example.org", "ftp://example.org/", "https://", "https://example.org/?a=1", "https://x/#y"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    """One line with the address and how to write one."""
    with pytest.raises(PublishError, match="write it as https://"):
        feed.address(address, "书")


@pytest.mark.parametrize(
    ("category", "hint"),
    [
        ("Education/Course", "Education/Courses"),
        ("Philosophy", "Society & Culture/Philosophy"),
        ("Qwxz", "Education/Courses"),
    ],
)
def test_a_category_apple_does_not_know_is_refused(tmp_path: Path, category: str, hint: str) -> None:
    """The message names the nearest one there is."""
    with pytest.raises(PublishError, match=f"none of Apple's.*{hint}"):
        made(tmp_path / "书", settings=PublishSettings(category=category))


def test_episodes_are_the_articles_own_numbers(tmp_path: Path) -> None:
    """Article 7 is episode 7 whatever stands before it; a review is a bonus to its article, one of several to none."""
    book = samples.book(tmp_path / "书")
    article = dataclasses.replace(book.tracks[0], number=7)
    review, spaced = (
        dataclasses.replace(other, kind="review", number=number, study=Study(articles=articles))
        for other, number, articles in zip(book.tracks[1:], (8, 9), ((7,), (7, 5)), strict=True)
    )
    index = dataclasses.replace(book, tracks=(article, review, spaced))
    publish(reconcile(index, None, date=None), tmp_path / "书", settings=SETTINGS)
    found = [
        (values(item, "itunes:episodeType"), values(item, "itunes:episode"), values(item, "podcast:episode"))
        for item in read(tmp_path / "书").iter("item")
    ]
    assert found == [(["full"], ["7"], ["7"]), (["bonus"], ["7"], ["7"]), (["bonus"], [], [])]


def test_a_review_of_a_sitting_belongs_to_none() -> None:
    """Sittings have numbers of their own: a review of article 2 is no bonus to sitting 2."""
    track = Track(2, "二", Path("2.mp3"), 1, 1, 0, 0, 44_100, 96, (), (), kind="sitting")
    review = dataclasses.replace(track, number=3, kind="review", study=Study(articles=(2,)))
    index = Index("书", (track, review), "silence", "silent")
    assert [feed.episode_of(one, index) for one in index.tracks] == [2, None]


def test_an_owner_is_somebody_to_write_to(tmp_path: Path) -> None:
    """Without an e-mail there is no owner at all: W3C's validator calls one without it an error."""
    made(tmp_path / "书", settings=dataclasses.replace(SETTINGS, email=None))
    channel = read(tmp_path / "书")
    assert values(channel, "itunes:owner") == []
    assert values(channel, "itunes:author") == ["河流 & 社"]


def test_twins_are_told_apart_by_what_differs(tmp_path: Path) -> None:
    """In a book by author, then number; in several by the book, then its issue: never a bracket behind a bracket."""

    def index(title: str, issue: str, *names: str) -> Index:
        book = samples.book(tmp_path / f"{title}{issue}", *names, title=title)
        tracks = tuple(
            dataclasses.replace(track, authors=("林雨",) if track.title == "前言" else ()) for track in book.tracks
        )
        return dataclasses.replace(book, tracks=tracks, issue=issue)

    found = feed.titles(
        [
            index("河流", "第1期", "前言", "前言", "前言", "间隔复习（1）"),
            index("山中", "第1期", "前言", "间隔复习（1）"),
            index("河流", "第2期", "间隔复习（1）"),
            index("河流", "第3期", "间隔复习（1）"),
            index("河流", "第3期", "间隔复习（1）"),
        ]
    )
    assert found == [
        ["前言", "前言（林雨）", "前言（2）", "间隔复习（1）"],
        ["前言·山中", "间隔复习（1）·山中"],
        ["间隔复习（1）·河流"],
        ["间隔复习（1）·河流 第3期"],
        ["间隔复习（1）·河流 第3期（2）"],
    ]
