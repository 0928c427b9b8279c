"""The page beside the lines: which one, where its print stands, its picture, and who may not have it."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from audiobook.errors import ConfigError
from audiobook.model import PrintedPage
from audiobook.studio.pages import Pages
from audiobook.studio.shelf import Shelf, Work
from audiobook.studio.texts import Texts
from tests.source.test_page_picture import TEXTS, typeset
from tests.studio.conftest import TOKEN, Open
from tests.studio.test_attacks import tree


@pytest.fixture
def scanned(studio: Open, desk: Path) -> str:
    """The key of a PDF of two pages."""
    file = desk / "桥.pdf"
    typeset(file)
    key: str = studio.upload("桥.pdf", file.read_bytes())["work"]
    return key


def picture(studio: Open, query: str) -> tuple[int, dict[str, str], bytes]:
    """The answer to a request for a picture."""
    return studio.raw("GET", f"/{TOKEN}/picture?{query}")


def test_the_page_of_a_line(studio: Open, scanned: str) -> None:
    """Its number, its picture and its print; another page by its number; after a correction as before."""
    look = studio.look("work", work=scanned)
    assert look["pages"] == 2
    texts = [line["text"] for line in look["lines"]]
    found = studio.look("page", work=scanned, line=str(texts.index(TEXTS[1])))
    assert (found["page"], found["pages"], found["version"]) == (1, 2, look["version"])
    assert [texts[mark[0]] for mark in found["marks"]] == TEXTS
    status, headers, body = picture(studio, found["picture"].partition("?")[2])
    assert (status, headers["content-type"], body[:3]) == (200, "image/jpeg", b"\xff\xd8\xff")
    last = len(texts) - 1
    assert studio.look("page", work=scanned, line=str(last))["page"] == 2
    assert [mark[0] for mark in studio.look("page", work=scanned, page="2")["marks"]] == [last]
    asked = {"work": scanned, "version": look["version"], "op": "text", "at": [texts.index(TEXTS[1])]}
    look = studio.change("correct", **asked, text=TEXTS[1].replace("从前", "早年间"))
    again = studio.look("page", work=scanned, line="0")
    assert [mark[0] for mark in again["marks"]] == [mark[0] for mark in found["marks"]]
    assert again["version"] == look["version"]


def test_a_page_is_drawn_once(studio: Open, scanned: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second window has it from the cache; another file under the same name is another page."""
    from audiobook import pipeline

    drawn: list[int] = []
    really = pipeline.picture
    monkeypatch.setattr(pipeline, "picture", lambda *asked: (drawn.append(asked[1]), really(*asked))[1])
    query = f"work={quote(scanned)}&page=1"
    first = picture(studio, query)[2]
    assert picture(studio, query)[2] == first
    assert drawn == [1]
    (source,) = Path("output/uploads").glob("*/*.pdf")
    typeset(source, turned=90)
    assert picture(studio, query)[2] != first
    assert drawn == [1, 1]


def test_what_has_no_pages(studio: Open, dropped: str) -> None:
    """A text has none; that is no error, and there is no picture of it."""
    assert studio.look("work", work=dropped)["pages"] == 0
    assert studio.look("page", work=dropped, line="3") == {"pages": 0}
    assert picture(studio, f"work={quote(dropped)}&page=1")[0] == 400


def test_no_other_page_is_drawn(studio: Open, scanned: str, desk: Path) -> None:
    """Numbers of no page, in every spelling, and keys that lead elsewhere: one line, and nothing is written."""
    studio.look("page", work=scanned, page="1")
    before = tree(desk)
    for number in ("0", "3", "-1", "1e9", "9" * 40, "%D9%A3", "../1", "", "1&page=0"):
        status, headers, body = picture(studio, f"work={quote(scanned)}&page={number}")
        assert (status, headers["content-type"]) == (400, "application/json"), number
        assert b"no such page" in body
    for key in ("../..", "upload/../../x", "book/..", "upload/", "/etc", "upload/none", ""):
        for address in ("picture", "page"):
            assert studio.raw("GET", f"/{TOKEN}/{address}?work={quote(key)}&page=1")[0] == 400
    assert tree(desk) == before


def test_a_picture_is_for_our_page_only(studio: Open, scanned: str) -> None:
    """By our name and path, and no other site may show it."""
    query = f"picture?work={quote(scanned)}&page=1"
    assert studio.raw("GET", f"/{TOKEN}/{query}", Host="evil.example")[0] == 421
    assert studio.raw("GET", f"/{query}")[0] == 404
    _, headers, _ = studio.raw("GET", f"/{TOKEN}/{query}", Origin="http://evil.example")
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("file", ["../secret.png", "/etc/passwd", "..", "a/b.png", "linked.png"])
def test_a_reader_that_lies_names_no_other_file(
    chosen: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str
) -> None:
    """What a taken-over reader says of where a page lies leads out of the upload nowhere, nor does a link in it."""
    folder = tmp_path / "uploads" / "x" / "scans"
    folder.mkdir(parents=True)
    for secret in (folder.parent / "secret.png", tmp_path / "secret.png"):
        secret.write_bytes(b"\x89PNG\r\n")
    (folder / "linked.png").symlink_to(tmp_path / "secret.png")
    shelf = Shelf(dataclasses.replace(chosen, output=tmp_path))
    work = Work("upload/x", "x", folder, folder.parent)
    texts = Texts(chosen)
    monkeypatch.setattr(shelf, "work", lambda key: work)
    monkeypatch.setattr(texts, "printed", lambda work: (PrintedPage(1, (), file),))
    with pytest.raises(ConfigError, match="no picture of this page"):
        Pages(shelf, texts).picture({"work": work.key, "page": "1"})


def test_a_hostile_page_is_one_line(studio: Open) -> None:
    """A PDF of a page that is far too large, and one that is damaged behind its text: an answer, and it goes on."""
    from tests.source.typeset import CHINESE, know_chinese

    canvas_module = pytest.importorskip("reportlab.pdfgen.canvas")
    know_chinese()
    path = Path("huge.pdf")
    canvas = canvas_module.Canvas(str(path), pagesize=(14_400, 14_400))
    canvas.setFont(CHINESE, 200)
    canvas.drawString(100, 100, "这一页有两百英寸宽，也有两百英寸高，没有人这样印书。")
    canvas.save()
    key = studio.upload("huge.pdf", path.read_bytes())["work"]
    status, _, body = picture(studio, f"work={quote(key)}&page=1")
    assert (status, body[:3]) == (200, b"\xff\xd8\xff")
    assert len(body) < 1_000_000
    (source,) = Path("output/uploads").glob("huge/*.pdf")
    studio.look("work", work=key)
    source.write_bytes(source.read_bytes()[:900])
    status, _, body = picture(studio, f"work={quote(key)}&page=1")
    assert (status, body.count(b"\n")) == (400, 0)
    assert studio.look("state")["works"][0]["work"] == key
