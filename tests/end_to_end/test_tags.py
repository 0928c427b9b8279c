"""What music players sort a book by."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mutagen.mp3 import MP3

from tests.conftest import Run

LESSONS = """---
title: 河边读书会
{imprint}---
# 三角洲
{first}
三角洲是河流在入海口堆积泥沙而成的平原。黄河每年把大量泥沙带到下游，河口的三角洲因此不断向海里伸展。

# 淤地坝
{second}
淤地坝是拦在沟口用来留住泥沙的小型土坝。淤地坝把泥沙留在沟里，也把水留在沟里。

# 水车

水车是利用水流推动轮子来提水的机械。水车转动时，水斗把河水提到高处，用来灌溉农田。
"""
BY = {"first": "作者：林小河\n", "second": "作者：高大山\n"}


def tags(desk: Path, *names: str) -> list[tuple[str, ...]]:
    """These frames of every track's MP3 of the only book, in the order of the index."""
    [path] = (desk / "output").glob("*/index.json")
    files = [MP3(path.parent / track["path"]) for track in json.loads(path.read_text("utf-8"))["tracks"]]
    return [tuple(str(file.tags.get(name)) for name in names) for file in files]


@pytest.mark.parametrize(("imprint", "album_artist"), [("publisher: 河边出版社\n", "河边出版社"), ("", "河边读书会")])
def test_a_book_is_one_album(imprint: str, album_artist: str, desk: Path, audiobook: Run) -> None:
    """Every track, reviews too, has the book's album artist and some artist, and counts by its place."""
    (desk / "lessons.md").write_text(LESSONS.format(imprint=imprint, **BY), "utf-8")
    assert audiobook("build", "lessons.md", "--engine", "silence", "-q") == 0
    found = tags(desk, "TALB", "TPE2", "TRCK")
    assert found == [("河边读书会", album_artist, f"{place}/{len(found)}") for place in range(1, len(found) + 1)]
    artists = [artist for (artist,) in tags(desk, "TPE1")]
    titles = [title for (title,) in tags(desk, "TIT2")]
    written = {"三角洲": "林小河", "淤地坝": "高大山"}
    for artist, title in zip(artists, titles, strict=True):
        about = title.rpartition("：")[2].partition("（")[0].split("、")
        known = {written[each] for each in about if each in written}
        assert set(artist.split("、")) == (known or {album_artist}), title
    assert {"三角洲", "水车", "复习：三角洲"} <= set(titles)


def test_a_book_by_one_is_theirs(desk: Path, audiobook: Run) -> None:
    """A book without a publisher whose articles have one author is filed under the author."""
    text = LESSONS.format(imprint="", **BY).replace("# 水车\n", "# 水车\n作者：林小河\n").replace("高大山", "林小河")
    (desk / "lessons.md").write_text(text, "utf-8")
    assert audiobook("build", "lessons.md", "--engine", "silence", "-q") == 0
    assert set(tags(desk, "TPE1", "TPE2")) == {("林小河", "林小河")}
