"""From a text to an EPUB on the command line: nothing of the text is missing, and a change costs what changed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.publish.epub_book import TYPE, Taken, text

MIXED = """\
---
title: 山里的水
---

# 水从哪里来

清晨，村里第1个开门的是豆腐店[^a]。老板说，他{重|chóng}新开张是去年的事。

## 一条河

> 水往低处流，人往高处走。

| 年份 | 水位（米） |
|---|---|
| 2019 | 3.2 |

### 上游

演员的角（jué）色很多。

```
print("水")
```

## 下游

$$E = mc^2$$

[^a]: 见《水记》第3页。

# 两岸

春天播种，秋天收获 & <平安>。

# 河口

江水流进大海，渔船归来。
"""
PARAGRAPHS = (
    "清晨，村里第1个开门的是豆腐店[1]。老板说，他重新开张是去年的事。", "水往低处流，人往高处走。", "年份水位（米）",
    "20193.2", "演员的角（jué）色很多。", 'print("水")', "[1]见《水记》第3页。", "春天播种，秋天收获&<平安>。",
    "江水流进大海，渔船归来。",
)  # fmt: skip
BOOK = Path("output") / "山里的水"


@pytest.fixture
def mixed(desk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A text of two articles with all kinds of content, on the desk."""
    monkeypatch.setenv("AUDIOBOOK_SOURCE_ARTICLES", "headings of level 2")
    path = desk / "mixed.md"
    path.write_text(MIXED, "utf-8")
    return path


def build(audiobook: Run, path: Path, *more: object) -> Taken:
    """The EPUB that a build of `path` makes."""
    assert audiobook("build", path, "--engine", "silence", "--epub", "-q", "-y", *more) == 0
    return Taken(BOOK / index()["files"]["epub"])


def index() -> dict[str, Any]:
    """The book's record."""
    value: dict[str, Any] = json.loads((BOOK / "index.json").read_text("utf-8"))
    return value


@pytest.mark.parametrize("notes", ["skip", "inline", "end"])
def test_all_of_the_text_is_there(notes: str, mixed: Path, audiobook: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every paragraph of the text is in the pages, heard or not, as what it is; everything that is heard is lit."""
    monkeypatch.setenv("AUDIOBOOK_NARRATION_NOTES", notes)
    book = build(audiobook, mixed)
    articles = [track for track in index()["tracks"] if track["kind"] != "review"]
    shown = "".join(text(book.page(number)) for number in range(1, len(articles) + 1))
    assert [each for each in PARAGRAPHS if each not in shown] == []
    assert {each.get(TYPE) for each in book.page(1).iter()} >= {"chapter", "noteref"}
    assert not book.dangling()
    for number, track in enumerate(articles, 1):
        begins = [par.begin_ms for par in book.pars(number)]
        assert begins == sorted(begins) and set(begins) >= {cue["start_ms"] for cue in track["cues"]}
    assert book.contents() == [
        (0, "水从哪里来"), (1, "一条河"), (2, "上游"), (1, "下游"), *([(1, "注释")] if notes == "end" else []),
        (0, "两岸"), (0, "河口"),
    ]  # fmt: skip


def test_a_change_of_one_article_leaves_the_files_of_the_others(mixed: Path, audiobook: Run) -> None:
    """Built again nothing is written; an article corrected, renamed or taken away changes its own files."""
    before = build(audiobook, mixed)
    (path,) = BOOK.glob("*.epub")
    stamp = path.stat().st_mtime_ns
    again = build(audiobook, mixed, "--workers", "1")
    assert again.files == before.files and path.stat().st_mtime_ns == stamp
    mixed.write_text(MIXED.replace("秋天收获", "秋日收获"), "utf-8")
    corrected = build(audiobook, mixed)
    changed = {name for name, data in corrected.files.items() if before.files.get(name) != data}
    assert {re.sub(".*/", "", name) for name in changed} <= {"002.xhtml", "002.smil", "002.mp3", "package.opf"}
    mixed.write_text(MIXED.replace("# 两岸", "# 岸边"), "utf-8")
    assert build(audiobook, mixed).contents()[-2:] == [(0, "岸边"), (0, "河口")]
    mixed.write_text(re.sub("# 两岸.*?(?=# 河口)", "", MIXED, flags=re.DOTALL), "utf-8")
    assert build(audiobook, mixed).contents()[-2:] == [(1, "下游"), (0, "河口")]
    mixed.write_text(MIXED, "utf-8")
    assert build(audiobook, mixed).files == before.files


def test_sittings_have_all_their_articles(mixed: Path, audiobook: Run) -> None:
    """A sitting is a chapter; its articles and their sections are its contents."""
    book = build(audiobook, mixed, "--fit", "25m")
    assert next(depth for depth, _ in book.contents()) == 0
    assert {"水从哪里来", "一条河", "两岸"} <= {title for _, title in book.contents()}
    assert [each for each in PARAGRAPHS if each not in text(book.page(1)) and not each.startswith("[1]")] == []


def test_without_the_option_it_goes(mixed: Path, audiobook: Run) -> None:
    """Like every form that nobody asks for any more."""
    build(audiobook, mixed)
    assert audiobook("build", mixed, "--engine", "silence", "-q", "-y") == 0
    assert not list(BOOK.glob("*.epub")) and "epub" not in index()["files"]
