"""metadata.json, held to what Audiobookshelf's scanner does with a folder (its server/scanner, as of August 2026)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from audiobook.config import PublishSettings
from audiobook.model import Index
from audiobook.publish import publish
from audiobook.publish.index import reconcile
from tests.publish import samples

TEXTS = ("title", "subtitle", "publishedYear", "publishedDate", "publisher", "description", "isbn", "asin", "language")
LISTS = ("tags", "authors", "narrators", "series", "genres")
FLAGS = ("explicit", "abridged")
"""The keys its scanner takes, and of what type each must be or it is left out."""


def made(folder: Path, settings: PublishSettings | None = None, **fields: Any) -> tuple[dict[str, Any], Index]:
    """What is written for a book of samples, and its index."""
    index = publish(
        reconcile(samples.book(folder, **fields), None, date=None), folder, settings=settings or PublishSettings()
    )
    value: dict[str, Any] = json.loads((folder / "metadata.json").read_text("utf-8"))
    return value, index


def test_the_scanner_takes_every_key(tmp_path: Path) -> None:
    """Each is one it knows, of the type it wants, and not empty; only ours, by which we know our file, is unknown."""
    tree, index = made(tmp_path / "河流")
    unknown = [key for key in tree if key not in (*TEXTS, *LISTS, *FLAGS)]
    assert unknown == ["audiobook"]
    assert all(isinstance(tree[key], str) and tree[key].strip() for key in TEXTS if key in tree)
    assert all(tree[key] and all(isinstance(one, str) for one in tree[key]) for key in LISTS if key in tree)
    assert all(isinstance(tree[key], bool) for key in FLAGS)
    assert index.files["metadata"] == "metadata.json"


def test_it_says_what_the_book_is(tmp_path: Path) -> None:
    """Title with issue, every author, who reads, the journal as a series with its number, the year."""
    tree, _ = made(tmp_path / "河流", PublishSettings(description="一条河。"))
    assert tree["title"] == "河流 第3期"
    assert tree["authors"] == ["林雨"] and tree["narrators"] == ["silence silent"]
    assert tree["series"] == ["河流 #3"]
    assert (tree["publishedYear"], tree["publishedDate"]) == ("2025", "2025-02")
    assert tree["publisher"] == "河流编辑部" and tree["language"] == "zh-CN"
    assert tree["description"].startswith("一条河。") and "合成语音" in tree["description"]


def test_the_first_picture_is_the_cover(tmp_path: Path) -> None:
    """The scanner takes the picture that lies least deep: there is one in the book's folder itself."""
    _, index = made(tmp_path / "河流")
    pictures = [
        path.name for path in (tmp_path / "河流").iterdir() if path.suffix in (".jpg", ".png", ".jpeg", ".webp")
    ]
    assert pictures == [index.files["cover"]]


@pytest.mark.parametrize("theirs", ['{"title": "我改的", "chapters": []}', "{}"])
def test_what_the_server_wrote_stays(theirs: str, tmp_path: Path) -> None:
    """A server that keeps its metadata with the book writes the same file; what was corrected there is not undone."""
    folder = tmp_path / "河流"
    made(folder)
    (folder / "metadata.json").write_text(theirs)
    made(folder, PublishSettings(description="新的"))
    assert (folder / "metadata.json").read_text() == theirs
    (folder / "metadata.json").unlink()
    assert "新的" in made(folder, PublishSettings(description="新的"))[0]["description"]


def test_what_is_damaged_is_written_anew(tmp_path: Path) -> None:
    """A file cut short is nobody's."""
    made(tmp_path / "河流")
    (tmp_path / "河流" / "metadata.json").write_text('{"title": "河')
    assert made(tmp_path / "河流")[0]["title"] == "河流 第3期"
